"""Settings of this floor, which are the settings of the whole program."""

from pydantic import Field

from assistant.settings import AssistantSettings


class Settings(AssistantSettings):
    """Everything that can be set."""

    host: str = Field(default="127.0.0.1", description="Address that the page is served on.")
    port: int | None = Field(
        default=None,
        ge=1,
        le=65535,
        description="Port of the page; the first free one from 7860 on where it is not set.",
    )
    read_only: bool = Field(
        default=False,
        description="Whether the page only shows the library: nothing is added, removed or rebuilt there.",
    )
