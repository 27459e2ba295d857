"""Whether all names and numbers of a statement stand in its evidence, and belong together there."""

import re
from collections.abc import Iterator, Sequence

from assistant.support.tokens import Name, Token
from corpus.model import NameKind
from corpus.names.names import Names

_KINDS: tuple[NameKind, ...] = ("mirna", "drug", "cancer", "gene", "cell")
_WRITTEN: tuple[NameKind, ...] = ("drug", "gene")
"""Kinds of which the same letters mean the same, whatever else they are part of: "PD-1" stands in "anti-PD-1"."""
_SIGNS = re.compile(r"[\W_]+")
_GENERIC = frozenset(("cancer cell", "multidrug"))
"""Names so wide that any evidence on cancer speaks of them."""

Text = Sequence[Token]


def missing_names(statement: Text, evidence: Sequence[Text], names: Names) -> Iterator[str]:
    """A reason for each name of the statement that no evidence mentions."""
    held = {name for text in evidence for token in text for name in token.names}
    codes = {token.stem for text in evidence for token in text if token.kind in ("code", "line")}
    spelled = {token.stem for text in evidence for token in text if token.kind == "name"}
    written = {_SIGNS.sub("", token.text.lower()) for text in evidence for token in text if token.kind == "name"}
    for token in statement:
        asked = token.named(*_KINDS)
        if asked and not (
            any(name in held or name[1] in _GENERIC or _is_held(name, held, names) for name in asked)
            or (asked[0][0] in _WRITTEN and _is_written(_SIGNS.sub("", token.text.lower()), written))
        ):
            yield f"{asked[0][1]} is not in the evidence"
        elif token.kind in ("code", "line") and any(map(str.isdigit, token.stem)) and token.stem not in codes | spelled:
            yield f"{token.text} is not in the evidence"


def _is_written(letters: str, written: set[str]) -> bool:
    return len(letters) >= _LETTERS and any(letters in name for name in written)


_LETTERS = 3
"""Of the shortest name that may be part of another."""


def _is_held(asked: Name, held: set[Name], names: Names) -> bool:
    return any(kind == asked[0] and names.means(kind, asked[1], name) for kind, name in held)


def missing_numbers(statement: Text, evidence: Sequence[Text]) -> Iterator[str]:
    """A reason for each number that the evidence does not give, or gives with another unit."""
    held: dict[str, set[str]] = {}
    for text in evidence:
        for token in text:
            if token.kind == "number":
                held.setdefault(token.text, set()).add(token.unit)
    for place, token in enumerate(statement):
        if token.kind != "number" or (place and statement[place - 1].text == "/"):  # the 6 of CDK4/6
            continue
        units = held.get(token.text)
        if units is None or (token.unit and token.unit not in units and "" not in units):
            yield f"{token.text}{token.unit} is not in the evidence"


def parted_names(statement: Text, evidence: Sequence[Text], names: Names) -> Iterator[str]:
    """A reason for each drug or cancer that the evidence never names together with the statement's microRNA.

    Counts where the evidence speaks of several microRNAs. A text without one goes with the text before it.
    """
    found = {name for text in evidence for token in text for name in token.named("mirna")}
    asked = list(dict.fromkeys(name for token in statement for name in token.named("mirna")))
    if len(found) < 2 or not asked:
        return
    units = list(_units(evidence))
    others = list(dict.fromkeys(name for token in statement for name in token.named("drug", "cancer")))
    for mirna in asked:
        beside = [unit for unit in units if _is_held(mirna, unit, names)]
        for other in others:
            if beside and not any(_is_held(other, unit, names) for unit in beside):
                yield f"{other[1]} is not named with {mirna[1]} in the evidence"


def _units(evidence: Sequence[Text]) -> Iterator[set[Name]]:
    unit: set[Name] = set()
    for text in evidence:
        held = {name for token in text for name in token.names}
        if any(kind == "mirna" for kind, _ in held) and unit:
            before = {name for name in unit if name[0] == "mirna"}
            now = {name for name in held if name[0] == "mirna"}
            if before != now:
                yield unit
                unit = set()
        unit |= held
    if unit:
        yield unit
