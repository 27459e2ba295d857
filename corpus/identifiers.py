"""What a paper is known by: DOI, PMID, PMCID, in the forms in which people write them."""

import re
from dataclasses import dataclass
from typing import Literal

from corpus.errors import ExociteError
from corpus.model import Source

_FORMS: dict[Literal["pmcid", "pmid", "doi"], re.Pattern[str]] = {
    "pmcid": re.compile(r"(?:PMCID:?\s*)?(PMC[0-9]{1,10})", re.IGNORECASE),
    "pmid": re.compile(r"(?:PMID:?\s*)?([0-9]{1,9})", re.IGNORECASE),
    "doi": re.compile(
        r"(?:https?://(?:dx\.)?doi\.org/|doi:?\s*)?(10\.[0-9]{4,9}/[^\s\"\\\x00-\x1f]{1,250})", re.IGNORECASE
    ),
}


@dataclass(frozen=True, slots=True)
class Identifier:
    """One identifier, as it is compared: PMCIDs in capitals, DOIs in small letters."""

    kind: Literal["pmcid", "pmid", "doi"]
    value: str

    def names(self, pmcid: str | None, pmid: str | None, doi: str | None) -> bool:
        """Whether it is one of those of a paper."""
        theirs = {"pmcid": pmcid, "pmid": pmid, "doi": doi}[self.kind]
        return theirs is not None and _comparable(self.kind, theirs) == self.value

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


def identifiers_of(source: Source) -> list[Identifier]:
    """The identifiers that a source has and that are well formed."""
    found: list[Identifier] = []
    for value in (source.pmcid, source.pmid, source.doi):
        try:
            found += [recognised(value)] if value else []
        except ExociteError:
            continue
    return found


def _comparable(kind: str, value: str) -> str:
    return value.lower() if kind == "doi" else value.upper()
