"""Words that a line end has cut in two, put together again."""

import re
from collections import Counter
from collections.abc import Iterable

_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CUT = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)[-‐]$")
_START = re.compile(r"[a-zà-ÿ]+")
_LONGEST = 60
"""Characters of a word that may be cut at most."""


class Hyphens:
    """Knows the words of a document, which tell "drug-resistant" from "resis-tance"."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._known: Counter[str] = Counter()
        for line in lines:
            found: list[str] = _WORDS.findall(line.lower())
            whole = found[1:-1] if line.rstrip().endswith(("-", "‐")) else found[1:]  # ends may be cut themselves
            self._known.update(whole)

    def joined(self, before: str, after: str) -> str:
        """Two lines as one text."""
        cut, start = _CUT.search(before, max(0, len(before) - _LONGEST)), _START.match(after)
        if cut is None:
            return before + after if before.endswith(("-", "‐", "/")) else f"{before} {after}"
        if start is None:
            return before + after  # miR-21, PD-L1
        first, second = cut[1].lower().rpartition("-")[2], start[0]
        whole, parted = first + second, f"{first}-{second}"
        if self._known[whole] or not (self._known[parted] or (self._known[first] and self._known[second])):
            return before[:-1] + after
        return before + after
