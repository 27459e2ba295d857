"""The page with its tabs, not yet served."""

import os
from typing import TYPE_CHECKING

from ui.opening import Opening
from ui.page.asking import ask_tab
from ui.page.checking import claim_tab
from ui.page.endpoint import offer_cite
from ui.page.files import folder
from ui.page.library.tab import library_tab
from ui.render.as_html import HEADER

if TYPE_CHECKING:
    from gradio import Blocks


def build(opening: Opening) -> "Blocks":
    """The page, not yet served."""
    # Gradio keeps calls of named endpoints in the browser, and offers to send them elsewhere, unless told not to.
    os.environ.update(GRADIO_ANALYTICS_ENABLED="False", GRADIO_RUN_HISTORY="False", GRADIO_TEMP_DIR=str(folder()))
    import gradio as gr

    with gr.Blocks(title="Exocite", analytics_enabled=False, fill_width=True) as blocks:
        gr.HTML(HEADER)
        with gr.Tabs(selected="ask"):
            with gr.Tab("Ask", id="ask"):
                ask_tab(opening)
            with gr.Tab("Check a claim", id="claim"):
                claim_tab(opening)
            with gr.Tab("Library", id="library") as library:
                library_tab(opening, library)
        offer_cite(opening)
    return blocks
