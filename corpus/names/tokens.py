"""Text as the vocabularies are held against it: parts of names, whatever hyphens and spellings lie between."""

import re
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import name as unicode_name

from corpus.words import fold_part

_GREEK = "\u03b1-\u03c9\u0391-\u03a9"
_TOKEN = re.compile(rf"[{_GREEK}]|[^\W\d_{_GREEK}]+|\d+")
_APART = "_"
"""Stands where white space parts letters from digits: "AKT 1" need not be AKT1."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The parts of a text: ``joined`` has each between spaces, ``at`` where it starts in there."""

    words: list[str]
    spans: list[tuple[int, int]]
    joined: str
    at: dict[int, int]
    """Index of the part that starts at a place of ``joined``."""
    ends: dict[int, int]
    """Index of the part that ends at a place of ``joined``."""


def tokens(text: str) -> Tokens:
    """The parts of a plain text, folded."""
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    pieces: list[str] = []
    at: dict[int, int] = {}
    ends: dict[int, int] = {}
    length = 0
    before = None
    for match in _TOKEN.finditer(text):
        start, end = span = match.span()
        part = match.group()
        spaced = before is not None and text[before:start] == " "
        if before is not None and spaced and text[before - 1].isdigit() != part[0].isdigit():
            pieces.append(f" {_APART} ")
            length += 3
        word = _word(part)
        at[length] = len(words)
        pieces.append(f" {word} ")
        length += len(word) + 2
        ends[length] = len(words)
        words.append(word)
        spans.append(span)
        before = end
    return Tokens(words, spans, "".join(pieces), at, ends)


@lru_cache(maxsize=20_000)
def patterns(name: str) -> tuple[str, ...]:
    """What stands for a name in ``Tokens.joined``: with and without a space between letters and digits."""
    joined = tokens(name).joined
    return (joined, joined.replace(f" {_APART} ", "")) if f" {_APART} " in joined else (joined,)


@lru_cache(maxsize=100_000)
def _word(part: str) -> str:
    if re.match(f"[{_GREEK}]", part):
        return unicode_name(part).rsplit(" ", 1)[-1].lower()
    word = fold_part(part)
    if len(word) > 3 and word.endswith("ies"):
        return word[:-3] + "y"
    if part[:-1].isupper() and part.endswith("s") and len(part) > 3:  # TKIs, CAFs
        return word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
