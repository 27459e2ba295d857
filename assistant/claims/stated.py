"""What a claim states: one finding, with its names, its direction, and whether it only tells of an association."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.claims.lexicon import CLAUSES
from assistant.claims.tilt import gene_tilt, is_direction, losses, tilt
from assistant.findings import Request, requested
from assistant.support.effect import Effect as Read
from assistant.support.effects import effects, sentences
from assistant.support.objects import RESISTANCE
from assistant.support.tokens import Token, read
from corpus.names.names import Names
from index.asked import Asked

ReadNames = Callable[[str], Asked]
"""The names in a text, each with the names of the corpus that mean it."""
IsAgent = Callable[[Token], bool]
"""Whether a token names what is said to act."""


@dataclass(frozen=True)
class Stated:
    """One finding that a claim states."""

    text: str
    """The sentence, or the part of it that states this finding, with the names of the other findings left out."""
    asked: Asked
    request: Request
    names: Names
    names_of: ReadNames

    @property
    def is_association(self) -> bool:
        """Whether it tells of a marker or a correlation."""
        return _ASSOCIATES.search(_REPORTS.sub(" ", self.text)) is not None

    @property
    def is_causal(self) -> bool:
        """Whether it tells of an effect."""
        return not self.is_association and _ACTS.search(self._without_names()) is not None

    def _without_names(self) -> str:
        text = self.text
        for mention in reversed(self.asked.mentions):
            text = f"{text[: mention.start]}_{text[mention.end :]}"
        return text

    @property
    def mirnas(self) -> frozenset[str]:
        """The microRNAs that it names."""
        return frozenset(name.name for name in self.asked.kinds.get("mirna", ()))

    @property
    def plain(self) -> str:
        """Its text as the support check is asked about it."""
        return _plain(self.text)

    @property
    def is_neutral(self) -> bool:
        """Whether it tells of an influence and not which way that goes."""
        return _NEUTRAL.search(self.text) is not None

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its text as the support check reads it."""
        text = self.plain if self.is_causal else _THAN.sub("", self.plain)
        (tokens,), _ = read([text], self.names)
        return tokens

    @cached_property
    def effects(self) -> list[Read]:
        """Who raises or lowers what in it."""
        return effects(list(sentences(self.tokens)), premises=False)

    def way(self, is_agent: IsAgent) -> int:
        """1 where it says that an agent raises resistance, -1 where it lowers it, 0 where it says neither."""
        clauses = _clauses(self.tokens)
        if len(clauses) > 1 and (told := one({sign for clause in clauses if (sign := self._way(clause, is_agent))})):
            return told
        return self._way(self.tokens, is_agent)

    def goes_with(self, is_agent: IsAgent) -> int:
        """1 where a high level of an agent is said to go with resistance, -1 where with response, 0 where neither."""
        pieces = [piece for piece in _pieces(self.tokens) if not any(_APART.match(token.text) for token in piece)]
        return one({sign for piece in pieces if (sign := tilt(piece, is_agent, groups=True))})

    def _way(self, tokens: Sequence[Token], is_agent: IsAgent) -> int:
        if not any(map(is_agent, tokens)):
            is_agent = _is_pronoun
        if told := self._told(tokens, is_agent):
            return told
        lost = losses(tokens, is_agent)
        found = (
            effect for effect in _on_resistance(tokens) if not any(kind in _ACTING for (kind, _), _ in effect.agents)
        )
        loose = one({_sign(effect) for effect in found})
        tilted = tilt(tokens, is_agent)
        if lost:
            return tilted or -loose
        return 0 if loose == -tilted else loose or tilted

    def _told(self, tokens: Sequence[Token], is_agent: IsAgent) -> int:
        agents = _names_of(tokens, is_agent)
        found = _on_resistance(tokens)
        votes = {
            (_sign(effect) * turned, turned) for effect in found for name, turned in effect.agents if name in agents
        }
        told = one({vote for vote, _ in votes}) or one({vote for vote, turned in votes if turned > 0})
        unread = losses(tokens, is_agent) and not any(turned < 0 for _, turned in votes)
        return -told if unread else told

    def way_of_gene(self, gene: str, is_agent: IsAgent) -> int:
        """1 where it says that a gene rises, -1 where it falls, 0 where it says neither, or the agent is lost."""
        if losses(self.tokens, is_agent):
            return 0
        agents = _names_of(self.tokens, is_agent)
        told = one(
            {
                _sign(effect) * turned
                for effect in self.effects
                if effect.name and effect.name[1] == gene
                for name, turned in effect.agents
                if name in agents
            }
        )
        return told or (0 if self.way(is_agent) else gene_tilt(self.tokens, ("gene", gene)))


def restated(claim: Stated, named: Mapping[str, str]) -> Stated:
    """The same with other names for some of its own."""
    text = claim.text
    for mention in reversed(claim.asked.mentions):
        if mention.name in named:
            text = f"{text[: mention.start]}{named[mention.name]}{text[mention.end :]}"
    return stated(text, claim.names_of, claim.names)


