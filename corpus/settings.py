"""Settings of this floor, and how every floor's settings are read.

Each floor has one model, which inherits the one below it, so that a single object serves all of them.
A value comes from the call, else from ``EXOCITE_<NAME>`` in the environment, else from the settings
file (TOML, ``exocite.toml`` in the user's configuration folder, or where ``EXOCITE_CONFIG`` says).
"""

import os
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Self, cast

from platformdirs import user_config_path, user_data_path
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from corpus.errors import ExociteError

PREFIX = "EXOCITE_"
CONFIG = "EXOCITE_CONFIG"


def config_file() -> Path:
    """Where the settings file is looked for; it need not exist."""
    return Path(os.environ.get(CONFIG) or user_config_path("exocite", appauthor=False) / "exocite.toml")


class _File(TomlConfigSettingsSource):
    """The settings file, read for the keys of one floor; unknown keys are the top floor's to refuse."""

    def __init__(self, settings: type[BaseSettings]) -> None:
        path = config_file()
        try:
            super().__init__(settings, path)
        except (ValueError, OSError) as error:
            raise ExociteError(f"The settings file {path} can't be read ({error}); mend or remove it.") from error
        self.names = frozenset(cast("dict[str, Any]", self.init_kwargs))  # pyright: ignore[reportUnknownMemberType]

    def __call__(self) -> dict[str, Any]:
        known = self.settings_cls.model_fields
        return {name: value for name, value in super().__call__().items() if name in known}


class CorpusSettings(BaseSettings):
    """What is known, and where it is kept."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    data: Path = Field(
        default_factory=lambda: user_data_path("exocite", appauthor=False),
        description="Folder that holds the store, the index and the exported encoder.",
    )
    builtin: bool = Field(default=True, description="Whether the shipped corpus is part of the index.")
    corpus: Path = Field(
        default=Path(__file__).parent,
        description="Folder of the shipped corpus (reviews, background, records), for a lab that keeps its own copy.",
    )
    max_file_mb: int = Field(
        default=50, gt=0, description="Largest file that is read, in megabytes of 1,000,000 bytes."
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, _File(settings_cls)

    @classmethod
    def load(cls, **values: Any) -> Self:
        """Read the settings; ``values`` that are None are left to the environment and the file.

        Raises ExociteError for a value that does not fit, naming it.
        """
        try:
            return cls(**{name: value for name, value in values.items() if value is not None})
        except ValidationError as error:
            first = error.errors()[0]
            name = str(first["loc"][0])
            raise ExociteError(
                f"The setting {name} ({PREFIX}{name.upper()}) does not fit: {first['msg']}, not {first['input']!r}."
            ) from error


def refuse_unknown(settings: type[CorpusSettings]) -> None:
    """Refuse names in the environment or the settings file that ``settings`` does not know.

    Called with the top floor's model, which knows the names of all floors.
    """
    known = set(settings.model_fields)
    environment = {n: n.removeprefix(PREFIX).lower() for n in os.environ if n.startswith(PREFIX) and n != CONFIG}
    file = {n: n for n in _File(settings).names}
    for where, names in ((f"{config_file()}", file), ("the environment", environment)):
        for shown, name in sorted(names.items()):
            if name not in known:
                near = get_close_matches(name, known, n=1)
                spelled = (PREFIX + near[0].upper() if where == "the environment" else near[0]) if near else ""
                hint = f"did you mean {spelled}?" if near else "'exocite doctor' lists the settings."
                raise ExociteError(f"{shown} in {where} is not a setting of Exocite; {hint}")
