"""Questions that want to see a source of the answer before: "Show the second source"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.model import Turn

_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_NUMBERS = "one two three four five six seven eight nine ten".split()
_NOUN = (
    r"(?:sources?|references?|refs?|citations?|papers?|stud(?:y|ies)|articles?|publications?|quotes?|footnotes?|links?)"
)
_ORDINAL = rf"(?P<ordinal>{'|'.join(_ORDINALS)}|\d{{1,6}}(?:st|nd|rd|th)|last|final)"
_NUMBER = rf"(?:no\.? ?|number |nr\.? ?|#)?\[?(?P<number>\d{{1,6}}|{'|'.join(_NUMBERS)})\]?"
_SHOW = (
    r"(?:(?:please|and|now|ok(?:ay)?|then|so)[ ,]+)*"
    r"(?:(?:(?:can|could|may|would|will) (?:you|i|we)|let me|let us|i(?:'d| would) like to|i want to)[ ]+)?(?:please )?"
    r"(?P<verb>(?:show|open|display|give|see|view|read|pull up|bring up|get|go to|quote|cite|what(?:'s| is| was)"
    r"|which is|which was|who wrote|what does|take me to)(?: (?:me|us))?[ ]+)?(?:to )?(?:the |your |that |its )?"
)
_AFTER = (
    r"(?: (?:say|says|again|in full|please|now|you (?:cited|gave|mentioned|listed)|of (?:that|the|your) answer"
    r"|on the list))*"
)
_FORMS = tuple(
    re.compile(f"{_SHOW}{wanted}{_AFTER}[ ,]*(?:please|thanks|pls|plz|thx)?", re.IGNORECASE)
    for wanted in (
        rf"{_ORDINAL} (?:{_NOUN}|(?P<one>one))",
        rf"{_NOUN} {_NUMBER}",
        rf"{_ORDINAL} (?:cited|listed|given|quoted) {_NOUN}",
        r"\[(?P<number>\d{1,6})\]",
    )
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A request to see a source; ``source`` is None where no earlier answer has the one that is meant."""

    source: str | None


def shown(text: str, history: Sequence[Turn]) -> Shown | None:
    """The source that a text asks to see; None where it asks for something else."""
    asked = " ".join(text.split()).rstrip(" ?.!")
    match = next((match for form in _FORMS if (match := form.fullmatch(asked))), None)
    if match is None:
        return None
    parts = match.groupdict()
    if parts.get("one") and not parts["verb"]:
        return None
    sources = next((turn.sources for turn in reversed(history) if turn.sources), ())
    place = _place(parts, len(sources))
    return Shown(sources[place - 1] if 1 <= place <= len(sources) else None)


def _place(parts: dict[str, str | None], count: int) -> int:
    """Which one is meant, counted from 1."""
    word = (parts.get("ordinal") or parts.get("number") or "").lower()
    if word in ("last", "final"):
        return count
    for words in (_ORDINALS, _NUMBERS):
        if word in words:
            return words.index(word) + 1
    return int(re.sub(r"\D", "", word) or 0)
