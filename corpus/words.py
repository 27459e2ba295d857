"""Words as the lexical leg and the choice of evidence see them: folded, so that spellings meet.

The same folding is applied to passages and to questions: British and American spelling fall together,
names are cut between letters and digits (miR21, miR-21 and microRNA-21 all give ``mir 21``), and
signs part words.
"""

import re
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

_WORD = re.compile(r"\w+(?:[-\u2010-\u2015\u2212/'\u2019.+]\w+)*")
_PART = re.compile(r"[^\W\d_]+|\d+[^\W\d_]?(?![^\W\d_])|\d+")
_CONTRACTED = re.compile(r"(?:n['\u2019]t|['\u2019](?:s|re|ll|ve|d|m))\b", re.IGNORECASE)
_SIGN = re.compile(r"([-\u2010-\u2015\u2212/'\u2019.+])")
_SPACED = re.compile(r"\b((?:mi(?:cro)?RNA|mir|let)s?)\s+(?=\d)", re.IGNORECASE)  # microRNA 21, let 7a
_PREFIXES = frozenset("anti co ex inter intra non post pre re sub un".split())

# British to American, in words of five letters or more.
_SPELLING = (
    (re.compile(r"ae|oe"), "e"),
    (re.compile(r"our(?=s?$|e[dr]|ing|al|able|ist)"), "or"),
    (re.compile(r"is(?=e[dr]?s?$|ing|ation)"), "iz"),
    (re.compile(r"ys(?=e[dr]?s?$|ing)"), "yz"),
    (re.compile(r"ll(?=e[dr]s?$|ing|ation)"), "l"),
    (re.compile(r"(?<=[bt])re(?=s?$)"), "er"),
    (re.compile(r"sulph"), "sulf"),
)
_SAME = {"mirna": "mir", "mirnas": "mir", "microrna": "mir", "micrornas": "mir", "mirs": "mir"}

STOPWORDS = frozenset(
    "a about am an and any ca wo are as at be been being but by can could did do does doing done for from had"
    " has have having he her here him his how i if in into is it its just me my no nor not of on or our out"
    " over own please s same she should so some such t than that the their them then there these they this"
    " those through to too under until up us very was we were what when where which while who whom whose why"
    " will with would you your".split()
)
"""English words that say nothing of what a text is about."""


def terms(text: str) -> dict[tuple[str, ...], str]:
    """What a text names: tuples of folded parts that belong together, each with its first spelling.

    The parts of a name stand in one term (``("mir", "155", "5p")``), those of a compound in terms of
    their own (cisplatin-resistant). Stop words are left out, unless there is nothing else.
    """
    found: dict[tuple[str, ...], str] = {}
    passed: dict[tuple[str, ...], str] = {}
    for match in _WORD.finditer(_SPACED.sub(r"\1-", text)):
        word = _CONTRACTED.sub("", match.group())
        chosen = passed if word.lower() in STOPWORDS else found
        for piece in _names(word):
            if parts := tuple(map(fold_part, _PART.findall(piece))):
                chosen.setdefault(parts, piece)
    return found or passed


def _names(word: str) -> list[str]:
    """Cut a word at its signs, but not within a name: miR-155-5p, PD-L1, 5-FU and P-gp stay whole."""
    pieces = _SIGN.split(word)
    names = [pieces[0]]
    for sign, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        before = _SIGN.split(names[-1])[-1]
        joined = len(before) == 1 or before.isdigit() or (before.lower() not in _PREFIXES and _is_mark(piece))
        if joined and (sign != "/" or piece[:1].isdigit()):
            names[-1] += sign + piece
        else:
            names.append(piece)
    return names


def _is_mark(piece: str) -> bool:
    return len(piece) <= 2 or any(character.isdigit() for character in piece)


def fold(text: str) -> str:
    """The folded parts of a text in order, parted by spaces."""
    return " ".join(map(fold_part, _PART.findall(text)))


def stems(text: str) -> list[str]:
    """The folded parts of a text, stemmed by Porter's algorithm as the store stems them."""
    return located_stems(text)[1]


def stem_set(words: str) -> frozenset[str]:
    """The stems of words that blanks part: a word list of a module."""
    return frozenset(stem for word in words.split() for stem in stems(word))


def located_stems(text: str) -> tuple[list[int], list[str]]:
    """Where each folded part of a text starts, and its stem."""
    starts: list[int] = []
    parts: list[str] = []
    for match in _PART.finditer(text):
        starts.append(match.start())
        parts.append(fold_part(match.group()))
    return starts, _stemmer().stemWords(parts)


def phrases(text: str, most: int = 64) -> dict[str, list[str]]:
    """FTS5 phrases, one for each term of a text, with the stems that it is made of."""
    return {f'"{" ".join(parts)}"': _stemmer().stemWords(list(parts)) for parts in list(terms(text))[:most]}


@lru_cache(maxsize=100_000)
def fold_part(part: str) -> str:
    """A run of letters in lower case and American spelling; all words for microRNA become ``mir``."""
    part = part.lower()
    if len(part) > 4:
        part = _SAME.get(part, part)
        for pattern, american in _SPELLING:
            part = pattern.sub(american, part)
    return part


@cache
def _stemmer() -> Any:
    return import_module("Stemmer").Stemmer("porter")
