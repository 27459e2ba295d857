"""The text of a JATS article: sections, paragraphs, lists, captions, tables, footnotes, references."""

from collections.abc import Iterator

from corpus.readers.inline import collect, inline_text, tidy
from corpus.readers.jats_tables import table_rows
from corpus.readers.pieces import Pieces
from corpus.readers.references import reference_text
from corpus.readers.xml_tree import Element, child, children, local

Path = tuple[str, ...]

_HEADS = frozenset("title label subtitle sec-meta".split())
_FLOATS = frozenset("fig table-wrap supplementary-material media boxed-text fn array chem-struct-wrap".split())
"""What stands beside the text: inside a paragraph it is read after it."""
_BLOCKS = frozenset(
    "p list def-list def-item disp-quote statement verse-group speech sec app fig-group table-wrap-group fn-group "
    "disp-formula-group question-wrap ack glossary notes table-wrap-foot".split()
)
_SKIPPED = frozenset(
    "object-id permissions alt-text long-desc processing-meta kwd-group counts bio sig-block attrib alternatives "
    "graphic table caption".split()
)
_CAPTION = 150
"""Characters of a caption in the heading of a table's rows."""


class Body:
    """Reads elements into the pieces of a text."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        self._references: list[Element] = []
        self._prefix = ""

    def section(self, node: Element, path: Path, title: str = "") -> None:
        """A section with its heading, or ``title`` where it has none."""
        heading = inline_text(child(node, "title")) or title
        if heading:
            self._pieces.aside(heading)
            path = (*path, heading)
        self.flow(node, path)

    def flow(self, node: Element, path: Path) -> None:
        """All that an element holds, in its order."""
        run: list[str] = [node.text or ""]
        later: list[Element] = []
        inside = local(node) == "p"
        for element in node:
            name = local(element)
            if inside and name in _FLOATS:
                later.append(element)
            elif name in _FLOATS or name in _BLOCKS or (name and not inside and name not in _HEADS | _SKIPPED):
                self._flush(run, path)
                self._block(element, path)
            elif inside or not name:
                collect(element, run)
            run.append(element.tail or "")
        self._flush(run, path)
        for element in later:
            self._block(element, path)

    def references(self) -> None:
        """The reference lists, kept apart: outside all sections."""
        for ref_list in self._references:
            self._pieces.aside(inline_text(child(ref_list, "title")) or "References")
            for text in filter(None, map(reference_text, children(ref_list, "ref"))):
                self._pieces.aside(text)

    def _flush(self, run: list[str], path: Path) -> None:
        text = tidy(run)
        run.clear()
        if text:
            self._pieces.paragraph(path, self._prefix + text)
            self._prefix = ""

    def _block(self, node: Element, path: Path) -> None:
        name = local(node)
        if name == "ref-list":
            self._references.append(node)
            self._references += children(node, "ref-list")
        elif name in ("fig", "supplementary-material", "media", "chem-struct-wrap"):
            self._captioned(node, path)
        elif name in ("table-wrap", "array"):
            self._table(node, path)
        elif name == "list":
            self._list(node, path)
        elif name == "def-item":
            self._pieces.paragraph(path, ": ".join(filter(None, (inline_text(element) for element in node))))
        elif name in ("preformat", "code", "disp-formula", "verse-line"):
            run: list[str] = []
            collect(node, run)
            self._flush(run, path)
        elif child(node, "title") is not None or child(node, "caption") is not None:
            self.section(node, path, inline_text(child(node, "caption", "title")))
        else:
            self.flow(node, path)

    def _list(self, node: Element, path: Path) -> None:
        ordered = node.get("list-type") in ("order", "ordered")
        for number, item in enumerate(children(node, "list-item"), start=1):
            label = inline_text(child(item, "label"))
            self._prefix = f"{label} " if label else f"{number}. " if ordered else "- "
            self.flow(item, path)
        self._prefix = ""

    def _captioned(self, node: Element, path: Path) -> None:
        label, title, text = _caption(node)
        if said := " ".join(filter(None, (title, text))):
            self._pieces.aside(label)
            self._pieces.unit((*path, label or title or "Figure"), said)

    def _table(self, node: Element, path: Path) -> None:
        label, title, text = _caption(node)
        label = label or "Table"
        self._pieces.aside(label)
        self._pieces.unit((*path, label), " ".join(filter(None, (title, text))))
        named = (*path, f"{label.rstrip('.:')}: {(title or text)[:_CAPTION]}" if title or text else label)
        for table in _tables(node):
            for group, row in table_rows(table):
                if row:
                    self._pieces.unit((*named, group) if group else named, row)
                else:
                    self._pieces.aside(group)
        for foot in children(node, "table-wrap-foot"):
            parts: list[str] = []
            collect_foot(foot, parts)
            self._pieces.unit((*path, label), " ".join(parts))


def collect_foot(node: Element, parts: list[str]) -> None:
    """The notes below a table, each with its mark."""
    for element in node:
        name = local(element)
        if name in ("fn", "fn-group"):
            collect_foot(element, parts)
        elif name and name not in ("permissions", "attrib"):
            parts.append(inline_text(element))


def _caption(node: Element) -> tuple[str, str, str]:
    """Label, title and text below a figure or a table."""
    caption = child(node, "caption")
    text = " ".join(inline_text(element) for element in children(caption, "p"))
    return inline_text(child(node, "label")), inline_text(child(caption, "title")) if caption is not None else "", text


def _tables(node: Element) -> Iterator[Element]:
    for element in node:
        if local(element) in ("table", "tgroup"):
            yield element
        elif local(element) == "alternatives":
            yield from _tables(element)
