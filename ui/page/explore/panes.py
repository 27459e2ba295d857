"""The views of the tab "Explore", each in a tab of its own with the files that go with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from ui.page.explore.views import File
from ui.page.files import offered

if TYPE_CHECKING:
    from gradio import Tab
    from gradio.components import Component

TITLES = {"table": "Table", "heat": "Heat map", "network": "Network", "years": "By year"}


@dataclass(frozen=True, slots=True)
class Pane:
    """One view: its tab, what it shows, and the buttons of its files."""

    name: str
    tab: "Tab"
    shown: Any
    buttons: "tuple[Component, Component]"

    def all(self) -> "list[Component]":
        """What is given new values, in the order of ``fresh``."""
        return [self.shown, *self.buttons]


def panes() -> tuple[Pane, ...]:
    """The views, empty."""
    import gradio as gr

    with gr.Tabs(selected="table"):
        return tuple(_pane(name, title) for name, title in TITLES.items())


def fresh(html: str, found: Sequence[File]) -> list[Any]:
    """New values of a pane; without files its buttons are off."""
    import gradio as gr

    if not found:
        return [html, *(gr.update(value=None, interactive=False) for _ in range(2))]
    return [html, *buttons(found)]


def buttons(found: Sequence[File], note: str = "") -> list[Any]:
    """New values of the buttons; ``note`` says of what the files are."""
    import gradio as gr

    return [
        gr.update(label=f"{file.name}{note}", value=offered(file.name, file.text), interactive=True) for file in found
    ]


def _pane(name: str, title: str) -> Pane:
    import gradio as gr

    with gr.Tab(title, id=name) as tab:
        shown = gr.HTML("", js_on_load=_script(), elem_classes=["view"])
        with gr.Row(elem_classes=["files"]):
            one, two = (
                gr.DownloadButton(label, size="sm", interactive=False, scale=0, min_width=200)
                for label in ("Data", "Picture")
            )
    return Pane(name, tab, shown, (one, two))


def _script() -> str:
    return files("ui").joinpath("static", "explore.js").read_text(encoding="utf-8")
