"""What a model writes, as it comes: each sentence is held back until it and its numbers are whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.writers.looping import is_looping
from assistant.writers.prompts import LONGEST, MOST_SENTENCES
from corpus.sentences import sentence_spans

_NUMBER = r"\^?\s*\d{1,3}"
_WORD = r"(?:evidence|source|sentence|ref(?:erence)?|citation|no)\b\.?\s*"
_ITEM = rf"(?:{_WORD})?{_NUMBER}"
_MARK = rf"[\[【]+\s*{_ITEM}(?:\s*(?:[,;&+/]|and|[-–—])\s*{_ITEM})*\s*[\]】]+"
_MARKS = re.compile(rf"{_MARK}(?:[\s,;]*{_MARK})*", re.IGNORECASE)
_RANGE = re.compile(r"(\d{1,3})(?:\s*[-–—]\s*\^?\s*(\d{1,3}))?")
_HALF = re.compile(r"[\[【][^\[\]【】\n]{0,40}\Z")
"""A mark that is not closed yet."""
_NEXT = re.compile(r"[\s.,;:!?)\]】]*(?=[^\s.,;:!?)\]】\[【])")
"""What stands between a sentence and the next one; no match where more of its numbers may follow."""
_LISTED = re.compile(
    r"\A\s*(?:[-*•>#|]+|\(?\d{1,2}[.)](?=\s)|(?:the )?(?:answer|assistant)(?: to the question)?(?: is)?\s*:)\s*",
    re.IGNORECASE,
)
_DECORATION = re.compile(r"\*\*|__|`+|<\|[^|]*\|>|[\x00-\x08\x0b-\x1f\x7f]")
_THOUGHT = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL | re.IGNORECASE)
"""What some models write for themselves before they answer."""
_THINKS = re.compile(r"<think(?:ing)?>.*\Z", re.DOTALL | re.IGNORECASE)
_LONGEST_THOUGHT = 20_000
"""Characters of it at most."""
_TIED = re.compile(r"(?<=[^\W_]{3}[.?!])(?=[A-Z][a-z]+\b)")
"""Between two sentences without a space."""
_WORDS = re.compile(r"\w")
_WIDEST = 50
"""Numbers in a range such as [1-3] at most."""


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence of a model, and the numbers that it ends in; perhaps none, perhaps of nothing that exists."""

    text: str
    numbers: tuple[int, ...]


class Parser:
    """Takes the pieces in which an answer comes, cut anywhere, and gives its sentences once they are whole.

    Whatever the pieces hold, it raises nothing and keeps little: ``done`` becomes true where nothing more is to
    be read, for an answer that has too many sentences, one that never ends, or one that repeats itself.
    """

    def __init__(self) -> None:
        self._held = ""
        self._count = 0
        self._opens = True
        """Whether what is held opens a line."""
        self.done = False

    def feed(self, piece: str) -> Iterator[Written]:
        """The sentences that a piece completes."""
        self._held = _THOUGHT.sub("", self._held + piece)
        if (thinks := _THINKS.search(self._held)) is not None:
            self.done = len(self._held) - thinks.start() > _LONGEST_THOUGHT
            return
        while not self.done:
            line, broken, rest = self._held.partition("\n")
            if not broken:
                cut = self._whole(line)
                if not cut:
                    break
                line, rest = line[:cut], line[cut:]
            self._held = rest
            yield from self._read(line)
            self._opens = bool(broken)
        if len(self._held) > LONGEST or is_looping(self._held):
            self.done = True
            self._held = ""

    def close(self) -> Iterator[Written]:
        """What is left at the end: a last sentence needs no line end, but half a mark is none."""
        line, self._held = _HALF.sub("", _THINKS.sub("", self._held)), ""
        if not self.done:
            yield from self._read(line)
        self.done = True

    @staticmethod
    def _whole(line: str) -> int:
        """Where a line without its end has a sentence behind which another begins; 0 where it has none."""
        for marks in _MARKS.finditer(line):
            after = _NEXT.match(line, marks.end())
            if after and _WORDS.search(_MARKS.sub("", line[: marks.start()])):
                return after.end()
        return 0

    def _read(self, line: str) -> Iterator[Written]:
        """The sentences of a line, each with the numbers that follow it, or those that the line opens with."""
        text = _DECORATION.sub("", line)
        text = _LISTED.sub("", text) if self._opens else text
        start, opening = 0, ()
        pending: str | None = None
        for marks in (*_MARKS.finditer(text), None):
            said = text[start : marks.start() if marks else len(text)]
            found = numbers_in(marks.group()) if marks else ()
            start = marks.end() if marks else start
            if _WORDS.search(said):
                if pending is not None:
                    yield from self._counted(pending, opening)
                pending = said
            if pending is None:
                opening = found
            elif marks:
                yield from self._counted(pending, found)
                pending, opening = None, ()
        if pending is not None:
            yield from self._counted(pending, opening)

    def _counted(self, text: str, numbers: tuple[int, ...]) -> Iterator[Written]:
        """The sentences of a stretch that share its numbers."""
        said = _TIED.sub(" ", " ".join(text.split())).lstrip(" .,;:!?)]】")
        for start, end in sentence_spans(said):
            if not _WORDS.search(said, start, end):
                continue
            if self._count == MOST_SENTENCES:
                self.done = True
                return
            self._count += 1
            yield Written(_closed(said[start:end]), numbers)


def numbers_in(marks: str) -> tuple[int, ...]:
    """The numbers of some marks, ranges written out, each once."""
    found: list[int] = []
    for match in _RANGE.finditer(marks):
        first, last = sorted((int(match[1]), int(match[2] or match[1])))
        found += range(first, min(last, first + _WIDEST) + 1)
    return tuple(dict.fromkeys(found))


def _closed(text: str) -> str:
    """A sentence with its full stop, which models put behind the numbers as well as before them."""
    bare = text.rstrip(" ,;:-–")
    return bare if bare.endswith((".", "!", "?", '."', ".)", "…")) else f"{bare}."
