"""Slips of the keyboard in the small words of a follow-up."""

import re

_WORDS = (
    "what about which these those there resistance sensitivity restore reverse promote patients cancer target"
    " targets does"
    " same and the mechanism other evidence affect"
).split()
_REAL = frozenset("hose bout tree thee these those there their three here hat doe wat dose ant fact effect".split())
_LEAST = 5
"""Letters of a word of which one may be missing."""


def _slips() -> dict[str, str]:
    found: dict[str, str] = {}
    for word in _WORDS:
        swapped = {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)}
        shorter = {word[:i] + word[i + 1 :] for i in range(1, len(word) - 1)} if len(word) >= _LEAST else set[str]()
        found |= dict.fromkeys(swapped | shorter, word)
    return {slip: word for slip, word in found.items() if slip not in _REAL and slip not in _WORDS}


_SLIPS = _slips()
_LETTERS = re.compile(r"\b[A-Za-z]{3,}\b")


def mended(text: str) -> str:
    """The text with letters that changed places or are missing put right, in a closed list of words."""
    return _LETTERS.sub(_mended, text)


def _mended(match: re.Match[str]) -> str:
    written = match.group()
    word = _SLIPS.get(written.lower())
    if word is None or (written.isupper() and len(written) > 1):
        return written
    return word.capitalize() if written[0].isupper() else word
