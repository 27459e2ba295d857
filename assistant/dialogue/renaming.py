"""A question without one of its names, or with a narrower one in its place."""

import re

from assistant.dialogue.reading import Reading, blotted, read
from assistant.dialogue.topic import Topic
from assistant.model import QuestionName
from corpus.model import Mention, NameKind
from corpus.names.names import Names

_LISTED = r"(?:,? (?:and|or)|,|/|\+| plus)"
_BEFORE_LIKE = re.compile(rf"(?P<like>\ue000+){_LISTED} ?$")
_AFTER_LIKE = re.compile(rf"^(?P<join>{_LISTED} ?)(?P<like>\ue000+)")
_PHRASE = re.compile(
    r"(?:,)? (?:in|of|from|by|with|to|against|through|via|on|for|during|under|using)(?: the| an?)?"
    r"(?: (?:treatment|therapy|resistance|sensitivity) (?:with|to))? $",
    re.IGNORECASE,
)
_MODIFIES = re.compile(
    r"^(?:-(?:derived|secreted|released|resistant|sensitive|treated))?[ -]"
    r"(?=(?:chemo)?(?:resistan|sensitiv)|exosom|vesic|EVs?\b|treatment|therapy|efficacy|response|efflux)",
    re.IGNORECASE,
)
_COMPARES = re.compile(r"compare\b", re.IGNORECASE)
_END = re.compile(r"^(?= |,|$)")


def without(question: str, dropped: QuestionName, names: Names) -> str | None:
    """The question without a name and the words that lead to it; None where that was all that it is about.

    Where leaving the words out would leave no sentence, it is asked what is known about the other names.
    """
    reading = read(question, names)
    if not any((other.kind, other.name) != (dropped.kind, dropped.name) for other in reading.mentions):
        return None
    text = _cut_all(reading, dropped)
    if text is None:
        text = _about_the_others(reading, dropped)
    return text[:1].upper() + text[1:] + (reading.closing or "?") if text else None


def narrowed_to(question: str, name: QuestionName, narrower: str) -> str:
    """The question with ``narrower`` in place of a name."""
    return question[: name.start] + narrower + question[name.end :]


def _cut_all(reading: Reading, dropped: QuestionName) -> str | None:
    """The text with each place of the name cut out; None where one can't be."""
    text = reading.text
    places = [m for m in reading.mentions if (m.kind, m.name) == (dropped.kind, dropped.name)]
    for mention in reversed(places):
        others = [m for m in reading.mentions if m.kind == mention.kind and m.end <= len(text) and m not in places]
        cut = _cut(text, blotted(text, others), mention)
        if cut is None:
            return None
        text = cut
    return text if places and not _COMPARES.match(text) else None


def _cut(text: str, masked: str, mention: Mention) -> str | None:
    head, tail = text[: mention.start], text[mention.end :]
    if match := _BEFORE_LIKE.search(masked[: mention.start]):
        return head[: match.end("like")] + tail
    if match := _AFTER_LIKE.search(masked[mention.end :]):
        return head + tail[match.end("join") :]
    if mention.kind in ("mirna", "gene"):
        return None  # most often what is asked about
    if match := _MODIFIES.search(tail):
        return head + tail[match.end() :]
    if (match := _PHRASE.search(head)) and _END.search(tail):
        return head[: match.start()] + tail
    return None


def _about_the_others(reading: Reading, dropped: QuestionName) -> str | None:
    """What is known about the names that stay."""
    kept = [m for m in reading.mentions if (m.kind, m.name) != (dropped.kind, dropped.name)]

    def of(*kinds: NameKind) -> str:
        return " and ".join(dict.fromkeys(reading.text[m.start : m.end] for m in kept if m.kind in kinds))

    drugs, cancers, cells = of("drug"), of("cancer"), of("cell")
    about = of("mirna", "gene", "mechanism")
    resistance = Topic(reading).resistance
    parts = [f"What is known about {about or 'exosomal microRNAs'}"]
    parts += [f"from {cells}"] if cells else []
    if drugs:
        parts.append(f"in {drugs} {'sensitivity' if resistance and 'sensitiv' in resistance else 'resistance'}")
    elif resistance and not about:
        parts.append(f"in {resistance}")
    parts += [f"in {cancers}" if not drugs else f"of {cancers}"] if cancers else []
    return " ".join(parts)
