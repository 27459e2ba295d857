"""Raised characters of a printed word: an exponent keeps its digits raised, the mark of a reference is left out.

A mark that stayed would make another name of what it follows: miR-21 with a raised 2 is not miR-212.
"""

import re
from collections.abc import Sequence
from itertools import groupby

from corpus.readers.inline import raised

_TEN = re.compile(r"(?:^|[^\d.,])10$")
_UNITS = frozenset("mm cm m km nm µm μm kg".split())
_SIGNED = re.compile(r"[-+\u2212\u2013]\d{0,2}|\d{1,2}[-+\u2212\u2013]")
_WORDS = frozenset(("st", "nd", "rd", "th", "®", "™"))
Box = tuple[float, float, float, float]


def without_marks(word: str, boxes: Sequence[Box]) -> str:
    """A word with its raised parts as they read; ``boxes`` hold its characters (left, bottom, right, top)."""
    tallest = max(box[3] - box[1] for box in boxes)
    ground = min(box[1] for box in boxes if box[3] - box[1] > 0.9 * tallest)
    high = [_is_raised(box, tallest, ground) for box in boxes]
    if not any(high):
        return word
    read = ""
    for is_raised, part in groupby(zip(high, word, strict=True), key=lambda item: item[0]):
        run = "".join(letter for _, letter in part)
        read += raised_run(read, run) if is_raised else run
    return read


def raised_run(before: str, run: str) -> str:
    """What a raised run reads like behind the text before it; nothing where it only marks a reference or a note."""
    if run in _WORDS:
        return run
    exponent = _TEN.search(before) or before.lower() in _UNITS
    if (run.strip("-\u2212\u2013").isdigit() and exponent) or (before and _SIGNED.fullmatch(run)):
        return raised(run)
    return ""


def _is_raised(box: Box, tallest: float, ground: float) -> bool:
    return box[3] - box[1] < 0.85 * tallest and box[1] - ground > 0.2 * tallest
