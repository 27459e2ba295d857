"""MEDLINE records, as PubMed exports them, read by rispy's parser with MEDLINE's tags.

The tags are those of www.nlm.nih.gov/bsd/mms/medlineelements.html: PMID opens a record, a blank line closes it.
"""

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from corpus.model import Status

_LINE = re.compile(r"([A-Z][A-Z0-9]{1,3}) *- ?(.*)")
_TAGS = {
    "PMID": "pmid", "TI": "title", "AB": "abstract", "FAU": "full_authors", "AU": "authors", "CN": "groups",
    "JT": "journal", "TA": "short_journal", "DP": "date", "LID": "places", "AID": "articles", "PMC": "pmcid",
    "RIN": "retracted", "ECI": "concern", "EIN": "corrected", "PT": "types", "ER": "end", "UK": "unknown_tag",
}  # fmt: skip
_LISTS = ["FAU", "AU", "CN", "LID", "AID", "RIN", "ECI", "EIN", "PT"]
_NOTICES: tuple[tuple[Status, str], ...] = (
    ("retracted", "Retraction in"),
    ("concern", "Expression of concern in"),
    ("corrected", "Erratum in"),
)
_YEAR = re.compile(r"(?:1[4-9]|20|21)\d{2}")


def medline_records(text: str) -> Iterator[dict[str, Any]]:
    """The fields of each record: title, abstract, authors, year, journal, identifiers, status and its notice."""
    return map(_fields, _parser().parse_lines(_closed(text)))


def _parser() -> Any:
    rispy: Any = import_module("rispy")

    class Medline(rispy.RisParser):
        START_TAG = "PMID"

        def parse_line(self, line: str) -> tuple[str | None, str]:
            found = _LINE.match(line)
            return (found[1], found[2].strip()) if found else (None, line.strip())

    return Medline(mapping=_TAGS, list_tags=_LISTS, delimiter_tags_mapping={})


def _closed(text: str) -> Iterator[str]:
    """The lines, each record closed by the tag that rispy waits for; a line that goes on is put behind its first."""
    whole = ""
    inside = False
    for line in text.split("\n"):
        if line.startswith("      ") and whole:
            whole += f" {line.strip()}"
            continue
        if whole:
            yield whole
        whole = line if line.strip() else ""
        if line.startswith("PMID"):
            if inside:
                yield "ER  - "
            inside = True
    if whole:
        yield whole
    yield "ER  - "


def _fields(record: dict[str, Any]) -> dict[str, Any]:
    places: list[str] = [*record.get("places", ()), *record.get("articles", ())]
    doi = next((place.removesuffix("[doi]").strip() for place in places if place.endswith("[doi]")), None)
    year = _YEAR.search(str(record.get("date") or ""))
    status, note = _status(record)
    return {
        "title": str(record.get("title") or "").rstrip("."),
        "abstract": record.get("abstract"),
        "authors": [*(record.get("authors") or record.get("full_authors") or ()), *record.get("groups", ())],
        "year": year[0] if year else None,
        "journal": record.get("journal") or record.get("short_journal"),
        "doi": doi,
        "pmid": record.get("pmid"),
        "pmcid": record.get("pmcid"),
        "status": status,
        "status_note": note,
    }


def _status(record: dict[str, Any]) -> tuple[Status | None, str | None]:
    for status, name in _NOTICES:
        if places := record.get(status):
            return status, f"{name}: {places[0]}"[:300]
    is_retracted = "Retracted Publication" in record.get("types", ())
    return ("retracted", "Retracted Publication") if is_retracted else (None, None)
