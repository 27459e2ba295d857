"""A paper that was fetched, as a source: its open full text, else its abstract."""

from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

from corpus.errors import ExociteError
from corpus.fetch.record import PaperRecord
from corpus.model import Source
from corpus.readers.bibliography import bibliography
from corpus.readers.inline import raised
from corpus.readers.jats import article_source
from corpus.readers.pieces import Pieces

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BREAKS = frozenset(("p", "br", "li", "ul", "ol", "div"))


def source_of(record: PaperRecord, full_text: bytes | None, limit: int) -> Source:
    """The source, under its PMCID, PMID or DOI; what the record says of the paper goes before what the text says.

    Raises ExociteError when the full text is no article, or when there is no full text and no abstract.
    """
    name = record.pmcid or (f"PMID{record.pmid}" if record.pmid else record.doi)
    if not name:
        raise ExociteError(f"The record {record.source}:{record.id} has no PMCID, PMID or DOI; leave it out.")
    fields = bibliography(f"Europe PMC, {name}", _fields(record))
    if full_text is not None:
        article = article_source(f"Europe PMC, {name}", name, full_text, limit)
        if (article.licence or "").startswith("CC"):  # with its version, which the record leaves out
            fields.pop("licence", None)
        return replace(article, **fields)
    if not record.abstract or not record.abstract.strip():
        raise ExociteError(f"{name} has no open full text and no abstract in Europe PMC; add its text as a file.")
    title = fields["title"] = str(fields.get("title") or name)
    pieces = _abstract(title, record.abstract, limit)
    return Source(id=name, kind="file", text=pieces.text, sections=tuple(pieces.sections), **fields)


def _fields(record: PaperRecord) -> dict[str, Any]:
    status, note = record.status
    licence = (record.licence or "").strip()
    return {
        "title": plain(record.title or "").rstrip("."),
        "authors": record.authors,
        "year": record.year,
        "journal": record.issue.journal.title,
        "doi": record.doi,
        "pmid": record.pmid,
        "pmcid": record.pmcid,
        "licence": licence.upper() if licence.lower().startswith("cc") else licence,
        "url": f"https://europepmc.org/article/{record.source}/{record.id}",
        "status": status,
        "status_note": note,
    }


def plain(text: str) -> str:
    """A text without the tags that a title or an abstract holds."""
    return " ".join(" ".join(words) for _, words in _pieces_of(text))


def _abstract(title: str, text: str, limit: int) -> Pieces:
    """An abstract with the sections that its headings make."""
    pieces = Pieces("abstract", limit)
    pieces.aside(title)
    for heading, paragraphs in _pieces_of(text):
        pieces.aside(heading or "Abstract")
        for paragraph in paragraphs:
            pieces.paragraph(("Abstract", heading), paragraph)
    return pieces


def _pieces_of(text: str) -> list[tuple[str, list[str]]]:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.flush()
    return [(heading, words) for heading, words in reader.sections if words]


class _Reader(HTMLParser):
    """Headings and paragraphs of the few tags that Europe PMC uses: h4, i, b, sup, sub, p."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sections: list[tuple[str, list[str]]] = [("", [])]
        self._run: list[str] = []
        self._raised = False

    def set_cdata_mode(self, elem: str, *, escapable: bool = False) -> None:
        """Read the text of every element alike."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HEADINGS or tag in _BREAKS:
            self.flush()
        self._raised = tag == "sup"

    def handle_endtag(self, tag: str) -> None:
        if tag in _HEADINGS:
            heading = self._words()
            self.sections.append((heading.rstrip(":"), []))
        elif tag in _BREAKS:
            self.flush()
        self._raised = False

    def handle_data(self, data: str) -> None:
        self._run.append(raised(data) if self._raised else data)

    def flush(self) -> None:
        """End the paragraph."""
        if words := self._words():
            self.sections[-1][1].append(words)

    def _words(self) -> str:
        words = " ".join("".join(self._run).split())
        self._run.clear()
        return words
