"""The sentences that a tuned model learns to write of a record: its fields, merged, without what says nothing."""

from collections.abc import Iterator, Mapping, Sequence

from corpus.model import Record
from corpus.wording import Part, listed, opened, treatment

Numbers = Mapping[Part, int]
"""The number under which each part of a record stands in the evidence."""
Merged = tuple[str, tuple[Part, ...]]
"""A sentence, and the parts that it rests on."""

_SHORT = 2
"""Words of a drug's name up to which it stands before "resistance"."""
_LEVELS = frozenset("up down high low higher lower raised lowered present enriched".split())


def drugs_of(r: Record) -> str:
    """The drugs of a record as English lists them."""
    return listed([treatment(drug) for drug in r.drugs])


def lead_sentences(r: Record, numbers: Numbers, kind: str) -> Iterator[Merged]:
    """Ways to say what a record found, what is asked for first; the best one before the plainer ones."""
    pathway = f"; the pathway is {listed(r.pathway)}" if "pathway" in numbers else ""
    core = _targets(r) if kind == "targets" and r.targets and _acts(r) else _effect(r)
    if pathway:
        yield opened(r, core + pathway), ("finding", "pathway")
    yield opened(r, core), ("finding",)


def together(several: Sequence[Record]) -> str:
    """In one sentence what some records found that differ in one thing alone."""
    first = several[0]
    cancers = list(dict.fromkeys(r.cancer for r in several))
    drugs = list(dict.fromkeys(treatment(drug) for r in several for drug in r.drugs))
    mirnas = list(dict.fromkeys(r.mirna for r in several))
    targeting = any(r.targets for r in several)
    names = [f"{r.mirna}, with {_as_targets(r)}," if r.targets else r.mirna for r in several] if targeting else mirnas
    said = f"exosomal {', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else f"exosomal {names[0]}"
    said = said.replace(",,", ",")
    if not _acts(first):
        verb = "levels of {} are" if len(mirnas) > 1 else "level of {} is"
        core = f"the {verb.format(said)} associated with the response to {listed(drugs)} in {listed(cancers)}"
        return opened(first, f"{core}, without a functional test")
    verb = "promote" if first.effect == "promotes_resistance" else "reverse"
    return opened(first, f"{said} {verb}{'' if len(mirnas) > 1 else 's'} {_resistance(drugs)} in {listed(cancers)}")


def mergeable(one: Record, other: Record) -> bool:
    """Whether the findings of two records differ in their microRNA, their drugs or their cancer alone."""
    same = one.effect == other.effect and opened(one, " ") == opened(other, " ")
    differ = (one.mirna != other.mirna) + (one.drugs != other.drugs) + (one.cancer != other.cancer)
    if differ != 1 or not same or any(r.ev_cargo != "miRNA" for r in (one, other)):
        return False
    if one.mirna == other.mirna:
        return one.targets == other.targets == ()
    return _acts(one) or one.targets == other.targets == ()


def detail_sentences(r: Record, numbers: Numbers) -> Iterator[list[Merged]]:
    """For every other part of a record that the evidence holds, ways to say it; the note comes as it stands."""
    if "donor" in numbers or "recipient" in numbers:
        yield list(_route(r, numbers))
    if "level" in numbers:
        yield list(_level(r))
    if "model" in numbers:
        yield [(f"The finding of {r.mirna} in {r.cancer} was made in this model: {r.model}.", ("model",))]


def _acts(r: Record) -> bool:
    return r.effect != "biomarker_only"


def _name(r: Record) -> str:
    return f"exosomal {r.mirna}" if r.ev_cargo == "miRNA" else f"the microRNA {r.mirna}"


def _verb(r: Record) -> str:
    return "promotes" if r.effect == "promotes_resistance" else "reverses"


def _resistance(drugs: Sequence[str]) -> str:
    alone = drugs[0] if len(drugs) == 1 else ""
    short = alone and len(alone.split()) <= _SHORT and "(" not in alone and not alone.startswith("several")
    return f"{alone} resistance" if short else f"resistance to {listed(drugs)}"


def _cargo(r: Record) -> str:
    return "" if r.ev_cargo == "miRNA" else f"; the vesicles carry {r.ev_cargo}"


def _effect(r: Record) -> str:
    targets = listed(r.targets) if r.targets else ""
    if not _acts(r):
        core = f"the level of {_name(r)} is associated with the response to {drugs_of(r)} in {r.cancer}"
        told = f"; its {'targets are' if len(r.targets) > 1 else 'target is'} {targets}" if targets else ""
        return f"{core}, without a functional test{told}{_cargo(r)}"
    core = f"{_name(r)} {_verb(r)} {_resistance([treatment(drug) for drug in r.drugs])} in {r.cancer}"
    return f"{core}{f', with {_as_targets(r)}' if targets else ''}{_cargo(r)}"


def _targets(r: Record) -> str:
    resistance = _resistance([treatment(drug) for drug in r.drugs])
    return f"in {r.cancer}, {_name(r)} has {_as_targets(r)} and {_verb(r)} {resistance}{_cargo(r)}"


def _as_targets(r: Record) -> str:
    return f"{listed(r.targets)} as its {'target' if len(r.targets) == 1 else 'targets'}"


def _route(r: Record, numbers: Numbers) -> Iterator[Merged]:
    if "donor" not in numbers:
        yield f"In {r.cancer}, the recipient of {r.mirna} is {r.recipient}.", ("recipient",)
        return
    source = f"In {r.cancer}, the source of the vesicles with {r.mirna} is {r.donor}"
    if "recipient" in numbers:
        yield f"{source}, and the recipient is {r.recipient}.", ("donor", "recipient")
        yield f"{source}; the recipient is {r.recipient}.", ("donor", "recipient")
    else:
        yield f"{source}.", ("donor",)


def _level(r: Record) -> Iterator[Merged]:
    level = r.ev_level_change or ""
    if level.split(" ", 1)[0].strip(";,") in _LEVELS:
        yield f"In {r.cancer}, {r.mirna} is {level} in the vesicles.", ("level", "finding")
