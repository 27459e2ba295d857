"""Cancers that share their last word: "ovarian and lung cancer" names two."""

import re
from collections.abc import Callable, Iterator

_HEAD = re.compile(r"(?:cancer|carcinoma|tumou?r)s?\Z", re.IGNORECASE)
_BEFORE = re.compile(
    r"((?:[\w-]+,\s+)*[\w-]+),?\s+(?:and|or|versus|vs\.?|than|as)\s+(?:(?:also|not|then|in|for|on|of|against)\s+)*\Z",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w-]+")
_REACH = 80
"""Characters before a cancer in which the others are looked for."""


def coordinated(text: str, start: int, end: int, named: Callable[[str], str | None]) -> Iterator[tuple[str, int, int]]:
    """(name, start, end) of the words before a cancer at ``text[start:end]`` that name others with its last word.

    ``named`` gives the name of the cancer that a text is nothing but a spelling of.
    """
    head = _HEAD.search(text, start, end)
    if head is None:
        return
    first = max(0, start - _REACH)
    before = _BEFORE.search(text[first:start])
    if before is None:
        return
    for word in _WORD.finditer(before[1]):
        if name := named(f"{word.group()} {head.group()}"):
            at = first + before.start(1) + word.start()
            yield name, at, at + len(word.group())
