"""Questions that take a part of an earlier list: "Which of these restore sensitivity?"."""

import re

from assistant.dialogue.direction import completed, direction
from assistant.dialogue.editing import constrained, with_setting
from assistant.dialogue.ellipsis import Fragment, applied, fragment
from assistant.dialogue.listing import Listing, base
from assistant.dialogue.reading import Reading
from assistant.dialogue.topic import Topic
from assistant.dialogue.words import CONSTRAINING, LINKED, PLURAL, PREPOSITIONS
from corpus.wording import listed

_MANY = (
    r"(?:exosomal )?"
    r"(?:mi(?:cro-?)?RNAs|miRs|drugs|agents|compounds|cancers|tumou?rs|genes|proteins|cells|exosomes|vesicles|ones)"
)
_THEM = rf"(?:(?:these|those|them)(?: {_MANY})?|the {_MANY})"
_PARTS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<ask>which|what|how many)(?: ones?)?,? (?:of|among|from|in) {_THEM},? (?P<what>.+)",
        r"(?P<ask>which) ones? (?P<what>.+)",
        rf"(?:of|among|from) {_THEM},? (?P<ask>which|how many)(?: ones?)? (?P<what>.+)",
        rf"(?:do|does|did|are|is|have|has|can|were|was) any(?: one)? of {_THEM} (?P<what>.+)",
        r"(?:are|is|were) there (?:any|some|others?|ones?) (?:of them |others? )?(?P<what>(?:that|which|who) .+)",
        rf"any of {_THEM} (?P<what>.+)",
        (
            r"(?P<ask>which) (?P<what>(?:are|is|were|have|come|act|target|restore|reverse|promote|confer|cause"
            r"|sensiti[sz]e|resist"
            r"|increase|reduce|drive|overcome)\b.*)"
        ),
        (
            r"(?:(?:and |just |only |show |list |give |keep |me |limit |restrict |narrow |down |it |that |this "
            r"|them |to )*)"
            rf"(?:the ones?|those|these|ones)(?: {_MANY})?(?: only)? (?P<what>.+)"
        ),
        r"(?:(?:and|just|only|show|list|give|keep|me) )*(?:the|those) (?P<what>\S+) ones(?: only)?",
        (
            r"(?:only|just|but only|(?:limit|restrict|narrow)(?: (?:it|that|this|them"
            r"|the list))?(?: down)? to(?: those| the ones)?)"
            r" (?P<what>.+)"
        ),
    )
)
_THAT = re.compile(r"(?:that|which|who|whose)\b ", re.IGNORECASE)
_LIGHT = re.compile(
    r"(?:(?:are|is|were|was|have|has|been|being|be|do|does|come|comes|came|derive[sd]?|originate[sd]?|stem"
    r"|stems|work|works"
    r"|act|acts|occur|occurs|hold|holds|apply|applies|also|still|even|only|shown|seen|found|reported|known|observed"
    r"|described|tested|studied|demonstrated|confirmed|measured|detected|secreted|released|shed|made|produced"
    r"|carried) )+(?=\S)",
    re.IGNORECASE,
)
_HIGH = "raised|elevated|increased|upregulated|higher|high"
_LOW = "lowered|reduced|decreased|downregulated|lower|low"
_LEVEL = re.compile(rf"(?:are |is |were |was )?(?P<level>{_HIGH}|{_LOW})", re.IGNORECASE)
_IT = re.compile(r"(?<=[a-z]) (?:it|this|that)$", re.IGNORECASE)
_ONES = re.compile(r" ones$", re.IGNORECASE)
_OF_THE = re.compile(r"(?:which|what|how many|do|are|is)(?: any)?(?: of| among| in) the ", re.IGNORECASE)
_LONGEST = 20


