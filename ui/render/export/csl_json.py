"""CSL-JSON, by the data schema of CSL 1.0.2."""

import json
from collections.abc import Sequence
from typing import Any

from ui.render.export.entries import Entry
from ui.render.export.names import ET_AL, Name


def as_csl_json(entries: Sequence[Entry]) -> str:
    """The schema has no word for further authors, so the last name is then the literal "et al."."""
    return json.dumps([_item(entry) for entry in entries], ensure_ascii=False, indent=2) + "\n"


def _item(entry: Entry) -> dict[str, Any]:
    authors = [csl_name(author) for author in entry.authors] + [{"literal": ET_AL}] * entry.et_al
    return csl_fields(entry) | ({"author": authors} if authors else {}) | {"note": entry.note}


def csl_fields(entry: Entry) -> dict[str, Any]:
    """The CSL variables of an entry that are known, except the authors and the note."""
    fields = {
        "id": entry.key,
        "type": "article-journal" if entry.is_article else "document",
        "title": entry.title,
        "container-title": entry.journal,
        "issued": {"date-parts": [[entry.year]]} if entry.year else None,
        "DOI": entry.doi,
        "PMID": entry.pmid,
        "PMCID": entry.pmcid,
        "URL": entry.url,
    }
    return {name: value for name, value in fields.items() if value}


def csl_name(author: Name) -> dict[str, str]:
    """A name as CSL has it."""
    return {"family": author.family, "given": author.given} if author.given else {"literal": author.family}
