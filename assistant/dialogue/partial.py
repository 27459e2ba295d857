"""Short questions that leave out what they are about: "What is the mechanism?"."""

import re
from collections.abc import Sequence

from assistant.dialogue.aspects import AGENTLESS, DEFINITE, leaves_open
from assistant.dialogue.direction import direction
from assistant.dialogue.editing import constrained
from assistant.dialogue.listing import base, listing
from assistant.dialogue.pointing import asked_kinds
from assistant.dialogue.reading import Reading
from assistant.dialogue.topic import Topic
from assistant.dialogue.words import ANY_NOUN, CONSTRAINING, SETTING_PHRASE
from corpus.model import NameKind

_NOUN_END = re.compile(
    r"\b(?:mechanisms?|targets?|genes?|effects?|roles?|pathways?|functions?|donors?|recipients?|levels?"
    r"|origins?|reasons?"
    r"|outcomes?|consequences?|expression|sources?|implications?|limitations?|caveats?|concentration|direction"
    r"|action|markers?)$",
    re.IGNORECASE,
)
_ABOUT_END = re.compile(r"\b(?:known|reported|said|published|found|discovered|written|report)$", re.IGNORECASE)
_ON_END = re.compile(
    r"\b(?:papers?|stud(?:y|ies)|publications?|articles?|reviews?|references?|authors?)$", re.IGNORECASE
)
_IN_END = re.compile(
    r"\b(?:involved|happens?|implicated|works?|act|acts|matter|matters|exosomes|vesicles)$", re.IGNORECASE
)
_ASPECT_END = re.compile(rf"(?:{DEFINITE.pattern})(?= [a-z])", re.IGNORECASE)
_IN_WHICH = re.compile(
    rf"(?P<prep>to|in|for|against|via|by|through|from|with) (?P<what>(?:what|which) (?:other )?(?:{ANY_NOUN}))",
    re.IGNORECASE,
)
_SETTING_END = re.compile(rf" {SETTING_PHRASE}$", re.IGNORECASE)
_IN_NAMES = re.compile(r" (?:in|on|with|for) \ue000.*$")
_ACTIVE = re.compile(
    r"(?:what|which(?: [\w-]+){0,3}?) (?:else )?(?:restores?|reverses?|promotes?|causes?|confers?|drives?"
    r"|mediates?|overcomes?|increases?|reduces?)\b",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r" (?:in|to|with|for|from|by|against|of) (?:the )?$", re.IGNORECASE)
_WHY = re.compile(r"(?P<wh>why|how)(?: so| come| is that| exactly| not| does that work)?", re.IGNORECASE)
_YES_NO = re.compile(r"(?:do|does|did|is|are|was|were|can|could|has|have|will)\b", re.IGNORECASE)
_MORE = re.compile(
    r"(?:please )?(?:(?:can you |could you )?(?:tell|give|show) me )?(?:(?:some )?more(?: details?"
    r"| information| info| about it)?|details"
    r"|explain|elaborate|expand|go on|say more|continue)",
    re.IGNORECASE,
)
_BARE = {
    "who": "Who reported on {}",
    "says who": "Who reported on {}",
    "who says so": "Who reported on {}",
    "where": "Where was {} shown",
    "when": "When was {} reported",
    "since when": "When was {} reported",
    "really": "How strong is the evidence for {}",
    "is that so": "How strong is the evidence for {}",
    "are you sure": "How strong is the evidence for {}",
}


def whole(reading: Reading, topics: Sequence[Topic], goes_on: bool) -> Reading | None:
    """A short question with what it is about; None where it has a subject of its own."""
    topic = topics[0]
    phrase = topic.phrase
    if not phrase or not reading.text:
        return None
    if bare := _bare(reading, topic, phrase):
        return bare
    if (match := _IN_WHICH.fullmatch(reading.text)) and (earlier := _yes_no(topic, asked_kinds(match["what"]))):
        return reading.again(f"{reading.text} {earlier}")
    if not leaves_open(reading, goes_on):
        return None
    asked = asked_kinds(reading.text)
    kinds = CONSTRAINING - asked
    apart = topic.subject is not None and topic.subject[1] != "mirna"
    if ("mirna" in asked and not apart) or _ACTIVE.match(reading.text):
        return constrained(reading, topic, kinds)
    return _about(reading, topic, kinds)


