"""An earlier question with other names in it, or with names added."""

import re

from assistant.dialogue.direction import direction
from assistant.dialogue.listing import base, listing
from assistant.dialogue.reading import Reading, stretch
from assistant.dialogue.topic import Topic
from assistant.dialogue.words import PLURAL, SETTING_PHRASE, SINGULAR, VESICLES
from corpus.model import NameKind
from corpus.wording import listed

_BEFORE_SUBJECT = re.compile(
    r"\b(?P<aux>does|do|is|are|has|have|was|were)(?P<between> (?:exosomal |circulating |the |other |serum "
    r"|vesicular )*)$",
    re.IGNORECASE,
)
_COORDINATED = re.compile(r"\b(?P<word>[\w-]+)(?:,)?(?: and| or|/|,)(?: in)?(?: the)? $", re.IGNORECASE)
_DANGLING = re.compile(r"(?:,| and| or| versus| vs\.?| with| in| to| of| from| by)*\s*$", re.IGNORECASE)
_NOUN = re.compile(
    r"\b(?:(?:chemo|radio)?(?:resistance|sensitivity)|responsiveness)\b(?! (?:to|of) [\w\ue000])"
    r"|\b(?:resistant|sensitive)\b(?= in\b|$)",
    re.IGNORECASE,
)
_RESIST = re.compile(r"\bresist(?:s|ed)?$|\brespond(?:s|ed)? to$", re.IGNORECASE)
_WHAT_DOES = re.compile(
    r"what (?P<aux>do|does|did|can) (?P<subject>.*?\ue000+(?: exosomes?)?) (?P<verb>target|regulate|affect"
    r"|inhibit|silence|bind|suppress"
    r"|act on|activate|block|repress|change)\b(?P<after>.*)",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"^(?P<aux>does|do|is|are) (?P<what>other .*?(?:miRNAs|microRNAs|drugs|genes)) (?P<verb>\w+)(?P<after>.*)",
    re.IGNORECASE,
)
_WHICH_OF_ONE = re.compile(r"which of (?P<name>\ue000+) (?P<verb>[a-z]+)(?P<after>.*)", re.IGNORECASE)
_IN_CANCER = re.compile(r" (?:in|of) (?:the )?$")
_SETTING = re.compile(rf" {SETTING_PHRASE}(?= |$)", re.IGNORECASE)
_FOUND = re.compile(
    r"\b(?:found|detected|measured|present|expressed|raised|elevated|levels?|high|higher|lower)$", re.IGNORECASE
)
_SETTING_END = re.compile(rf" {SETTING_PHRASE}$", re.IGNORECASE)
_LISTED = re.compile(rf"\b(?:mi(?:cro-?)?RNAs?|miRs?|{VESICLES})\b", re.IGNORECASE)


def put(topic: Topic, kind: NameKind, new: str, several: bool = False) -> Reading | None:
    """The question of a topic with ``new`` in place of its names of a kind, or added; None where it has no place."""
    if topic.reading.of(kind):
        return replaced(topic.reading, kind, new, several)
    return _added(topic, kind, new, several)


def replaced(reading: Reading, kind: NameKind, new: str, several: bool) -> Reading:
    """``new`` in place of the first name of a kind; the others are left out."""
    found = reading.of(kind)
    start, end = stretch(reading.text, found)
    text = reading.text
    for mention in reversed([mention for mention in found if mention.start >= end]):
        before = _DANGLING.sub("", text[: mention.start])
        text = before + text[mention.end :]
    collapsed = end > found[0].end and not several
    head, tail = text[:start], text[end:]
    if kind == "cancer" and (shorter := _without_coordinated(reading, head, text[start:end])) != head:
        head, collapsed = shorter, not several
    if kind == "cell":
        new = _as_modifier(new) if re.match(r"[ -](?:derived|exosom|vesic|EV|cell)", tail) else new
        tail = re.sub(r"^ cells?\b", "", tail) if re.search(r"(?:cells?|s)$", new) else tail
    if collapsed:
        head = re.sub(r"\bbetween $", "in ", re.sub(r"(?i)^compare\b", "What is known about", head))
        head = re.sub(r"(?i)\bboth $", "", head)
    if new.startswith("other "):
        head, new, tail = _others_in(head, new, tail)
    many = several or (kind == "cell" and new.endswith("s"))
    agreeing = head if re.match(r"[ -](?:derived|exosom|vesic|EV|cell)", tail) else _agreeing(head, many)
    edited = reading.again(agreeing + new + tail)
    return edited if several else _one_of(edited)


