"""MicroRNAs in text, in all the ways that papers write them."""

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.names.mirbase import MiRBase
from corpus.names.mirna import MicroRNA, parse

Found = tuple[int, int, MicroRNA]
"""Start, end and name."""

# anti-miR-21, antagomiR-21 and pre-miR-21 name miR-21.
_HEAD = re.compile(
    r"(?<![A-Za-z0-9])(?:(?:ant)?ago|anti-?|onco|exo-?|pre-?|pri-?)?"
    r"(?P<name>(?:[a-z]{3}-)?(?:(?P<many>mi(?:cro-?)?RNAs|miRs)|mi(?:cro-?)?RNA|miR|(?P<let>let)))"
    r"(?P<gap> ?- ?|[ _])?(?=(?:BART|BHRF1-|K12-|U[LS])?\d)",
    re.IGNORECASE,
)
_CORE = re.compile(
    r"(?!\d+(?:-\d+)?HG)(?P<number>(?:BART|BHRF1-|K12-|U[LS])?\d{1,5})(?P<letter>[a-z]{0,2}?)"
    r"(?:[-~] ?(?P<copy>(?![35]p)\d{1,4}[a-z]?))?(?:(?: ?- ?| )(?P<arm>[35]p)|(?P<star>\*))?(?![a-z0-9])",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"(?P<number>\d{1,5})(?=s(?![A-Za-z0-9]))")  # the miR-200s
_ARM = re.compile(r"(?: ?[/,] ?| (?:and|or|&) )-?(?P<arm>[35]p)(?![A-Za-z0-9])", re.IGNORECASE)
_LETTER = re.compile(r"(?: ?/ ?|,)-?(?P<letter>[a-z])(?:-(?P<arm>[35]p))?(?![A-Za-z0-9])")
_SLASH = re.compile(r" ?/ ?-?(?=\d)(?!\d+ ?(?:%|h\b|hours?\b|days?\b|weeks?\b))")
_WORD = re.compile(r"(?: ?, ?(?:(?:and|or|&) )?| (?:and|or|&) )(?P<hyphen>-)?(?=\d)")
_AFTER_CLUSTER = re.compile(r" clusters?\b", re.IGNORECASE)
_ACCESSION = re.compile(r"(?<![A-Za-z0-9])MI(?:MAT)?\d{7}(?![0-9])")


def find_micrornas(text: str, mirbase: MiRBase) -> Iterator[Found]:
    """The microRNAs of a plain text; those of a list each with its own part of it."""
    for accession in _ACCESSION.finditer(text):
        if name := mirbase.accessions.get(accession.group()):
            yield *accession.span(), parse(name)
    end = 0
    for head in _HEAD.finditer(text):
        if head.start() < end or (head["let"] and not _is_let(text, head)):
            continue
        for found in _Reader(text, head, mirbase).read():
            end = found[1]
            yield found


def _is_let(text: str, head: re.Match[str]) -> bool:
    """Whether this is let-7 and not the English word before a number."""
    joined = "-" in (head["gap"] or "") or not head["gap"]
    return bool((re.compile(r"7(?!\d)") if joined else re.compile(r"7[a-k](?![A-Za-z0-9])")).match(text, head.end()))


class _Reader:
    """Reads one name and what hangs on it: miR-221/222, miR-15a and -16, miR-193a-3p/5p, miR-34b/c."""

    def __init__(self, text: str, head: re.Match[str], mirbase: MiRBase) -> None:
        self._text = text
        self._head = head
        self._stem = "let" if head["let"] else "miR"
        self._mirbase = mirbase

    def read(self) -> Iterator[Found]:
        start, place = self._head.start("name"), self._head.end()
        while found := self._core(start, place):
            yield from found
            last, place = found[-1][2], found[-1][1]
            while also := self._variant(last, place):
                yield also
                last, place = also[2], also[1]
            start = place = self._next(place)
            if not place:
                return

    def _core(self, start: int, place: int) -> list[Found]:
        match = _CORE.match(self._text, place) or _PLURAL.match(self._text, place)
        if not match:
            return []
        parts = match.groupdict()
        number, letter, copy = parts["number"].upper(), (parts.get("letter") or "").lower(), parts.get("copy")
        arm = (parts.get("arm") or parts.get("star") or "").lower()
        name = MicroRNA(self._stem, number, letter, "", arm)
        if letter == "s" and not self._mirbase.has(name.hairpin):  # miR-200s
            name = replace(name, letter="")
        if not copy:
            return [(start, match.end(), self._mirbase.current(name))]
        whole = replace(name, copy=copy.lower())
        if self._is_copy(whole) or "~" in match.group() or _AFTER_CLUSTER.match(self._text, match.end()):
            return [(start, match.end(), self._mirbase.current(whole))]
        first = (start, match.end("letter"), replace(name, arm=""))
        return [first, *self._core(match.start("copy"), match.start("copy"))]

    def _is_copy(self, name: MicroRNA) -> bool:
        if not name.copy.isdigit():
            return False
        return self._mirbase.has(name.hairpin) or (name.number not in self._mirbase.numbers and len(name.copy) == 1)

    def _variant(self, last: MicroRNA, place: int) -> Found | None:
        """Another arm or letter of the name before."""
        if match := _ARM.match(self._text, place):
            return match.start("arm"), match.end(), replace(last, arm=match["arm"].lower())
        if last.letter and (match := _LETTER.match(self._text, place)):
            arm = (match["arm"] or "").lower()
            return match.start("letter"), match.end(), replace(last, letter=match["letter"], copy="", arm=arm)
        return None

    def _next(self, place: int) -> int:
        """Where the number of a further microRNA of the list starts; 0 where the list ends."""
        if match := _SLASH.match(self._text, place):
            return match.end()
        match = _WORD.match(self._text, place)
        return match.end() if match and (match["hyphen"] or self._head["many"]) else 0
