"""Papers made for the tests, worded here: PDF files drawn line by line."""

from io import BytesIO
from random import Random

from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595, 842
BODY, LEADING = 10, 12
FONT, BOLD = "Times-Roman", "Times-Bold"
TITLE = "Vesicles of tired cells carry miR-21-5p to rested ones"
DOI = "10.5555/vesicles.2031.7"


class Sheet:
    """A page of two columns (or one), drawn from the top down."""

    def __init__(self, canvas: Canvas, columns: int = 2, top: float = HEIGHT - 90) -> None:
        self.canvas = canvas
        self.columns = columns
        self.gap = 18
        self.width = (WIDTH - 100 - self.gap * (columns - 1)) / columns
        self.top = top
        self.column = 0
        self.y = top

    @property
    def x(self) -> float:
        return 50 + self.column * (self.width + self.gap)

    def room(self, lines: int = 1) -> bool:
        return self.y - lines * LEADING > 70

    def line(self, text: str, font: str = FONT, size: float = BODY, indent: float = 0) -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(self.x + indent, self.y, text)
        self.y -= LEADING * size / BODY


def hyphenated(text: str, width: float, indent: float = 0) -> list[str]:
    """Lines of a column; every third one ends in the middle of a word where one is long enough."""
    lines: list[str] = []
    rest = text
    while rest:
        room = width - (indent if not lines else 0)
        line = simpleSplit(rest, FONT, BODY, room)[0]
        after = rest[len(line) :].lstrip()
        word = after.split(" ")[0]
        if len(lines) % 3 == 2 and len(word) > 9 and word.isalpha():
            cut = len(word) // 2
            if len(simpleSplit(f"{line} {word[:cut]}-", FONT, BODY, room)) == 1:
                line, after = f"{line} {word[:cut]}-", after[cut:]
        lines.append(line)
        rest = after
    return lines


def paper(
    sections: list[tuple[str, list[str]]],
    references: list[str],
    *,
    columns: int = 2,
    heads: bool = True,
    blank: int = 0,
) -> bytes:
    """A paper with a title over all columns, running heads, page numbers, and a reference list.

    ``blank`` adds that many pages with a drawing and no text behind the second page.
    """
    press = _Press(columns, heads, blank)
    press.title()
    for heading, texts in sections:
        press.heading(heading)
        for text in texts:
            for i, line in enumerate(hyphenated(text, press.sheet.width, 12)):
                press.put(line, indent=0 if i else 12)
    if references:
        press.heading("References")
        for i, reference in enumerate(references, start=1):
            for line in simpleSplit(f"{i}. {reference}", FONT, BODY, press.sheet.width):
                press.put(line)
    return press.done()


class _Press:
    def __init__(self, columns: int, heads: bool, blank: int) -> None:
        self._made = BytesIO()
        self.canvas = Canvas(self._made, pagesize=(WIDTH, HEIGHT), invariant=1)
        self._columns, self._heads, self._blank = columns, heads, blank
        self._number = 0
        self.sheet = self._begin(HEIGHT - 190)

    def _begin(self, top: float) -> Sheet:
        self._number += 1
        if self._heads:
            self.canvas.setFont(FONT, 8)
            self.canvas.drawString(50, HEIGHT - 40, "Journal of Invented Vesicles 12 (2031) 100-109")
            self.canvas.drawCentredString(WIDTH / 2, 30, str(99 + self._number))
        return Sheet(self.canvas, self._columns, top)

    def _end(self) -> None:
        self.canvas.showPage()
        if self._number == 2:
            for _ in range(self._blank):
                self._number += 1
                self.canvas.rect(100, 100, 300, 500, fill=1)
                self.canvas.showPage()

    def title(self) -> None:
        for font, size, y, text in (
            (BOLD, 17, 90, TITLE),
            (FONT, 11, 115, "A. Nobody, B. Noone and C. Nemo"),
            (FONT, 8, 130, f"https://doi.org/{DOI}"),
        ):
            self.canvas.setFont(font, size)
            self.canvas.drawCentredString(WIDTH / 2, HEIGHT - y, text)

    def heading(self, text: str) -> None:
        self.sheet.y -= 6
        self.put(text, BOLD, 12)

    def put(self, text: str, font: str = FONT, size: float = BODY, indent: float = 0) -> None:
        if not self.sheet.room():
            if self.sheet.column + 1 < self._columns:
                self.sheet.column += 1
                self.sheet.y = self.sheet.top
            else:
                self._end()
                self.sheet = self._begin(HEIGHT - 70)
        self.sheet.line(text, font, size, indent)

    def done(self) -> bytes:
        self.canvas.showPage()
        self.canvas.save()
        return self._made.getvalue()


_NOUNS = "vesicle donor recipient tumour fibroblast cargo receptor membrane culture medium resistance pathway".split()
_VERBS = "carries transfers silences activates suppresses delivers restores increases measures contains".split()
_LONG = (
    "heterogeneous extracellular chemotherapeutic intercellular transcriptional downregulated characteristic".split()
)


def prose(sentences: int, seed: int = 0) -> str:
    """Sentences of invented findings, each with a number of its own."""
    draw = Random(seed)
    return " ".join(
        f"In sample {seed}{i:03} the {draw.choice(_LONG)} {draw.choice(_NOUNS)} {draw.choice(_VERBS)} the "
        f"{draw.choice(_LONG)} {draw.choice(_NOUNS)} of {draw.choice(_LONG)} cells."
        for i in range(sentences)
    )
