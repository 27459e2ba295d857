"""JATS XML, as PubMed Central, Europe PMC and publishers give it: one article, one source.

Left out: sub-articles (reviews, answers, translations), translated abstracts, and abstracts that are a picture.
"""

import re
from pathlib import Path

from corpus.errors import ExociteError
from corpus.model import Source
from corpus.readers.bibliography import bibliography
from corpus.readers.jats_body import Body
from corpus.readers.jats_front import front_fields
from corpus.readers.pieces import Pieces
from corpus.readers.text import read_bytes
from corpus.readers.xml_tree import Element, child, children, local, parsed
from corpus.storable import storable

_START = re.compile(
    rb"(?:\s|<\?[^>]*\?>|<!--(?:[^-]|-[^-])*-->|<!DOCTYPE\s+(?:\w+:)?(?:article|pmc-articleset)\b[^>\[]*>)*"
    rb"<(?:\w+:)?(?:article|pmc-articleset)[\s>]"
)
_SETS = frozenset("pmc-articleset records record metadata getrecord oai-pmh".split())
_PICTURES = frozenset("graphical video".split())


def looks_like_jats(start: bytes) -> bool:
    """Whether a file that begins so is a JATS article, whatever its name."""
    text = start.removeprefix(b"\xef\xbb\xbf")
    if text[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = text.decode("utf-16", "ignore").encode()
    return _START.match(text) is not None


def read_jats(path: Path, max_bytes: int) -> list[Source]:
    """An article in a file, named after the file. Raises ExociteError for whatever is no JATS article."""
    return [article_source(path, storable(path.name), read_bytes(path, max_bytes), max_bytes)]


def article_source(where: object, name: str, raw: bytes, limit: int) -> Source:
    """The article in the bytes of an XML file, under the id ``name``, with at most ``limit`` characters of text.

    Raises ExociteError, opened by ``where``, for whatever is no JATS article, and BrokenXmlError for no XML at all.
    """
    article = _article(where, parsed(where, raw))
    try:
        fields = bibliography(where, front_fields(article))
        title = fields.pop("title", None) or name
        pieces = _text(article, title, limit)
    except ExociteError as error:
        raise ExociteError(str(error) if str(error).startswith(str(where)) else f"{where}: {error}") from error
    if not pieces.sections:
        raise ExociteError(f"{where} has neither an abstract nor a text; there is nothing to add.")
    return Source(id=name, kind="file", text=pieces.text, sections=tuple(pieces.sections), title=title, **fields)


def _article(where: object, root: Element) -> Element:
    """The article, taken out of what a service may wrap around it."""
    found = [root]
    while found and all(local(element) in _SETS for element in found):
        found = [element for holder in found for element in holder if local(element) in _SETS | {"article"}]
    if len(found) != 1 or local(found[0]) != "article":
        what = f"holds {len(found)} articles" if len(found) > 1 else f"is XML of another kind (<{local(root)[:50]}>)"
        raise ExociteError(f"{where} {what}; give one JATS article a file.")
    return found[0]


def _text(article: Element, title: str, limit: int) -> Pieces:
    body, back, floats = (child(article, name) for name in ("body", "back", "floats-group"))
    pieces = Pieces("abstract" if body is None else "full_text", limit)
    pieces.aside(title)
    reader = Body(pieces)
    meta = child(article, "front", "article-meta")
    for abstract in children(meta, "abstract"):
        kind = str(abstract.get("abstract-type") or "")
        if kind not in _PICTURES:
            reader.section(abstract, (), f"Abstract ({kind.replace('-', ' ')})" if kind else "Abstract")
    for part in (body, floats, back):
        if part is not None:
            reader.flow(part, ())
    reader.references()
    return pieces
