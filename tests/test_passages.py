"""Passages: whole sentences, within the encoder's limit, exact places."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.assistant import Assistant
from corpus.model import Passage, Section, Source
from corpus.passages import make_passages
from corpus.sentences import sentence_spans
from corpus.settings import CorpusSettings
from corpus.shipped import read_shipped
from tests.test_sentences import ODD

LIMIT = 40


def count_words(texts: list[str]) -> list[int]:
    """A stand-in for word pieces that is exact for any text: runs of letters, and single signs."""
    return [len(re.findall(r"\w|[^\w\s]", text)) for text in texts]


def source_of(text: str, title: str | None = None, cuts: tuple[int, ...] = ()) -> Source:
    edges = [0, *sorted({min(cut, len(text)) for cut in cuts}), len(text)]
    sections = tuple(Section(f"S{i}", a, b) for i, (a, b) in enumerate(pairwise(edges)))
    return Source("x", "file", text, sections, title=title)


@settings(max_examples=200)
@given(ODD, st.none() | ODD, st.tuples(st.integers(0, 400), st.integers(0, 400)))
def test_passages_are_exact_and_fit(text: str, title: str | None, cuts: tuple[int, int]):
    source = source_of(text, title, cuts)
    passages = make_passages(source, count_words, LIMIT)
    for passage in passages:
        assert passage.text == text[passage.start : passage.end]
        assert passage.pieces <= LIMIT
        assert passage.pieces == 2 + sum(count_words([passage.embedded_text])) or passage.heading
        section = next(s for s in source.sections if s.heading == passage.section)
        assert section.start <= passage.start
        assert passage.end <= section.end
        assert passage.sentences[0][0] == passage.start
        assert passage.sentences[-1][1] == passage.end
    covered = {i for p in passages for start, end in p.sentences for i in range(start, end)}
    assert all(i in covered or text[i].isspace() for i in range(len(text)))


def test_neighbours_share_one_sentence():
    text = " ".join(f"Sentence number {i} is here." for i in range(12))
    passages = make_passages(source_of(text), lambda texts: [5 for _ in texts], 20)
    assert len(passages) > 2
    for one, other in pairwise(passages):
        assert one.sentences[-1] == other.sentences[0]


def test_no_passage_spans_two_sections():
    text = "First part. Still first.\n\nSecond part."
    passages = make_passages(source_of(text, cuts=(26,)), count_words, 100)
    assert [p.section for p in passages] == ["S0", "S1"]


def test_a_long_heading_leaves_room_for_the_text():
    passages = make_passages(source_of("A short sentence.", "word " * 200), count_words, LIMIT)
    assert passages[0].text == "A short sentence."
    assert passages[0].heading.startswith("word")


def test_a_heading_of_very_many_words_takes_no_time():
    counted: list[str] = []

    def count(texts: list[str]) -> list[int]:
        counted.extend(texts)
        return count_words(texts)

    passages = make_passages(source_of("A short sentence.", "word " * 60_000), count, LIMIT)
    assert passages[0].heading.startswith("word")
    assert sum(map(len, counted)) < 4 * 5 * 60_000


@pytest.fixture(scope="module")
def cut(assistant: Assistant) -> list[tuple[Source, Passage]]:
    folder = CorpusSettings.model_fields["corpus"].default
    sources, _ = read_shipped(Path(folder), 10_000_000)
    encoder = assistant.searcher.encoder
    return [(s, p) for s in sources for p in make_passages(s, encoder.measure, encoder.limit)]


def test_shipped_passages_fit_the_encoder(cut: list[tuple[Source, Passage]], assistant: Assistant):
    encoder = assistant.searcher.encoder
    sizes = [size + 2 for size in encoder.measure([p.embedded_text for _, p in cut])]
    assert max(sizes) <= encoder.limit == 256
    assert sizes == [p.pieces for _, p in cut]


def test_shipped_passages_are_whole_sentences(cut: list[tuple[Source, Passage]]):
    for source, passage in cut:
        section = next(s for s in source.sections if s.start <= passage.start and passage.end <= s.end)
        assert set(passage.sentences) <= set(sentence_spans(source.text, section.start, section.end))


def test_each_record_and_fact_is_one_passage(cut: list[tuple[Source, Passage]]):
    records = [p.record for _, p in cut if p.record]
    twice = {record for record in records if records.count(record) > 1}
    # The fields of these four do not fit 256 word pieces; they are two passages each.
    assert twice == {"R0072", "R0209", "R0308", "R0316"}
    notes = [s.id for s, _ in cut if s.kind == "note"]
    assert len(notes) == len(set(notes)) == 137