def _others_in(head: str, new: str, tail: str) -> tuple[str, str, str]:
    """The words around "other drugs" in the order of English."""
    if match := re.search(r"(?:exosomal|circulating|vesicular) $", head):
        return head[: match.start()], f"other {match.group()}{new.removeprefix('other ')}", tail
    if match := re.match(r" (?:chemo)?(?:resistance|sensitivity)", tail):
        return head, f"{match.group().strip()} to {new}", tail[match.end() :]
    return head, new, tail


def _without_coordinated(reading: Reading, head: str, name: str) -> str:
    """Leave out "ovarian and" before lung cancer."""
    noun = name.split()[-1]
    while match := _COORDINATED.search(head):
        mentions = reading.names.find(f"{match['word']} {noun}")
        if not any(mention.kind == "cancer" and not mention.start for mention in mentions):
            break
        head = head[: match.start()]
    return head


def _as_modifier(cells: str) -> str:
    """Cells as they stand before a noun: CAFs in CAF exosomes."""
    one = re.sub(r"(?i)\bcells$", "cell", cells)
    return one if one != cells or not cells.endswith("s") else cells[:-1]


def _agreeing(head: str, several: bool) -> str:
    """The text before a subject, with its auxiliary in the number of the subject."""
    match = _BEFORE_SUBJECT.search(head)
    if not match:
        return head
    forms = PLURAL if several else SINGULAR
    aux = match["aux"]
    form = forms.get(aux.lower(), aux.lower())
    form = form.capitalize() if aux[0].isupper() else form
    return f"{head[: match.start()]}{form}{match['between']}"


def _one_of(reading: Reading) -> Reading:
    """ "Which of miR-21 is stronger" as "Is miR-21 stronger"."""
    match = _WHICH_OF_ONE.fullmatch(reading.masked)
    if not match:
        return reading
    name, verb, after = (reading.text[slice(*match.span(part))] for part in ("name", "verb", "after"))
    aux = SINGULAR.get(verb.lower(), verb.lower())
    return reading.again(f"{aux.capitalize()} {name}{after}" if aux in PLURAL else f"Does {name} {base(verb)}{after}")


def others(reading: Reading) -> Reading:
    """A question on other microRNAs or drugs as one for a list: "Which other miRNAs cause ..."."""
    match = _OTHER.match(reading.text)
    if not match:
        return reading
    be = f"{match['aux'].lower().replace('is', 'are')} " if match["aux"].lower() in ("is", "are") else ""
    return reading.again(f"Which {match['what']} {be}{match['verb']}{match['after']}")


def _added(topic: Topic, kind: NameKind, new: str, several: bool) -> Reading | None:
    reading = topic.reading
    found = listing(reading)
    if found and (found.kind == kind or (not found.head and kind in ("mirna", "drug", "gene"))):
        exosomal = kind == "mirna" and "exosomal" in found.head.lower() and "exosomal" not in new.lower()
        asked = found.asked_of(f"exosomal {new}" if exosomal else new, several, reading)
        if asked:
            return reading.again(asked)
    if kind == "cancer":
        return with_phrase(reading, f"in {new}")
    if kind == "drug":
        return with_drug(reading, new)
    if kind == "cell":
        return _with_cells(reading, new)
    if kind in ("gene", "mechanism") and (match := _WHAT_DOES.fullmatch(reading.masked)):
        end = match.end("verb")
        return reading.again(
            f"{match['aux'].capitalize()} {reading.text[match.start('subject') : end]} {new}{reading.text[end:]}"
        )
    if kind == "mechanism":
        return with_phrase(reading, f"through {new}")
    if kind == "mirna":
        around = topic.constraints()
        return reading.again(f"What is known about {new} {around or _in_resistance(topic)}")
    return reading.again(
        f"What is known about {' and '.join(filter(None, (topic.mirnas(), new)))} {topic.constraints()}"
    )


