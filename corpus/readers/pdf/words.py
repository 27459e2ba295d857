"""The words of a PDF page with their places, from PDFium's characters."""

import ctypes
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from corpus.readers.pdf.raised import without_marks

_MOST = 200_000
"""Characters of a page at most; a printed one has some thousands."""
_HYPHENS = {0x02: "-", 0xFFFE: "-", 0xAD: "-"}
"""What PDFium gives for a hyphen at the end of a line."""
_LIGATURES = dict(zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))
_UNREAD = frozenset((0, 0xFFFD))
_TELLING = re.compile(r"[\d*†‡§¶]")
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its box in points, from the lower left corner of the page as it is read."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    bold: bool = False

    @property
    def height(self) -> float:
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class PageWords:
    """What is written on a page, in the order in which it was drawn."""

    words: tuple[Word, ...]
    unread: float
    """Share of the characters whose letters the file does not tell."""


def page_words(page: Any) -> PageWords:
    """The words of a page of pypdfium2. Raises ValueError for a page that holds too much to be a printed one."""
    raw: Any = import_module("pypdfium2.raw")
    text = page.get_textpage()
    try:
        count: int = raw.FPDFText_CountChars(text.raw)
        if count > _MOST:
            raise ValueError(f"{count} characters on one page")
        codes = [raw.FPDFText_GetUnicode(text.raw, i) for i in range(count)]
        turn = _turn(page)
        found = [word for start, end in _spans(codes) if (word := _word(raw, text.raw, codes, start, end, turn))]
    finally:
        text.close()
    told = [code for code in codes if not chr(code).isspace()]
    unread = sum(code in _UNREAD or 0xE000 <= code <= 0xF8FF for code in told)
    return PageWords(tuple(found), unread / len(told) if told else 0.0)


def _spans(codes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where words begin and end: at white space, and behind the hyphen of a line end, where PDFium leaves that out."""
    start = None
    for i, code in enumerate(codes):
        is_cut = code in (0x02, 0xFFFE)
        if not is_cut and (code <= 0x20 or chr(code).isspace()):
            if start is not None:
                yield start, i
            start = None
            continue
        start = i if start is None else start
        if is_cut:
            yield start, i + 1
            start = None
    if start is not None:
        yield start, len(codes)


def _word(raw: Any, text: Any, codes: Sequence[int], start: int, end: int, turn: Callable[[Box], Box]) -> Word | None:
    first, last = turn(_box(raw, text, start)), turn(_box(raw, text, end - 1))
    left, right = min(first[0], last[0]), max(first[2], last[2])
    bottom, top = first[1], first[3]
    if end - start > 2 and right - left < 0.4 * (top - bottom):
        return None  # drawn upright along the edge of the page
    word = _letters(codes[start:end])
    if len(word) == end - start and _TELLING.search(word) and not word.isdigit():
        boxes = [turn(_box(raw, text, i)) for i in range(start, end)]
        tallest = max(boxes, key=lambda box: box[3] - box[1])
        bottom, top = tallest[1], tallest[3]
        word = without_marks(word, boxes)
    return Word(word, left, right, bottom, top, _is_bold(raw, text, start)) if word.strip() else None


def _letters(codes: Sequence[int]) -> str:
    word = "".join(_HYPHENS.get(code) or _LIGATURES.get(code) or chr(code) for code in codes if code)
    if any(0xD800 <= code <= 0xDFFF for code in codes):
        word = word.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return word


def _box(raw: Any, text: Any, i: int) -> Box:
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text, i, ctypes.byref(box))
    bottom, top = box.bottom, box.top
    return (box.left, bottom, box.right, top) if bottom <= top else (box.left, top, box.right, bottom)


def _turn(page: Any) -> Callable[[Box], Box]:
    """Turns a box on the sheet into one on the page as it is read."""
    angle: int = page.get_rotation()
    width, height = page.get_size()

    def turned(box: Box) -> Box:
        left, bottom, right, top = box
        if angle == 90:
            return bottom, height - right, top, height - left
        if angle == 180:
            return width - right, height - top, width - left, height - bottom
        return (width - top, left, width - bottom, right) if angle == 270 else box

    return turned


def _is_bold(raw: Any, text: Any, i: int) -> bool:
    flags = ctypes.c_int()
    name = ctypes.create_string_buffer(128)
    raw.FPDFText_GetFontInfo(text, i, name, 128, ctypes.byref(flags))
    return b"bold" in name.value.lower() or b"black" in name.value.lower()
