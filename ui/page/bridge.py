"""What a script of the page tells the server: named events with data, heard as any event of a component."""

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gradio.components import HTML


def bridge(action: str) -> "HTML":
    """A component without looks whose ``submit`` fires when a script dispatches ``exocite:ACTION`` on the document.

    The event's ``detail``, an object, is what the listener reads of its ``gr.EventData``: ``{question: "..."}`` as
    ``event.question``. It comes from the browser: check it before use.
    """
    import gradio as gr

    listen = f"document.addEventListener({json.dumps(f'exocite:{action}')}, event => trigger('submit', event.detail));"
    return gr.HTML("", js_on_load=listen, elem_id=f"bridge-{action}", elem_classes=["bridge"])
