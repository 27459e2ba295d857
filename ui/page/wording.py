"""The side bar's choice who words answers."""

from typing import TYPE_CHECKING, Any

from assistant.model import WriterName
from assistant.writers.choose import model_label
from ui.settings import Settings

if TYPE_CHECKING:
    from gradio.components import Component


def writer_control(settings: Settings) -> "Component":
    """The component, in the side bar that is being built; it says which model, and what is done with it."""
    import gradio as gr

    return gr.Radio(
        [
            ("The evidence itself", "extractive"),
            (f"{model_label(settings)}: words it; each sentence is checked", "model"),
        ],
        value=settings.writer,
        label="Who words answers",
        elem_id="writer",
    )


def writer_named(value: Any) -> WriterName | None:
    """The writer that the component's value names; None, which leaves it to the setting, for what is none."""
    return value if value in ("extractive", "model") else None
