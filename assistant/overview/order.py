"""In which order names are shown: those with most records first."""

import re
from collections import Counter
from collections.abc import Iterable

_NUMBER = re.compile(r"(\d+)")


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts miR-9 before miR-21."""
    parts = _NUMBER.split(name.casefold())
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)


def by_count(names: Iterable[str]) -> list[str]:
    """Each name once, the most frequent first."""
    counts = Counter(names)
    return sorted(counts, key=lambda name: (-counts[name], natural(name)))
