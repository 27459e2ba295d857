"""A text as the support check reads it: names, words, numbers and signs in order."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.support.lexicon import stem
from corpus.model import Mention, NameKind
from corpus.names.names import Names

Name = tuple[NameKind, str]

_PIECE = re.compile(
    r"(?P<number>(?<![\w.])\d+(?:,\d{3})*(?:\.\d+)?(?!\w))"
    r"|(?P<word>\w+(?:['\u2019.]\w+)*)|(?P<sign>[;:,()/\u2013\u2014-]|[.?!]+(?=\s|$|[)\"']))"
)
_PREFIX = re.compile(r"\b(up|down|over|under|re|de|knock|co|non|in|un|pre|out)-(?=[a-z])", re.IGNORECASE)
_CODE = re.compile(r"(?=.*\d)(?=.*[^\W\d])|[A-Z]{2,}|[a-z]+[A-Z]|[A-Z][a-z]*[A-Z]")
_NUMBERS = {
    word: str(value)
    for value, word in enumerate("zero . two three four five six seven eight nine ten eleven twelve".split())
} | {"twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "twice": "2", "hundred": "100", "half": "0.5"}


@dataclass(frozen=True, slots=True)
class Token:
    """One name, word, number or sign."""

    kind: Literal["name", "word", "code", "line", "number", "sign"]
    """A code is written like a name that no vocabulary knows; a line is one that is said to be of cells."""
    text: str
    """As written, in lower case except for codes and names."""
    stem: str
    names: tuple[Name, ...] = ()
    joined: bool = False
    """Whether a hyphen ties it to the token before."""
    unit: str = ""
    """Of a number: "%", "nm" ... or empty."""

    def named(self, *kinds: NameKind) -> tuple[Name, ...]:
        """Its names of some kinds."""
        if not self.names:
            return ()
        return tuple(name for name in self.names if name[0] in kinds)


Tokens = tuple[Token, ...]
_SHOUTED = 7
"""Letters of the longest word in capitals that is taken for a code."""
_APART = "\n\n"


def read(texts: Sequence[str], names: Names, known: Iterable[Mention] = ()) -> tuple[list[Tokens], tuple[Mention, ...]]:
    """The tokens of each text and all mentions; names of one text are known to the others, as are ``known``."""
    mentions = names.find(_APART.join(texts), known)
    read: list[Tokens] = []
    start, at = 0, 0
    for text in texts:
        end = start + len(text)
        held: list[Mention] = []
        while at < len(mentions) and mentions[at].start < end:
            if mentions[at].start >= start and mentions[at].end <= end:
                held.append(mentions[at])
            at += 1
        read.append(_tokens(text, start, held))
        start = end + len(_APART)
    return read, mentions


def _tokens(text: str, offset: int, mentions: Iterable[Mention]) -> Tokens:
    tokens: list[Token] = []
    place = 0
    for first, last, held in _spans(mentions):
        start, end = first - offset, last - offset
        if start < place:
            continue
        _gap(text[place:start], tokens)
        joined = _ties(tokens)
        tokens.append(Token("name", text[start:end], stem(text[start:end]), held, joined))
        place = end
    _gap(text[place:], tokens)
    return tuple(_marked(tokens))


def _marked(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens, with the codes before "cells" marked as cell lines."""
    for place, token in enumerate(tokens):
        if token.kind == "code":
            after = next(
                (t for t in tokens[place + 1 :] if t.kind != "code" and t.text not in ("and", "or", "/", ",")), None
            )
            if after is not None and after.text in ("cell", "cells", "line", "lines"):
                yield replace(token, kind="line")
                continue
        yield token


def _spans(mentions: Iterable[Mention]) -> list[tuple[int, int, tuple[Name, ...]]]:
    """Each stretch that is a name, the longest first where several begin together, with all it names."""
    found: dict[tuple[int, int], list[Name]] = {}
    for mention in mentions:
        found.setdefault((mention.start, mention.end), []).append((mention.kind, mention.name))
    return [(a, b, tuple(held)) for (a, b), held in sorted(found.items(), key=lambda item: (item[0][0], -item[0][1]))]


def _gap(text: str, tokens: list[Token]) -> None:
    """Read what stands between two names."""
    text = _PREFIX.sub(r"\1", text)
    for match in _PIECE.finditer(text):
        piece = match.group()
        if match["sign"]:
            if piece == "-":
                tokens.append(Token("sign", "-", ""))
            else:
                tokens.append(Token("sign", piece[0], ""))
            continue
        joined = _ties(tokens)
        if match["number"] and joined and tokens[-1].kind == "code":  # PC-9 is PC9
            before = tokens.pop()
            tokens.append(replace(before, text=f"{before.text}-{piece}", stem=before.stem + piece))
        elif match["number"] and joined and tokens[-1].kind != "number":
            tokens.append(Token("code", piece, piece, (), joined))
        elif match["number"]:
            tokens.append(Token("number", _value(piece), "", (), joined, _unit(text, match.end())))
        elif piece.lower() in _NUMBERS and not joined:
            tokens.append(Token("number", _NUMBERS[piece.lower()], "", (), joined))
        elif _CODE.match(piece) and not (piece.isalpha() and piece.isupper() and len(piece) > _SHOUTED):
            tokens.append(Token("code", piece, piece.lower(), (), joined))
        else:
            word = piece.lower().replace("\u2019", "'").removesuffix("'s")
            tokens.append(Token("word", word, stem(word), (), joined))


def _ties(tokens: list[Token]) -> bool:
    """Whether the last sign is a hyphen, which is taken away."""
    if tokens and tokens[-1].kind == "sign" and tokens[-1].text == "-":
        tokens.pop()
        return bool(tokens)
    return False


def _value(written: str) -> str:
    value = written.replace(",", "")
    return value.rstrip("0").rstrip(".") if "." in value else value


_UNIT = re.compile(r"\s?(%|per ?cent\b|nm\b|mg\b|g\b|micrometres?\b|kDa\b)")


def _unit(text: str, place: int) -> str:
    match = _UNIT.match(text, place)
    return "" if not match else "%" if match[1].startswith("per") else match[1]