def _in_resistance(topic: Topic) -> str:
    return f"in {topic.resistance}" if topic.resistance else ""


def with_phrase(reading: Reading, phrase: str) -> Reading:
    """The question with a phrase at its end, or before where it was shown: "in lung cancer in patients"."""
    match = _SETTING_END.search(reading.text)
    place = match.start() if match and not _FOUND.search(reading.text[: match.start()]) else len(reading.text)
    return reading.again(f"{reading.text[:place]} {phrase} {reading.text[place:]}")


def with_resistance(reading: Reading, resistance: str) -> Reading:
    """The question with "in cisplatin resistance", before its cancer."""
    for mention in reading.of("cancer"):
        if match := _IN_CANCER.search(reading.text[: mention.start]):
            place = match.start()
            return reading.again(f"{reading.text[:place]} in {resistance} of {reading.text[mention.start :]}")
    return with_phrase(reading, f"in {resistance}")


def with_setting(reading: Reading, phrase: str) -> Reading:
    """The question with another setting, or with its first one."""
    match = _SETTING.search(reading.masked)
    if match and match.end() == len(reading.text):
        return reading.again(f"{reading.text[: match.start()]} {phrase}")
    return reading.again(f"{reading.text} {phrase}")


def with_drug(reading: Reading, drug: str) -> Reading:
    """The question with a drug: behind its word for resistance or sensitivity, or else before its cancer."""
    masked = reading.masked
    if match := _NOUN.search(masked):
        end = match.end()
        return reading.again(f"{reading.text[:end]} to {drug}{reading.text[end:]}")
    if _RESIST.search(masked):
        return reading.again(f"{reading.text} {drug}")
    for mention in reading.of("cancer"):
        if match := _IN_CANCER.search(reading.text[: mention.start]):
            place = match.start()
            return reading.again(f"{reading.text[:place]} with {drug}{reading.text[place:]}")
    return with_phrase(reading, f"with {drug}")


def _with_cells(reading: Reading, cells: str) -> Reading:
    if match := _LISTED.search(reading.masked):
        place = match.end()
    elif found := reading.of("mirna"):
        place = stretch(reading.text, found)[1]
    else:
        place = len(reading.text)
    return reading.again(f"{reading.text[:place]} from {cells}{reading.text[place:]}")


def constrained(reading: Reading, topic: Topic, kinds: frozenset[NameKind]) -> Reading:
    """A question with the names of some kinds that a topic has and the question lacks."""
    missing = kinds - reading.kinds
    earlier = topic.reading
    drugs = earlier.spelled("drug") if "drug" in missing else []
    cancers = earlier.spelled("cancer") if "cancer" in missing else []
    if "cell" in missing and topic.origin and (cells := earlier.spelled("cell")):
        reading = _with_cells(reading, cells[0])
    if "drug" in missing and not earlier.of("drug") and topic.resistance and not direction(reading.text):
        return with_phrase(reading, f"in {topic.resistance}" + (f" of {listed(cancers)}" if cancers else ""))
    if drugs and topic.resistance and not direction(reading.text):
        return with_phrase(reading, topic.constraints()) if cancers else with_resistance(reading, topic.resistance)
    if drugs:
        reading = with_drug(reading, listed(drugs))
    return with_phrase(reading, f"in {listed(cancers)}") if cancers else reading
