"""XML from strangers: parsed without a network, without a DTD, and within bounds."""

from html.entities import html5
from importlib import import_module
from typing import Any, TypeAlias

from corpus.errors import ExociteError

Element: TypeAlias = Any
"""An element of lxml, which brings no types."""


class BrokenXmlError(ExociteError):
    """What was given is not well-formed XML, perhaps because its end is missing."""


def parsed(name: object, raw: bytes) -> Element:
    """The root element; comments and processing instructions are left out.

    A DOCTYPE stays unread and no entity is expanded, so nothing is fetched and nothing grows; depth and text are
    bounded by libxml2 (256 levels, 10 MB a text). Raises BrokenXmlError, opened by ``name``, for what can't be parsed.
    """
    etree: Any = import_module("lxml.etree")
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        problem = " ".join(str(error.msg).split())[:200] or "it is not XML"
        raise BrokenXmlError(f"{name} is not well-formed XML ({problem}); get the file again, or mend it.") from error
    except (LookupError, ValueError) as error:  # an encoding that is not known
        raise BrokenXmlError(f"{name} is not readable XML ({error}); get the file again.") from error


def local(node: Element) -> str:
    """An element's name without its namespace; empty for an entity reference."""
    tag: object = node.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def entity(node: Element) -> str:
    """The character of an entity reference that was left as it is.

    Files that name a DTD may use the names of HTML (&nbsp; &alpha;). Raises ExociteError for any other name.
    """
    name = str(node.name)
    if known := html5.get(f"{name};"):
        return known
    raise ExociteError(f"&{name[:50]}; in it is an entity of its own, which is not read; replace it with its text.")


def child(node: Element, *path: str) -> Element | None:
    """The first element at a path of local names below a node."""
    for name in path:
        node = next((element for element in node if local(element) == name), None)
        if node is None:
            return None
    return node


def children(node: Element | None, name: str) -> list[Element]:
    """The elements of a name right below a node."""
    return [] if node is None else [element for element in node if local(element) == name]


def attribute(node: Element, name: str) -> str:
    """An attribute by its name without its namespace; empty where it is missing."""
    return next((str(value) for key, value in node.attrib.items() if key.rpartition("}")[2] == name), "")