def stated(text: str, names_of: ReadNames, names: Names) -> Stated:
    """What a sentence states, taken as one finding."""
    asked = names_of(text)
    return Stated(text, asked, requested(text, asked), names, names_of)


def _plain(text: str) -> str:
    """A text without what is said of who says it, of what does not happen, and of how many are named."""
    for left_out in (_REPORTS, _INSTEAD, _WAYS):
        text = left_out.sub(" ", text)
    return _DIFFERS.sub("differs", text)


def _sign(effect: Read) -> int:
    return -effect.sign if effect.negated else effect.sign


def _code(token: Token) -> tuple[tuple[str, str], ...]:
    return (("gene", "?" + token.stem),) if token.kind == "code" else ()


def _on_resistance(tokens: Sequence[Token]) -> list[Read]:
    return [effect for effect in effects(list(sentences(tokens)), premises=False) if effect.key == RESISTANCE]


def _names_of(tokens: Sequence[Token], is_agent: IsAgent) -> set[tuple[str, str]]:
    return {name for token in tokens if is_agent(token) for name in (*token.names, *_code(token))}


def _pieces(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """The tokens parted at commas, "and", "but" and the like."""
    found: list[Sequence[Token]] = []
    start = 0
    for at, token in enumerate(tokens):
        if token.text in CLAUSES | {"and"} or (token.kind == "sign" and token.text in ",;"):
            found.append(tokens[start:at])
            start = at + 1
    return [piece for piece in (*found, tokens[start:]) if piece]


def _joins(tokens: Sequence[Token], at: int) -> bool:
    if tokens[at].text != "and" or not 0 < at < len(tokens) - 1:
        return False
    after = tokens[at + 1]
    return after.text == "its" or (tokens[at - 1].text == "," and after.kind == "word" and not is_direction(after))


def _is_pronoun(token: Token) -> bool:
    return token.text in ("its", "it")


def _clauses(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """The tokens parted at "whereas", "but" and the like, and at ", and" before a subject of its own."""
    found: list[Sequence[Token]] = []
    start = 0
    for at, token in enumerate(tokens):
        if at > start and (token.text in CLAUSES or token.text == ";" or _joins(tokens, at)):
            found.append(tokens[start:at])
            start = at + 1
    return [clause for clause in (*found, tokens[start:]) if clause]


def one(signs: set[int]) -> int:
    """The sign that all have; 0 where they differ, or there is none."""
    return next(iter(signs)) if len(signs) == 1 else 0


_ACTING = frozenset(("gene", "mirna"))
_REPORTS = re.compile(
    r"\b(?:indicat|suggest|show|shown|demonstrat|report|found|reveal|confirm|observ|known|propos|establish|conclud|evident)"
    r"\w*(?:,? \w+ly,?)? that\b",
    re.IGNORECASE,
)
_ASSOCIATES = re.compile(
    r"\b(?:associat|correlat|predict|marker|biomarker|prognos|distinguish|discriminat|differentiat|stratif|reflect"
    r"|forecast|foreshadow|herald|flag|signature|indicat|foretell|mark)\w*"
    r"|\b(?:linked|tied|related) (?:to|with)\b",
    re.IGNORECASE,
)
_WAYS = re.compile(
    r"""\b(?:in|by|via|along|through)\ (?:two|three|several)\ (?:\w+\ )?(?:ways|routes|mechanisms|means)\b
      |\ball\ (?:two|three|four|five)\b
      |\b(?:two|three|four|five)
        (?=\ (?:[\w-]+\ ){0,2}?(?:mi(?:cro)?RNAs|miRs|targets|genes|drugs|agents|transcripts|circRNAs|lncRNAs)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
"""Numbers that only count what is named."""
_DIFFERS = re.compile(r"\b(?:is|are|was|were) not the same\b", re.IGNORECASE)
_INSTEAD = re.compile(r"\b(?:rather than|instead of)\s+\w+", re.IGNORECASE)
_THAN = re.compile(r"\b(?:than|(?:as )?compared (?:with|to)|versus|relative to|unlike)\b.*", re.IGNORECASE)
_APART = re.compile(r"\b(?:differ|distinguish|discriminat|separat|told|tell|between)\w*\b", re.IGNORECASE)
_NEUTRAL = re.compile(r"\b(?:affect|influenc|modulat|alter(?!nat)|shape)\w*\b", re.IGNORECASE)
_ACTS = re.compile(
    r"""\b(?:promot|confer|induc|caus|render|mak|made|restor|revers|re-?sensiti[sz]|sensiti[sz]|desensiti[sz]|enhanc|driv
      |drove|mediat|transfer|spread|overcom|overcame|prevent|block|inhibit(?!or)|suppress|protect|potentiat|trigger
      |deliver|blunt|dampen|shield|impart|abolish|attenuat|counter|spong|sequest|foster|support|sustain|transmit|underl
      |weaken|strengthen|boost|abrogat|internali|uptake|undermin|impair|taken?\ up|takes\ up)\w*""",
    re.IGNORECASE | re.VERBOSE,
)
