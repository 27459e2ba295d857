"""From whom to whom: which cells give and which take, so that an exchange of the two is seen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.support import lexicon as lex
from assistant.support.tokens import Name, Token
from corpus.names.names import Names

Side = frozenset[Name | str]
"""What describes cells: their names, codes of lines, and resistant, sensitive, hypoxic, normoxic."""

_STATE = {
    "resistant": "resistant",
    "refractory": "resistant",
    "radioresistant": "resistant",
    "chemoresistant": "resistant",
    "sensitive": "sensitive",
    "parental": "sensitive",
    "naive": "sensitive",
    "chemosensitive": "sensitive",
    "radiosensitive": "sensitive",
    "hypoxic": "hypoxic",
    "normoxic": "normoxic",
}
_GIVING = frozenset(
    lex.stem(word)
    for word in "deliver transfer pass carry hand convey shuttle bring brought transmit transport ship send"
    " move give confer spread donate supply release secrete shed export load pack package share".split()
)
_TAKING = frozenset(
    lex.stem(word) for word in "receive take took uptake internalise recipient lose regain regained".split()
)
_MAKERS = frozenset("make makes made render renders rendered".split())
_REACHING = frozenset("entered enter reach reached to into on onto".split())
_SHORT = 3
"""Characters of the longest code that is no cell line by itself: M2."""
_VESICLES = frozenset(lex.stem(word) for word in "exosome exosomal vesicle ev evs microvesicle vesicular".split())


@dataclass(frozen=True, slots=True)
class Flow:
    """Who gives and who takes in one sentence; empty where it is not said."""

    donor: Side
    recipient: Side


def flow(sentence: Sequence[Token]) -> Flow:
    """Read who gives and who takes."""
    donor: set[Name | str] = set()
    recipient: set[Name | str] = set()
    label = sentence[0].text if sentence else ""
    colon = len(sentence) > 1 and sentence[1].text == ":"
    if colon and label in ("donor", "recipient"):
        (donor if label == "donor" else recipient).update(x for _, side in _phrases(sentence[2:]) for x in side)
        return Flow(frozenset(donor), frozenset(recipient))
    for place, side in _phrases(sentence):
        role = _role(sentence, *place)
        if not role and donor and place[0] and sentence[place[0] - 1].text == "in":
            role = "recipient"
        match role:
            case "donor":
                donor |= side
            case "recipient":
                recipient |= side
            case _:
                pass
    return Flow(frozenset(donor), frozenset(recipient))


def exchanged(stated: Flow, held: Sequence[Flow], names: Names) -> bool:
    """Whether some who give in a statement only take in the evidence, or the other way round, and none fit."""
    donors = frozenset(x for flow in held for x in flow.donor)
    recipients = frozenset(x for flow in held for x in flow.recipient)
    if not donors or not recipients:
        return False
    sides = [(_in(item, recipients, names), _in(item, donors, names)) for item in stated.donor]
    sides += [(_in(item, donors, names), _in(item, recipients, names)) for item in stated.recipient]
    return (True, False) in sides and (False, True) not in sides


def _in(item: Name | str, side: Side, names: Names) -> bool:
    if isinstance(item, str):
        return item in side
    return any(
        isinstance(other, tuple)
        and other[0] == item[0]
        and (names.means(item[0], item[1], other[1]) or names.means(item[0], other[1], item[1]))
        for other in side
    )


def _phrases(sentence: Sequence[Token]) -> Iterator[tuple[tuple[int, int], set[Name | str]]]:
    """The phrases that name cells: where each begins and ends, and what describes them."""
    start, end = 0, 0
    side: set[Name | str] = set()
    for place, token in enumerate(sentence):
        held = _describing(token) if token.text not in _STATE or _is_attribute(sentence, place) else set[Name | str]()
        if held:
            if not side:
                start = place - token.joined
            side |= held
            end = place
        elif side and not (
            token.kind == "word" and token.stem in ("cell", "line", "mutant", "cancer", "tumor", "drug")
        ):
            if not (token.names or token.text == "/"):
                yield (start, end), side
                side = set[Name | str]()
        elif side:
            end = place
    if side:
        yield (start, end), side


def _is_attribute(sentence: Sequence[Token], place: int) -> bool:
    """Whether "resistant" or the like says which cells, not what became of them."""
    return any(
        token.kind == "line"
        or token.named("cell", "cancer")
        or token.stem in ("cell", "line", "patient", "neighbor", "clone", "tumor", "ones", "sublin")
        for token in sentence[place + 1 : place + 3]
    )


def _describing(token: Token) -> set[Name | str]:
    if token.kind == "sign" or (token.kind == "word" and token.text not in _STATE):
        return set()
    found: set[Name | str] = set(token.named("cell", "cancer"))
    found = {item for item in found if item[1] != "cancer cell"}
    if token.kind == "line" or (
        token.kind == "code" and len(token.text) > _SHORT and any(map(str.isdigit, token.text))
    ):
        found.add(token.stem)
    if state := _STATE.get(token.text):
        found.add(state)
    return found


def _role(sentence: Sequence[Token], start: int, end: int) -> str:
    """Whether a phrase names who gives or who takes; empty where it is not said."""
    before = [token for token in sentence[max(start - 5, 0) : start] if token.text not in ("the", "other", "a")]
    after = sentence[end + 1 : end + 6]
    last = before[-1].text if before else ""
    if after and (after[0].stem in _VESICLES or after[0].text == "derived"):
        return "donor"
    if last in ("from", "by") or (last == "of" and _is_vesicle(before[:-1])):
        return "donor"
    if last in _MAKERS:
        return "donor" if after and after[0].stem in _GIVING else "recipient"
    if last in _REACHING:
        return "recipient"
    return _role_of_subject(after)


def _role_of_subject(after: Sequence[Token]) -> str:
    """The role of what stands before a verb, by the verb."""
    for token in after:
        if token.kind == "sign" or token.text in lex.BREAKS or token.text in lex.PREPOSITIONS:
            return ""
        if token.stem in _TAKING and token.kind == "word":
            return "recipient"
        if (token.stem in _GIVING or token.text in _MAKERS) and token.kind == "word":
            return "" if token.text.endswith("ed") and any(t.text == "by" for t in after) else "donor"
    return ""


def _is_vesicle(before: Sequence[Token]) -> bool:
    """Whether "exosomes", or "exosomal" with a name, stands last."""
    last = before[-1] if before else None
    if last is not None and last.kind in ("name", "code") and len(before) > 1:
        last = before[-2]
    return last is not None and last.stem in _VESICLES
