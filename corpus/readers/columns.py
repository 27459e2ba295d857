"""The columns of a table of records, by the headings that people give them."""

import re
from collections.abc import Mapping, Sequence

from corpus.errors import ExociteError

PAPER = (
    "source_id",
    "title",
    "first_author",
    "year",
    "journal",
    "doi",
    "pmid",
    "pmcid",
    "url",
    "status",
    "status_note",
)
RECORD = (
    *("id", "mirna", "cancer", "drugs", "effect", "ev_level_change", "ev_cargo", "donor", "recipient", "targets"),
    *("pathway", "mechanism", "model", "evidence_note", "confidence"),
)
REQUIRED = ("mirna", "cancer", "drugs", "effect")

_NAMES: dict[str, str] = {
    "mirna": "mirna microrna mir mirnas micrornas mirnaname micrornaname exosomalmirna",
    "cancer": "cancer cancertype tumour tumor tumourtype tumortype disease cancers",
    "drugs": "drugs drug drugname chemotherapy treatment therapy compound chemotherapeutic",
    "effect": "effect direction response role roleinresistance effectonresistance",
    "targets": "targets target targetgene targetgenes gene genes",
    "pathway": "pathway pathways axis signalling signaling",
    "mechanism": "mechanism mechanisms",
    "donor": "donor donorcells source origin sourceofexosomes exosomesource donorcell",
    "recipient": "recipient recipientcells recipientcell",
    "model": "model models cellline celllines sample samples",
    "evidence_note": "evidencenote note notes finding summary description comment conclusion",
    "ev_level_change": "evlevelchange levelinthevesicles expression level change regulation",
    "ev_cargo": "evcargo cargo",
    "confidence": "confidence whatwasread",
    "id": "id record recordid",
    "source_id": "sourceid study studyid",
    "title": "title papertitle articletitle",
    "first_author": "firstauthor author authors",
    "year": "year publicationyear",
    "journal": "journal",
    "doi": "doi",
    "pmid": "pmid pubmedid pubmed",
    "pmcid": "pmcid pmc",
    "url": "url link address",
    "status": "status publicationstatus",
    "status_note": "statusnote notice",
}
_KNOWN = {spelling: column for column, spellings in _NAMES.items() for spelling in spellings.split()}


def plain(heading: str) -> str:
    """A heading as it is compared: letters and digits only, in small letters."""
    return re.sub(r"[^a-z0-9]", "", heading.lower())


def recognised(headings: Sequence[str]) -> int:
    """How many of the columns that a record must have are among the headings."""
    return len({_KNOWN.get(plain(heading)) for heading in headings} & set(REQUIRED))


def places(where: object, headings: Sequence[str], given: Mapping[str, str]) -> dict[str, int]:
    """The place of each known column among the headings; ``given`` names headings by column and goes first.

    Raises ExociteError for a column or a heading that is not there, and where a record lacks one that it must have.
    """
    found: dict[str, int] = {}
    for column, heading in given.items():
        if column not in RECORD + PAPER:
            raise ExociteError(f"{column!r} is not a column of records; write one of {', '.join(RECORD + PAPER)}.")
        if heading not in headings:
            raise ExociteError(f"{where} has no column {heading!r} for {column}; it has {', '.join(headings)[:200]}.")
        found[column] = headings.index(heading)
    for i, heading in enumerate(headings):
        column = _KNOWN.get(plain(heading))
        if column and column not in found and i not in found.values():
            found[column] = i
    if lacking := [column for column in REQUIRED if column not in found]:
        raise ExociteError(
            f"{where} has no column {lacking[0]}; name the one that holds it, as in --column {lacking[0]}=HEADING "
            f"(there are {', '.join(headings)[:200]})."
        )
    return found
