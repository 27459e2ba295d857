"""Whether the effects that a statement speaks of are those of its evidence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.support.effect import Agent, Effect
from assistant.support.objects import MEASURES, RESISTANCE
from assistant.support.tokens import Name
from corpus.names.names import Names


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found of a statement's effects: reasons against it, reasons to doubt it, and what is the same."""

    opposite: tuple[str, ...]
    missing: tuple[str, ...]
    same: tuple[str, ...]


def judge(stated: Sequence[Sequence[Effect]], held: Sequence[Effect], names: Names) -> Judged:
    """Hold the effects of each sentence of a statement against all effects of the evidence."""
    opposite: list[str] = []
    missing: list[str] = []
    same: list[str] = []
    for effects in stated:
        verified: set[int] = set()
        doubtful: dict[int, str] = {}
        found = [(effect, _compare(effect, held, names)) for effect in effects]
        inverse = len(found) > 1 and all(said == "opposite" and not effect.agents for effect, said in found)
        for effect, said in found:
            match said:
                case "same":
                    verified.add(effect.trigger)
                    same += _told(effect)
                case "opposite":
                    firm = not inverse and (_is_firm(effect) or effect.key in MEASURES)
                    (opposite if firm else missing).append(f"opposite effect on {_worded(effect)}")
                case "exchanged":
                    opposite.append(_exchanged(effect))
                case _:
                    if effect.premise:
                        continue
                    if _is_firm(effect):
                        missing.append(f"no such effect on {_worded(effect)} is in the evidence")
                    doubtful[effect.trigger] = _worded(effect)
        for trigger, worded in doubtful.items():
            if trigger not in verified:
                missing.append(f"no such effect on {worded} is in the evidence")
    return Judged(*(tuple(dict.fromkeys(said)) for said in (opposite, missing, same)))


def _compare(stated: Effect, held: Sequence[Effect], names: Names) -> str:
    """One of same, opposite, exchanged (A and B change places) and unknown."""
    about = [effect for effect in held if _same_object(stated, effect, names)]
    fitting = [e for e in about if _fits_drugs(stated, e, names) and _fits_cancers(stated, e, names)]
    named = [(effect, pair) for effect in fitting for pair in _shared(stated.agents, effect.agents, names)]
    if named:
        return _count(stated, [(_vote(stated, effect, pair), effect) for effect, pair in named])
    if stated.name and stated.agents and _is_exchanged(stated, held, names):
        return "exchanged"
    loose = [effect for effect in fitting if _is_weak(stated) or _is_weak(effect) or not stated.name]
    if stated.agents and any(_is_weak(effect) for effect in loose):
        loose = [effect for effect in loose if _is_weak(effect)]
    return _count(stated, [(_vote(stated, effect, (1, 1)), effect) for effect in loose])


def _is_weak(effect: Effect) -> bool:
    """Whether nothing acts, or only cells or drugs do, which may act by anything."""
    return all(kind in ("cell", "drug") for (kind, _), _ in effect.agents)


def _count(stated: Effect, votes: Sequence[tuple[str, Effect]]) -> str:
    """What the effects of the evidence say; where they differ, those of the sentence most like the statement's."""
    alike = [(vote, effect) for vote, effect in votes if effect.soft == stated.soft]
    clear = [(vote, effect) for vote, effect in alike or votes if vote != "unknown"]
    found = {vote for vote, _ in clear}
    if len(found) > 1:
        nearest = max(_likeness(stated, effect) for _, effect in clear)
        found = {vote for vote, effect in clear if _likeness(stated, effect) == nearest}
    return found.pop() if len(found) == 1 else "unknown"


def _likeness(one: Effect, other: Effect) -> tuple[float, float]:
    return _overlap(one.nearby, other.nearby), _overlap(one.context, other.context)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / (len(one | other) or 1)


def _vote(stated: Effect, held: Effect, turned: tuple[int, int]) -> str:
    one, other = stated.sign * turned[0], held.sign * turned[1]
    if not one:
        return "same" if stated.negated == held.negated else "opposite"
    if not other:
        return "opposite" if held.negated else "unknown"
    if stated.negated == held.negated:
        return "same" if one == other else "unknown" if stated.negated else "opposite"
    return "opposite" if one == other else "unknown"


def _same_object(stated: Effect, held: Effect, names: Names) -> bool:
    if stated.name and held.name:
        return same_name(stated.name, held.name, names)
    return bool(stated.key) and stated.key == held.key


def same_name(asked: Name, held: Name, names: Names) -> bool:
    """Whether a text that speaks of ``held`` speaks of ``asked``."""
    if asked[0] != held[0]:
        return False
    return asked == held or (
        not asked[1].startswith("?") and not held[1].startswith("?") and names.means(*asked, held[1])
    )


def _fits_drugs(stated: Effect, held: Effect, names: Names) -> bool:
    if not stated.drugs or not held.drugs:
        return True
    return any(names.means("drug", asked, other) for asked in stated.drugs for other in held.drugs)


def _fits_cancers(stated: Effect, held: Effect, names: Names) -> bool:
    """Whether both may speak of one cancer; that the names stand in the evidence is seen elsewhere."""
    if not stated.cancers or not held.cancers:
        return True
    return any(
        names.means("cancer", asked, other) or names.means("cancer", other, asked)
        for asked in stated.cancers
        for other in held.cancers
    )


def _shared(stated: Iterable[Agent], held: Sequence[Agent], names: Names) -> Iterable[tuple[int, int]]:
    for name, turned in stated:
        for other, also in held:
            if same_name(name, other, names):
                yield turned, also


def _is_exchanged(stated: Effect, held: Sequence[Effect], names: Names) -> bool:
    """Whether the evidence has the object acting on one of those that act in the statement."""
    return any(
        effect.name
        and any(same_name(stated.name or effect.name, actor, names) for actor, _ in effect.agents)
        and any(same_name(actor, effect.name, names) for actor, _ in stated.agents)
        for effect in held
    )


def _is_firm(effect: Effect) -> bool:
    """Whether the object is one that two sentences call the same."""
    return effect.name is not None or effect.key == RESISTANCE


def _worded(effect: Effect) -> str:
    if effect.name:
        return effect.name[1].removeprefix("?")
    drugs = ", ".join(sorted(effect.drugs))
    return f"{effect.key} to {drugs}" if drugs else effect.key


def _told(effect: Effect) -> list[str]:
    """An effect in plain words, where its object is one that has a name and its direction is known."""
    if effect.negated or not effect.sign or not _is_firm(effect):
        return []
    if effect.key == RESISTANCE and not effect.name:
        return [f"{'promotes' if effect.sign > 0 else 'reverses'} {_worded(effect)}"]
    return [f"{'raises' if effect.sign > 0 else 'lowers'} {_worded(effect)}"]


def _exchanged(effect: Effect) -> str:
    actor = effect.agents[0][0][1].removeprefix("?")
    return f"roles are exchanged: {actor} is said to act on {_worded(effect)}"
