"""The shipped reviews and studies by identifier (``sources.toml``), to fetch the papers themselves."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import ExociteError
from corpus.identifiers import Identifier, identifiers


@dataclass(frozen=True, slots=True)
class Listed:
    """A shipped source and what its paper is known by, the best to ask for first."""

    id: str
    identifiers: tuple[Identifier, ...]


def listed_sources(folder: Path) -> list[Listed]:
    """The sources listed in a corpus folder. Raises ExociteError for a list that is missing or broken."""
    path = folder / "sources.toml"
    try:
        entries: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["source"]
        found = [
            Listed(str(entry["id"]), tuple(identifiers(entry.get("pmcid"), entry.get("pmid"), entry.get("doi"))))
            for entry in entries
        ]
    except OSError as error:
        raise ExociteError(
            f"{path} can't be read ({error.strerror}); restore it, or check the setting corpus."
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ExociteError(f"{path} is not a list of sources ({error}); restore it.") from error
    return [entry for entry in found if entry.identifiers]
