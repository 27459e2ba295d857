"""Questions without a verb of their own: "And in ovarian cancer?"."""

import re
from dataclasses import dataclass

from assistant.dialogue.direction import Direction, direction, turned, without
from assistant.dialogue.editing import others, put, with_phrase, with_resistance, with_setting
from assistant.dialogue.reading import Reading, stretch
from assistant.dialogue.topic import Topic
from assistant.dialogue.words import ANY_NOUN, ASKING, FILLING, NOUNS, SETTING, VESICLES
from corpus.model import NameKind

_WORD = re.compile(r"[^\W\d_][\w'-]*|\d+")
_SETTING = re.compile(
    rf"(?:\b(?P<prep>in|from|with|on|among|for) )?\b(?P<what>{SETTING}|vivo|vitro|clinically)\b", re.IGNORECASE
)
_OTHERS: tuple[tuple[NameKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"\bother (?P<what>{noun})(?![\w-])", re.IGNORECASE)) for kind, noun in NOUNS.items()
)
_DOES_TOO = re.compile(
    r"(?:do|does|did|can|could|is|are|was|were|has|have|will|would) (?P<what>(?:exosomal )?\ue000[\ue000\s,and]*?)"
    r"(?: also| too| as well| equally)*(?: (?:do|be|act|behave|work)?(?: ?(?:so|this|that|the same|it"
    r"|similar(?:ly)?|in the same way|likewise|alike)))?"
    r"(?: too| as well| also)*",
    re.IGNORECASE,
)
_IS_IT_SO = re.compile(
    r"(?:is|was|does|do|did|has|would|will|can|could|are|how) (?:it|this|that|these|they|the (?:same|result"
    r"|finding|effect)s?)"
    r"(?: (?:also|still|be|been|even|then))* (?:true|the case|the same|hold(?: true)?|holds|apply|happen|occur"
    r"|seen|found|shown"
    r"|known|observed|different|differ|valid|reported|look)(?: also| too)* (?P<what>(?:in|for|to|with|of|on"
    r"|from|under)\b.+)",
    re.IGNORECASE,
)
_IS_THERE = re.compile(
    r"(?:(?:is|are|was) there|do you have|have you(?: got)?)(?: also)? (?:anything|something|any|more|others?)"
    r"(?: known| else| more| reported| similar)? (?:(?:on|about) )?(?P<what>.+)",
    re.IGNORECASE,
)
_OTHERS_DO = re.compile(
    rf"(?:which|what) (?P<what>other (?:{ANY_NOUN})) (?:do|does|show|have|act|behave) (?:this|that|so|the same"
    rf"|it|alike)(?: too)?",
    re.IGNORECASE,
)
_OPPOSITE = re.compile(r"(?:the )?(?:opposite|reverse|other way r?ound|vice versa|contrary|converse)", re.IGNORECASE)
_SAME_NOUN = re.compile(
    rf"(?:with |in |for )?the same (?:{ANY_NOUN}),? (?:but )?(?P<what>(?:in|for|with|to|from) .+)", re.IGNORECASE
)
_LIST_OTHERS = re.compile(
    rf"(?:please )?(?:which|what|list|name|show|give)(?: me)?(?: all| the| any)* (?P<what>{ANY_NOUN})(?: that| which)?"
    r" (?:do|does|show|have|act|behave) (?:this|that|so|the same|it|alike)(?: too| as well)?",
    re.IGNORECASE,
)
_ONE_OF_THEM = re.compile(
    r"(?:is|are|was|were) (?P<what>(?:exosomal )?\ue000[\ue000\s,and]*?) (?:also )?(?:one of|among|part of|in|on"
    r"|included in) (?:these|those|them|the list|that list|it)",
    re.IGNORECASE,
)
_IS_IT_BY = re.compile(
    r"(?:is|was|does|do|did) (?:it|this|that|they)(?: (?:happen|work|act|done|mediated|occur))?"
    r" (?P<what>(?:through|via|by|because of|due to) .+)",
    re.IGNORECASE,
)
_SHORT = re.compile(r"\b[A-Z][A-Za-z0-9-]{0,4}s?\b")
_MASKED = re.compile("\ue000+")
_UNKNOWN = re.compile(
    r"(?P<prep>in|from|for|with|against|under|after|during|within|among|by|via|through"
    r"|without) (?P<what>(?:[\w-]+ ?){1,4})",
    re.IGNORECASE,
)
_LIKE_CANCER = re.compile(
    r"(?:cancers?|tumou?rs?|carcinomas?|sarcomas?|lymphomas?|leuk(?:a)?emias?|\w+omas?)$", re.IGNORECASE
)
_EXCEPT = re.compile(r"(?:except|excluding|not|without|other than|but not|apart from)\b.+", re.IGNORECASE)
_LONGEST = 12


