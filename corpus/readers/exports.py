"""Exports of reference managers and of PubMed: RIS and MEDLINE (.nbib), by rispy; one abstract, one source."""

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from corpus.errors import ExociteError
from corpus.identifiers import identifiers
from corpus.model import Source
from corpus.readers.bibliography import bibliography
from corpus.readers.medline import medline_records
from corpus.readers.pieces import Pieces
from corpus.readers.reading import Limits, Reading
from corpus.readers.references import inverted
from corpus.readers.text import read_text
from corpus.storable import storable

_RIS = re.compile(rb"(?:\xef\xbb\xbf)?(?:[^\n]*\n){0,20}?TY  - ?\w")
_MEDLINE = re.compile(rb"(?:\xef\xbb\xbf)?\s*PMID- ?\d")
_YEAR = re.compile(r"(?:1[4-9]|20|21)\d{2}")
_PMC = re.compile(r"PMC\d+", re.IGNORECASE)
_PLAIN_DOI = re.compile(r"10\.\d{4,9}/\S+")


def looks_like_ris(start: bytes) -> bool:
    """Whether a file that begins so is a RIS export."""
    return _RIS.match(start) is not None


def looks_like_medline(start: bytes) -> bool:
    """Whether a file that begins so is a MEDLINE export of PubMed."""
    return _MEDLINE.match(start) is not None


def read_ris(path: Path, limits: Limits) -> Reading:
    """The entries of a RIS file that have an abstract. Raises ExociteError where none has one."""
    rispy: Any = import_module("rispy")
    text = read_text(path, limits.max_bytes).replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    try:
        entries = rispy.loads(text)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise ExociteError(f"{path} is not readable RIS ({error}); export it again.") from error
    return _reading(path, limits.max_bytes, (_ris_fields(entry) for entry in entries))


def read_medline(path: Path, limits: Limits) -> Reading:
    """The records of a MEDLINE file that have an abstract. Raises ExociteError where none has one."""
    text = read_text(path, limits.max_bytes).replace("\r\n", "\n").replace("\r", "\n")
    return _reading(path, limits.max_bytes, medline_records(text))


def _ris_fields(entry: dict[str, Any]) -> dict[str, Any]:
    def first(*names: str) -> str:
        value: Any = next(filter(None, map(entry.get, names)), "")
        return value if isinstance(value, str) else str(value[0])

    year = _YEAR.search(first("year", "publication_year", "date"))
    number = first("accession_number")
    is_pubmed = re.search("pubmed|medline", first("name_of_database", "database_provider"), re.IGNORECASE)
    doi = _PLAIN_DOI.search(first("doi"))
    pmc = _PMC.search(first("custom2", "custom1"))
    return {
        "title": first("title", "primary_title"),
        "abstract": first("abstract", "notes_abstract"),
        "authors": [inverted(name) for key in ("authors", "first_authors") for name in entry.get(key) or ()],
        "year": year[0] if year else None,
        "journal": first("secondary_title", "journal_name", "alternate_title3", "alternate_title2"),
        "doi": doi[0] if doi else None,
        "pmid": number if is_pubmed and number.isdigit() else None,
        "pmcid": pmc[0].upper() if pmc else None,
    }


def _reading(path: Path, limit: int, entries: Iterable[dict[str, Any]]) -> Reading:
    sources: dict[str, Source] = {}
    total = empty = again = 0
    for total, fields in enumerate(entries, start=1):
        if not str(fields.get("abstract") or "").strip():
            empty += 1
            continue
        source = _abstract(path, total, fields, limit)
        again += source.id in sources
        sources.setdefault(source.id, source)
    if not sources:
        raise ExociteError(f"{path} has no abstract in its {total} entries; export it with abstracts.")
    left_out = [f"{empty} of {total} entries have no abstract"] * bool(empty) + [f"{again} stand twice"] * bool(again)
    return Reading(tuple(sources.values()), note="; ".join(left_out) or None)


def _abstract(path: Path, number: int, fields: dict[str, Any], limit: int) -> Source:
    known = bibliography(f"{path}, entry {number}", fields)
    first = next(iter(identifiers(known.get("pmcid"), known.get("pmid"), known.get("doi"))), None)
    name = f"{'PMID' if first.kind == 'pmid' else ''}{first.value}" if first else f"{storable(path.name)}#{number}"
    pieces = Pieces("abstract", limit)
    title = known.pop("title", None) or name
    pieces.aside(title)
    pieces.aside("Abstract")
    for paragraph in _paragraphs(str(fields["abstract"])):
        pieces.paragraph(("Abstract",), paragraph)
    return Source(id=name, kind="file", text=pieces.text, sections=tuple(pieces.sections), title=title, **known)


def _paragraphs(text: str) -> Iterator[str]:
    return (" ".join(part.split()) for part in storable(text).split("\n\n") if part.strip())
