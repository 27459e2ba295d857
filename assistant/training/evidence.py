"""The evidence of the pairs: records and passages in the words in which an answer hands them to a writer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.findings import Finding, Place
from assistant.phrasing import finding_points, part_points
from corpus.model import Passage, Record, Source
from corpus.sentences import sentence_spans
from corpus.wording import Part, word_record, worded


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence of a review's digest or a background note, and the topic that it stands under."""

    topic: str
    text: str


def pieces_of(record: Record, parts: Sequence[Part]) -> dict[Part, str]:
    """The texts of some parts of a record, its finding first, as they are given to a writer."""
    finding = _finding(record)
    pieces: dict[Part, str] = {"finding": finding_points([finding])[0].text}
    for part in parts:
        for point in part_points(finding, (part,)):
            pieces[part] = point.text
    return pieces


def facts_of(sources: Sequence[Source]) -> Iterator[Fact]:
    """The sentences of reviews and notes that stand under a topic."""
    for source in sources:
        for section in source.sections if source.kind in ("review", "note") else ():
            for start, end in sentence_spans(source.text, section.start, section.end):
                if section.heading:
                    yield Fact(section.heading, " ".join(source.text[start:end].split()))


def _finding(record: Record) -> Finding:
    """A record as the store would give it, without a store."""
    text = word_record(record)
    source = Source(id=record.source_id, kind="study", text=text, sections=())
    passage = Passage(0, len(text), text, "", None, record.id, record.confidence, (), 0)
    places: dict[Part, Place] = {}
    for part, sentence in worded(record).items():
        start = text.find(sentence)
        places[part] = Place(passage, start, start + len(sentence), sentence)
    return Finding(record, source, frozenset(), places, {})
