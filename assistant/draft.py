"""An answer before its citations are numbered: points, each with the quotes that carry it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.evidence import Evidence
from assistant.findings import Finding, Place
from assistant.model import Citation, Row, Statement
from assistant.strength import studied_in
from corpus.model import Passage, Source


@dataclass(frozen=True, slots=True)
class Quote:
    """An exact quote: ``source.text[start:end] == text``. ``source`` comes without its text."""

    source: Source
    passage: Passage
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Point:
    """A sentence to be shown, with at least one quote, and what it stands under."""

    text: str
    quotes: tuple[Quote, ...]
    group: str | None = None
    why: str = ""
    """By what the support check passed it; empty before that."""
    checked: bool = False
    """Whether it is a model's sentence that passed."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be answered; without points and message there is no answer."""

    points: tuple[Point, ...] = ()
    message: str | None = None
    findings: tuple[Finding, ...] = ()
    """The rows of its table."""
    refused: bool = False


def quote_of(finding: Finding, place: Place) -> Quote:
    """A sentence of a worded record."""
    return Quote(finding.source, place.passage, place.start, place.end, place.text)


def quote_of_evidence(item: Evidence) -> Quote:
    """A sentence of a passage that was found."""
    return Quote(item.hit.source, item.hit.passage, item.start, item.end, item.text)


def verbatim(group: Sequence[Evidence], under: str | None = None) -> Point:
    """The words of the first of some sentences, with all that say the same."""
    quotes = tuple(map(quote_of_evidence, group))
    return Point(" ".join(quotes[0].text.split()), quotes, under)


def refused(message: str) -> Draft:
    """A refusal."""
    return Draft(message=message, refused=True)


class Numbers:
    """Numbers the quotes of an answer in the order of their first use; the same quote has one number."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, int, int], int] = {}
        self.citations: list[Citation] = []

    def statements(self, points: Iterable[Point]) -> Iterator[Statement]:
        """The points as statements."""
        for point in points:
            numbers = tuple(dict.fromkeys(self.number(quote) for quote in point.quotes))
            yield Statement(point.text, numbers, point.group, _caveat(point), point.why, point.checked)

    def rows(self, findings: Iterable[Finding]) -> Iterator[Row]:
        """A row for each record that stands in the text."""
        for finding in findings:
            if place := finding.places.get("finding"):
                yield Row(finding.record, finding.source, self.number(quote_of(finding, place)))

    def cited(self, quote: Quote) -> Citation:
        """The citation of a quote."""
        return self.citations[self.number(quote) - 1]

    def number(self, quote: Quote) -> int:
        """The number of a quote."""
        key = (quote.source.id, quote.start, quote.end)
        if key not in self._numbers:
            self._numbers[key] = len(self.citations) + 1
            self.citations.append(citation_of(self._numbers[key], quote))
        return self._numbers[key]


def _caveat(point: Point) -> str | None:
    """What must be said with a statement that rests on nothing sounder."""
    statuses = {quote.source.status for quote in point.quotes}
    if statuses == {"retracted"}:
        several = len({quote.source.id for quote in point.quotes}) > 1
        return "reported in papers since retracted" if several else "reported in a paper since retracted"
    return None


def citation_of(number: int, quote: Quote) -> Citation:
    """A quote under a number."""
    passage = quote.passage
    return Citation(
        number=number,
        quote=quote.text,
        start=quote.start,
        end=quote.end,
        section=passage.section,
        record=passage.record,
        basis=passage.basis,
        studied_in=studied_in(passage.text),
        source=quote.source,
    )
