"""RIS, one field a line."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from ui.render.export.entries import Entry
from ui.render.export.names import ET_AL


def as_ris(entries: Sequence[Entry]) -> str:
    """PMID and PMCID stand in AN and C2, as in EndNote, and in a note for readers that pass those by."""
    rispy: Any = import_module("rispy")

    class Writer(rispy.RisWriter):
        """Without the running number before each entry, which is no field."""

        def set_header(self, count: int) -> str:
            return ""

    return rispy.dumps([_fields(entry) for entry in entries], implementation=Writer)


def _fields(entry: Entry) -> dict[str, str | list[str]]:
    fields: dict[str, str | list[str] | None] = {
        "type_of_reference": "JOUR" if entry.is_article else "GEN",
        "id": entry.key,
        "authors": [f"{author.family}, {author.given}" if author.given else author.family for author in entry.authors]
        # The comma makes one family name of it; without, readers take "al." for one.
        + [f"{ET_AL},"] * entry.et_al,
        "title": entry.title,
        "secondary_title": entry.journal,
        "year": str(entry.year) if entry.year else None,
        "doi": entry.doi,
        "accession_number": entry.pmid,
        "custom2": entry.pmcid,
        # A semicolon parts two addresses.
        "urls": [entry.url.replace(";", "%3B")] if entry.url else None,
        "notes": [entry.note] + [entry.identifiers] * bool(entry.pmid or entry.pmcid),
    }
    return {name: value for name, value in fields.items() if value}
