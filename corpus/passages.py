"""Passages of a source: whole sentences, as many as the encoder reads, never across sections."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from corpus.model import Passage, Section, Source, Span
from corpus.sentences import sentence_spans

VERSION = 1
"""Raised whenever the same source would give other passages, so that an index made before is refused."""

SPECIAL = 2
"""Word pieces that the encoder adds around a text."""

Measure = Callable[[Sequence[str]], list[int]]
"""Counts the word pieces of each text, special tokens left out."""


def make_passages(source: Source, measure: Measure, limit: int) -> list[Passage]:
    """Cut a source into passages of at most ``limit`` word pieces, heading and special tokens included.

    Neighbouring passages of a section share one sentence. A sentence that is longer than a passage is
    cut at white space.
    """
    return [p for section in source.sections for p in _section(source, section, measure, limit)]


def _section(source: Source, section: Section, measure: Measure, limit: int) -> Iterator[Passage]:
    spans = sentence_spans(source.text, section.start, section.end)
    if not spans:
        return
    sizes = measure([source.text[a:b] for a, b in spans])
    spare = limit - SPECIAL - sum(sizes)
    heading, taken = _heading(source, section, measure, spare if 0 <= spare < limit // 4 else limit // 4)
    room = limit - SPECIAL - taken
    sentences = [
        part
        for span, size in zip(spans, sizes, strict=True)
        for part in ([(span, size)] if size <= room else _pieces(source.text, span, measure, room))
    ]
    for group in _groups([size for _, size in sentences], room):
        chosen = [sentences[i][0] for i in group]
        start, end = chosen[0][0], chosen[-1][1]
        yield Passage(
            start=start,
            end=end,
            text=source.text[start:end],
            heading=heading,
            section=section.heading,
            record=section.record,
            basis=section.basis,
            sentences=tuple(chosen),
            pieces=SPECIAL + taken + sum(sentences[i][1] for i in group),
        )


def _heading(source: Source, section: Section, measure: Measure, limit: int) -> tuple[str, int]:
    """Title and section path with its size, shortened word by word to leave room for the text.

    A section that fits whole beside a shorter heading is kept whole.
    """
    words = " › ".join(part for part in (source.title, section.heading) if part).split()
    sizes = measure(words) if words else []
    taken = sum(sizes)
    while taken > limit:
        words.pop()
        taken -= sizes.pop()
    return " ".join(words), taken


def _groups(sizes: Sequence[int], room: int) -> Iterator[range]:
    """Fill passages greedily; start the next one at the last sentence again where it fits."""
    start = 0
    while start < len(sizes):
        stop, used = start, 0
        while stop < len(sizes) and (stop == start or used + sizes[stop] <= room):
            used += sizes[stop]
            stop += 1
        yield range(start, stop)
        if stop == len(sizes):
            return
        repeat = stop - start > 1 and sizes[stop - 1] + sizes[stop] <= room
        start = stop - 1 if repeat else stop


def _pieces(text: str, span: Span, measure: Measure, room: int) -> list[tuple[Span, int]]:
    """Parts of an overlong sentence that each fit, cut between words, or inside a word too long alone."""
    words = [w for word in _words(text, span) for w in _chop(word, room)]
    sizes = measure([text[a:b] for a, b in words])
    parts: list[tuple[Span, int]] = []
    for word, size in zip(words, sizes, strict=True):
        if parts and parts[-1][1] + size <= room:
            parts[-1] = ((parts[-1][0][0], word[1]), parts[-1][1] + size)
        else:
            parts.append((word, size))
    return parts


def _words(text: str, span: Span) -> list[Span]:
    start, end = span
    edges = [start]
    edges += [i for i in range(start + 1, end) if text[i - 1].isspace() and not text[i].isspace()]
    edges.append(end)
    words: list[Span] = []
    for a, b in pairwise(edges):
        stop = b
        while stop > a and text[stop - 1].isspace():
            stop -= 1
        words.append((a, stop))
    return words


def _chop(word: Span, room: int) -> list[Span]:
    start, end = word
    return [(i, min(i + room, end)) for i in range(start, end, room)] if end - start > room else [word]
