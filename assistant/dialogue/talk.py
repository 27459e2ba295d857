"""Small talk, and the small words before a question proper."""

import re
from dataclasses import dataclass

_WORDS = frozenset(
    "thanks thank you thx ty cheers ta ok okay k great good perfect nice fine cool super hello hi hey bye"
    " goodbye yes no"
    " yep nope yeah sure right alright brilliant lovely excellent wow lol haha well done got it i see interesting much"
    " very so a lot for your the help helpful useful that that's thats this was is all now really appreciated again"
    " morning afternoon evening awesome fair enough understood noted clear makes sense please sorry job work"
    " answer many"
    " indeed hm hmm ah oh amazing fantastic wonderful have day one kind of then there everyone".split()
)
_TELLING = frozenset(
    "thanks thank thx ty cheers ta ok okay k great good perfect nice fine cool super hello hi hey bye goodbye"
    " yes no yep"
    " nope yeah sure right alright brilliant lovely excellent wow lol haha got i interesting appreciated helpful useful"
    " awesome fair understood noted clear sense sorry hm hmm ah oh amazing fantastic wonderful".split()
)
_LONGEST = 10

_COURTESY = re.compile(
    r"(?:(?:many |thank |with )?thanks?(?: you)?(?: (?:very|so) much| a lot| again)?|ok(?:ay)?|great|good|nice"
    r"|fine|right"
    r"|sure|yes|yeah|no|hm+|interesting|i see|got it|perfect|brilliant|cool|well|sorry|please|hi|hello|hey"
    r"|cheers|lovely"
    r"|excellent|alright|fair enough|understood|wow|oh|ah|so|now|then|that(?:'s| is| was) (?:very |really )?"
    r"(?:helpful|useful|great|interesting|clear|good|nice)|excuse me"
    r"|i(?:'d| would) (?:like|prefer)(?: to (?:see|know))?|i want(?: to (?:see|know))?"
    r"|one more(?: question| thing)?|next(?: question)?"
    r"|could you please|can you please)(?:[\s,.!;:\u2013\u2014-]+|$)",
    re.IGNORECASE,
)
_GOING_ON = re.compile(
    r"(?:and|but|also|plus|or|what about|how about|what of|what if (?:it(?:'s| is|s)|we take)|as for|(?:is it "
    r"|is that )?"
    r"(?:the )?same(?: question| again| thing| here| goes)?(?= (?:for|with|in|but|from|on)\b)|likewise|ditto|similarly"
    r"|any(?:thing)?(?: else| known| there)?(?= (?:on|about|for|in|with|from|regarding)\b)|i meant?|i was asking about"
    r"|rather|instead|now take|take|try|not \S+,? but)(?:[\s,:\u2026.-]+|$)",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"(?:on|about|regarding|but)\s+", re.IGNORECASE)
_TRAILING = re.compile(
    r"[\s,]+(?:please|then|too|as well|instead|though|again|now|maybe|perhaps|thanks|thank you|pls|plz|by the way)$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w']+")


def is_talk(text: str) -> bool:
    """Whether a text only greets, thanks or agrees."""
    words = [word.lower().replace("\u2019", "'") for word in _WORD.findall(text)]
    if not words:
        return True
    return len(words) <= _LONGEST and set(words) <= _WORDS and not _TELLING.isdisjoint(words)


@dataclass(frozen=True, slots=True)
class Opened:
    """A question without the small words around it."""

    rest: str
    goes_on: bool
    """Whether they tie it to what was asked before: "And ...", "What about ..."."""


def opened(text: str) -> Opened:
    """Take courtesies and words that tie a question to the one before from its start, and courtesies from its end."""
    goes_on = False
    while match := _COURTESY.match(text):
        text = text[match.end() :]
    while match := _GOING_ON.match(text):
        text, goes_on = text[match.end() :], True
    if goes_on and (match := _ABOUT.match(text)):
        text = text[match.end() :]
    while match := _TRAILING.search(text):
        text = text[: match.start()]
    return Opened(text.strip(), goes_on)
