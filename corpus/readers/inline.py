"""Running text of JATS: what a sentence reads like once its marks are taken off.

Subscripts join their word, as in IC50. A superscript number would make another number or name of what it follows
(10 to the 6th, miR-21 with reference 12), so an exponent keeps its raised digits and a raised reference mark is
left out. References that stand in the line, such as [12] or (Wu, 2019), stay as they are printed.
"""

import re

from corpus.readers.formula import math_text, tex_text
from corpus.readers.xml_tree import Element, child, entity, local

_RAISED = str.maketrans("0123456789+-\u2212\u2013", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_EXPONENT = re.compile(r"[-\u2212\u2013]?[0-9]+|[0-9]+[+\u2212\u2013-]")
_MARKS = re.compile(r"[\s\d,;\u2010-\u2015\[\]()-]*")
"""What may stand around and between raised reference marks."""
_LOOSE = re.compile(r" (?=[.,;:](?:\s|$))")
_NO_REFERENCE = re.compile(r" ?\[[\s,;\u2010-\u2015-]*\]")

LEFT_OUT = frozenset(
    "fn fig table-wrap boxed-text ref-list object-id permissions index-term supplementary-material".split()
)
_SPACED = frozenset("p title break list list-item def-list def-item disp-quote td th tr caption disp-formula".split())
_FORMULAS = frozenset("alternatives inline-formula disp-formula chem-struct".split())
_PICTURES = frozenset("graphic inline-graphic media inline-media".split())


def inline_text(node: Element | None) -> str:
    """The text inside an element, its own tail left out, with every run of white space as one blank."""
    if node is None:
        return ""
    parts: list[str] = []
    inside(node, parts)
    return tidy(parts)


def tidy(parts: list[str]) -> str:
    """The parts as one text."""
    text = " ".join("".join(parts).split())
    return _LOOSE.sub("", _NO_REFERENCE.sub("", text))


def raised(text: str) -> str:
    """What a superscript reads like."""
    stripped = text.strip()
    return stripped.translate(_RAISED) if _EXPONENT.fullmatch(stripped) else text


def inside(node: Element, parts: list[str]) -> None:
    """Put the text inside an element behind ``parts``."""
    if node.text:
        parts.append(node.text)
    for element in node:
        collect(element, parts)
        if element.tail:
            parts.append(element.tail)


def collect(node: Element, parts: list[str]) -> None:
    """Put the text that an element stands for behind ``parts``."""
    name = local(node)
    if not name:
        parts.append(entity(node))
    elif name == "sup":
        parts.append(_superscript(node))
    elif name == "xref" and _is_raised(node):
        pass
    elif name == "math":
        parts.append(math_text(node))
    elif name == "tex-math":
        parts.append(tex_text(node))
    elif name in _FORMULAS:
        parts.append(_formula(node))
    elif name in _PICTURES:
        parts.append(inline_text(child(node, "alt-text")))
    elif name in _SPACED:
        parts.append(" ")
        inside(node, parts)
        parts.append(" ")
    elif name not in LEFT_OUT:
        inside(node, parts)


def _superscript(node: Element) -> str:
    text = inline_text(node)
    if any(local(element) == "xref" for element in node) and _MARKS.fullmatch(_around(node)):
        return ""
    return raised(text) if not _MARKS.fullmatch(text) or any(map(str.isdigit, text)) else ""


def _is_raised(node: Element) -> bool:
    """Whether a cross-reference is printed as a superscript and nothing else."""
    return any(local(element) == "sup" for element in node) and not _around(node).strip()


def _around(node: Element) -> str:
    """The text right inside an element, that of its elements left out."""
    return (node.text or "") + "".join(element.tail or "" for element in node)


def _formula(node: Element) -> str:
    """One of the forms in which a formula is given: MathML, else TeX, else words."""
    forms = child(node, "alternatives")
    node = node if forms is None else forms
    for name, read in (("math", math_text), ("tex-math", tex_text), ("textual-form", inline_text)):
        if (found := child(node, name)) is not None:
            return f" {read(found)} "
    parts = [" "]
    inside(node, parts)
    return "".join([*parts, " "])
