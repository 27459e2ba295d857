"""What becomes of a verdict's citations: ticked ones as a text to copy and a file to keep."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.model import Citation, Verdict
from ui.page.files import offered
from ui.render.export import FORMATS, exported, styles
from ui.render.labels import marks, reference

if TYPE_CHECKING:
    from gradio.blocks import BlockContext
    from gradio.components import Component

_FIRST = "bibtex"
_STYLE = "vancouver"
_EMPTY = "The ticked citations as text"


@dataclass(frozen=True, slots=True)
class Exporting:
    """The components, in the order in which ``fresh`` gives their values."""

    group: "BlockContext"
    picks: "Component"
    format: "Component"
    style: "Component"
    text: "Component"
    file: "Component"

    def all(self) -> "list[Component | BlockContext]":
        """All of them, to be given new values."""
        return [self.group, self.picks, self.format, self.style, self.text, self.file]


def export_controls(verdict: Any) -> Exporting:
    """The components, hidden until there is something to export; ``verdict`` is the state that holds it."""
    import gradio as gr

    with gr.Row(visible=False) as group:
        with gr.Column(min_width=280):
            picks = gr.CheckboxGroup(label="Citations to export", elem_classes=["picks"])
        with gr.Column(min_width=280):
            format_ = gr.Radio([(form.title, name) for name, form in FORMATS.items()], value=_FIRST, label="Format")
            style = gr.Dropdown(styles(), value=_STYLE, label="Style", visible=False)
            text = gr.Textbox(
                label="Export",
                placeholder=_EMPTY,
                lines=6,
                max_lines=12,
                interactive=False,
                buttons=["copy"],
                elem_classes=["exported"],
            )
            file = gr.DownloadButton("Download", size="md", interactive=False)

    def export(held: Verdict | None, picked: list[int], form: str, chosen: str) -> tuple[Any, Any, Any]:
        return gr.update(visible=form == "references"), *_written(_among(held, picked), form, chosen)

    gr.on(  # pyright: ignore[reportUnknownMemberType]
        [picks.input, format_.input, style.input],
        export,
        [verdict, picks, format_, style],
        [style, text, file],
        trigger_mode="always_last",
        show_progress="hidden",
        api_visibility="private",
    )
    return Exporting(group, picks, format_, style, text, file)


def fresh(verdict: Verdict | None) -> list[Any]:
    """New values of the components; what decides a claim is ticked. Without a verdict they are hidden."""
    import gradio as gr

    cited = _cited(verdict)
    evidence = verdict.evidence if verdict else ()
    ticked = list(dict.fromkeys(item.citation.number for item in evidence if item.stance != "related"))
    choices = [(f"[{number}] {reference(c.source)}{marks(c.source)}", number) for number, c in cited.items()]
    return [
        gr.update(visible=bool(cited)),
        gr.update(choices=choices, value=ticked),
        gr.update(value=_FIRST),
        gr.update(value=_STYLE, visible=False),
        *_written(_among(verdict, ticked), _FIRST, _STYLE),
    ]


def _written(citations: Sequence[Citation], form: str, style: str) -> tuple[Any, Any]:
    """The text, and the button with its file."""
    import gradio as gr

    if not citations:
        return gr.update(value=""), gr.update(value=None, interactive=False)
    text = exported(citations, form, style)
    name = f"exocite{FORMATS[form].suffix}"
    return gr.update(value=text), gr.update(label=f"Download {name}", value=offered(name, text), interactive=True)


def _cited(verdict: Verdict | None) -> dict[int, Citation]:
    """The citations by number; one that stands under several sentences is there once."""
    return {item.citation.number: item.citation for item in verdict.evidence} if verdict else {}


def _among(verdict: Verdict | None, picked: Sequence[int]) -> list[Citation]:
    return [citation for number, citation in _cited(verdict).items() if number in picked]
