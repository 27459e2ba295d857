"""Which way a sentence tilts: whether a name goes with resistance or with sensitivity, by parity.

Every word for resistance or for what a drug achieves has a sign; words of lowering around it turn that, and so does
the loss of the name. Coarser than ``assistant.support.effects``, which reads who does what, and asked where that reads
nothing.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import zip_longest

from assistant.claims.lexicon import (
    ADJECTIVES,
    BEING,
    BREAKS,
    HOLDERS,
    LESS_OF,
    LOWERING,
    OF_DRUGS,
    REGAINING,
    RESISTING,
    UP,
    YIELDING,
)
from assistant.support import lexicon as lex
from assistant.support.tokens import Name, Token

_BEFORE, _AFTER, _NEAR = 9, 8, 7
"""Tokens before and after an outcome, and around a name, in which what turns it is looked for."""
_FARING = frozenset("do does did doing fare fares fared".split())
_OF_SURVIVAL = frozenset("free overall patient longer shorter prolonged poor poorer better worse".split())
_PATIENTS = frozenset("patient patients women men".split())
_SURVIVALS = frozenset("pfs os dfs efs".split())
_NEGATION = lex.NEGATION - {"nor"}


def tilt(tokens: Sequence[Token], is_agent: Callable[[Token], bool], *, groups: bool = False) -> int:
    """1 where the agents go with resistance, -1 where with sensitivity, 0 where neither or both is told.

    With ``groups`` also what only says which patients or cells counts, as in "high in refractory patients".
    """
    lost = losses(tokens, is_agent, active=groups)
    signs = {_turned(tokens, place, sign, lost) for place, sign in _outcomes(tokens, groups)}
    if len(signs) != 1:
        return 0
    return -signs.pop() if lost else signs.pop()


def losses(tokens: Sequence[Token], is_agent: Callable[[Token], bool], *, active: bool = False) -> list[int]:
    """Where it says that the agent is lost, lacking or low; empty where it acts.

    With ``active`` also "miR-21 falls", which where it is said what that does may have an object: "miR-21 lowers PTEN".
    """
    for place, token in enumerate(tokens):
        if not is_agent(token):
            continue
        at = place - 1
        while at >= max(place - _NEAR, 0) and _leads_to_agent(tokens[at]):
            at -= 1
        if at >= 0 and _is_less(tokens[at]) and (not tokens[at].text.endswith("ed") or _is_adjective(tokens, at)):
            return [at]
        if at >= 0 and _is_less(tokens[at]) and _text(tokens, at + 1) in ("of", "in"):
            return [at]
        after = place + 1
        while _text(tokens, after) in BEING:
            after += 1
        if {_text(tokens, at) for at in range(place + 1, after)} & _HAVING and _text(tokens, after - 1) != "been":
            continue  # "miR-21 has reduced PTEN"
        if after < len(tokens) and _is_less(tokens[after]):
            word = tokens[after].text
            if active or (word.endswith(_PARTICIPLES) if after > place + 1 else word.endswith(_NOUNS)):
                return [after]
    return []


def _is_adjective(tokens: Sequence[Token], at: int) -> bool:
    """Whether a participle stands before a noun and is no verb: "reduced miR-21", "a depressed level of it"."""
    before = _text(tokens, at - 1)
    return (
        tokens[at].text in _STATES or not at or before in lex.PREPOSITIONS or before in ("a", "the", "of", "with", ",")
    )


def _leads_to_agent(token: Token) -> bool:
    """Whether a word may stand between a loss and what is lost: "loss of exosomal miR-21"."""
    return token.text.lower() in _LEADING or bool(token.named("cell", "cancer")) or token.text == "-"


_LEADING = frozenset(
    "of in the a an its their his against to exosomal vesicular extracellular vesicle vesicles exosome exosomes ev evs"
    " circulating serum plasma blood level levels amount amounts expression content endogenous cellular"
    " intracellular cargo mirna microrna derived tumour tumor cell cells secreted transferred this these cord"
    " umbilical stromal abundance up".split()
)
_STATES = frozenset("depleted reduced decreased lowered diminished lost silenced blocked inhibited impaired".split())
"""Participles that stand before what is lost: "reduced miR-21"."""
_HAVING = frozenset(("has", "have", "had"))
_NOUNS = ("down", "ion", "ing", "loss", "ency", "or", "ors", "mir", "mirs", "ade", "out", "lack", "shortage")
_PARTICIPLES = ("ed", "lost", "low", "lower", "absent", "lacking", "scarce", "deficient", "poor", "out", "down")


def gene_tilt(tokens: Sequence[Token], gene: Name) -> int:
    """1 where a gene is said to rise, -1 where it is said to fall or to be targeted, 0 where neither."""
    for place, token in enumerate(tokens):
        if gene not in token.names:
            continue
        left = _reach(tokens, range(place - 1, max(place - _NEAR, -1), -1))
        right = _reach(tokens, range(place + 1, min(place + _NEAR, len(tokens))))
        for pair in zip_longest(left, right):
            for other in filter(None, pair):
                stem = _stem(other)
                if stem in LOWERING or stem in lex.TARGET:
                    return -1
                if stem in lex.RAISE or stem in REGAINING:
                    return 1
    return 0


def _reach(tokens: Sequence[Token], places: Iterable[int]) -> list[Token]:
    """The tokens at some places up to a sign, a preposition or a word tied to the one before."""
    found: list[Token] = []
    for at in places:
        token = tokens[at]
        if token.kind == "sign" or token.joined or token.text in lex.PREPOSITIONS or token.text in BREAKS | {"and"}:
            break
        found.append(token)
    return found


# -- outcomes ------------------------------------------------------------------------------------------------


def _outcomes(tokens: Sequence[Token], groups: bool) -> list[tuple[int, int]]:
    """Where it tells of resistance (1) or of what a drug achieves (-1)."""
    places = (place for place in range(len(tokens)) if groups or not _describes(tokens, place))
    found = [(place, sign) for place in places if (sign := _outcome(tokens, place))]
    if found or groups:
        return found
    return [(place, -1) for place in range(1, len(tokens)) if _is_acted_on(tokens, place)]


def _outcome(tokens: Sequence[Token], place: int) -> int:
    token, after = tokens[place], _text(tokens, place + 1)
    if token.kind not in ("word", "code"):
        return 0
    if _of_patients(tokens, place):
        return -1
    stem = lex.stem(token.text.lower())
    if token.text == "control" and _text(tokens, place - 1) == "disease":
        return -1
    if after == "free" or _text(tokens, place - 1) == "castration" or (stem == lex.stem("fail") and after == "to"):
        return 0
    if stem in RESISTING:
        return 1
    return -1 if stem in YIELDING or (stem in OF_DRUGS and _by_drug(tokens, place)) else 0


def _is_acted_on(tokens: Sequence[Token], place: int) -> bool:
    """Whether a drug itself is raised or lowered: "counteracts 5-FU", "potentiates sorafenib"."""
    if not tokens[place].named("drug") or (place + 1 < len(tokens) and tokens[place + 1].joined):
        return False
    return is_direction(tokens[place - 1])


def _of_patients(tokens: Sequence[Token], place: int) -> bool:
    """Whether it tells how patients fare, which a longer survival is good for: "overall survival", "do well"."""
    word, before = tokens[place].text.lower(), _text(tokens, place - 1)
    if word in ("survive", "survived", "survives") and _PATIENTS & {token.text for token in tokens[:place]}:
        return True
    if word == "survival":
        return before in _OF_SURVIVAL
    return word in _SURVIVALS or (word in ("well", "better") and before in _FARING)


def _describes(tokens: Sequence[Token], place: int) -> bool:
    """Whether it only says which cells: "resistant cells", where nothing makes them so."""
    if not tokens[place].text.lower().endswith(("ant", "ive", "ory")) or _text(tokens, place - 1) in ("into", "become"):
        return False
    after = tokens[place + 1 : place + 4]
    holders = (at for at, token in enumerate(after) if token.text.lower() in HOLDERS or token.kind in ("code", "line"))
    holder = next((at for at in holders), None)
    if holder is None:
        holder = next((at for at, token in enumerate(after) if token.named("cancer")), None)
    if holder is None:
        return False
    between = after[:holder]
    return not any(token.kind == "sign" or token.text in BREAKS | {"and", "to", "by", "in"} for token in between)


def _by_drug(tokens: Sequence[Token], place: int) -> bool:
    """Whether a drug or radiation stands by a word: "cisplatin-induced death", "the effect of cisplatin"."""
    around = tokens[max(place - 4, 0) : place + 4]
    return any(token.named("drug") or "radi" in token.text.lower()[:6] or token.text == "drug" for token in around)


# -- what turns them -----------------------------------------------------------------------------------------


def _turned(tokens: Sequence[Token], place: int, sign: int, spent: Collection[int]) -> int:
    """The sign with what turns it before and after, what tells of the agent's loss left out."""
    for step, reach in ((-1, _BEFORE), (1, _AFTER)):
        governed = False
        for at in range(place + step, place + step * (reach + 1), step):
            if not 0 <= at < len(tokens) or _ends(tokens, at, step) or (governed and tokens[at].text == "and"):
                break
            if at not in spent and _turns(tokens, at, sign, step):
                sign = -sign
            governed = governed or is_direction(tokens[at])
    return sign


