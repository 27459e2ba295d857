"""The tab "Check a claim": a text in, each of its sentences judged, and the evidence to export."""

from collections.abc import Iterator
from typing import Any

from assistant.context import context_of
from assistant.model import Citation
from corpus.errors import ExociteError
from index.filters import Filter
from ui.opening import Opening
from ui.page.exporting import export_controls, fresh
from ui.page.filtering import Filters, wanted_of
from ui.render.claim_html import UNCHECKED, claim_html, note_html

EXAMPLES = {
    "One sentence": "Exosomal miR-96 promotes cisplatin resistance in lung cancer.",
    "Its opposite": "Exosomes carrying miR-96 make lung cancer cells sensitive to cisplatin.",
    "A paragraph": (
        "Exosomal miR-155 transfers gemcitabine resistance in pancreatic cancer. Exosomal miR-223 reverses doxorubicin "
        "resistance in gastric cancer. In this section we describe our methods."
    ),
}


def claim_tab(opening: Opening, filters: Filters) -> None:
    """The components of the tab and what they do."""
    import gradio as gr

    samples = list(EXAMPLES.values())
    text = gr.Textbox(label="A sentence or a paragraph", placeholder=samples[0], lines=3, max_lines=12)
    with gr.Row():
        examples = gr.Dataset(
            components=[text], samples=[[sample] for sample in samples], sample_labels=list(EXAMPLES), label="Examples"
        )
        button = gr.Button("Check", variant="primary", scale=0, min_width=120)
    result = gr.HTML(UNCHECKED)
    verdict = gr.State(None)
    others = [result, verdict, *export_controls(verdict).all()]

    def check(written: str, event: gr.EventData, *values: Any) -> Iterator[tuple[Any, ...]]:
        if isinstance(event.target, gr.Dataset):
            written = samples[int(event.index)]
            yield written, *(_same() for _ in others)
        for new in _check(opening, written, wanted_of(values)):
            yield _same(), *new  # what is written meanwhile stays

    gr.on(  # pyright: ignore[reportUnknownMemberType]
        [button.click, text.submit, examples.select],
        check,
        [text, *filters.all()],
        [text, *others],
        trigger_mode="once",
        api_visibility="private",
    )


def _check(opening: Opening, claim: str, wanted: Filter) -> Iterator[tuple[Any, ...]]:
    """New contents of result, verdict and export; first with a note while the index is opened."""
    nothing = [None, *fresh(None)]
    for note in opening.notes():
        yield note_html(note), *nothing
    try:
        assistant = opening.assistant()
        verdict = assistant.cite(claim, wanted)
    except ExociteError as error:
        yield note_html(str(error)), *nothing
        return

    def contexts(citation: Citation) -> Any:
        return context_of(assistant.searcher.store.connection, citation)

    yield claim_html(verdict, contexts), verdict, *fresh(verdict)


def _same() -> Any:
    import gradio as gr

    return gr.skip()  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
