"""A question what something is: the sentence that says so before those that only speak of it."""

import re
from dataclasses import replace

from assistant.asking import Asking
from assistant.draft import Draft, refused, verbatim
from assistant.evidence import Evidence, choose
from corpus.words import stems

_DEFINES = re.compile(
    r"(?:an? |the |such )?(?P<what>[^.;:]{2,80}?)(?:,[^,]{1,80},|\s\([^)]*\))*\s+"
    r"(?:(?:is|are)\s+(?:(?:here|also|often|usually|commonly|now)\s+)*"
    r"(?:(?:defined|called|named|termed|considered|used|made|meant|known as)\b"
    r"|(?!\w+ed\b|first\b|found\b|seen\b|shown\b|taken\b|known\b|not\b))"
    r"|refers? to|means?\b|stands? for|describes?|denotes?)",
    re.IGNORECASE,
)
_BESIDE = 3
"""Words beside the thing's own with which a sentence may open."""
_BONUS = 0.6
"""Added to the score of a sentence that says what the thing is."""


def answer_definition(asking: Asking) -> Draft:
    """Sentences of reviews, notes and files that say what the thing is, before those that only speak of it."""
    subject = _subject(asking.question).strip()
    wanted = set(stems(subject))
    told = [item for item in asking.weighed.evidence if item.hit.passage.record is None]
    defining = [replace(item, score=item.score + bonus) for item in told if (bonus := _bonus(item, wanted))]
    speaking = [item for item in told if wanted and wanted <= set(item.stems.split())]
    if asking.refusal and not defining and not speaking:
        return refused(asking.refusal)
    if not told:
        return refused(f"The corpus has no text on what {subject} is, only single findings.")
    chosen = sorted(defining, key=lambda item: -item.score) or speaking or told
    points = choose(chosen, asking.settings.max_statements, asking.settings.keep_above)
    return Draft(tuple(map(verbatim, points)), None if defining else _UNDEFINED)


_UNDEFINED = "No sentence of the corpus says what it is; what it says of it:"
_ASKING = re.compile(
    r"^(?:\W|\b(?:please|can you|could you|tell me|define|explain|describe|what|is|are|was|does|do|mean|meant|by"
    r"|an?|the|term|meaning|definition|of|used|for|stand|good|so|and|how|big|large|small|made|named|defined)\b)*|\W+$"
    r"|\b(?:mean|means|used|for|stand|stands|good|made|of|from|all|about)\b(?=[\s\W]*(?:for|of|from|about)?\W*$)",
    re.IGNORECASE,
)


def _subject(question: str) -> str:
    return _ASKING.sub("", _ASKING.sub("", question))


def _bonus(item: Evidence, wanted: set[str]) -> float:
    """More for a sentence that opens with the thing alone; 0 for one that does not say what it is."""
    opening = _DEFINES.match(item.text)
    if not wanted or opening is None:
        return 0.0
    said = set(stems(opening["what"]))
    beside = len(said - wanted)
    return _BONUS / (1 + 0.5 * beside) if wanted <= said and beside <= _BESIDE else 0.0
