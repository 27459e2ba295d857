"""A drawn figure as SVG: a file to keep, and a piece of a page with links, in the colours of its theme."""

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

from ui.render.pictures.canvas import Canvas, Spot
from ui.render.pictures.palette import VARIABLES

_SVG = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_KEPT = frozenset("svg g path text tspan use defs clipPath rect".split())
_FONT = re.compile(r"(font: [^;]*?px) [^;]*")
_COLOUR = re.compile("|".join(VARIABLES))
_REFERENCE = re.compile(r"url\(#([^)]*)\)")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture twice: for the page, and to keep."""

    inline: str
    """An ``svg`` element whose spots are links; its ids begin with its name, and nothing in it leads outside."""
    file: str
    """A whole SVG document without links."""


def drawn(canvas: Canvas, name: str, title: str) -> Picture:
    """The picture; the same drawing gives the same text. ``name`` is unlike that of others on the page."""
    import matplotlib

    settings: Any = {"svg.fonttype": "none", "svg.hashsalt": name}
    written = BytesIO()
    with matplotlib.rc_context(settings):  # pyright: ignore[reportUnknownMemberType]
        canvas.figure.savefig(written, format="svg", metadata={"Date": None})
    return Picture(_inline(_read(written), name, title, canvas.spots), _file(_read(written), title))


def _read(written: BytesIO) -> ElementTree.Element:
    """The drawing without metadata, styles, comments and whatever else is no part of it, and without namespaces."""
    root = ElementTree.fromstring(written.getvalue())  # noqa: S314
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag.removeprefix(_SVG) not in _KEPT:
                parent.remove(child)
    for element in root.iter():
        element.tag = element.tag.removeprefix(_SVG)
        if target := element.attrib.pop(_LINK, None):
            element.set("href", target)
        if "style" in element.attrib:
            element.set("style", _FONT.sub(r"\1 system-ui, sans-serif", element.attrib["style"]))
    root.attrib.pop("version", None)
    for side, size in zip(("width", "height"), root.attrib["viewBox"].split()[2:], strict=True):
        root.set(side, size)
    return root


def _file(root: ElementTree.Element, title: str) -> str:
    root.set("xmlns", _SVG.strip("{}"))
    _title(root, title)
    _drop_spots(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _inline(root: ElementTree.Element, name: str, title: str, spots: list[Spot]) -> str:
    root.set("role", "group")
    root.set("aria-label", title)
    _link(root, spots)
    for element in root.iter():
        if "id" in element.attrib:
            element.set("id", f"{name}-{element.attrib['id']}")
        if element.tag == "use":
            element.set("href", f"#{name}-{element.attrib['href'].removeprefix('#')}")
        if "clip-path" in element.attrib:
            element.set("clip-path", _REFERENCE.sub(rf"url(#{name}-\1)", element.attrib["clip-path"]))
        if "style" in element.attrib:
            element.set("style", _COLOUR.sub(lambda found: VARIABLES[found[0]], element.attrib["style"]))
    return ElementTree.tostring(root, encoding="unicode")


def _link(root: ElementTree.Element, spots: list[Spot]) -> None:
    """Put all that is drawn of a spot into one link, in the place of its first part."""
    parents = {child: parent for parent in root.iter() for child in parent}
    parts: dict[str, list[ElementTree.Element]] = {}
    for element in root.iter("g"):
        parts.setdefault(element.get("id", ""), []).append(element)
    for spot in spots:
        first, *others = parts[spot.id]
        link = ElementTree.Element("a", {"href": spot.target, "aria-label": spot.label, "class": "spot"})
        _title(link, spot.label)
        parent = parents[first]
        parent.insert(list(parent).index(first), link)
        for part in (first, *others):
            parents[part].remove(part)
            del part.attrib["id"]
            link.append(part)


def _drop_spots(root: ElementTree.Element) -> None:
    for element in root.iter("g"):
        if element.get("id", "").startswith("spot"):
            del element.attrib["id"]


def _title(element: ElementTree.Element, words: str) -> None:
    title = ElementTree.Element("title")
    title.text = words
    element.insert(0, title)
