"""Text put together piece by piece, with its sections."""

from corpus.errors import ExociteError
from corpus.model import Section
from corpus.storable import storable

SEPARATOR = "\n\n"
_LONGEST_PATH = 400
_LONGEST_TITLE = 200


class Pieces:
    """A text that grows, and the sections that lie in it; ``limit`` bounds its characters."""

    def __init__(self, basis: str | None, limit: int) -> None:
        self.sections: list[Section] = []
        self._basis = basis
        self._limit = limit
        self._parts: list[str] = []
        self._length = 0
        self._open = False

    @property
    def text(self) -> str:
        return SEPARATOR.join(self._parts)

    def aside(self, text: str) -> int:
        """Text outside all sections: kept and shown, but never a passage. Returns where it begins."""
        span = self._put(text)
        return span[0] if span else self._length

    def paragraph(self, path: tuple[str, ...], text: str) -> int:
        """Text of the section at a path of headings: the one before goes on where it has the same path.

        Returns where it begins.
        """
        heading = _joined(path)
        goes_on = self._open and self.sections[-1].heading == heading
        span = self._put(text)
        if span:
            start = self.sections.pop().start if goes_on else span[0]
            self.sections.append(Section(heading, start, span[1], basis=self._basis))
            self._open = True
        return span[0] if span else self._length

    def unit(self, path: tuple[str, ...], text: str) -> int:
        """Text that is a section of its own. Returns where it begins."""
        span = self._put(text)
        if span:
            self.sections.append(Section(_joined(path), *span, basis=self._basis))
        return span[0] if span else self._length

    def _put(self, text: str) -> tuple[int, int] | None:
        self._open = False
        text = storable(text).strip()
        if not text:
            return None
        start = self._length + (len(SEPARATOR) if self._parts else 0)
        self._length = start + len(text)
        if self._length > self._limit:
            raise ExociteError(f"its text has over {self._limit:,} characters; split it.")
        self._parts.append(text)
        return start, self._length


def _joined(path: tuple[str, ...]) -> str | None:
    words = ""
    for part in filter(None, path):
        words += f"{' › ' if words else ''}{part[:_LONGEST_TITLE]}"
        if len(words) >= _LONGEST_PATH:
            break
    return storable(words[:_LONGEST_PATH]) or None
