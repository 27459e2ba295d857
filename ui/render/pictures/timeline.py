"""Evidence by year and cancer: a disc for each, as large as its records are many, under a bar for each year."""

from assistant.overview.picks import Pick
from assistant.overview.years import Count, Years
from ui.render.labels import tally
from ui.render.pick_link import pick_link
from ui.render.pictures.canvas import Canvas, width_of
from ui.render.pictures.inline import Picture, drawn
from ui.render.pictures.palette import COUNTED, FAINT, NOTED, ON_FILL

TITLE = "Evidence by year and cancer"
_ROW, _COLUMN, _BAR, _TOP = 28, 46, 60, 112
_LEAST, _MOST = 8.5, 13.0
"""Radius of a disc, in pixels."""


def timeline(years: Years, name: str = "years") -> Picture:
    """The picture of counts of which there is at least one."""
    left = max(150, *(width_of(cancer) + 16 for cancer in years.cancers))
    canvas = Canvas(left + len(years.years) * _COLUMN + 8, _TOP + len(years.cancers) * _ROW + 6)
    canvas.text(left - 10, 20 + _BAR / 2, "All cancers", align="right", bold=True)
    most = max(years.totals)
    for column, (year, total) in enumerate(zip(years.years, years.totals, strict=True)):
        x = left + (column + 0.5) * _COLUMN
        height = _BAR * total / most
        canvas.box(x - 15, 20 + _BAR - height, 30, height, COUNTED)
        canvas.text(x, 20 + _BAR - height - 8, str(total), align="center", colour=FAINT)
        canvas.text(x, _TOP - 18, "no year" if year is None else str(year), align="center")
    largest = max(len(count.records) for count in years.counts)
    place = {cancer: number for number, cancer in enumerate(years.cancers)}
    for cancer, row in place.items():
        y = _TOP + (row + 0.5) * _ROW
        canvas.line((left, y), (left + len(years.years) * _COLUMN, y))
        spot = canvas.spot(pick_link(Pick(cancer=cancer)), f"{cancer}: all its records")
        canvas.box(0, y - 13, left - 6, 26, spot=spot)
        canvas.text(left - 10, y, cancer, align="right", spot=spot)
    for count in years.counts:
        x = left + (years.years.index(count.year) + 0.5) * _COLUMN
        _disc(canvas, count, x, _TOP + (place[count.cancer] + 0.5) * _ROW, largest)
    return drawn(canvas, name, TITLE)


def _disc(canvas: Canvas, count: Count, x: float, y: float, largest: int) -> None:
    year = "none" if count.year is None else str(count.year)
    shown = "year not read" if count.year is None else year
    label = f"{count.cancer}, {shown}: {tally(len(count.records), is_marked=count.is_marked)}"
    spot = canvas.spot(pick_link(Pick(cancer=count.cancer, year=year)), label)
    canvas.box(x - _COLUMN / 2, y - 13, _COLUMN, 26, spot=spot)
    share = (len(count.records) / largest) ** 0.5
    canvas.circle(x, y, _LEAST + (_MOST - _LEAST) * share, COUNTED, spot)
    canvas.text(x, y, str(len(count.records)), colour=ON_FILL, align="center", bold=True, spot=spot)
    if count.is_marked:
        canvas.text(x + 15, y - 6, NOTED, spot=spot)
