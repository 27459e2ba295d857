"""HTML articles: sections by heading, tables as rows; scripts, menus and what is hidden left out."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from corpus.errors import ExociteError
from corpus.model import Source
from corpus.readers.bibliography import bibliography
from corpus.readers.found import found_in, told
from corpus.readers.html_meta import meta_fields
from corpus.readers.inline import raised, tidy
from corpus.readers.jats_tables import table_rows
from corpus.readers.pdf.headings import is_references
from corpus.readers.pieces import Pieces
from corpus.readers.text import read_bytes
from corpus.readers.xml_tree import Element, local
from corpus.storable import storable

_START = re.compile(
    rb"(?:\s|<\?xml[^>]*\?>|<!--(?:[^-]|-[^-])*-->)*<(?:!doctype\s+html\b|html\b|head\b|body\b|article\s+(?:class|id|role)\b)",
    re.IGNORECASE,
)
_DROPPED = frozenset(
    "script style noscript template nav header footer aside form button input select textarea iframe object embed svg "
    "canvas audio video map dialog menu link meta base head title img picture source math-renderer".split()
)
_BLOCKS = frozenset(
    "address article blockquote body center dd details div dl dt fieldset figure figcaption h1 h2 h3 h4 h5 h6 hr html "
    "li main ol p pre section summary table ul tr td th caption tbody thead tfoot".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ROLES = frozenset("navigation banner contentinfo search complementary menu dialog alert".split())
_MARKS = re.compile(r"[\s\d,;*†‡§a-e\u2010-\u2015\[\]()-]*")
_OPENING = 4000
_GROWTH, _SMALL = 8, 100_000
"""Characters of text for a byte of HTML at most, and beyond that: the names of columns stand in every row."""
_KINDS = ("doi", "pmid", "pmcid")


def looks_like_html(start: bytes) -> bool:
    """Whether a file that begins so is HTML, whatever its name."""
    text = start.removeprefix(b"\xef\xbb\xbf")
    if text[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = text.decode("utf-16", "ignore").encode()
    return _START.match(text) is not None


def read_html(path: Path, max_bytes: int) -> list[Source]:
    """The article of a page, named after the file.

    Raises ExociteError for a page without text.
    """
    raw = read_bytes(path, max_bytes)
    root = _parsed(path, raw)
    name = storable(path.name)
    fields = bibliography(path, meta_fields(root))
    content = _content(root)
    heading = next((_inline(node) for node in content.iter("h1")), "")
    _prune(content)
    stated = fields.pop("title", None)
    title = stated or storable(heading) or name
    is_paper = any(kind in fields for kind in _KINDS)
    pieces = Pieces("full_text" if is_paper else None, min(max_bytes, _GROWTH * len(raw) + _SMALL))
    pieces.aside(title)
    try:
        _Body(pieces, title).flow(content, ())
    except RecursionError as error:
        raise ExociteError(f"{path} is nested too deeply to be an article; leave it out.") from error
    if not pieces.sections:
        raise ExociteError(f"{path} has no text besides menus and scripts; save the article itself and give that.")
    known = found_in(pieces.text[:_OPENING])
    notes = [] if stated else ["title from its first heading" if heading else "title from the file's name"]
    if not is_paper:
        fields |= known.fields()
        notes += known.notes()
    return [
        Source(
            id=name,
            kind="file",
            text=pieces.text,
            sections=tuple(pieces.sections),
            title=title,
            note=told(notes),
            **fields,
        )
    ]


def _parsed(path: Path, raw: bytes) -> Element:
    html: Any = import_module("lxml.html")
    etree: Any = import_module("lxml.etree")
    encoding = None
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    else:
        try:
            raw.decode("utf-8")
            encoding = "utf-8"
        except UnicodeDecodeError:
            pass  # the page may say what it is
    parser = html.HTMLParser(encoding=encoding, remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        root = html.document_fromstring(raw, parser=parser, ensure_head_body=True)
    except (etree.LxmlError, ValueError, LookupError, AssertionError) as error:
        raise ExociteError(
            f"{path} is not readable HTML ({' '.join(str(error).split())[:100]}); get it again."
        ) from error
    return root


def _content(root: Element) -> Element:
    """The one article of a page, else its main part, else all of it."""
    for name in ("article", "main"):
        found = list(root.iter(name))
        if len(found) == 1:
            return found[0]
    found = [node for node in root.iter() if node.get("role") == "main"]
    return found[0] if len(found) == 1 else root.find("body")


def _prune(content: Element) -> None:
    """Take out what is no text of the article, or is not shown."""
    for node in [node for node in content.iterdescendants() if not local(node) or _is_dropped(node, local(node))]:
        if node.getparent() is not None:
            node.drop_tree()


class _Body:
    """Reads elements into the pieces of a text."""

    def __init__(self, pieces: Pieces, title: str) -> None:
        self._pieces = pieces
        self._title = title
        self._path: list[tuple[int, str]] = []
        self._apart = 0
        """Level of the heading of the reference list, while that is read."""

    def flow(self, node: Element, run_before: tuple[str, ...]) -> None:
        """All that an element holds, in its order."""
        run = [*run_before, node.text or ""]
        for element in node:
            name = local(element)
            if name in _BLOCKS or any(local(inner) in _BLOCKS for inner in element.iter()):
                self._flush(run)
                self._block(element, name)
            elif name == "br":
                run.append(" ")
            else:
                _collect(element, run)
            run.append(element.tail or "")
        self._flush(run)

    def _block(self, node: Element, name: str) -> None:
        if name in _HEADINGS:
            self._heading(_HEADINGS[name], _inline(node))
        elif name == "table" and _is_data(node):
            self._table(node)
        elif name == "li":
            self.flow(node, ("- ",))
        elif name == "figure":
            caption = next((child for child in node.iter("figcaption")), None)
            if caption is not None and not any(True for _ in node.iter("table")):
                self._unit("Figure", _inline(caption))
            else:
                self.flow(node, ())
        else:
            self.flow(node, ())

    def _heading(self, level: int, text: str) -> None:
        if not text or text == self._title:
            return
        if self._apart and level <= self._apart:
            self._apart = 0
        if is_references(text):
            self._apart = level
        self._path = [*(part for part in self._path if part[0] < level), (level, text)]
        self._pieces.aside(text)

    def _flush(self, run: list[str]) -> None:
        text = tidy(run)
        run.clear()
        if not text or text == "-":
            return
        if self._apart:
            self._pieces.aside(text)
        else:
            self._pieces.paragraph(self._headings(), text)

    def _unit(self, label: str, text: str) -> None:
        if text:
            self._pieces.unit((*self._headings(), label), text)

    def _table(self, node: Element) -> None:
        caption = next((_inline(element) for element in node if local(element) == "caption"), "")
        label = f"Table: {caption[:150]}" if caption else "Table"
        for group, row in table_rows(node):
            if row:
                self._pieces.unit((*self._headings(), label, group), row)
            else:
                self._pieces.aside(group)

    def _headings(self) -> tuple[str, ...]:
        return tuple(text for _, text in self._path)


def _is_data(table: Element) -> bool:
    """Whether a table holds rows, and is not there to place text."""
    cells = sum(local(node) in ("td", "th") for node in table.iter())
    return cells >= 2 and not any(local(node) in ("table", *_HEADINGS) for node in table.iterdescendants())


def _is_dropped(node: Element, name: str) -> bool:
    hidden = node.get("hidden") is not None or node.get("aria-hidden") == "true"
    return name in _DROPPED or hidden or node.get("role") in _ROLES or bool(_HIDDEN.search(node.get("style") or ""))


def _inline(node: Element) -> str:
    run: list[str] = []
    _collect(node, run)
    return tidy(run)


def _collect(node: Element, run: list[str]) -> None:
    """The text of an element; a raised reference mark is left out."""
    if local(node) == "sup":
        parts = "".join(str(text) for text in node.itertext())
        linked = any(local(element) == "a" for element in node.iter())
        run.append("" if linked and _MARKS.fullmatch(parts) else raised(parts))
    else:
        run += _pieces_of(node)


def _pieces_of(node: Element) -> Iterator[str]:
    yield node.text or ""
    for element in node:
        inner: list[str] = []
        _collect(element, inner)
        yield from ([" ", *inner, " "] if local(element) in _BLOCKS or local(element) == "br" else inner)
        yield element.tail or ""
