"""Whether evidence supports a statement: the check that every shown sentence passes."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.support import cover, named
from assistant.support.agreement import judge
from assistant.support.effects import effects, sentences
from assistant.support.flow import exchanged, flow
from assistant.support.grounds import grounds_of
from assistant.support.lexicon import LOWER, NEGATION, POSSIBLE, stem
from assistant.support.negations import denials
from assistant.support.objects import RESISTANCE
from assistant.support.tokens import Token, read
from corpus.names.names import Names

Similarity = Callable[[str, str], float]
"""The cosine of two texts."""

_UNCOVERED = 0.2
"""Share of a statement's content words that may be missing in the evidence."""
_UNCOVERED_ALIKE = 0.5
"""The same where the encoder finds the statement alike to the evidence."""
_ALIKE = 0.7
"""Least cosine at which it does."""


Lack = Literal["name", "number", "pair", "effect", "denial", "words"]
"""What an unclear statement lacks: a name or number that is not in the evidence, two names that do not stand
together there, an effect, a denial, words."""


@dataclass(frozen=True, slots=True)
class Support:
    """How evidence stands to a statement."""

    verdict: Literal["supported", "contradicted", "unclear"]
    reasons: tuple[str, ...]
    """What speaks against it, half a line each; empty where it is supported."""
    lacks: frozenset[Lack] = frozenset()
    """Of an unclear one: what the reasons are about."""
    grounds: tuple[str, ...] = ()
    """Of a supported one: what of it the evidence holds, half a line each."""


def supports(statement: str, evidence: Sequence[str], names: Names, *, similarity: Similarity | None = None) -> Support:
    """Judge a statement by the quotes that it cites and what the caller gives around them.

    Its names and numbers must stand in the evidence, its effects have the same direction and the same
    roles, and its words be covered. ``similarity`` is asked only where some words are not. Contradicted
    is what has an effect or a role turned round; what lacks something is unclear.
    """
    if _is_quoted(statement, evidence):
        return Support("supported", (), grounds=("word for word in the evidence",))
    if not statement.strip() or not evidence:
        return Support("unclear", ("there is nothing to compare",))
    held, known = read(evidence, names)
    (stated,), found = read([statement], names, known)
    entries = names.vocabulary.entries
    if any((entry := entries.get((mention.kind, mention.name))) and entry.short for mention in found):
        held, _ = read(evidence, names, (*known, *found))  # its short forms count wherever they stand
    parts, grounds = list(sentences(stated)), [part for text in held for part in sentences(text)]
    said = [effects([part], premises=False) for part in parts]
    judged = judge(said, effects(grounds, premises=True), names)
    objects = {effect.key for found in said for effect in found}
    denied = any(effect.negated or effect.key == RESISTANCE for found in said for effect in found)
    absent: dict[Lack, list[str]] = {
        "name": list(named.missing_names(stated, held, names)),
        "number": list(named.missing_numbers(stated, held)),
    }
    flows = [flow(part) for part in grounds]
    turned = [
        "those who give and those who take are exchanged" for part in parts if exchanged(flow(part), flows, names)
    ]
    if any(absent.values()):
        return _unclear(absent)
    if against := (*judged.opposite, *turned):
        return Support("contradicted", against)
    doubts: dict[Lack, list[str]] = {
        "pair": list(named.parted_names(stated, held, names)),
        "effect": list(judged.missing),
        "denial": list(denials(parts, grounds, judged=denied)),
        "words": _words(statement, stated, evidence, held, objects, similarity),
    }
    if any(doubts.values()):
        return _unclear(doubts)
    return Support("supported", (), grounds=tuple(grounds_of(stated, judged, cover.uncovered(stated, held))))


def _unclear(lacking: Mapping[Lack, Sequence[str]]) -> Support:
    reasons = tuple(reason for said in lacking.values() for reason in said)
    return Support("unclear", reasons, frozenset(lack for lack, said in lacking.items() if said))


def _words(
    statement: str,
    stated: Sequence[Token],
    evidence: Sequence[str],
    held: Sequence[Sequence[Token]],
    objects: Collection[str],
    similarity: Similarity | None,
) -> list[str]:
    missing, count = cover.uncovered(stated, held)
    if strange := [word for word in missing if stem(word) in objects]:
        return [f"the evidence has no words for {', '.join(strange)}"]
    if len(missing) <= _UNCOVERED * count:
        return []
    texts = (*evidence, " ".join(evidence))
    near = similarity is not None and len(missing) <= _UNCOVERED_ALIKE * count
    if similarity and near and max(similarity(statement, text) for text in texts) >= _ALIKE:
        return []
    return [f"the evidence has no words for {', '.join(dict.fromkeys(missing))}"]


_SPACE = re.compile(r"\s+")
_END = re.compile(r"[.?!;:](?=\s|\Z)")
_WORD = re.compile(r"[\w']+")


def _is_quoted(statement: str, evidence: Sequence[str]) -> bool:
    """Whether the statement stands in the evidence word for word, and nothing around it there turns it."""
    wanted = _SPACE.sub(" ", statement).strip().rstrip(".?!;,: ")
    if not _WORD.search(wanted):
        return False
    texts = (_SPACE.sub(" ", text) for text in evidence)
    return any(not _turns(_around(text, *span)) for text in texts for span in _places(wanted, text))


def _places(wanted: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a text holds the words wanted, whole."""
    start = text.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        if not text[max(start - 1, 0) : start].isalnum() and not text[end : end + 1].isalnum():
            yield start, end
        start = text.find(wanted, start + 1)


def _around(text: str, start: int, end: int) -> str:
    """What stands around a stretch in its sentence."""
    before = [match.end() for match in _END.finditer(text, 0, start)]
    after = _END.search(text, end)
    return f"{text[before[-1] if before else 0 : start]} {text[end : after.start() if after else len(text)]}"


def _turns(around: str) -> bool:
    """Whether words around a quote may turn it: "no evidence that", "loss of", "was not seen"."""
    for word in _WORD.findall(around.lower()):
        found = stem(word)
        if (
            word in NEGATION
            or found in LOWER
            or found in POSSIBLE
            or word in ("if", "whether", "but", "claimed", "unlike")
        ):
            return True
    return False