def _yes_no(topic: Topic, kinds: frozenset[NameKind]) -> str | None:
    """A yes-no question without its phrases that name some kinds, as it stands behind "in which cancers"."""
    text = topic.reading.text
    start = match.end() + 1 if (match := _IN_WHICH.match(text)) else 0
    if not _YES_NO.match(text, start):
        return None
    for mention in reversed([mention for mention in topic.reading.mentions if mention.kind in kinds]):
        before = _PREPOSITION.search(text[: mention.start])
        end = before.start() if before else mention.start
        text = f"{text[:end].rstrip()} {text[mention.end :].lstrip()}"
    return text[start : start + 1].lower() + text[start + 1 :]


def _bare(reading: Reading, topic: Topic, phrase: str) -> Reading | None:
    """Questions of one or two words: "Why?", "More"."""
    text = reading.text.lower()
    if match := _WHY.fullmatch(reading.text):
        return reading.again(_why(match["wh"].capitalize(), topic, phrase))
    if _MORE.fullmatch(reading.text):
        return reading.again(f"Tell me more about {phrase}")
    role = f"the role of {phrase}" if topic.subject else phrase
    return reading.again(_BARE[text].format(role)) if text in _BARE else None


def _why(wh: str, topic: Topic, phrase: str) -> str:
    earlier = topic.reading.text
    if _YES_NO.match(earlier):
        return f"{wh} {earlier[0].lower()}{earlier[1:]}"
    found = listing(topic.reading)
    if found and found.head and found.rest and found.clause(topic.reading) == f" that {found.rest}":
        first, _, after = found.rest.partition(" ")
        if first.lower() in ("are", "is", "were"):
            return f"{wh} {first} {found.head} {after}"
        return (
            f"{wh} do {found.head} {base(first)} {after}"
            if found.many
            else f"{wh} does a {found.head} {base(first)} {after}"
        )
    if match := re.match(r"(?:why|how) ((?:do|does|did|is|are|can)\b.*)", earlier, re.IGNORECASE):
        return f"{wh} {match[1]}"
    return f"What explains the role of {phrase}" if topic.subject else f"What explains {phrase}"


def _about(reading: Reading, topic: Topic, kinds: frozenset[NameKind]) -> Reading:
    """The question with its subject behind what it asks for, and the rest of the topic at its end."""
    subject = topic.subject
    text, tail = reading.text, ""
    if subject and subject[1] not in reading.kinds:
        match = _ASPECT_END.search(text) or _IN_NAMES.search(reading.masked) or _SETTING_END.search(text)
        if match:
            place = match.end() if match.re is _ASPECT_END else match.start()
            text, tail = reading.text[:place], reading.text[place:]
        towards = direction(text)
        origin = f" {topic.origin}" if topic.origin and "cell" in kinds and "cell" not in reading.kinds else ""
        edited = reading.again(f"{text} {_preposition(text)} {subject[0]}{origin}{tail}")
        kinds = kinds - {"cell"}
        if towards and "drug" in kinds and topic.reading.of("drug") and "drug" not in edited.kinds:
            edited = constrained(edited, topic, frozenset({"drug"}))
            kinds = kinds - {"drug"}
        return constrained(edited, topic, kinds)
    if not reading.kinds and (phrase := topic.phrase):
        return reading.again(f"{text} {_preposition(text)} {phrase}")
    return constrained(reading, topic, kinds)


def _preposition(text: str) -> str:
    match = AGENTLESS.match(text)
    if (
        match
        and text.endswith(match["verb"])
        and match["verb"].lower() not in ("involved", "known", "reported", "shown", "used", "tested")
    ):
        return "by"
    for pattern, word in ((_NOUN_END, "of"), (_ABOUT_END, "about"), (_ON_END, "on"), (_IN_END, "with")):
        if pattern.search(text):
            return word
    return "for"
