"""What a text says of its paper where the file does not: identifiers found in it, a name from the file's name."""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpus.storable import storable

_DOI = re.compile(r"\b10\.\d{4,9}(?:\.\d{1,9}){0,4}/[^\s\"<>]{1,200}")
_PMID = re.compile(r"\bPMID:?\s*([1-9]\d{4,8})\b")
_PMCID = re.compile(r"\b(PMC[1-9]\d{4,9})\b")
_TRAIL = ".,;:)]}>'\"”’*"


@dataclass(frozen=True, slots=True)
class Found:
    """Identifiers of a paper as its text has them; None where there is none, or where several may be meant."""

    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None

    def fields(self) -> dict[str, Any]:
        """Those that were found, by the fields of a source that they are for."""
        return {name: value for name, value in asdict(self).items() if value}

    def notes(self) -> list[str]:
        """What a source has to tell of them."""
        return [f"{name.upper()} found in the text" for name in self.fields()]


def found_in(opening: str, repeated: str = "") -> Found:
    """The identifiers in the opening of a text, where one of a kind stands there, or one is ``repeated`` on all pages.

    Identifiers further on are those of other papers.
    """
    return Found(*(_only(find(opening), find(repeated)) for find in (_dois, _PMID.findall, _PMCID.findall)))


def _dois(text: str) -> list[str]:
    return [_trimmed(match[0]) for match in _DOI.finditer(text)]


def _trimmed(doi: str) -> str:
    while doi.endswith(tuple(_TRAIL)):
        if doi.endswith(")") and doi.count("(") >= doi.count(")"):
            break
        doi = doi[:-1]
    return doi


def _only(found: Iterable[str], repeated: Iterable[str]) -> str | None:
    for values in (found, repeated):
        different = {value.lower(): value for value in values}
        if len(different) == 1:
            return next(iter(different.values()))
    return None


def title_of(path: Path) -> str:
    """A title where nothing tells one: the name of the file."""
    return storable(path.name)


def told(parts: Iterable[str]) -> str | None:
    """A note that tells several things; None where there is nothing to tell."""
    return "; ".join(parts) or None
