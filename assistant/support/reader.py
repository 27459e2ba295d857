"""Reads the effects of one sentence from left to right, without a parser.

A word of direction opens a reach to its right (active) or takes what stands to its left (passive, "rose",
"is high"). Words of direction in a row multiply: "prevents the loss of" raises. What a noun such as "loss of"
or a gerund such as "silencing" does to a name goes with that name when it acts: "loss of X raises Y" is X
lowering Y. Resistance and sensitivity are one object with two signs.
"""

from dataclasses import replace

from assistant.support import lexicon as lex
from assistant.support.clause import AMOUNTS, CARGO, IT, MORE, THEM
from assistant.support.denial import Denial
from assistant.support.effect import Agent, Effect, agent_names
from assistant.support.governing import MEANS
from assistant.support.objects import GENERIC, RESISTANCE, key_of, stem_key
from assistant.support.reach import Reach, is_weak

_VERBAL = ("s", "e", "ed", "ing")
_DETERMINERS = frozenset("a an the its their direct functional known main one as".split())
_NAMING = frozenset("named of for".split())
_VESICLES = frozenset("exosomes vesicles evs microvesicles".split())
_RNAS = ("circ", "cirs", "lnc", "linc", "hsa_circ")
_POINTING = frozenset("the this that".split())
_REFERENCES = {"mirna": IT, "microrna": IT, "circrna": CARGO, "lncrna": CARGO}