def _ends(tokens: Sequence[Token], at: int, step: int) -> bool:
    """Whether what stands at a place belongs to something else than the outcome."""
    token = tokens[at]
    if token.kind == "sign":
        return token.text != "/" and not (step < 0 and token.text == "," and _text(tokens, at - 1).endswith(ADJECTIVES))
    if token.text == "and":
        return step > 0 or (at > 0 and is_direction(tokens[at - 1]))
    if token.named("gene", "mirna") or token.kind == "code" or token.text in BREAKS or token.text == "who":
        return True
    if _stem(token) in RESISTING | YIELDING and _text(tokens, at + 1) not in ("free", "to"):
        return True
    return step > 0 and token.text in ("that", "which")


def _turns(tokens: Sequence[Token], at: int, sign: int, step: int) -> bool:
    """Whether a word lowers or denies the outcome."""
    token, after = tokens[at], _text(tokens, at + 1)
    if token.kind != "word" or after.startswith("dos") or (step > 0 and token.text in UP):
        return False
    if token.text.startswith("fail"):
        return after == "to"
    if token.text in _NEGATION:
        return True
    stem = _stem(token)
    if (sign > 0 and stem in lex.WORSEN) or (token.text == "off" and _text(tokens, at - 1).startswith("set")):
        return False
    return stem in LOWERING and not _acts_on_gene(tokens, at)


def _acts_on_gene(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word of lowering goes with a gene behind it: "loss of CLCA4"."""
    for token in tokens[at + 1 : at + 4]:
        if token.named("gene"):
            return True
        if token.text not in ("of", "the", "its", "their"):
            return False
    return False


def is_direction(token: Token) -> bool:
    """Whether a word raises or lowers."""
    return token.kind == "word" and _stem(token) in lex.RAISE | LOWERING


def _is_less(token: Token) -> bool:
    return token.kind == "word" and _stem(token) in LESS_OF


def _stem(token: Token) -> str:
    return lex.stem(token.text.lower()) if token.kind == "word" else ""


def _text(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].text.lower() if 0 <= at < len(tokens) else ""
