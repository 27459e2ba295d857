"""Settings of this floor, which are the settings of the whole program."""

from typing import Any, Self

from pydantic import Field

from assistant.settings import AssistantSettings
from corpus.settings import refuse_unknown


class Settings(AssistantSettings):
    """Everything that can be set."""

    host: str = Field(default="127.0.0.1", description="Address that the page is served on.")
    port: int | None = Field(
        default=None,
        ge=1,
        le=65535,
        description="Port of the page; the first free one from 7860 on where it is not set.",
    )

    @classmethod
    def load(cls, **values: Any) -> Self:
        """Read the settings; refuse a name in the environment or the file that no floor knows."""
        refuse_unknown(cls)
        return super().load(**values)
