"""The list of what is in the library: figures, search, filters, and a table that is sorted by any column."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from corpus.errors import ExociteError
from index.build import vectors_root
from index.store.holdings import Holding, live_holdings
from index.store.passages import finished_version
from index.store.store import explained
from ui.choosing import NO_STATUS, SHOWN, Wish, chosen
from ui.opening import Opening
from ui.render.holdings_html import COLUMNS, KINDS, cells, figures_html, holdings_html
from ui.render.labels import STATUS
from ui.render.report_html import told_html

if TYPE_CHECKING:
    from gradio import Tab
    from gradio.components import Component
    from gradio.events import Dependency


@dataclass(frozen=True, slots=True)
class Listing:
    """What the rest of the tab needs of the list."""

    opening: Opening
    inputs: "list[Component]"
    figures: "Component"
    table: "Component"

    def refresh_after(self, event: "Dependency") -> None:
        """Once an event is done, list what is there then."""
        event.then(  # pyright: ignore[reportUnknownMemberType]
            self.shown, self.inputs, [self.figures, self.table], show_progress="hidden", api_visibility="private"
        )

    def shown(self, *wished: Any) -> Iterator[tuple[str, str]]:
        """New contents of figures and table; first with a note while the index is opened."""
        for note in self.opening.notes():
            yield "", told_html(note)
        yield self.found(*wished)

    def found(self, words: str, kind: str, status: str, order: tuple[int | None, bool]) -> tuple[str, str]:
        """The same for an index that is open."""
        try:
            holdings, built = held(self.opening)
        except ExociteError as error:
            return "", told_html(str(error))
        found = chosen(holdings, Wish(words, kind, status, *order))
        rows = [cells(holding) for holding in found[:SHOWN]]
        return figures_html(holdings, built), holdings_html(rows, len(found), len(holdings), *order)


def held(opening: Opening) -> tuple[list[Holding], datetime | None]:
    """All sources, and when their index was built. Raises ExociteError where the index can't be opened or read."""
    searcher = opening.assistant().searcher
    data = searcher.settings.data
    with explained(data), searcher.store.reading() as connection:
        version = finished_version(connection)
        folder = vectors_root(data) / version.folder if version else None
        built = datetime.fromtimestamp(folder.stat().st_mtime).astimezone() if folder and folder.exists() else None
        return live_holdings(connection), built


def listing(opening: Opening, tab: "Tab") -> Listing:
    """The components; the list is read whenever the tab is opened."""
    import gradio as gr

    figures = gr.HTML("")
    order = gr.State((None, False))
    with gr.Row():
        words = gr.Textbox(
            label="Search the sources",
            placeholder="Words of title, authors, journal, ID, DOI, PMID or PMCID",
            scale=3,
            min_width=240,
        )
        kinds = [("All kinds", ""), *((name[:1].upper() + name[1:], kind) for kind, name in KINDS.items())]
        kind = gr.Dropdown(kinds, value="", label="Kind", min_width=150)
        statuses = [("Any status", ""), *((name.capitalize(), key) for key, name in STATUS.items())]
        status = gr.Dropdown([*statuses, ("Not flagged", NO_STATUS)], value="", label="Status", min_width=150)
    table = gr.HTML("", js_on_load=files("ui").joinpath("static", "library.js").read_text(encoding="utf-8"))
    inputs: list[Component] = [words, kind, status, order]
    shown = Listing(opening, inputs, figures, table)

    def sort(words: str, kind: str, status: str, event: gr.EventData) -> tuple[Any, ...]:
        column = event.column
        order = (column if column in range(len(COLUMNS)) else None), bool(event.down)
        return order, *shown.found(words, kind, status, order)

    changed: Any = {"show_progress": "hidden", "api_visibility": "private"}
    # One listener for these: of two, the list of a tab that was just opened could come after that of what was typed.
    gr.on(  # pyright: ignore[reportUnknownMemberType]
        [tab.select, words.change, kind.input, status.input],
        shown.shown,
        inputs,
        [figures, table],
        trigger_mode="always_last",
        **changed,
    )
    table.input(sort, inputs[:3], [order, figures, table], trigger_mode="always_last", **changed)  # pyright: ignore[reportUnknownMemberType]
    return shown
