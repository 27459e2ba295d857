"""The microRNAs of a list and what they do to which drug, small enough to stand beside its table."""

from collections.abc import Sequence

from assistant.model import Row
from assistant.overview.facts import Tendency
from corpus.model import Effect
from corpus.wording import treatment
from ui.render.pictures.canvas import Canvas, width_of
from ui.render.pictures.inline import drawn
from ui.render.pictures.palette import DASHES, EDGE_MARKS, FILL, MEANING, NOTED

MOST = 24
"""microRNAs drawn at most, the first of the list."""
_ROW, _TOP, _BETWEEN = 22, 52, 90
_TENDENCIES: dict[Effect, Tendency] = {
    "promotes_resistance": "promotes",
    "reverses_resistance": "restores",
    "biomarker_only": "marks",
}


def effects(rows: Sequence[Row], name: str) -> str:
    """An ``svg`` element of some rows, at least one; ``name`` is unlike that of other pictures on the page."""
    pairs = _pairs(rows)
    noted = {row.record.mirna for row in rows if row.source.status}
    mirnas = list(dict.fromkeys(mirna for mirna, _ in pairs))
    drugs = list(dict.fromkeys(drug for _, drug in pairs))
    shown = {mirna: mirna + (NOTED if mirna in noted else "") for mirna in mirnas}
    left = max(map(width_of, ("microRNA", *shown.values())))
    legend = list(dict.fromkeys(pairs.values()))
    width = left + _BETWEEN + max(width_of(drug) for drug in ("Drug", *drugs)) + 8
    top = _TOP + 18 * (len(legend) - 1)
    height = max(len(mirnas), len(drugs)) * _ROW
    canvas = Canvas(max(width, 190), top + height)
    for number, tendency in enumerate(legend):
        canvas.curve((2, 10 + 18 * number), (34, 10 + 18 * number), _colour(tendency), DASHES[tendency])
        canvas.text(40, 10 + 18 * number, MEANING[tendency])
    canvas.text(left, top - 14, "microRNA", align="right", bold=True)
    canvas.text(left + _BETWEEN, top - 14, "Drug", bold=True)
    at = {mirna: top + (number + 0.5) * height / len(mirnas) for number, mirna in enumerate(mirnas)}
    to = {drug: top + (number + 0.5) * height / len(drugs) for number, drug in enumerate(drugs)}
    for mirna, y in at.items():
        canvas.text(left, y, shown[mirna], align="right")
    for drug, y in to.items():
        canvas.text(left + _BETWEEN, y, drug)
    for (mirna, drug), tendency in pairs.items():
        canvas.curve((left + 4, at[mirna]), (left + _BETWEEN - 4, to[drug]), _colour(tendency), DASHES[tendency])
    return drawn(canvas, name, "microRNAs and drugs").inline


def _pairs(rows: Sequence[Row]) -> dict[tuple[str, str], Tendency]:
    """What the records say of each microRNA and drug."""
    told: dict[tuple[str, str], set[Tendency]] = {}
    for row in rows:
        for drug in row.record.drugs:
            told.setdefault((row.record.mirna, treatment(drug)), set()).add(_TENDENCIES[row.record.effect])
    kept = set(list(dict.fromkeys(mirna for mirna, _ in told))[:MOST])
    return {pair: _together(tendencies) for pair, tendencies in told.items() if pair[0] in kept}


def _together(tendencies: set[Tendency]) -> Tendency:
    tested = tendencies - {"marks"}
    return "both" if len(tested) > 1 else next(iter(tested or tendencies))


def _colour(tendency: Tendency) -> str:
    return EDGE_MARKS if tendency == "marks" else FILL[tendency]
