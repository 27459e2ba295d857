"""Formulas as one line of text."""

import re

from corpus.readers.xml_tree import Element, entity, local

_DOCUMENT = re.compile(r"\\begin\{document\}(.*?)\\end\{document\}", re.DOTALL)
_JOINS = {"msup": "^", "msub": "_", "mfrac": "/"}
_LEFT_OUT = frozenset(("annotation", "annotation-xml"))


def math_text(node: Element) -> str:
    """A formula of MathML: 10^6, x_1, (a+b)/c, and for all else the signs in their order."""
    name = local(node)
    if not name:
        return entity(node)
    if name in _LEFT_OUT:
        return ""
    parts = [math_text(element) for element in node]
    if name in _JOINS and len(parts) == 2:
        return _JOINS[name].join(part if len(part) < 2 or part.isalnum() else f"({part})" for part in parts)
    words = "".join((node.text or "").split())
    return words + "".join(parts)


def tex_text(node: Element) -> str:
    """A formula of TeX, without the document and the dollars around it."""
    text = "".join(node.itertext(with_tail=False))
    found = _DOCUMENT.search(text)
    return " ".join((found[1] if found else text).replace("$", " ").split())
