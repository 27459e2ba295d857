"""The tab "Explore": facets, the records in four views, and what was picked in one of them."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from ui.opening import Opening
from ui.page.explore.facet_controls import box_of, facet_controls
from ui.page.explore.panes import panes
from ui.page.explore.showing import Showing
from ui.render.listing_html import HINT

if TYPE_CHECKING:
    from gradio import Tab

_TO_LISTING = "() => document.getElementById('listing')?.focus()"


def explore_tab(opening: Opening, tab: "Tab") -> None:
    """The components and what they do; they are filled when ``tab`` is first opened."""
    import gradio as gr

    showing = Showing(opening)
    boxes = facet_controls()
    with gr.Row(elem_classes=["tally"]):
        tally = gr.HTML("")
        sound = gr.Checkbox(label="Leave out retracted", container=False, scale=0, min_width=190)
        whole = gr.Checkbox(label="Draw all", container=False, scale=0, min_width=130)
        clear = gr.Button("Clear filters", size="sm", scale=0, min_width=130)
    with gr.Row():
        with gr.Column(scale=2, min_width=280):
            views = panes()
        with gr.Column(scale=1, min_width=280, elem_classes=["picked"]):
            listing = gr.HTML(HINT)
    current = gr.State(views[0].name)
    filters: list[Any] = [*boxes, sound, whole]
    shown = [tally, *boxes, *(part for pane in views for part in pane.all())]

    def narrow(event: gr.EventData, name: str, *values: Any) -> Iterator[list[Any]]:
        yield from showing.views(name, values, box_of(event))

    def turn(name: str, *values: Any) -> Iterator[list[Any]]:
        for new in showing.views(name, values):
            yield [name, *new]

    def list_rows(event: gr.EventData) -> list[Any]:
        return showing.files([str(name) for name in event.names])

    def pick(event: gr.EventData, *values: Any) -> str:
        return showing.picked(str(event.pick), values)

    on: dict[str, Any] = {"trigger_mode": "always_last", "api_visibility": "private", "show_progress": "minimal"}
    gr.on([tab.select, *(part.input for part in filters)], narrow, [current, *filters], shown, **on)  # pyright: ignore[reportUnknownMemberType]
    clear.click(showing.cleared, [current, whole], [sound, *shown], **on)
    for pane in views:
        pane.tab.select(partial(turn, pane.name), filters, [current, *shown], **on)
        picked = pane.shown.click(pick, filters, listing, **on)
        picked.then(None, None, None, js=_TO_LISTING, api_visibility="private")
    views[0].shown.input(list_rows, None, list(views[0].buttons), **on)
