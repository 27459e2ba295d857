"""Settings of this floor, which are the settings of the whole program."""

from typing import Annotated

from pydantic import BeforeValidator, Field, SecretStr

from assistant.settings import AssistantSettings, hidden


class Settings(AssistantSettings):
    """Everything that can be set."""

    host: str = Field(default="127.0.0.1", description="Address that the page is served on.")
    port: int | None = Field(
        default=None,
        ge=1,
        le=65535,
        description="Port of the page; the first free one from 7860 on where it is not set.",
    )
    user: str | None = Field(
        default=None,
        description="Name that the page asks for, with a password; on another address than this machine's.",
    )
    password: Annotated[SecretStr | None, BeforeValidator(hidden)] = Field(
        default=None,
        description="Password of the user; no option of a command, which others on the machine could read.",
    )
    no_auth: bool = Field(default=False, description="Whether an address that others reach may do without a password.")
    requests_per_minute: int = Field(
        default=600, ge=0, description="Questions and the like that one client may send in a minute; 0 for no limit."
    )
    uploads_per_minute: int = Field(
        default=120, ge=0, description="Uploads that one client may send in a minute; 0 for no limit."
    )
    max_upload_mb: int = Field(
        default=50, gt=0, description="Largest file that the page takes, in megabytes of 1,000,000 bytes."
    )
    read_only: bool = Field(
        default=False,
        description="Whether the page only shows the library: nothing is added, removed or rebuilt there.",
    )
