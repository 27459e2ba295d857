"""One entry of a reference list as a line."""

from corpus.readers.inline import inline_text
from corpus.readers.xml_tree import Element, child, children, local

_CITATIONS = frozenset("mixed-citation element-citation citation nlm-citation".split())
_FIELDS = "year article-title chapter-title source volume issue fpage lpage elocation-id comment pub-id uri".split()


def reference_text(ref: Element) -> str:
    """The entry as it is printed; one that is given in fields only has them one after the other."""
    label = inline_text(child(ref, "label"))
    holder = child(ref, "citation-alternatives")
    texts = [_citation(element) for element in (ref if holder is None else holder) if local(element) in _CITATIONS]
    return " ".join(filter(None, (label, *(texts[:1] if holder is not None else texts))))


def _citation(node: Element) -> str:
    if local(node) != "element-citation" and any(part.strip() for part in _printed(node)):
        return inline_text(node)
    groups = (node, *children(node, "person-group"))
    names = ", ".join(person(name) for group in groups for name in group if is_name(name))
    fields = (inline_text(element) for name in _FIELDS for element in children(node, name))
    return ". ".join(filter(None, (names, *fields)))


def _printed(node: Element) -> list[str]:
    """What a citation holds between its fields: nothing, where it is given in fields only."""
    return [node.text or "", *(element.tail or "" for element in node)]


def is_name(node: Element) -> bool:
    """Whether an element names a person or a group."""
    return local(node) in ("name", "string-name", "collab", "anonymous")


def person(node: Element) -> str:
    """A name as a bibliography has it: Guo QR."""
    if local(node) == "anonymous":
        return "Anonymous"
    surname = inline_text(child(node, "surname"))
    if not surname:
        return inline_text(node) if child(node, "contrib-group") is None else " ".join((node.text or "").split())
    given = inline_text(child(node, "given-names"))
    return " ".join(filter(None, (surname, _initials(given), inline_text(child(node, "suffix")))))


def inverted(name: str) -> str:
    """A name that is given as "Guo, Qian R" as a bibliography has it; any other stays."""
    family, comma, given = name.partition(",")
    return f"{family.strip()} {_initials(given.strip())}".strip() if comma and family.strip() else name.strip()


def _initials(given: str) -> str:
    """The first letters of given names; initials that are given as such stay."""
    if given.isupper() and len(given.replace(" ", "").replace(".", "")) <= 3:
        return given.replace(" ", "").replace(".", "")
    return "".join(part[0].upper() for part in given.replace("-", " ").replace(".", " ").split())
