"""What a paper is known by: DOI, PMID, PMCID, in the forms in which people write them."""

import re
from dataclasses import dataclass
from typing import Literal

from corpus.errors import ExociteError
from corpus.model import Source

Kind = Literal["pmcid", "pmid", "doi"]

_FORMS: dict[Kind, re.Pattern[str]] = {
    "pmcid": re.compile(r"(?:PMCID:?\s*)?(PMC[1-9][0-9]{0,9})", re.IGNORECASE),
    "pmid": re.compile(r"(?:PMID:?\s*)?([1-9][0-9]{0,8})", re.IGNORECASE),
    "doi": re.compile(
        r"(?:https?://(?:dx\.)?doi\.org/|doi:?\s*)?(10\.[0-9]{4,9}(?:\.[0-9]{1,9}){0,4}/[^\s\"\\\x00-\x1f]{1,250})",
        re.IGNORECASE,
    ),
}


@dataclass(frozen=True, slots=True)
class Identifier:
    """One identifier, as it is compared: PMCIDs in capitals, DOIs in small letters."""

    kind: Kind
    value: str

    def __str__(self) -> str:
        return {"pmcid": "", "pmid": "PMID ", "doi": "DOI "}[self.kind] + self.value


def recognised(text: str) -> Identifier:
    """The identifier in a text. Raises ExociteError for anything else."""
    for kind, form in _FORMS.items():
        if found := form.fullmatch(text.strip()):
            return Identifier(kind, _comparable(kind, found[1]))
    raise ExociteError(
        f"{text.strip()[:100]!r} is not a PMCID, PMID or DOI; write one such as PMC7154138, 32318350 or 10.1000/182."
    )


def identifiers(pmcid: str | None, pmid: str | None, doi: str | None) -> list[Identifier]:
    """The identifiers of a paper that are well formed, in this order; a PMCID may lack its letters."""
    given: tuple[tuple[Kind, str | None], ...] = (("pmcid", pmcid), ("pmid", pmid), ("doi", doi))
    found: list[Identifier] = []
    for kind, value in given:
        text = (value or "").strip()
        numbered = kind == "pmcid" and text.isascii() and text.isdigit()
        if match := _FORMS[kind].fullmatch(f"PMC{text}" if numbered else text):
            found.append(Identifier(kind, _comparable(kind, match[1])))
    return found


def identifiers_of(source: Source) -> list[Identifier]:
    """The identifiers of a source that are well formed."""
    return identifiers(source.pmcid, source.pmid, source.doi)


def _comparable(kind: Kind, value: str) -> str:
    return value.lower() if kind == "doi" else value.upper()
