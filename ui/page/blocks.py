"""The page with its tabs, not yet served."""

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

from ui.opening import Opening
from ui.page.asking import ask_tab
from ui.page.checking import claim_tab
from ui.page.conversations import conversation_list
from ui.page.explore.tab import explore_tab
from ui.page.files import folder
from ui.page.filtering import filter_controls, offer_choices
from ui.page.library.tab import library_tab
from ui.page.programs.http import offer_tools
from ui.page.wording import writer_control
from ui.render.as_html import HEADER

if TYPE_CHECKING:
    from gradio import Blocks


def build(opening: Opening) -> "Blocks":
    """The page, not yet served."""
    # Gradio keeps calls of named endpoints in the browser, and offers to send them elsewhere, unless told not to.
    os.environ.update(GRADIO_ANALYTICS_ENABLED="False", GRADIO_RUN_HISTORY="False", GRADIO_TEMP_DIR=str(folder()))
    with _without("mcp"):  # Gradio imports it for a server that is not used here, which takes half a second
        import gradio as gr

    with gr.Blocks(title="Exocite", analytics_enabled=False, fill_width=True) as blocks:
        with gr.Sidebar(open=False, label="Filters and conversations") as side:
            filters = filter_controls()
            writer = writer_control(opening.settings)
            kept = conversation_list()
        offer_choices(opening, side, filters)
        gr.HTML(HEADER)
        with gr.Tabs(selected="ask") as tabs:
            with gr.Tab("Ask", id="ask"):
                ask_tab(opening, filters, writer, kept, tabs)
            with gr.Tab("Check a claim", id="claim"):
                claim_tab(opening, filters)
            with gr.Tab("Explore", id="explore") as explore:
                explore_tab(opening, explore)
            with gr.Tab("Library", id="library") as library:
                library_tab(opening, library)
        offer_tools(opening)
    return blocks


@contextmanager
def _without(library: str) -> Generator[None]:
    """Let a library seem not to be installed, unless it is imported already."""
    modules = cast("dict[str, Any]", sys.modules)
    if library in modules:
        yield
        return
    modules[library] = None
    try:
        yield
    finally:
        del modules[library]
