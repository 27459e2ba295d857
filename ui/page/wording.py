"""The side bar's choice who words answers."""

from typing import TYPE_CHECKING, Any

from assistant.writers.offered import offered
from ui.settings import Settings

if TYPE_CHECKING:
    from gradio.components import Component


def writer_control(settings: Settings) -> "Component":
    """The component, in the side bar that is being built; it says which models, and what is done with them."""
    import gradio as gr

    models = [(f"{one.label}: words it; each sentence is checked", one.name) for one in offered(settings)]
    return gr.Radio(
        [("The evidence itself", "extractive"), *models],
        value=settings.writer,
        label="Who words answers",
        elem_id="writer",
    )


def writer_named(value: Any) -> str | None:
    """The writer that the component's value names; None, which leaves it to the setting, for what is none."""
    return value if isinstance(value, str) and value else None
