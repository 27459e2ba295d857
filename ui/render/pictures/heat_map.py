"""microRNA by drug: a cell for each pair, with the sign and the colour of what its records say."""

from assistant.overview.facts import Tendency
from assistant.overview.matrix import Matrix, Pair
from assistant.overview.picks import Pick
from ui.render.labels import tally
from ui.render.pick_link import pick_link
from ui.render.pictures.canvas import Canvas, width_of
from ui.render.pictures.inline import Picture, drawn
from ui.render.pictures.palette import FILL, INK, LINE, MEANING, NOTED, ON_FILL, SIGN

TITLE = "microRNA by drug"
_ROW, _COLUMN, _GAP = 25, 31, 1
_LEGEND = 178
_TURN = 50
_RISE, _RUN = 0.766, 0.643
"""Sine and cosine of it."""


def heat_map(matrix: Matrix, name: str = "heat") -> Picture:
    """The picture of a matrix that has at least one pair."""
    left = max(_LEGEND, *(width_of(mirna) + 14 for mirna in matrix.mirnas))
    longest = max(map(width_of, matrix.drugs))
    top = max(130, longest * _RISE + 26)
    width = left + len(matrix.drugs) * _COLUMN + longest * _RUN
    canvas = Canvas(width, top + len(matrix.mirnas) * _ROW + 4)
    _legend(canvas)
    right = left + len(matrix.drugs) * _COLUMN
    for row, mirna in enumerate(matrix.mirnas):
        y = top + row * _ROW
        canvas.line((left - 4, y + _ROW), (right, y + _ROW))
        spot = canvas.spot(pick_link(Pick(mirna=mirna)), f"{mirna}: all its records")
        canvas.box(0, y, left - 6, _ROW, spot=spot)
        canvas.text(left - 8, y + _ROW / 2, mirna, align="right", spot=spot)
        for pair in matrix.pairs:
            if pair.mirna == mirna:
                _cell(canvas, pair, left + matrix.drugs.index(pair.drug) * _COLUMN, y)
    for column, drug in enumerate(matrix.drugs):
        x = left + (column + 0.5) * _COLUMN
        canvas.text(x + 5, top - 6, drug, turn=_TURN)
        canvas.line((x - _COLUMN / 2, top), (x - _COLUMN / 2, top), LINE)
    return drawn(canvas, name, TITLE)


def _cell(canvas: Canvas, pair: Pair, x: float, y: float) -> None:
    spot = canvas.spot(pick_link(Pick(mirna=pair.mirna, drug=pair.drug)), pair_label(pair))
    canvas.box(x, y + _GAP, _COLUMN - _GAP, _ROW - _GAP, FILL[pair.tendency], spot)
    many = str(len(pair.records)) if len(pair.records) > 1 else ""
    words = SIGN[pair.tendency] + many + (NOTED if pair.is_marked else "")
    canvas.text(x + _COLUMN / 2, y + _ROW / 2, words, colour=_on(pair.tendency), align="center", bold=True, spot=spot)


def pair_label(pair: Pair) -> str:
    """A cell in words: miR-21, cisplatin: promotes resistance, 4 records."""
    return f"{pair.mirna}, {pair.drug}: {MEANING[pair.tendency]}, {tally(len(pair.records), is_marked=pair.is_marked)}"


def _legend(canvas: Canvas) -> None:
    for number, (tendency, words) in enumerate(MEANING.items()):
        y = 6 + number * 22
        canvas.box(2, y, 20, 18, FILL[tendency])
        canvas.text(12, y + 9, SIGN[tendency], colour=_on(tendency), align="center", bold=True)
        canvas.text(28, y + 9, words)
    canvas.text(12, 6 + 4 * 22 + 9, NOTED, align="center", bold=True)
    canvas.text(28, 6 + 4 * 22 + 9, "source with a notice")


def _on(tendency: Tendency) -> str:
    return INK if tendency == "marks" else ON_FILL
