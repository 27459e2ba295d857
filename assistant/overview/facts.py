"""A record by the names that it is counted under."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from assistant.findings import Finding
from corpus.model import NameKind, Record
from corpus.names.names import Names
from corpus.wording import MECHANISMS, treatment

Tendency = Literal["promotes", "restores", "both", "marks"]
"""What several records say together: of resistance; ``marks`` where none of them tested an effect."""

CELL_LINE = "cell line"
"""Donor cells that only the name of their line tells: A549/DDP."""
FLUID = "patient blood"
"""Where vesicles come from that were taken from a body fluid."""
_FLUID = re.compile(r"\b(?:plasma|serum|sera|blood|patients?|cerebrospinal|urine|saliva)\b", re.IGNORECASE)
_CELLS = re.compile(r"\b(?:cells?|clones?|spheres?|lines?)\b", re.IGNORECASE)
_REMARK = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Fact:
    """One record; each name is the canonical one of the vocabulary, or the record's own where that has none."""

    finding: Finding
    mirna: str
    drugs: tuple[str, ...]
    cancers: tuple[str, ...]
    targets: tuple[str, ...]
    donors: tuple[str, ...]
    mechanisms: tuple[str, ...]

    @property
    def id(self) -> str:
        return self.finding.record.id

    @property
    def is_tested(self) -> bool:
        """Whether an effect was tested, and not only a level measured."""
        return self.finding.record.effect != "biomarker_only"


def facts(findings: Iterable[Finding], names: Names) -> tuple[Fact, ...]:
    """The records as facts, in the order of their ids."""
    return tuple(_fact(finding, names) for finding in sorted(findings, key=lambda finding: finding.record.id))


def tendency(found: Iterable[Fact]) -> Tendency:
    """What some records say together."""
    effects = {fact.finding.record.effect for fact in found}
    if {"promotes_resistance", "reverses_resistance"} <= effects:
        return "both"
    if "promotes_resistance" in effects:
        return "promotes"
    return "restores" if "reverses_resistance" in effects else "marks"


def is_marked(found: Iterable[Fact]) -> bool:
    """Whether one of their sources was retracted, corrected or questioned."""
    return any(fact.finding.source.status is not None for fact in found)


def _fact(finding: Finding, names: Names) -> Fact:
    record = finding.record
    return Fact(
        finding,
        mirna=_first("mirna", record.mirna, names),
        drugs=_all(_first("drug", drug, names) for drug in record.drugs),
        cancers=_all(names.named("cancer", record.cancer) or [_short(record.cancer)]),
        targets=_all(map(_short, record.targets)),
        donors=_donors(record, names),
        mechanisms=_all(MECHANISMS[label] for label in record.mechanism),
    )


def _donors(record: Record, names: Names) -> tuple[str, ...]:
    """The kinds of cells, and the fluids, that vesicles come from; nothing where no source is named."""
    donor = record.donor or ""
    cells = names.named("cell", donor)
    if not cells and _CELLS.search(donor):
        cells = ["cancer cell" if names.named("cancer", donor) else CELL_LINE]
    return _all([*cells, *([FLUID] if _FLUID.search(donor) else [])])


def _first(kind: NameKind, text: str, names: Names) -> str:
    name = next(iter(names.named(kind, text)), None) or _short(text)
    return treatment(name) if kind == "drug" else name


def _short(text: str) -> str:
    """A field without its remarks in brackets: AIFM2 of FSP1 (AIFM2) is another name of the same."""
    return _REMARK.sub("", text).strip() or text


def _all(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))
