"""Bringing the index in line with the corpus."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.build import bring_in_line
from index.progress import Progress
from ui.page.library.changing import TOGETHER, Changes
from ui.render.as_text import built_line
from ui.render.report_html import told_html
from ui.settings import Settings

if TYPE_CHECKING:
    from gradio.components import Component
    from gradio.events import Dependency

_HINT = "Brings the index in line with the corpus and mends it; only what changed is embedded."


def rebuilding(changes: Changes, report: "Component") -> "Dependency":
    """The components; their event."""
    import gradio as gr

    gr.HTML(f'<div class="library"><h3>Rebuild the index</h3>{told_html(_HINT)}</div>')
    button = gr.Button("Rebuild", size="md")

    def work(settings: Settings, progress: Progress) -> str:
        return told_html(built_line(bring_in_line(settings, progress=progress)))

    def rebuild() -> Iterator[str]:
        yield from changes.run(work)

    return button.click(rebuild, None, report, trigger_mode="once", **TOGETHER)
