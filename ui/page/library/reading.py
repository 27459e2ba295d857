"""Reading a source: its whole stored text, part by part where it is very long."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import ExociteError
from index.library import UPLOAD
from index.store.sources import live_records, live_source
from index.store.store import explained
from ui.opening import Opening
from ui.render.report_html import told_html
from ui.render.source_html import NO_SOURCE, PART, source_html

if TYPE_CHECKING:
    from gradio.components import Component

_FOCUS = "watch('value', () => element.querySelector('.source h2')?.focus());"


def reader(opening: Opening, table: "Component") -> None:
    """The components; a title in the table opens its source."""
    import gradio as gr

    shown = gr.HTML(NO_SOURCE, js_on_load=_FOCUS)
    place = gr.State(("", 0))
    with gr.Row():
        before = gr.Button("Earlier part", visible=False, size="sm")
        after = gr.Button("Later part", visible=False, size="sm")

    def opened(event: gr.EventData) -> tuple[Any, ...]:
        return _part(opening, str(event.opened), 0)

    def earlier(at: tuple[str, int]) -> tuple[Any, ...]:
        return _part(opening, at[0], at[1] - PART)

    def later(at: tuple[str, int]) -> tuple[Any, ...]:
        return _part(opening, at[0], at[1] + PART)

    outputs: list[Component] = [shown, place, before, after]
    quiet: Any = {"show_progress": "hidden", "api_visibility": "private"}
    table.select(opened, None, outputs, **quiet)  # pyright: ignore
    before.click(earlier, place, outputs, **quiet)  # pyright: ignore[reportUnknownMemberType]
    after.click(later, place, outputs, **quiet)  # pyright: ignore[reportUnknownMemberType]


def _part(opening: Opening, name: str, start: int) -> tuple[Any, ...]:
    """New contents of the reader, what it shows, and the buttons that turn to other parts."""
    import gradio as gr

    start = max(start, 0)
    try:
        searcher = opening.assistant().searcher
        with explained(searcher.settings.data), searcher.store.reading() as connection:
            held = live_source(connection, name)
            records = [record for record, source in live_records(connection) if held and source.id == held.source.id]
    except ExociteError as error:
        return told_html(str(error)), (name, 0), gr.update(visible=False), gr.update(visible=False)
    if held is None:
        gone = told_html("This source is not in the library any more.")
        return gone, (name, 0), gr.update(visible=False), gr.update(visible=False)
    return (
        source_html(held, records, start, origin(held.place)),
        (name, start),
        gr.update(visible=start > 0),
        gr.update(visible=start + PART < len(held.source.text)),
    )


def origin(place: str | None) -> str | None:
    """The name of the file that a user's source came from; where that lay is nobody's business here."""
    if place is None:
        return None
    return place.removeprefix(UPLOAD) if place.startswith(UPLOAD) else Path(place).name
