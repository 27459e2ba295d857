"""Questions that ask for a list: what they list, and what holds of it."""

import re
from dataclasses import dataclass

from assistant.dialogue.reading import Reading
from assistant.dialogue.words import ANY_NOUN, LINKED, NOUNS, PLURAL, PREPOSITIONS
from corpus.model import NameKind

_NOT_A_HEAD = r"(?!(?:is|are|do|does|did|the|of|has|have|was|were|can|that|these|those|them|this)\b)"
_LIST = re.compile(
    r"(?P<opening>(?:which|what|how many|list|show|name|give|find|tell|are there|is there)(?: me)?)"
    rf"(?: (?:of|all|the|any|some|an?))* (?P<head>(?:{_NOT_A_HEAD}[\w'-]+ ){{0,3}}?(?:{ANY_NOUN})(?! (?:cells?"
    rf"|types?|lines?|genes?|drugs?)\b))"
    r"(?![\w-])(?P<rest>.*)",
    re.IGNORECASE,
)
_OPEN = re.compile(r"(?P<opening>what|which) (?P<rest>(?!is\b|was\b|does\b|has\b|this\b)[a-z]+s\b .+)", re.IGNORECASE)
_INVERTED = re.compile(
    r"(?P<aux>do|does|did|can|could) (?P<subject>.*?\ue000+) (?P<verb>[a-z]+)\b(?P<after>.*)", re.IGNORECASE
)
_AFTER_HEAD = re.compile(
    r"(?P<post>(?:in|from|of|within) (?:the )?(?:\ue000+(?:-derived)? )?(?:exosomes?|vesicles?|EVs|\ue000+)"
    r"(?: (?:of|from|derived from|released by|secreted by) (?:the )?\ue000+)?) (?P<verb>[a-z]+\b.*)",
    re.IGNORECASE,
)
_BE = re.compile(r"(?:is|are|was|were|has been|have been)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listing:
    """A question such as "Which exosomal miRNAs | restore sensitivity to gemcitabine"."""

    opening: str
    head: str
    """What is listed: "exosomal miRNAs"; empty in "What restores ..."."""
    rest: str
    kind: NameKind | None
    many: bool
    """Whether the word for it is a plural."""
    post: str = ""
    """The end of ``head`` that says where: "from CAFs"."""

    def phrase(self, reading: Reading) -> str:
        """What is listed, as a noun phrase: "the exosomal miRNAs that restore sensitivity to gemcitabine"."""
        return f"the {self.head}{self.clause(reading)}" if self.head else f"what {self.rest}"

    @property
    def predicate(self) -> str | None:
        """What holds of it, as a sentence says it; None where it is no more than a phrase or a question of its own."""
        first = self.rest.split()[0].lower() if self.rest else ""
        if first in ("that", "which", "who"):
            return self.rest[len(first) + 1 :]
        if re.fullmatch(LINKED, first):
            return f"are {self.rest}" if self.many else f"is {self.rest}"
        if not first or first in PREPOSITIONS or first in ("do", "does", "did", "can", "could"):
            return None
        return self.rest

    def clause(self, reading: Reading) -> str:
        """What holds of it, as a clause behind the noun."""
        if not self.rest:
            return ""
        first = self.rest.split()[0].lower()
        if first in PREPOSITIONS or first in ("that", "which", "who") or re.fullmatch(LINKED, first):
            return f" {self.rest}"
        masked = reading.again(self.rest).masked
        if match := _INVERTED.match(masked):
            subject = self.rest[match.start("subject") : match.end("subject")]
            ending = "s" if match["aux"].lower() == "does" else ""
            return f" that {subject} {match['verb']}{ending}{self.rest[match.end('verb') :]}"
        return f" that {self.rest}"

    def asked_of(self, name: str, several: bool, reading: Reading) -> str | None:
        """Whether what holds of the list holds of a name: "Does miR-155 restore sensitivity to gemcitabine"."""
        rest = re.sub(r"^(?:that|which|who) ", "", self.rest)
        name = f"{name} {self.post}".strip()
        if not rest:
            return None
        first, _, after = rest.partition(" ")
        if match := _INVERTED.match(reading.again(rest).masked):
            return f"{first.capitalize()} {rest[len(first) + 1 : match.end('verb')]} {name}{rest[match.end('verb') :]}"
        if _BE.match(rest):
            verb = "are" if several else "is"
            return f"{verb.capitalize()} {name} {after.removeprefix('been ')}"
        if re.fullmatch(LINKED, first.lower()):
            return f"{'Are' if several else 'Is'} {name} {rest}"
        if first.lower() in PREPOSITIONS:
            return None
        return f"{'Do' if several else 'Does'} {name} {_base(first, self)} {after}"


def _base(verb: str, listing: Listing) -> str:
    return verb if listing.many else base(verb)


def base(verb: str) -> str:
    """A verb without the ending of the third person."""
    lowered = verb.lower()
    if lowered in PLURAL:
        return PLURAL[lowered]
    if lowered.endswith("ies"):
        return f"{verb[:-3]}y"
    if re.search(r"(?:ss|sh|ch|x|z)es$", lowered):
        return verb[:-2]
    return verb[:-1] if lowered.endswith("s") and not lowered.endswith("ss") else verb


def listing(reading: Reading) -> Listing | None:
    """Read a question as one that asks for a list; None where it is none."""
    if match := _LIST.fullmatch(reading.text):
        head = match["head"]
        kind: NameKind | None = next(
            (kind for kind, noun in NOUNS.items() if re.search(rf"\b{noun}$", head, re.IGNORECASE)), None
        )
        rest = match["rest"].strip(" ,")
        if (post := _AFTER_HEAD.fullmatch(reading.again(rest).masked)) and post["verb"].split()[0] not in PREPOSITIONS:
            place = post.end("post")
            return Listing(
                match["opening"],
                f"{head} {rest[:place]}",
                rest[place + 1 :],
                kind,
                head.lower().endswith("s"),
                rest[:place],
            )
        return Listing(match["opening"], head, rest, kind, head.lower().endswith("s"))
    if match := _OPEN.fullmatch(reading.text):
        return Listing(match["opening"], "", match["rest"], None, False)
    return None
