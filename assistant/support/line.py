"""One sentence, and what its words are by those that stand next to them."""

from collections.abc import Sequence

from assistant.support import lexicon as lex
from assistant.support.objects import key_of, resistance_sign
from assistant.support.tokens import Name, Token
from corpus.words import STOPWORDS

_PARTICIPLES = frozenset("cut hit bound lost shut put set led".split())
_ADVERBS = frozenset("also the then thus still more less most far most even again much further both".split())
_ANTI = frozenset("antago anti antagomir si sh".split())
_LISTING = frozenset(("and", "or", "/", ",", "the", "both"))
_POORLY = frozenset("poorly badly less worse".split())
_NOUN_ENDINGS = (
    "tion",
    "sion",
    "ment",
    "down",
    "out",
    "loss",
    "lack",
    "absence",
    "blockade",
    "rise",
    "fall",
    "increase",
)


class Line:
    """The tokens of a sentence, with questions on one place or another."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.resistance = [resistance_sign(tokens, place) for place in range(len(tokens))]
        """Of each token: its sign about resistance, 0 for most, and whether it is a predicate."""
        self.turners = {place: turner for place in range(len(tokens)) if (turner := self._turner(place)) is not None}
        """For a name that is turned, where the word stands that does it: the knock-down of "miR-21 knock-down"."""
        self._directions: dict[int, int | None] = {}
        self.skipped = frozenset(self.turners.values())
        """Places of such words."""

    def __len__(self) -> int:
        return len(self.tokens)

    def text(self, place: int) -> str:
        """The text of a token; empty beyond either end."""
        return self.tokens[place].text if 0 <= place < len(self.tokens) else ""

    def at(self, place: int) -> Token | None:
        """The token at a place; None beyond either end."""
        return self.tokens[place] if 0 <= place < len(self.tokens) else None

    def is_name(self, place: int) -> bool:
        """Whether a name or code stands there."""
        token = self.at(place)
        return token is not None and token.kind in ("name", "code")

    def direction(self, place: int) -> int | None:
        """1, -1, or 0 of a word of direction; None for others."""
        if place not in self._directions:
            self._directions[place] = self._direction(place)
        return self._directions[place]

    def _direction(self, place: int) -> int | None:
        token = self.tokens[place]
        if token.kind != "word" or token.joined or token.text in lex.NEUTRAL or place in self.skipped:
            return None
        if self._is_mere(place):
            return None
        if token.text in lex.RAISING and not self.has_be(place):
            return 1
        if sign := lex.PHRASAL.get((token.stem, self.text(place + 1))):
            return sign
        if token.stem in lex.LOWER or token.stem in lex.TARGET:
            return -1
        if token.stem in lex.RAISE or token.stem in lex.SPREAD:
            return 1
        return 0 if token.stem in lex.POSSIBLE else None

    def _is_mere(self, place: int) -> bool:
        """Whether a word looks like one of direction and is none where it stands."""
        word, before, after = self.text(place), self.text(place - 1), self.text(place + 1)
        if word.endswith("ing") and before in ("the", "a", "an") and after != "of":
            return True  # the inactivating enzyme
        if after == "that" and not self.is_name(place - 1):
            return True  # no evidence shows that
        if word in ("best", "better", "well") and after.endswith("ed"):
            return True
        if self.tokens[place].stem == "activ" and not word.startswith("activat"):
            return True
        if (word, after) == ("bound", "to") or (word == "induced" and self._is_by_drug(place)):
            return True
        if word in lex.PARTICLES and place and before not in lex.BE | {":"}:
            return True
        return self._is_degree(place)

    def spreads(self, place: int) -> bool:
        """Whether a word of direction has one of resistance only: "confers", "transfers"."""
        stem = self.tokens[place].stem
        return stem in lex.SPREAD and stem not in lex.RAISE

    def is_participle(self, place: int) -> bool:
        """Whether a word may be a past participle."""
        word = self.text(place)
        return word.endswith(("ed", "en")) or word in _PARTICIPLES

    def has_be(self, place: int) -> bool:
        """Whether a form of "be" or "become" goes before, with at most adverbs between."""
        for back in range(place - 1, max(place - 5, -1), -1):
            token = self.tokens[back]
            if token.text in lex.BE:
                return True
            if token.kind != "word" or not (
                token.text.endswith("ly") or token.text in _ADVERBS or token.text in lex.NEGATION
            ):
                return False
        return False

    def continues(self, place: int) -> bool:
        """Whether a passive goes on with the subject before: "and is lowered"."""
        if not self.has_be(place):
            return False
        back = place - 1
        while back > 0 and self.tokens[back].kind == "word" and self.text(back) not in ("and", "but"):
            if self.text(back) not in lex.BE and self.text(back) not in _ADVERBS and not self.text(back).endswith("ly"):
                return False
            back -= 1
        return self.text(back) in ("and", "but", ",")

    def stands_alone(self, place: int) -> bool:
        """Whether a verb that needs no object has none."""
        after = self.at(place + 1)
        none = (
            after is None or after.kind in ("sign", "number") or after.text in lex.STOPS or after.text in lex.PARTICLES
        )
        return none and self.tokens[place].stem in lex.INTRANSITIVE

    def is_nominal(self, place: int) -> bool:
        """Whether a word of direction is a noun or adjective of a phrase that hangs on something."""
        before, word = self.text(place - 1), self.text(place)
        if self.text(place + 1) == "of" and word.endswith(_NOUN_ENDINGS):
            return True
        if before in ("by", "to"):
            return word.endswith(_NOUN_ENDINGS)
        return before in lex.PREPOSITIONS or before in ("the", "a", "an", "of")

    def coordinated(self, place: int) -> bool:
        """Whether "and", "or" or a comma stands between this word of direction and the one before."""
        for back in range(place - 1, max(place - 6, -1), -1):
            if self.text(back) in ("and", "or", ","):
                return True
            if self.direction(back) is not None:
                return False
        return False

    def list_goes_on(self, place: int) -> bool:
        """Whether a comma parts the items of a list: a name or noun and then "," or "and" follow."""
        if self.text(place + 1) in ("and", "or"):
            return not self.begins_clause(place + 2)
        for at in range(place + 1, min(place + 6, len(self.tokens))):
            if self.text(at) in (",", "and", "or"):
                return True
            if self.text(at) in lex.STOPS or self.direction(at) is not None:
                return False
        return False

    def begins_clause(self, place: int) -> bool:
        """Whether what stands here is the subject of a verb: "lowers A and B is raised"."""
        for at in range(place, min(place + 5, len(self.tokens))):
            if self.text(at) in lex.BE:
                return True
            if self.direction(at) is not None:
                return at > place and self.text(at).endswith(("s", "ed", "ose", "ell")) and not self.is_nominal(at)
            if self.text(at) in lex.STOPS or self.tokens[at].kind == "sign":
                return False
        return False

    def segment(self, place: int) -> frozenset[str]:
        """The stems behind a word of direction, up to a sign, a relative word, or "and" with a further verb."""
        end = place + 1
        while end < len(self.tokens) and not self._parts(end):
            end += 1
        return frozenset(
            token.stem or token.text for token in self.tokens[place + 1 : end] if token.text not in STOPWORDS
        )

    def _parts(self, place: int) -> bool:
        token = self.tokens[place]
        if token.text in ("and", "or"):
            return place + 1 < len(self.tokens) and self.direction(place + 1) is not None
        return token.kind == "sign" or token.text in lex.BREAKS

    def describes(self, place: int) -> bool:
        """Whether a name only describes what follows: cisplatin-resistant, XRCC4-dependent."""
        after = self.at(place + 1)
        if place < 0 or after is None or not after.joined:
            return False
        return after.text in lex.JOINED or after.text.startswith(("resist", "sensit"))

    def degree(self, place: int) -> int:
        """-1 of a predicate with "less" before it or "poorly" behind it."""
        at = place + 1
        while at < min(place + 4, len(self.tokens)) and (self.text(at) == "to" or self.is_name(at)):
            at += 1
        return -1 if self.text(place - 1) == "less" or self.text(at) in _POORLY else 1

    def drugs(self, place: int) -> frozenset[str]:
        """The drugs to which something is resistant: those right before the word, and those after "to"."""
        found: list[Name] = []
        for back in range(place - 1, max(place - 8, -1), -1):
            held = self.tokens[back].named("drug")
            if not held and self.text(back) not in ("and", "or", "/", ",", "drug"):
                break
            found += held
        reading = False
        for token in self.tokens[place + 1 : place + 14]:
            if held := token.named("drug"):
                found += held if reading else ()
            elif token.text in ("to", "towards", "toward", "against"):
                reading = True
            elif token.text in lex.BREAKS or token.text == "by" or (reading and token.text not in _LISTING):
                break
        return frozenset(name for _, name in found)

    def _is_degree(self, place: int) -> bool:
        """Whether a word only says how resistant something is, or how well it responds."""
        word = self.text(place)
        if word == "longer" and self.text(place - 1) == "no":
            return True
        if word in ("more", "less") and place + 1 < len(self.tokens) and self.resistance[place + 1][1]:
            return True
        if word in _POORLY | {"better"} and any(
            sign for sign, said in self.resistance[max(place - 4, 0) : place] if said
        ):
            return self.text(place + 1) in ("", ",", "with", "and", "to", "after", "when", "under") or place + 1 == len(
                self.tokens
            )
        return (word in _POORLY or word in ("well", "better")) and self.text(place - 1).startswith("respond")

    def is_subject(self, place: int) -> bool:
        """Whether a gerund with its object is the subject of a verb: "blocking X undid this"."""
        if not self.text(place).endswith("ing"):
            return False
        for at in range(place + 1, min(place + 8, len(self.tokens))):
            if self.tokens[at].kind == "sign" or self.text(at) in lex.BREAKS or self.text(at) in ("and", "or"):
                return False
            if self.direction(at) is not None and self.text(at).endswith(
                ("ed", "s", "id", "ut", "ose", "ell", "ought", "ave")
            ):
                return not self.is_nominal(at)
        return False

    def _is_by_drug(self, place: int) -> bool:
        """Whether this is "apoptosis induced by cisplatin", which only says which apoptosis."""
        drug = self.at(place + 2)
        return self.text(place + 1) == "by" and bool(drug and drug.named("drug")) and not self.has_be(place)

    def _turner(self, place: int) -> int | None:
        """Where "inhibitor", "knock-down" or the like stands behind a name, or "anti" before it."""
        token = self.tokens[place]
        if not self.is_name(place) and (not key_of(token) or token.stem in lex.DIRECTED):
            return None
        before = self.at(place - 1)
        if before and (
            before.text in ("antago", "anti", "antagomir") or (self.tokens[place].joined and before.text in _ANTI)
        ):
            return place - 1
        for at in (place + 1, place + 2):
            if self.text(at) in lex.TURNING:
                gerund = self.text(at).endswith("ing")
                return None if gerund and (self.is_name(at + 1) or not self.is_name(place)) else at
            token = self.at(at)
            if token is None or token.stem not in lex.LEVEL:
                return None
        return None
