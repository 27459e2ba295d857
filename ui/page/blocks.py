"""The page with its tabs, not yet served."""

import os
from typing import TYPE_CHECKING

from ui.opening import Opening
from ui.page.asking import ask_tab
from ui.page.checking import claim_tab
from ui.page.conversations import conversation_list
from ui.page.endpoint import offer_cite
from ui.page.explore.tab import explore_tab
from ui.page.files import folder
from ui.page.filtering import filter_controls, offer_choices
from ui.render.as_html import HEADER

if TYPE_CHECKING:
    from gradio import Blocks


def build(opening: Opening) -> "Blocks":
    """The page, not yet served."""
    # Gradio keeps calls of named endpoints in the browser, and offers to send them elsewhere, unless told not to.
    os.environ.update(GRADIO_ANALYTICS_ENABLED="False", GRADIO_RUN_HISTORY="False", GRADIO_TEMP_DIR=str(folder()))
    import gradio as gr

    with gr.Blocks(title="Exocite", analytics_enabled=False, fill_width=True) as blocks:
        with gr.Sidebar(open=False, label="Filters and conversations") as side:
            filters = filter_controls()
            kept = conversation_list()
        offer_choices(opening, side, filters)
        gr.HTML(HEADER)
        with gr.Tabs(selected="ask") as tabs:
            with gr.Tab("Ask", id="ask"):
                asking = ask_tab(opening, filters, kept)
            with gr.Tab("Check a claim", id="claim"):
                claim_tab(opening, filters)
            with gr.Tab("Explore", id="explore") as explore:
                explore_tab(opening, asking, explore, tabs)
        offer_cite(opening)
    return blocks
