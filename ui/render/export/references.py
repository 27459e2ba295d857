"""A numbered reference list, set by a CSL processor from the styles shipped here."""

import re
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from ui.render.export.csl_json import csl_fields, csl_name
from ui.render.export.entries import Entry
from ui.render.export.names import ET_AL

_STYLES = Path(__file__).parent / "styles"
_CSL = "{http://purl.org/net/xbiblio/csl}"
_TITLE = "\ue000"
"""Stands before a title until the reference is complete."""
_END = re.compile(r"^[.,]?\s*")


@cache
def styles() -> list[str]:
    """The names of the styles."""
    return sorted(path.stem for path in _STYLES.glob("*.csl"))


def as_references(entries: Sequence[Entry], style: str) -> str:
    """The entries in one of ``styles()``, in their own order, each on a line of plain text with its number.

    What a style leaves out is added: the status, and an identifier where it shows none.
    """
    citeproc: Any = import_module("citeproc")
    loaded = citeproc.CitationStylesStyle(str(_STYLES / f"{style}.csl"), validate=False)
    _unnumbered(loaded.root)
    plain = import_module("citeproc.formatter.plain")
    bibliography = citeproc.CitationStylesBibliography(loaded, _source(entries), plain)
    items = [citeproc.CitationItem(str(number)) for number in range(len(entries))]
    bibliography.register(citeproc.Citation(items))
    lines: list[str] = []
    for entry, item in zip(entries, items, strict=True):
        with _shortened(loaded.root, len(entry.authors) * entry.et_al):
            text = " ".join("".join(map(str, loaded.render_bibliography([item]))).split())
        lines.append(f"{len(lines) + 1}. {_completed(_once(text, entry), entry)}\n")
    return "".join(lines)


def _source(entries: Sequence[Entry]) -> Any:
    """The entries as the processor holds them. Its JSON reader is passed by: it obeys tags in a title."""
    citeproc: Any = import_module("citeproc.source")
    text: Any = import_module("citeproc.string").String
    source = citeproc.BibliographySource()
    for number, entry in enumerate(entries):
        fields = csl_fields(entry)
        kind = fields.pop("type")
        variables = {name.replace("-", "_"): text(value) for name, value in fields.items() if isinstance(value, str)}
        if entry.title:
            variables["title"] = text(_TITLE + entry.title)
        if entry.year:
            variables["issued"] = citeproc.Date(year=entry.year)
        if entry.authors:
            # A last name that is never shown; what makes "et al." is that it is cut off.
            names = [csl_name(author) for author in entry.authors] + [{"literal": ET_AL}] * entry.et_al
            variables["author"] = [citeproc.Name(**parts) for parts in names]
        del variables["id"]
        source.add(citeproc.Reference(str(number), kind, **variables))
    return source


def _unnumbered(root: Any) -> None:
    """Styles write numbers as 1. or [1] or not at all; the list has its own."""
    for element in list(root.iter(f"{_CSL}text")):
        if element.get("variable") == "citation-number":
            element.getparent().remove(element)


@contextmanager
def _shortened(root: Any, known: int) -> Generator[None]:
    """The style with "et al." after so many authors, where it does not cut their list by itself; 0 for none."""
    changed: list[tuple[Any, dict[str, str]]] = []
    for element in [root.bibliography, *root.iter(f"{_CSL}name")] if known else []:
        at_least = int(element.get("et-al-min", 0))
        is_inherited = not at_least and element is not root.bibliography
        cuts = 0 < at_least <= known + 1 and element.get("et-al-use-last") != "true"
        if not is_inherited and not cuts:
            changed.append((element, dict(element.attrib)))
            element.set("et-al-min", str(known + 1))
            element.set("et-al-use-first", str(known))
            element.set("et-al-use-last", "false")
    try:
        yield
    finally:
        for element, attributes in changed:
            element.attrib.clear()
            element.attrib.update(attributes)


def _once(text: str, entry: Entry) -> str:
    """The text with the title once, where it stands for missing authors too, and the DOI once."""
    if entry.title:
        start, *rest = text.split(_TITLE + entry.title)
        text = "".join([start, *(entry.title + part for part in rest[:1]), *(_END.sub("", part) for part in rest[1:])])
    if entry.doi and text.count(entry.doi) > 1:
        text = re.sub(rf"\s*doi:\s?{re.escape(entry.doi)}(?=\.?$)", "", text)
    return text.strip()


def _completed(text: str, entry: Entry) -> str:
    if not entry.title and not entry.authors:
        text = entry.plain
    pmid = f"PMID: {entry.pmid}" if entry.pmid else None
    shown = any(value and value in text for value in (entry.doi, pmid, entry.pmcid, entry.url))
    parts = [text, "" if shown else entry.identifiers, f"[{entry.status}]" if entry.status else ""]
    return " ".join(part for part in parts if part)
