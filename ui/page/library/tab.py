"""The tab: the list and the reader; below them what changes the library, unless that is switched off."""

from typing import TYPE_CHECKING

from ui.opening import Opening
from ui.page.library.adding import adding
from ui.page.library.changing import Changes
from ui.page.library.fetching import fetching
from ui.page.library.listing import listing
from ui.page.library.reading import reader
from ui.page.library.rebuilding import rebuilding
from ui.page.library.removing import removing
from ui.render.report_html import told_html

if TYPE_CHECKING:
    from gradio import Tab

READ_ONLY = (
    "This page shows the library and does not change it: adding, fetching, removing and rebuilding are off here."
)


def library_tab(opening: Opening, tab: "Tab") -> None:
    """The components of the tab and what they do; they are filled when the tab is opened."""
    import gradio as gr

    shown = listing(opening, tab)
    reader(opening, shown.table)
    if opening.settings.read_only:
        gr.HTML(told_html(READ_ONLY))
        return
    gr.HTML('<div class="library"><h2>Change the library</h2></div>')
    changes = Changes(opening)
    report = gr.HTML("")
    with gr.Row():
        with gr.Column(min_width=300):
            events = [adding(changes, report)]
        with gr.Column(min_width=300):
            events.append(fetching(changes, report))
        with gr.Column(min_width=300):
            events.append(removing(changes, report, tab, events))
            events.append(rebuilding(changes, report))
    for event in events:
        shown.refresh_after(event)