Given = tuple[NameKind, str, bool]
"""Kind and wording of names, and whether there are several."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """What a question without a verb gives."""

    names: tuple[Given, ...]
    setting: str | None
    towards: Direction | None

    def __bool__(self) -> bool:
        return bool(self.names or self.setting or self.towards)


def fragment(reading: Reading, topic: Topic | None = None) -> Fragment | None:
    """Read a text as a fragment; None where it says more than a fragment can."""
    reading = _with_short_forms(reading, topic)
    masked = reading.masked
    if len(masked.split()) > _LONGEST:
        return None
    setting = _setting(masked)
    if setting:
        masked = masked[: setting.start()] + " " + masked[setting.end() :]
    towards = direction(masked, bare=True)
    rest = without(masked) if towards else masked
    if any(word.lower() not in FILLING for word in _WORD.findall(_MASKED.sub(" ", rest))):
        return None
    found = Fragment(tuple(_names(reading)), _phrase(setting), towards)
    return found or None


def _names(reading: Reading) -> list[Given]:
    found: dict[NameKind, Given] = {}
    for mention in reading.mentions:
        same = reading.of(mention.kind)
        start, end = stretch(reading.text, same)
        several = end > same[0].end
        words = reading.text[start:end] if several else reading.spelled(mention.kind)[0]
        if reading.text[:start].lower().endswith("other "):
            words, several = f"other {words}", True
        found.setdefault(mention.kind, (mention.kind, words, several))
    for kind, pattern in _OTHERS:
        if kind not in found and (match := pattern.search(reading.masked)):
            found[kind] = (kind, f"other {match['what']}", True)
    return list(found.values())


def _setting(masked: str) -> re.Match[str] | None:
    match = _SETTING.search(masked)
    return match if match and not masked[: match.start()].endswith("\ue000 ") else None


def _phrase(match: re.Match[str] | None) -> str | None:
    if match is None:
        return None
    what = match["what"]
    return what if what.lower() == "clinically" else f"{(match['prep'] or 'in').lower()} {what}"


def _with_short_forms(reading: Reading, topic: Topic | None) -> Reading:
    """Short forms in full, of the kinds of name that the question before has, where that leaves no doubt."""
    if topic is None:
        return reading
    for match in _SHORT.finditer(reading.masked):
        word = match.group()
        for kind in ("cancer", "drug", "cell", "mechanism", "gene"):
            if topic.reading.of(kind) and len(found := reading.names.named(kind, word)) == 1:
                return _with_short_forms(reading.again(reading.text.replace(word, found[0], 1)), topic)
    return reading


def filled(reading: Reading, topic: Topic, goes_on: bool) -> Reading | None:
    """The question of a topic with what a fragment gives; None where the text is no fragment."""
    if _OPPOSITE.fullmatch(reading.text) and (towards := direction(topic.reading.text)):
        return applied(Fragment((), None, "resistance" if towards == "sensitivity" else "sensitivity"), topic)
    if re.fullmatch(VESICLES, reading.text, re.IGNORECASE) and not topic.reading.mentions and topic.vesicles:
        return topic.reading.again(topic.reading.text.replace(topic.vesicles, reading.text, 1))
    if match := _LIST_OTHERS.fullmatch(reading.text):
        edited = applied(fragment(reading.again(f"other {match['what']}"), topic), topic)
        return edited and edited.again(edited.text.replace(" other ", " ", 1))
    if match := _IS_IT_BY.fullmatch(reading.text):
        return with_phrase(topic.reading, match["what"])
    if found := _elliptic(reading):
        return applied(fragment(found, topic), topic) or _with_unknown(found, topic)
    found = fragment(reading, topic)
    if found is None:
        return _with_unknown(reading, topic)
    kinds = {kind for kind, _, _ in found.names}
    if not goes_on and len(kinds) > 1:
        return None
    return applied(found, topic)


def _elliptic(reading: Reading) -> Reading | None:
    """What stands for itself in "Does miR-155 do so too?" and "Is it the same in ovarian cancer?"."""
    for pattern in (_DOES_TOO, _ONE_OF_THEM, _IS_IT_SO, _IS_THERE, _OTHERS_DO, _SAME_NOUN):
        if match := pattern.fullmatch(reading.masked):
            return reading.again(reading.text[match.start("what") : match.end("what")])
    return None


def applied(found: Fragment | None, topic: Topic) -> Reading | None:
    """The question of a topic with the names, the setting and the direction of a fragment."""
    if found is None:
        return None
    names = list(found.names)
    if found.towards:
        names, topic = _turned(found.towards, names, topic)
    for kind, words, several in names:
        edited = put(topic, kind, words, several)
        if edited is None:
            return None
        topic = Topic(others(edited) if words.startswith("other ") else edited)
    return with_setting(topic.reading, found.setting) if found.setting else topic.reading


def _turned(towards: Direction, names: list[Given], topic: Topic) -> tuple[list[Given], Topic]:
    """The names and the topic with a direction, which goes with the drug where the topic has none."""
    if text := turned(topic.reading.text, towards):
        return names, Topic(topic.reading.again(text))
    drug = next((words for kind, words, _ in names if kind == "drug"), None)
    if drug and topic.reading.of("drug"):
        return [(kind, f"{words} {towards}" if kind == "drug" else words, many) for kind, words, many in names], topic
    rest = [given for given in names if given[0] != "drug"]
    return rest, Topic(with_resistance(topic.reading, f"{drug or 'drug'} {towards}"))


def _with_unknown(reading: Reading, topic: Topic) -> Reading | None:
    """A phrase with a name that no vocabulary has: "in zebrafish"."""
    if _EXCEPT.fullmatch(reading.text):
        return reading.again(f"{topic.reading.text}, {reading.text}")
    match = _UNKNOWN.fullmatch(reading.text)
    if not match or any(word.lower() in ASKING for word in match["what"].split()):
        return None
    if match["prep"].lower() == "in" and _LIKE_CANCER.search(match["what"]):
        return put(topic, "cancer", match["what"])
    return with_phrase(topic.reading, reading.text)
