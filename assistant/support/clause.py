"""The state of reading one sentence: what was named, what acts, what was found."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.support import lexicon as lex
from assistant.support.effect import Agent, Effect, agent_names
from assistant.support.line import Line
from assistant.support.objects import GENERIC, RESISTANCE, key_of, stem_key
from assistant.support.reach import Reach, is_weak
from assistant.support.tokens import Name, Token

IT, CARGO, THEM = -1, -2, -3
"""Stand for the place of a word that refers to the microRNA or the other RNA named last, or to those that acted."""
MORE = frozenset("more less fewer".split())
AMOUNTS = frozenset(lex.stem(word) for word in ("level", "amount", "concentration", "content"))
_DYING = frozenset(("apoptosis", "death"))
_CARRIED = frozenset((stem_key("release"), stem_key("packing"), stem_key("uptake")))


class Clause:
    """What is known up to a word of a sentence, and the effects found."""

    def __init__(self, sentence: Sequence[Token], last: tuple[Name | None, Name | None]) -> None:
        """``last`` are the microRNA and the other RNA named last before the sentence."""
        self.last, self.cargo = last
        self.line = Line(sentence)
        self._found: list[Effect] = []
        self._subject: tuple[Agent, ...] = ()
        self._pending: list[tuple[int, int]] = []
        """Places of the names and nouns of this clause that no word of direction has taken, and their signs."""
        self._reach: Reach | None = None
        self._waiting: list[Reach] = []
        """Those without an object as yet: "A promotes but B reverses resistance"."""
        self._excluded: list[Name] = []
        """The names of "but not B" before a verb."""
        self._means: set[int] = set()
        """Places of the names by which something is done, as in "is lowered by miR-21"."""
        self._done: set[int] = set()
        """Places of the names to which something was done: "loss of X activated Y"."""
        self._condition: tuple[Agent, ...] = ()
        """What was done in "when X was blocked, ..."."""
        self._them: tuple[Agent, ...] = ()
        self._clause, self._comma, self._place = 0, -1, -1
        """Where the clause begins, and where the last comma before "and" and the last word of direction stand."""
        self._count = 0
        self._carried = False
        """Whether the last object was a release or the like, whose "of" says of what."""
        self._ceased = False
        """Whether "no longer" turns the next word of direction."""
        self._negated = self._premise = self._open_question = False

    # -- keeping -------------------------------------------------------------------------------------------

    def _add(self, place: int, reach: Reach, *, left: bool = False) -> None:
        """Keep the effect of a reach on what stands at a place."""
        token = self.line.tokens[place]
        if base := self.line.resistance[place][0]:
            self._keep(place, RESISTANCE, replace(reach, sign=1 if reach.worse else base * reach.sign, soft=False))
            if token.text not in _DYING:
                return
        names = agent_names(token)
        premise = (not left and not reach.agents and not reach.finite) or self._premise
        for name in names:
            self._keep(place, "", reach, name, premise=premise)
        if not names and (key := key_of(token)):
            self._keep(place, key, reach)

    def _keep(self, place: int, key: str, reach: Reach, name: Name | None = None, *, premise: bool = False) -> None:
        self._carried = key in _CARRIED
        effect = Effect(
            key=key,
            sign=0 if self._open_question else reach.sign,
            negated=reach.negated,
            trigger=reach.trigger,
            place=self._place if self._place >= 0 and key != RESISTANCE else place,
            agents=reach.agents if premise else reach.agents or self._condition,
            name=name,
            drugs=self.line.drugs(place) if key == RESISTANCE else frozenset(),
            soft=reach.soft,
            premise=premise,
        )
        self._found.append(effect)
        if self._excluded:
            others = tuple((other, 1) for other in self._excluded)
            self._found.append(replace(effect, agents=others, negated=not effect.negated))

    def _keep_level(self, place: int, reach: Reach) -> None:
        """Keep "high levels": they are those of the microRNA named last."""
        self._keep(place, "level", replace(reach, soft=False))
        if self.last:
            self._keep(place, "", replace(reach, agents=(), soft=False), self.last)

    def _give_waiting(self, place: int, sign: int) -> None:
        """Give an object also to the words of direction that wait for one."""
        waiting, self._waiting = self._waiting, []
        for reach in waiting:
            self._add(place, replace(reach, sign=reach.sign * sign))

    def _number(self) -> int:
        self._count += 1
        return self._count

    # -- what acts, and what stands before -----------------------------------------------------------------

    def _agents(self, place: int) -> tuple[Agent, ...]:
        """The names before a place that may act in it; cells and drugs where there is none."""
        held = [item for item in self._pending if item[0] < place]
        if self.line.text(place - 1) == "and":  # "A is raised by B and lowers C": A lowers it
            held = [item for item in held if item[0] not in self._means] or held
        nearest = [at for at in held if at[0] < 0 or (at[0] > self._place and agent_names(self.line.tokens[at[0]]))]
        if held and held[-1][0] < 0:
            nearest = held[-1:]
        found = [agent for back, sign in nearest or held for agent in self._at(back, sign)]
        if not found and is_weak(self._subject):
            weak = [at for at in range(max(self._clause, self._place + 1), place) if self._may_act(at)]
            found = [(name, 1) for at in weak[-1:] for name in self.line.tokens[at].named("cell", "drug")]
        return tuple(found)

    def _at(self, place: int, sign: int) -> list[Agent]:
        """The names at a place, or those that a word refers to."""
        if place == THEM:
            return [(name, sign) for name, _ in self._them]
        if place in (IT, CARGO):
            known = self.last if place == IT else self.cargo
            return [(known, sign)] if known else []
        return [(name, sign) for name in agent_names(self.line.tokens[place])]

    def _may_act(self, place: int) -> bool:
        """Whether a cell or drug stands as a subject may: "M2 macrophages raised", "metformin raised"."""
        after = self.line.at(place + 1)
        named = self.line.tokens[place].named("cell", "drug")
        if not named or after is None or after.kind != "word" or after.joined:
            return False
        return not self.line.resistance[place + 1][0]

    def _has_left(self, place: int) -> bool:
        return any(self._clause <= back < place for back, _ in self._pending)

    def _left(self, place: int) -> list[tuple[int, int]]:
        """What a passive or "rose" speaks of: the nouns before it, up to where a phrase hangs on."""
        line = self.line
        found = [
            (back, sign)
            for back, sign in self._pending
            if self._clause <= back < place
            and back not in self._means
            and (key_of(line.tokens[back]) or line.resistance[back][0])
        ]
        bare = not line.has_be(place) and line.tokens[place].stem not in lex.INTRANSITIVE | lex.COMES
        if bare and line.text(place - 1) not in ("and", "or", "but"):  # "resistance conferred by"
            return [item for item in found if not line.describes(item[0])][-1:]
        found = [item for item in found if item[0] > self._place] or found
        found = [item for item in found if item[0] > self._comma] or found
        ands = [at for at in range(found[0][0], place) if line.text(at) == "and"] if found else []
        if ands and any(line.text(at) in ("the", "a", "an") for at in range(found[0][0], ands[-1])):
            found = [item for item in found if item[0] > ands[-1]] or found  # a clause of its own
        found = [item for item in found if item[0] not in self._done] or found
        first = found[0][0] if found else place
        stop = next((at for at in range(first, place) if line.text(at) in lex.PREPOSITIONS | {"of"}), place)
        return [item for item in found if item[0] < stop and not line.describes(item[0])] or found

    def _refer(self, place: int, sign: int, what: int = IT) -> None:
        """Take "it" or "the miRNA" for the microRNA named last, "the circRNA" for the other RNA named last."""
        reach = self._reach if self._reach and self._reach.fresh and self._reach.open else None
        what = CARGO if self.cargo and self.line.text(place) in ("it", "its") else what
        known = self.last if what == IT else self.cargo
        before = self.line.at(place - 1)
        begins = before is None or before.kind == "sign" or before.text in lex.STOPS
        if known and (reach or begins or sign < 0 or not self._subject):
            self._pending.append((what, sign * (reach.sign or 1) if reach else sign))
        if reach:
            reach.fresh = False

    def _says_of_what(self, place: int) -> bool:
        """Whether "level" and the like goes on to say of what."""
        if self.line.text(place + 1) == "of":
            return self.line.text(place - 1) not in GENERIC
        return self.line.is_name(place + 1)
