"""What each view shows of some records, and the files that go with it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

from assistant.overview.facts import Fact
from assistant.overview.graph import graph, telling
from assistant.overview.matrix import matrix
from assistant.overview.years import years
from ui.page.explore.held import Held
from ui.render.as_csv import records_csv
from ui.render.as_json import records_json
from ui.render.labels import counted
from ui.render.listing_html import records_html

_ROWS, _COLUMNS, _RECORDS, _CANCERS = 40, 24, 30, 20
"""What a picture has room for, where not all is asked for."""
_WIDEN = "narrow the records down, or tick “Draw all”"
_LOCK = Lock()
"""Matplotlib is not safe to share between threads; and what one waits for, another may have drawn meanwhile."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to keep."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class View:
    """A piece of the page, and the files that go with it."""

    html: str
    files: tuple[File, ...]


def view(held: Held, name: str, records: Sequence[str], *, whole: bool) -> View:
    """A view of the records of those ids, at least one; ``whole`` draws also what there is no room for."""
    with _LOCK:
        return _drawn(held, name, tuple(records), whole)


def record_files(found: Sequence[Fact]) -> tuple[File, ...]:
    """The records as CSV and JSON."""
    pairs = [(fact.finding.record, fact.finding.source) for fact in found]
    return File("exocite-records.csv", records_csv(pairs)), File("exocite-records.json", records_json(pairs))


@lru_cache(maxsize=48)
def _drawn(held: Held, name: str, records: tuple[str, ...], whole: bool) -> View:
    among = frozenset(records)
    return VIEWS[name]([fact for fact in held.facts if fact.id in among], whole)


def _table(found: Sequence[Fact], _: bool) -> View:
    caption = f"{counted(len(found), 'record')}; those with a notice on their source are marked."
    return View(records_html([fact.finding for fact in found], caption), record_files(found))


def _heat(found: Sequence[Fact], whole: bool) -> View:
    from ui.render.pictures.data import matrix_csv
    from ui.render.pictures.figure_html import figure_html
    from ui.render.pictures.heat_map import TITLE, heat_map

    every = matrix(found)
    shown = every if whole else every.within(_ROWS, _COLUMNS)
    picture = heat_map(shown)
    note = f"{counted(len(shown.mirnas), 'microRNA')} and {counted(len(shown.drugs), 'drug')}."
    if len(shown.pairs) < len(every.pairs):
        note = (
            f"{len(shown.mirnas)} of {len(every.mirnas)} microRNAs and {len(shown.drugs)} of {len(every.drugs)} drugs, "
            f"those with most records; to see the others, {_WIDEN}."
        )
    files = File("exocite-heat-map.csv", matrix_csv(every)), File("exocite-heat-map.svg", picture.file)
    return View(figure_html(picture, TITLE, note), files)


def _network(found: Sequence[Fact], whole: bool) -> View:
    from ui.render.pictures.data import graph_csv
    from ui.render.pictures.figure_html import figure_html
    from ui.render.pictures.network import TITLE, network

    every = graph(found)
    shown = every if whole else graph(telling(found, _RECORDS))
    picture = network(shown)
    note = f"{counted(shown.records, 'record')}."
    if shown.records < every.records:
        note = (
            f"{shown.records} of {every.records} records, those that name most and tested an effect; to see the "
            f"others, {_WIDEN}."
        )
    files = File("exocite-network.csv", graph_csv(every)), File("exocite-network.svg", picture.file)
    return View(figure_html(picture, TITLE, note), files)


def _years(found: Sequence[Fact], whole: bool) -> View:
    from ui.render.pictures.data import years_csv
    from ui.render.pictures.figure_html import figure_html
    from ui.render.pictures.timeline import TITLE, timeline

    every = years(found)
    shown = every if whole else every.within(_CANCERS)
    picture = timeline(shown)
    note = f"{counted(len(shown.cancers), 'cancer')}."
    if len(shown.cancers) < len(every.cancers):
        note = f"{len(shown.cancers)} of {len(every.cancers)} cancers, those with most records; to see the others, "
        note += f"{_WIDEN}."
    files = File("exocite-years.csv", years_csv(every)), File("exocite-years.svg", picture.file)
    return View(figure_html(picture, TITLE, note), files)


VIEWS: Mapping[str, Callable[[Sequence[Fact], bool], View]] = {
    "table": _table,
    "heat": _heat,
    "network": _network,
    "years": _years,
}
"""Each view by its name, in the order of their tabs."""