class Reader(Denial):
    """Reads one sentence."""

    def read(self) -> list[Effect]:
        """The effects, in order."""
        place = 0
        while place < len(self.line):
            place = self._step(place)
        return self._found

    def _step(self, place: int) -> int:
        """Read what stands at a place. Where to read on."""
        token = self.line.tokens[place]
        if (end := self._denied(place)) > place:
            return end
        if token.kind == "sign":
            self._sign(place)
        elif self._parts(place) or self._negates(place) or self._refers(place):
            pass
        elif self.line.resistance[place][0]:
            self._resistance(place)
        elif token.text.lower() in ("sirna", "shrna", "sirnas"):
            self._open(place, -1)
        elif token.kind in ("name", "code"):
            self._name(place)
        elif token.kind == "word" and not token.joined and place not in self.line.skipped:
            return self._word(place)
        return place + 1

    def _refers(self, place: int) -> bool:
        """Read a word that refers to a name: "the miRNA", "them"."""
        word = self.line.text(place).lower()
        if word == "them" and self._reach and self._reach.fresh and self._subject:
            self._pending.append((THEM, self._reach.sign))
            self._them = self._subject
            self._reach.fresh = False
            return True
        if word in _REFERENCES and self.line.text(place - 1) in _POINTING:
            self._refer(place, 1, _REFERENCES[word])
            return True
        return False

    # -- words ---------------------------------------------------------------------------------------------

    def _word(self, place: int) -> int:
        word, after = self.line.text(place), self.line.at(place + 1)
        sign = self.line.direction(place)
        if sign and self._ceased:
            sign, self._ceased = -sign, False
        if word == "longer" and self.line.text(place - 1) == "no":
            return place + 1
        if word in ("after", "upon"):
            self._premise = True
        if word in ("less", "more") and after and after.text == "so" and self._found:
            sign = self._found[-1].sign * (1 if word == "more" else -1)
            self._found.append(replace(self._found[-1], sign=sign, agents=self._agents(place) or self._subject))
            return place + 2
        if word in ("target", "targets") and self._is_target_noun(place):
            return self._target_noun(place)
        if word == "its" and after and (after.text in lex.TURNING or after.stem in lex.SPREAD):
            self._refer(place, -1 if after.text in lex.TURNING else 1)
            return place + 2
        if not self._compares(place, sign) and not self._governs(place, sign):
            self._plain(place)
        return place + 1

    def _compares(self, place: int, sign: int | None) -> bool:
        """Read "more than" and "over fifty", and "of which they hold less"."""
        word, after = self.line.text(place), self.line.at(place + 1)
        if word in ("over", "under") and after and after.kind == "number":
            sign = 1 if word == "over" else -1
        elif sign is not None and word in MORE and self.last and (after is None or after.text in lex.STOPS - {"than"}):
            self._keep(place, "", Reach(sign, self._number(), negated=self._negated), self.last)
            return True
        elif sign is None or after is None or after.text != "than":
            return False
        self._found.append(Effect("than", sign, self._negated, self._number(), place))
        self._negated = False
        return True

    def _governs(self, place: int, sign: int | None) -> bool:
        """Read a word of direction."""
        token = self.line.tokens[place]
        if token.stem in lex.COMES and self.line.text(place + 1) == "from":
            self._take_left(place, 1, frozenset(("from",)))
        elif sign is not None and self._is_leftward(place):
            self._take_left(place, sign)
        elif sign is not None or (token.text in ("effect", "effects", "influence") and self._negated):
            self._open(place, sign or 0)
        else:
            return False
        return True

    def _plain(self, place: int) -> None:
        """Read a preposition, a pronoun or a noun."""
        token, reach = self.line.tokens[place], self._reach
        if token.text in lex.PREPOSITIONS or token.text == "of":
            self._preposition(token.text)
        elif token.text == "it":
            self._refer(place, 1)
        elif reach and self._is_told_of(place, reach):
            pass
        elif key_of(token) and token.text not in lex.PARTICLES:
            self._noun(place)
        elif reach and token.text in GENERIC:
            self._generic(place, reach)

    def _is_told_of(self, place: int, reach: Reach) -> bool:
        """Read objects that are no nouns of their own: "this", "levels", "more vesicles"."""
        token, after = self.line.tokens[place], self.line.at(place + 1)
        if token.text == "this" and (after is None or after.kind == "sign"):
            self._keep(place, stem_key("effect"), replace(reach, soft=False))
        elif token.stem in AMOUNTS and reach.fresh and not self._says_of_what(place):
            self._keep_level(place, reach)
            reach.fresh = False
        elif token.text in _VESICLES and self.line.text(place - 1) in MORE:
            self._keep(place, stem_key("release"), replace(reach, soft=False))
        else:
            return False
        return True

    def _generic(self, place: int, reach: Reach) -> None:
        """Read "cells", "tumours" and the like."""
        after = self.line.at(place + 1)
        if self._place >= 0 and self.line.tokens[self._place].stem in lex.SIZES:
            self._keep(place, stem_key("growth"), replace(reach, soft=False))
        elif not (after and after.stem in AMOUNTS):
            reach.fresh = False

    def _is_target_noun(self, place: int) -> bool:
        line = self.line
        return place == 0 or line.text(place - 1) in _DETERMINERS or line.text(place + 1) in _NAMING

    def _target_noun(self, place: int) -> int:
        """ "its target B", "B is a target of A", "Targets named for A: B"."""
        tokens, trigger = self.line.tokens, self._number()
        of = next(
            (at for at in range(place + 1, min(place + 5, len(tokens))) if tokens[at].text in ("of", "for")), None
        )
        if of is None:
            own: tuple[Agent, ...] = ((self.last, 1),) if self.last else ()
            agents = own if own and self.line.text(place - 1) == "its" else self._agents(place) or self._subject or own
            if place + 1 < len(tokens) and agent_names(tokens[place + 1]):
                self._add(place + 1, Reach(-1, trigger, agents, soft=True))
            return place + 1
        actor = next((at for at in range(of, len(tokens)) if agent_names(tokens[at])), None)
        if actor is None:
            return place + 1
        agents = tuple((name, 1) for name in agent_names(tokens[actor]))
        targets = [back for back, _ in self._pending if back >= 0]
        for target in targets or [at for at in range(actor + 1, len(tokens)) if agent_names(tokens[at])]:
            self._add(target, Reach(-1, trigger, agents, self._negated, soft=True))
        self._pending = []
        self._negated = False
        return actor + 1

    # -- names and nouns -----------------------------------------------------------------------------------

    def _name(self, place: int) -> None:
        line, token, reach = self.line, self.line.tokens[place], self._reach
        self._remember(place)
        if reach and reach.open and not reach.fresh and self._begins(place):
            reach.open = False
        sign = -1 if place in line.turners else 1
        if line.describes(place):
            self._pending += [(place, sign)] if line.text(place + 1) in lex.ACTING else []
        elif reach and reach.open and not reach.spread and key_of(token):
            self._add(place, replace(reach, sign=reach.sign * sign), left=reach.means)
            self._give_waiting(place, sign)
            reach.fresh = False
            if is_weak(reach.agents) and not reach.means:  # "silencing X raised Y": X acts, turned
                self._pending.append((place, (reach.sign or 1) * sign))
                self._done.add(place)
        elif reach and token.named("drug") and line.text(place - 1) in MORE:
            self._keep(place, "drug level", replace(reach, soft=False))
        else:
            self._stands_by(place, sign)

    def _remember(self, place: int) -> None:
        """Note a microRNA or another RNA for the words that refer to it."""
        token = self.line.tokens[place]
        if held := token.named("mirna"):
            self.last = held[-1]
        elif token.text.lower().startswith(_RNAS) or self.line.text(place - 1).lower() in ("lncrna", "circrna"):
            self.cargo = next(iter(agent_names(token)), self.cargo)

    def _stands_by(self, place: int, sign: int) -> None:
        """Note a name that nothing governs."""
        line = self.line
        if line.text(place - 1) == "/" and place - 2 in self._means:
            self._means.add(place)
        elif self._aside or (line.text(place - 1) in ("through", "via") and (self._subject or self._pending)):
            self._means.add(place)
            return
        elif sign < 0 and key_of(line.tokens[place]):
            self._add(place, Reach(-1, self._number()))
        self._pending.append((place, sign))

    def _noun(self, place: int) -> None:
        reach = self._reach
        sign = -1 if place in self.line.turners else 1
        if reach and reach.open and not reach.fresh and self._begins(place):
            reach.open = False
        if reach and reach.open and not reach.spread:
            self._add(place, replace(reach, sign=reach.sign * sign))
            reach.fresh = False
            if reach.agents:
                return
        self._pending.append((place, sign))

    def _begins(self, place: int) -> bool:
        """Whether a new clause begins at a name or noun behind "and" or a comma, "silencing X and Y raised" apart."""
        if self._reach and not self._reach.agents:
            return False
        return self.line.text(place - 1) in ("and", ",") and self.line.begins_clause(place)

    def _resistance(self, place: int) -> None:
        line, reach = self.line, self._reach
        if line.resistance[place][1]:
            if self._subject or line.text(place - 1) not in ("that", "which", "who"):  # not "cells that resist"
                self._predicate(place)
        elif reach and not reach.soft and (reach.open or line.coordinated(place)):
            self._add(place, replace(reach, negated=reach.negated != self._negated))
            self._give_waiting(place, 1)
            reach.fresh = False
            self._pending += [(place, 1)] if is_weak(reach.agents) else []
        else:
            self._pending.append((place, 1))

    def _predicate(self, place: int) -> None:
        """Read "made resistant", "sensitised", "responded"."""
        line, token, reach = self.line, self.line.tokens[place], self._reach
        sign = line.resistance[place][0]
        agents = self._agents(place) or (reach.agents if reach else ()) or self._subject
        agents = agents or tuple(self._by(place, MEANS | {"with"}))
        negated = self._negated != bool(reach and reach.negated)
        if token.stem.startswith(("respon", "resist")) or not token.text.endswith(_VERBAL):
            sign, negated = -sign if negated else sign, False  # "does not respond" is resistant
        sign *= line.degree(place) * (-1 if self._ceased else 1)
        self._keep(place, RESISTANCE, Reach(sign, self._number(), agents, negated))
        self._negated = self._ceased = False
        if reach:
            reach.open = False
