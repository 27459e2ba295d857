"""A measured line of the table."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured, its value with unit, and where one is set the bound that it is to reach."""

    what: str
    value: float
    unit: str
    bound: float | None = None
    at_most: bool = True

    @property
    def reached(self) -> bool | None:
        if self.bound is None:
            return None
        return self.value <= self.bound if self.at_most else self.value >= self.bound


def table(rows: list[Row]) -> str:
    """The rows as aligned text."""
    lines: list[str] = []
    for row in rows:
        bound = "" if row.bound is None else f"{'at most' if row.at_most else 'at least'} {row.bound:g}"
        verdict = {None: "", True: "reached", False: "MISSED"}[row.reached]
        lines.append(f"{row.what:<58} {row.value:>10.3f} {row.unit:<12} {bound:<14} {verdict}".rstrip())
    return "\n".join(lines)
