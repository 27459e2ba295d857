"""What negations and the borders of clauses do to the reading of a sentence."""

from dataclasses import replace

from assistant.support import lexicon as lex
from assistant.support.governing import Governing
from assistant.support.objects import RESISTANCE
from assistant.support.reach import Reach
from assistant.support.tokens import Name

_SO = frozenset("so thus thereby hence".split())
_RELATIVE = frozenset("which who whose that".split())
_WAITING = frozenset("but while whereas".split())
_CONDITIONS = frozenset("when once after if upon unless".split())


class Denial(Governing):
    """Reads negations, signs and the words between clauses."""

    _aside = False
    """Whether this stands in parentheses."""
    _outside: Reach | None = None

    def _negates(self, place: int) -> bool:
        """Read a negation."""
        word, after = self.line.text(place), self.line.text(place + 1)
        if word == "without":
            self._premise = True
            self._open(place, -1)
        elif word == "no" and after == "longer":
            self._ceased = not self._ceased
        elif word in lex.NEGATION and (not word.startswith("fail") or after == "to"):
            self._negated = not self._negated
        else:
            return False
        return True

    def _denied(self, place: int) -> int:
        """Read "but not B", "and not to B": names that an effect is denied of. Where they end; ``place`` if none."""
        line = self.line
        first, at = line.text(place), place + 1
        if first != "not" and (first not in ("but", "and", ",") or line.text(at) != "not"):
            return place
        at += first != "not"
        while line.text(at) in lex.PREPOSITIONS or line.text(at) in ("the", "of"):
            at += 1
        names: list[Name] = []
        while line.is_name(at) or (names and line.text(at) in ("or", "and", "nor", "/")):
            names += line.tokens[at].names
            at += 1
        if not names or line.text(at) in lex.BE:
            return place
        self._deny(names)
        return at

    def _deny(self, names: list[Name]) -> None:
        """Keep that the last effect is not one of or on these names; before any effect, that the next is not."""
        past = self._found[-1] if self._found and not (self._reach and self._reach.fresh) else None
        drugs = frozenset(name for kind, name in names if kind == "drug")
        cancers = frozenset(name for kind, name in names if kind == "cancer")
        own = [name for name in names if name[0] in ("mirna", "gene")]
        if past is None:
            self._excluded += own
        elif past.key == RESISTANCE and (drugs or cancers):
            self._found.append(replace(past, negated=not past.negated, drugs=drugs or past.drugs, cancers=cancers))
        elif past.name:
            self._found += [replace(past, negated=not past.negated, name=name) for name in own]
        elif own:
            self._found.append(replace(past, negated=not past.negated, agents=tuple((name, 1) for name in own)))

    def _sign(self, place: int) -> None:
        text = self.line.text(place)
        if text == "(":
            self._aside, self._outside, self._reach, self._negated = True, self._reach, None, False
        elif text == ")":
            self._aside, self._reach = False, self._outside
        elif text == ",":
            self._pause(place)
        elif text in ":\u2013\u2014":
            self._reach = None
        if text == ":":
            self._clause, self._negated, self._subject, self._pending = place + 1, False, (), []

    def _pause(self, place: int) -> None:
        """Read a comma."""
        self._comma = place if self.line.text(place + 1) == "and" else self._comma
        if self._premise:
            self._reach = None
            self._condition = self._agents(place)
        elif self._reach and not self.line.list_goes_on(place):
            self._reach.open = False
        self._negated = self._premise = False

    def _parts(self, place: int) -> bool:
        """Read a word between clauses."""
        line, word = self.line, self.line.text(place)
        if word in _SO and line.text(place - 1) == "and":
            return True
        if word not in lex.BREAKS or (word == "that" and not line.is_name(place - 1)):
            return False
        agents = self._agents(place)
        if self._reach and self._reach.fresh and self._reach.open and word in _WAITING:
            self._waiting.append(self._reach)
        if word in _RELATIVE and agents:
            self._subject = tuple(dict.fromkeys((*agents[-1:], *self._subject)))
        elif agents and not self._subject:
            self._subject = agents
        self._subject = () if word in ("while", "whereas") else self._subject
        self._open_question = self._open_question or word == "whether"
        self._premise = word in _CONDITIONS
        self._reach, self._pending, self._negated, self._clause = None, [], False, place + 1
        return True

    def _preposition(self, word: str) -> None:
        reach = self._reach
        goes_on = word in ("in", "to", "on", "of", "for", "against")
        if reach and not (goes_on and (reach.fresh or (word == "of" and self._carried))):
            reach.open = False
