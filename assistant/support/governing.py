"""How a word of direction finds its objects: to the right, or to the left."""

from collections.abc import Iterator
from dataclasses import replace

from assistant.support import lexicon as lex
from assistant.support.clause import AMOUNTS, Clause
from assistant.support.effect import Agent, agent_names
from assistant.support.objects import GENERIC, key_of, stem_key
from assistant.support.reach import Reach
from assistant.support.tokens import Name

MEANS = frozenset("by through via because upon after when once".split())
_CONDITIONS = frozenset("because when after once".split())
_TURNS_AWAY = frozenset(":)whereas while but which".split())
_HOW = frozenset("better worse longer faster slower poorly".split())
_FAR = 16
"""Words within which "by" and its like are looked for."""


class Governing(Clause):
    """Opens and closes the reach of words of direction."""

    def _is_leftward(self, place: int) -> bool:
        """Whether a word of direction speaks of what stands before it."""
        line = self.line
        token, after = line.tokens[place], line.at(place + 1)
        participle = line.is_participle(place)
        if participle and after is not None and after.text == "by":
            return True
        if participle or token.stem in lex.ADJECTIVES:
            if line.has_be(place):
                return participle or after is None or after.text in lex.STOPS or not key_of(after)
            if line.text(place - 1) == "," and after and after.text in lex.PREPOSITIONS:
                return token.text not in ("rich", "poor") and (token.stem, after.text) not in lex.PHRASAL
        return self._is_intransitive(place)

    def _is_intransitive(self, place: int) -> bool:
        line = self.line
        token, after = line.tokens[place], line.at(place + 1)
        if token.text in _HOW and place and key_of(line.tokens[place - 1]) and line.tokens[place - 1].kind == "word":
            return after is None or after.kind == "sign" or after.text in lex.STOPS  # "survive better"
        if token.stem in lex.SIZES and line.text(place - 1) in GENERIC:
            return True
        if (token.stem, line.text(place + 1)) in lex.PHRASAL:
            after = line.at(place + 2)
        if token.stem in lex.INTRANSITIVE and self._has_left(place):
            return after is None or after.kind in ("sign", "number") or after.text in lex.STOPS
        return False

    def _open(self, place: int, sign: int) -> None:
        """Begin the reach of an active word of direction."""
        line, token, before = self.line, self.line.tokens[place], self._reach
        idle = before if before and before.fresh and before.open and not before.spread else None
        chained = idle if idle and not line.coordinated(place) else None
        names = self._agents(place)
        if idle and not chained:
            self._waiting.append(idle)
        if chained:
            sign, agents = sign * (chained.sign or 1), chained.agents
        else:
            agents = self._actors(place, names)
        self._place = place
        self._reach = Reach(
            sign=sign,
            trigger=chained.trigger if chained else self._number(),
            agents=agents,
            negated=self._negated != bool(chained and chained.negated),
            soft=token.stem in lex.TARGET and not chained,
            spread=line.spreads(place),
            means=line.text(place - 1) == "by",
            worse=token.stem in lex.WORSEN,
            finite=self._is_finite(place),
        )
        self._negated = False
        self._pending = [] if names else self._pending

    def _actors(self, place: int, names: tuple[Agent, ...]) -> tuple[Agent, ...]:
        """Who does what an active word of direction says; ``names`` stand before it."""
        line, token = self.line, self.line.tokens[place]
        if line.is_nominal(place) or token.text in lex.QUALITIES:
            sponge = names if token.text == "sponge" else ()  # "A, a sponge for B"
            return sponge or tuple(self._by(place, near=True))
        if line.is_subject(place):
            return ()
        done = bool(self._done) and self._done.issuperset(back for back, _ in self._pending if back >= 0)
        self._subject = tuple(dict.fromkeys((*names, *self._subject))) if names and done else names or self._subject
        return self._subject or tuple(self._by(place, MEANS - {"by"}, near=True))

    def _is_finite(self, place: int) -> bool:
        before = self.line.at(place - 1)
        verb = self.line.text(place).endswith(("s", "ed")) and not self.line.is_nominal(place)
        return verb and place > self._clause and before is not None and before.text in GENERIC

    def _take_left(self, place: int, sign: int, means: frozenset[str] = MEANS) -> None:
        """Give a passive or intransitive word of direction what stands before it."""
        line, token = self.line, self.line.tokens[place]
        agents = tuple(self._by(place, means))
        if self._reach and self._reach.spread:  # "lets X rise"
            agents = agents or self._reach.agents
        reach = Reach(
            sign=sign,
            trigger=self._number(),
            agents=agents,
            negated=self._negated,
            soft=token.stem in lex.TARGET,
            spread=line.spreads(place),
            worse=token.stem in lex.WORSEN,
        )
        left = self._left(place)
        self._place = place
        for back, turned in left:
            if not reach.spread or line.resistance[back][0]:
                self._add(back, replace(reach, sign=sign * (turned if back in self._done else 1)), left=True)
        if not left:
            self._take_subject(place, reach)
        if token.stem in lex.SIZES and any(before.text in GENERIC for before in line.tokens[max(place - 4, 0) : place]):
            self._keep(place, stem_key("growth"), replace(reach, soft=False))
        taken = () if reach.spread else [back for back, _ in left]
        self._pending = [(back, held * sign if back in taken else held) for back, held in self._pending]
        self._negated = False
        self._reach = None

    def _take_subject(self, place: int, reach: Reach) -> None:
        """ "and is lowered": the subject goes on; "levels were low": those of the microRNA named last."""
        if self.line.continues(place):
            for name, turned in self._subject:
                self._keep(place, "", replace(reach, sign=reach.sign * turned), name)
        if any(token.stem in AMOUNTS for token in self.line.tokens[max(place - 9, 0) : place]):
            self._keep_level(place, reach)

    def _by(self, place: int, means: frozenset[str] = MEANS, *, near: bool = False) -> Iterator[Agent]:
        """The names after "by", "through", "when" ... with the direction that stands before or after them.

        With ``near``, not beyond the next word of direction.
        """
        line = self.line
        sign, how, found = 1, "", False
        for at in range(place + 1, min(place + _FAR, len(line))):
            token = line.tokens[at]
            if self._ends_means(at, means, near=near, how=how, found=found):
                return
            if token.text in means:
                how = token.text
            elif token.kind == "word":
                sign = -sign if how and token.stem in lex.LOWER else sign
            elif how and token.kind != "sign":
                if how not in _CONDITIONS:
                    self._means.add(at)
                for name in self._doers(at):
                    found = True
                    yield name, -sign if self._is_undone(at) else sign

    def _ends_means(self, place: int, means: frozenset[str], *, near: bool, how: str, found: bool) -> bool:
        """Whether nothing behind this word can tell by what something is done."""
        token, word = self.line.tokens[place], self.line.text(place)
        if word == "not" or (near and not how and self.line.direction(place) is not None):
            return True
        if word not in means and (token.kind == "sign" or word in lex.BREAKS):
            return bool(how) or word in _TURNS_AWAY
        if (
            how
            and word not in means
            and token.kind == "word"
            and (word in lex.PREPOSITIONS or token.stem in lex.TARGET)
        ):
            return True
        verb = place + 1 < len(self.line) and self.line.direction(place + 1) is not None
        return found and (word in ("through", "via") or (word in ("and", "or") and verb))

    def _doers(self, place: int) -> tuple[Name, ...]:
        line, token = self.line, self.line.tokens[place]
        if names := agent_names(token):
            return names
        beside = place + 1 < len(line) and line.resistance[place + 1][0]
        return () if beside or line.describes(place) else token.named("drug")

    def _is_undone(self, place: int) -> bool:
        """Whether a name is turned, or lowered by the verb behind it: "when X was blocked"."""
        line = self.line
        lowered = next((at for at in range(place + 1, min(place + 5, len(line))) if line.direction(at) == -1), None)
        if lowered is not None and (line.stands_alone(lowered) or line.has_be(lowered)):
            return True
        return place in line.turners
