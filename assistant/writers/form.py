"""What gives a model's sentence away before its meaning is judged: it is cut off, stutters, or runs words together."""

import re
from collections.abc import Collection, Sequence

from assistant.support import lexicon as lex
from assistant.support.lexicon import stem
from corpus.words import STOPWORDS

_WORD = re.compile(r"[^\W\d_]+")
_BEGINS_WITHIN = re.compile(r"[a-z]+(?![\w-])")
"""A beginning in lower case that is no name such as miR-96."""
_LAST = re.compile(r"(\w+)\W*\Z")
_OPEN = lex.PREPOSITIONS | frozenset("and or not no the a an of is are was were its their that which".split())
"""Words after which a sentence goes on."""
_STUTTER = re.compile(r"\b(\w[\w-]*(?: \w[\w-]*){0,3}) \1\b")
_TIED = re.compile(r"\w+[.;:!?][^\W\d_]\w*")
"""A sentence that goes on without a space: "LMO7.cisplatin"."""
_SIGN = re.compile(r"[^\w\s.,;:'\u2019\"()/%\u2013-]")
_PREFIXES = frozenset("over under out non pre down knock".split())
_SHORT, _LONG = 3, 5
"""Letters of the shorter and the longer of two words that are taken for run together, at least."""


def is_spoiled(sentence: str, evidence: Sequence[str]) -> bool:
    """Whether a sentence is no whole and clean one; what the evidence has in the same letters is let pass."""
    held = " ".join(evidence)
    last = _LAST.search(sentence)
    if _BEGINS_WITHIN.match(sentence) or last is None or last[1].lower() in _OPEN:
        return True
    if any(found.group() not in held for sign in (_STUTTER, _TIED, _SIGN) for found in sign.finditer(sentence)):
        return True
    words = {word.lower() for word in _WORD.findall(held)}
    return any(_is_two(word.lower(), words) for word in _WORD.findall(sentence))


def _is_two(word: str, held: Collection[str]) -> bool:
    """Whether a word that stands in no evidence is two words run together: "notcisplatin"."""
    if _is_word(word, held):
        return False
    return any(
        max(place, len(word) - place) >= _LONG
        and word[:place] not in _PREFIXES
        and _is_word(word[:place], held)
        and _is_word(word[place:], held)
        for place in range(_SHORT, len(word) - _SHORT + 1)
    )


def _is_word(word: str, held: Collection[str]) -> bool:
    return word in held or word in STOPWORDS or word in lex.NEGATION or word in lex.STOPS or _acts(word)


def _acts(word: str) -> bool:
    return len(word) >= _LONG and stem(word) in lex.DIRECTED
