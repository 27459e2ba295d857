"""The findings of a sentence: its clauses, and in each one the names that share a verb."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from assistant.claims.clauses import clauses_of
from assistant.claims.stated import ReadNames
from assistant.direction import wanted_effect
from corpus.model import Mention, NameKind, Span
from corpus.names.names import Names
from corpus.wording import listed

MOST = 36
"""Findings of one sentence that are told apart at most."""
_SHARING: tuple[NameKind, ...] = ("mirna", "drug", "cancer", "gene", "cell")
_BETWEEN = re.compile(
    r"\s*(?:,\s*(?:and|or|as well as|but also)?|(?:and|or|as well as|but also|plus)|&)"
    r"\s+(?:also |to |in |for |of |exosomal |the )*"
    r"|/(?=\d|miR)",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"[,;]?\s+(?:whereas|while|whilst|but|although|though|yet|in contrast(?: to)?|conversely)\b[,\s]*|;\s*",
    re.IGNORECASE,
)
_RESPECTIVELY = re.compile(r",?\s*\brespectively\b,?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Group:
    """Names of one kind in a row: "miR-21 and miR-155"."""

    kind: NameKind
    start: int
    end: int
    names: tuple[str, ...]


def parts_of(sentence: str, names_of: ReadNames, names: Names) -> list[str]:
    """Each finding that a sentence states, in words of its own, in order; the sentence itself where it is one."""
    clauses = [
        clause
        for text in _contrasts(sentence, names_of)
        for clause in _in_step(text, names_of) or _apart(text, names_of, names)
    ]
    return [text for clause in clauses for text in _narrowed(clause, names_of)][:MOST]


def _contrasts(sentence: str, names_of: ReadNames) -> list[str]:
    """The sentence parted where one microRNA does one thing to one drug or cancer and another to another."""
    for match in _AGAINST.finditer(sentence):
        before, after = sentence[: match.start()].strip(), _IT.sub("resistance", sentence[match.end() :].strip())
        if wanted_effect(before) is None or wanted_effect(after) is None:
            continue
        first, second = _by_kind(before, names_of), _by_kind(after, names_of)
        if "mirna" in first and "mirna" not in second and {"drug", "cancer"} & second.keys():
            shared = f" in {listed(second['cancer'])}" if "cancer" in second and "cancer" not in first else ""
            given = f" in {listed(first['cancer'])}" if "cancer" in first and "cancer" not in second else ""
            return [f"{before}{shared}.", f"{listed(first['mirna'])} {after.rstrip(' .')}{given}."]
    return [sentence]


_IT = re.compile(r"(?<=s |d )it\b(?! is\b| was\b)")
"""What a second clause calls resistance."""


def _by_kind(text: str, names_of: ReadNames) -> Mapping[NameKind, list[str]]:
    return {kind: [name.name for name in names] for kind, names in names_of(text).kinds.items()}


def _in_step(sentence: str, names_of: ReadNames) -> list[str]:
    """The sentence once for each place in its rows of names, where it says "respectively"; empty where it does not."""
    if not _RESPECTIVELY.search(sentence):
        return []
    text = _RESPECTIVELY.sub("", sentence)
    rows: dict[str, list[Span]] = {}
    for mention in names_of(text).mentions:
        if mention.kind in _SHARING:
            rows.setdefault(mention.kind, []).append((mention.start, mention.end))
    codes = [match.span() for match in _RNA.finditer(text)]
    size = max((len(row) for row in rows.values()), default=0)
    lists = [row for row in (*rows.values(), codes) if len(row) == size]
    if size < 2 or len(lists) < 2:
        return []
    return [
        _without(text, [span for row in lists for at, span in enumerate(row) if at != place]) for place in range(size)
    ]


_RNA = re.compile(r"\b(?:circ|lnc|LINC)[\w-]*\w")


def _without(text: str, spans: Sequence[Span]) -> str:
    """The text without some stretches, and without the "and" that one leaves hanging."""
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + text[end:]
    return _HANGING.sub(" ", text)


_HANGING = re.compile(r"\s+(?:and|or)\b(?=\s*(?:[,.]|\s(?:by|to|in|and|or)\b|\Z))|\A\s*(?:and|or)\s+|\s+(?=\s)")


def _apart(sentence: str, names_of: ReadNames, names: Names) -> list[str]:
    """The clauses on microRNAs that do not stand in one row."""
    mentions = names_of(sentence).mentions
    rows = {(group.start, group.end) for group in _groups(sentence, mentions) if group.kind == "mirna"}
    heads = [m for m in mentions if not any(start < m.start < end for start, end in rows)]
    return clauses_of(sentence, heads, names)


# -- names that share a verb ---------------------------------------------------------------------------------


def _narrowed(clause: str, names_of: ReadNames) -> list[str]:
    """The clause once for each choice of one name from every row of names."""
    groups = list(_groups(clause, names_of(clause).mentions))
    if not groups:
        return [clause]
    return [_with(clause, groups, names) for names in _choices(groups)]


def _choices(groups: Sequence[_Group]) -> Iterator[tuple[str, ...]]:
    for number, names in enumerate(product(*(group.names for group in groups))):
        if number == MOST:
            return
        yield names


def _groups(text: str, mentions: Sequence[Mention]) -> Iterator[_Group]:
    for kind in _SHARING:
        row: list[Mention] = []
        for mention in [m for m in mentions if m.kind == kind] + [None]:
            if mention and row and mention.start < row[-1].end:
                continue
            if mention and row and _BETWEEN.fullmatch(text, row[-1].end, mention.start):
                row.append(mention)
                continue
            names = tuple(dict.fromkeys(m.name for m in row))
            if len(names) > 1:
                yield _Group(kind, row[0].start, row[-1].end, names)
            row = [mention] if mention else []


def _with(clause: str, groups: Sequence[_Group], names: Sequence[str]) -> str:
    """The clause with one name in the place of each row."""
    for group, name in sorted(zip(groups, names, strict=True), key=lambda pair: -pair[0].start):
        clause = clause[: group.start] + name + clause[group.end :]
    return clause
