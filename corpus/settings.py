"""Settings of this floor, and how every floor's settings are read.

Each floor has one model, which inherits the one below it, so that a single object serves all of them.
A value comes from the call, else from ``EXOCITE_<NAME>`` in the environment, else from the settings
file (TOML, ``exocite.toml`` in the user's configuration folder, or where ``EXOCITE_CONFIG`` says).

The names of all floors share the environment and the file, so ``NAMES`` lists them here, where every floor
sees them: whichever floor reads the settings refuses a name that none of them has.
"""

import os
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Self, cast

from platformdirs import user_config_path, user_data_path
from pydantic import Field, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from corpus.errors import ExociteError

PREFIX = "EXOCITE_"
CONFIG = "EXOCITE_CONFIG"
NAMES = frozenset(
    (
        "data builtin corpus max_file_mb max_file_seconds "
        "encoder device batch_size passage_pieces depth fusion dense_share rrf_k heading_weight names_weight "
        "mirna_weight drug_weight cancer_weight gene_weight cell_weight mechanism_weight "
        "lexical_share lexical_places reranker rerank_depth source_share lock_wait fetch_address fetch_per_second "
        "passages_read claim_passages max_statements min_cosine min_support keep_above "
        "writer model model_folder model_address model_key model_context model_threads model_timeout adapter "
        "host port user password no_auth requests_per_minute uploads_per_minute max_upload_mb read_only"
    ).split()
)
"""The settings of all floors, a floor to a line; a model with another one is refused when it is defined."""


def config_file() -> Path:
    """Where the settings file is looked for.

    The user's own need not exist. Raises ExociteError when ``EXOCITE_CONFIG`` names what is no file.
    """
    named = os.environ.get(CONFIG)
    if not named:
        return user_config_path("exocite", appauthor=False) / "exocite.toml"
    path = _expanded(named)
    if not path.exists() or path.is_dir():
        raise ExociteError(f"{CONFIG} names {path}, which is not a file; correct it, or leave it unset.")
    return path


def _expanded(path: str | Path) -> Path:
    """The path with a ``~`` at its start written out."""
    try:
        return Path(path).expanduser()
    except RuntimeError as error:
        raise ExociteError(f"{path} begins with a home folder that is not known; write the path out.") from error


class _File(TomlConfigSettingsSource):
    """The settings file, read for the keys of one floor; the others are another floor's."""

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
    max_file_seconds: float = Field(
        default=120.0, gt=0, description="Seconds that reading one file may take; a longer one is refused."
    )

    @field_validator("data", "corpus", mode="before")
    @classmethod
    def _folder(cls, value: object, info: ValidationInfo) -> object:
        if isinstance(value, str) and not value.strip():
            name = str(info.field_name)
            raise ExociteError(f"The setting {name} ({PREFIX}{name.upper()}) is empty; name a folder, or leave it out.")
        return _expanded(value) if isinstance(value, str | Path) else value

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        unlisted = cls.model_fields.keys() - NAMES
        if unlisted:
            raise TypeError(f"corpus.settings.NAMES lacks {', '.join(sorted(unlisted))} of {cls.__name__}")

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

        Raises ExociteError for a value that does not fit, and for a name in the environment or the file
        that is no floor's.
        """
        _refuse_unknown()
        try:
            return cls(**{name: value for name, value in values.items() if value is not None})
        except ValidationError as error:
            first = error.errors()[0]
            name = str(first["loc"][0])
            raise ExociteError(
                f"The setting {name} ({PREFIX}{name.upper()}) does not fit: {first['msg']}, not {first['input']!r}."
            ) from error


def _refuse_unknown() -> None:
    environment = {n: n.removeprefix(PREFIX).lower() for n in os.environ if n.startswith(PREFIX) and n != CONFIG}
    file = {n: n for n in _File(CorpusSettings).names}
    for where, names in ((f"{config_file()}", file), ("the environment", environment)):
        for shown, name in sorted(names.items()):
            if name not in NAMES:
                near = get_close_matches(name, NAMES, n=1)
                spelled = (PREFIX + near[0].upper() if where == "the environment" else near[0]) if near else ""
                hint = f"did you mean {spelled}?" if near else "'exocite doctor' lists the settings."
                raise ExociteError(f"{shown} in {where} is not a setting of Exocite; {hint}")