def narrowed(reading: Reading, topic: Topic) -> Reading | None:
    """The list that a text means, as a part of that of a topic; None where it means none."""
    if len(reading.text.split()) > _LONGEST:
        return None
    match = next((match for pattern in _PARTS if (match := pattern.fullmatch(reading.text))), None)
    if (
        match is None
        or (_OF_THE.match(reading.text) and len(reading.kinds & CONSTRAINING) > 1)
        or (match["what"].lower().startswith("is ") and reading.mentions)
    ):
        return None
    what = _ONES.sub("", _THAT.sub("", match["what"]))
    topic = _worded(topic)
    if direction(what, bare=True):
        what = _IT.sub("", what)
    count = "how many" in (match.groupdict().get("ask") or "").lower()
    found = _part(reading, what, topic)
    return found and _counted(found) if count else found


def _part(reading: Reading, what: str, topic: Topic) -> Reading | None:
    if (level := _LEVEL.fullmatch(what)) and (text := _levelled(topic.reading.text, level["level"])):
        return reading.again(text)
    plain = _LIGHT.sub("", what)
    given = fragment(reading.again(plain), topic)
    several = len(topic.reading.of("mirna")) > 1
    if given and not _fits(given, topic):
        given = None
    if given and (topic.listing or (not given.towards and not several)):
        text = topic.reading.text
        if not given.towards or direction(text):
            return applied(given, topic)
    predicate = _agreeing(what, topic.listing)
    towards = direction(predicate, bare=True)
    if towards:
        predicate = completed(predicate, towards)
    if topic.listing and not (towards and direction(topic.reading.text)):
        if earlier := topic.listing.predicate:
            joined = predicate if predicate.split()[0].lower() in PREPOSITIONS else f"and {predicate}"
            return reading.again(f"Which {topic.listing.head} {earlier} {joined}")
        return reading.again(f"Which {topic.listing.head}{topic.listing.clause(topic.reading)} {predicate}")
    part = reading.again(f"Which {_head(topic)} {predicate}")
    part = constrained(part, topic, CONSTRAINING)
    return with_setting(part, topic.setting) if topic.setting and topic.setting not in part.text else part


def _levelled(text: str, level: str) -> str | None:
    """A text that speaks of raised levels with lowered ones, or the other way round; None where it speaks of none."""
    other = _LOW if re.fullmatch(_HIGH, level, re.IGNORECASE) else _HIGH
    found = re.sub(rf"\b(?:{other})\b", level, text, count=1, flags=re.IGNORECASE)
    return found if found != text else None


def _fits(given: Fragment, topic: Topic) -> bool:
    """Whether what is given only limits the list: what it lists, and genes, stand for something else."""
    listed_kind = topic.listing.kind if topic.listing else None
    return all(kind != listed_kind and (kind != "gene" or topic.reading.of(kind)) for kind, _, _ in given.names)


def _worded(topic: Topic) -> Topic:
    """A list with a word for what it lists: "What restores ..." as "Which miRNAs restore ..."."""
    found = topic.listing
    if found is None or found.head:
        return topic
    verb, _, after = found.rest.partition(" ")
    return Topic(topic.reading.again(f"Which miRNAs {base(verb)} {after}"))


def _head(topic: Topic) -> str:
    """What the list is of."""
    if topic.listing and topic.listing.head:
        return topic.listing.head
    mirnas = topic.reading.spelled("mirna")
    if len(mirnas) > 1:
        return f"of {listed(mirnas)}"
    return "exosomal miRNAs" if re.search(r"exosom|vesic", topic.reading.text, re.IGNORECASE) else "miRNAs"


def _agreeing(predicate: str, found: Listing | None) -> str:
    """A predicate with its verb in the plural, as its list is."""
    first, space, rest = predicate.partition(" ")
    if found and not found.many:
        return predicate
    return f"{PLURAL.get(first.lower(), first)}{space}{rest}"


def _counted(reading: Reading) -> Reading:
    """The same as a question for a number."""
    text = re.sub(
        r"^(?:which|what|list|show|name|give|find|tell|are there|is there)(?: me)?\b",
        "How many",
        reading.text,
        flags=re.IGNORECASE,
    )
    return reading.again(re.sub(rf"^(How many (?:exosomal )?\S+s) ({LINKED})\b", r"\1 are \2", text))
