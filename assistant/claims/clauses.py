"""The clauses of a sentence that each say something of a microRNA of their own."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from corpus.model import Mention, NameKind, Span
from corpus.names.names import Names
from corpus.wording import listed

_BORDER = re.compile(
    r"[,;:]?\s+(?:whereas|while|whilst|but|although|though|yet|in contrast(?: to)?|conversely|as well as|and also|and"
    r"|or|as (?=(?:does|do|did|is|was)\b)|just as|as)\b[,\s]*|[;:,]\s+",
    re.IGNORECASE,
)
_STRONG = re.compile(r"[,;]?\s+(?:whereas|while|whilst|in contrast|conversely)\b[,\s]*|;\s+", re.IGNORECASE)
"""What parts two clauses for certain."""
_OPENING = re.compile(r"^(?:whereas|while|whilst|although|though|both|either)\s+", re.IGNORECASE)
_OUTCOME = re.compile(
    r"\w*(?:resist|sensiti|refractor|respon|toler|protect|shield|surviv|kill|effect|efficac|potenti|counter|antagon"
    r"|overcom|desensiti|chemo|radio)\w*",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b\w+(?:es|ed|s|ing)\b|\b(?:make|give|raise|reverse|restore|promote|confer|drive|lower|reduce|cause|render)\b",
    re.IGNORECASE,
)
_THIS = re.compile(r"\b(?:this|the|that|the same) (?:drug|agent|compound)\b", re.IGNORECASE)
_RADIATION = re.compile(r"radi", re.IGNORECASE)
_RESISTANCE = re.compile(r"resistance\b", re.IGNORECASE)
_IT = re.compile(r"(?<=s |d )it\b(?! (?:is|was)\b)")
"""What a later clause calls resistance."""
_ALIKE = re.compile(r"\b(?:do|does|did|is|was) (?:so|too|likewise|the same)?\b", re.IGNORECASE)
_SHARED: Mapping[NameKind, str] = {"drug": "to", "cancer": "in"}


def clauses_of(sentence: str, mentions: Sequence[Mention], names: Names) -> list[str]:
    """The sentence once for each microRNA that it speaks of apart, with what the clauses share; else the sentence."""
    heads = _heads(mentions, names)
    cuts = [_cut(sentence, one, other) for one, other in pairwise(heads)]
    borders = [cut for cut in cuts if cut is not None]
    if not cuts or len(borders) < len(cuts):
        return [sentence]
    lead = sentence[: heads[0].start]
    shared = lead if _OUTCOME.search(lead) else ""
    starts = [len(shared), *(end for _, end in borders)]
    ends = [*(start for start, _ in borders), len(sentence)]
    return [
        _clause(sentence, span, list(zip(starts, ends, strict=True)), mentions, shared)
        for span in zip(starts, ends, strict=True)
    ]


def _heads(mentions: Sequence[Mention], names: Names) -> list[Mention]:
    """The first mention of every microRNA."""
    found: list[Mention] = []
    for mention in mentions:
        if mention.kind != "mirna" or (found and mention.start < found[-1].end):
            continue
        if not any(names.means("mirna", mention.name, other.name) for other in found):
            found.append(mention)
    return found


def _cut(sentence: str, one: Mention, other: Mention) -> Span | None:
    """Where the border between two mentions starts and ends; None where there is none."""
    for border in (_STRONG, _BORDER):
        if between := list(border.finditer(sentence, one.end, other.start)):
            return between[-1].span()
    return None


def _clause(sentence: str, span: Span, spans: Sequence[Span], mentions: Sequence[Mention], shared: str) -> str:
    own = _within(mentions, span)
    text = _OPENING.sub("", sentence[slice(*span)].strip(" ,.;:"))
    if span != spans[0] and _RESISTANCE.search(sentence, 0, span[0]):
        text = _IT.sub("resistance", text)
    held = {mention.kind for mention in own} | {m.kind for m in mentions if m.end <= len(shared)}
    if not shared and span != spans[0] and not _says_something(text, own):
        text = _by_analogy(sentence, spans[0], mentions, own)
        held |= {mention.kind for mention in _within(mentions, spans[0])}
    for kind, word in _SHARED.items():
        others = [m.name for other in spans for m in _within(mentions, other) if m.kind == kind]
        if kind not in held and others and not (kind == "drug" and _RADIATION.search(text)):
            taken = listed(list(dict.fromkeys(others)))
            text = _THIS.sub(taken, text) if kind == "drug" and _THIS.search(text) else f"{text} {word} {taken}"
    return f"{shared}{text}."


def _within(mentions: Sequence[Mention], span: Span) -> list[Mention]:
    return [mention for mention in mentions if span[0] <= mention.start and mention.end <= span[1]]


def _says_something(piece: str, own: Sequence[Mention]) -> bool:
    """Whether a clause has an outcome, or acts on something, with a verb of its own."""
    if _ALIKE.search(piece):
        return False
    return bool(_OUTCOME.search(piece)) or (any(m.kind in ("gene", "drug") for m in own) and bool(_VERB.search(piece)))


def _by_analogy(sentence: str, model: Span, mentions: Sequence[Mention], own: Sequence[Mention]) -> str:
    """The first clause with the names of another in the place of its own of the same kind."""
    given: dict[NameKind, str] = {}
    for mention in own:
        given.setdefault(mention.kind, sentence[mention.start : mention.end])
    text, end = "", model[0]
    for mention in _within(mentions, model):
        if mention.start < end:
            continue
        text += sentence[end : mention.start] + given.get(mention.kind, sentence[mention.start : mention.end])
        end = mention.end
    return _OPENING.sub("", (text + sentence[end : model[1]]).strip(" ,.;:"))
