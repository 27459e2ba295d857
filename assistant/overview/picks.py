"""A cell or node of a picture: which records it stands for, and what one would ask about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.overview.facts import CELL_LINE, FLUID, Fact, tendency


@dataclass(frozen=True, slots=True)
class Pick:
    """What the records of a cell or node have in common; what is None is left open."""

    mirna: str | None = None
    drug: str | None = None
    target: str | None = None
    donor: str | None = None
    cancer: str | None = None
    year: str | None = None
    """A year in figures, or ``none`` where it was not read."""
    record: str | None = None

    def names(self) -> list[str]:
        """What it is called by, such as miR-21 and cisplatin."""
        year = "year not read" if self.year == "none" else self.year
        return [
            name for name in (self.record, self.mirna, self.target, self.donor, self.drug, self.cancer, year) if name
        ]


def picked(found: Sequence[Fact], pick: Pick) -> list[Fact]:
    """The records that a pick stands for; none where it names nothing."""
    if not pick.names():
        return []
    return [fact for fact in found if _fits(fact, pick)]


def _fits(fact: Fact, pick: Pick) -> bool:
    year = fact.finding.source.year
    return (
        pick.record in (None, fact.id)
        and pick.mirna in (None, fact.mirna)
        and (pick.drug is None or pick.drug in fact.drugs)
        and (pick.target is None or pick.target in fact.targets)
        and (pick.donor is None or pick.donor in fact.donors)
        and (pick.cancer is None or pick.cancer in fact.cancers)
        and pick.year in (None, "none" if year is None else str(year))
    )


def question(pick: Pick, found: Sequence[Fact]) -> str:
    """A question that the records of a pick answer. ``found`` are those, at least one."""
    leads = {"promotes": "promote", "both": "promote", "restores": "reverse", "marks": ""}[tendency(found)]
    if pick.record:
        fact = found[0]
        return _of_mirna(fact.mirna, fact.drugs[0], f" in {fact.cancers[0]}", is_tested=fact.is_tested)
    if pick.mirna and pick.drug:
        return _of_mirna(pick.mirna, pick.drug, "", is_tested=bool(leads))
    if pick.mirna:
        return f"What does exosomal {pick.mirna} do in drug resistance?"
    if pick.target:
        return f"Which exosomal microRNAs target {pick.target}?"
    if pick.donor:
        return _of_donor(pick.donor, leads)
    drug = f"{pick.drug} resistance" if pick.drug else "drug resistance"
    place = f" in {pick.cancer}" if pick.cancer else ""
    if leads:
        return f"Which exosomal microRNAs {leads} {drug}{place}?"
    return f"Which exosomal microRNAs mark the response to {pick.drug or found[0].drugs[0]}{place}?"


def _of_mirna(mirna: str, drug: str, place: str, *, is_tested: bool) -> str:
    if is_tested:
        return f"What does exosomal {mirna} do to {drug} resistance{place}?"
    return f"Does the level of exosomal {mirna} mark the response to {drug}{place}?"


def _of_donor(donor: str, leads: str) -> str:
    if donor == FLUID:
        return "Which microRNAs in blood exosomes of patients mark the response to treatment?"
    cells = "cancer cell" if donor == CELL_LINE else donor
    return f"Which microRNAs in exosomes from {cells}s {leads or 'promote'} drug resistance?"
