"""How many records each year has on each cancer."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.overview.facts import Fact, is_marked
from assistant.overview.order import by_count


@dataclass(frozen=True, slots=True)
class Count:
    """The records on a cancer whose sources appeared in a year; None where the year was not read."""

    year: int | None
    cancer: str
    records: tuple[str, ...]
    is_marked: bool
    """Whether a source of theirs was retracted, corrected or questioned."""


@dataclass(frozen=True, slots=True)
class Years:
    """The counts, with the years and the cancers in the order of columns and rows."""

    years: tuple[int | None, ...]
    cancers: tuple[str, ...]
    counts: tuple[Count, ...]
    totals: tuple[int, ...]
    """How many records each year has on all cancers; one on two cancers counts once."""

    def within(self, rows: int) -> "Years":
        """The cancers with most records."""
        cancers = self.cancers[:rows]
        return Years(self.years, cancers, tuple(count for count in self.counts if count.cancer in cancers), self.totals)


def years(found: Sequence[Fact]) -> Years:
    """The counts of all years and cancers; every year between the first and the last has a column."""
    counts: dict[tuple[int | None, str], list[Fact]] = {}
    for fact in found:
        for cancer in fact.cancers:
            counts.setdefault((fact.finding.source.year, cancer), []).append(fact)
    known = sorted(year for year, _ in counts if year is not None)
    columns: list[int | None] = list(range(known[0], known[-1] + 1)) if known else []
    if any(year is None for year, _ in counts):
        columns.append(None)
    return Years(
        tuple(columns),
        tuple(by_count(cancer for fact in found for cancer in fact.cancers)),
        tuple(
            Count(*key, tuple(fact.id for fact in on), is_marked(on)) for key, on in sorted(counts.items(), key=_key)
        ),
        tuple(sum(fact.finding.source.year == year for fact in found) for year in columns),
    )


def _key(item: tuple[tuple[int | None, str], list[Fact]]) -> tuple[int, str]:
    (year, cancer), _ = item
    return year or 10_000, cancer
