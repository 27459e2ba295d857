"""The named endpoint, for programs: what ``exocite cite --json`` prints, over HTTP."""

from typing import Any

from corpus.errors import ExociteError
from ui.opening import Opening
from ui.render.as_json import verdict_json


def offer_cite(opening: Opening) -> None:
    """The endpoint ``/cite`` of the page that is being built."""
    import gradio as gr
    from gradio.events import api  # pyright: ignore[reportUnknownVariableType]

    def cite(claim: str) -> dict[str, Any]:
        """Judge a claim, or each sentence of a pasted text, by the corpus: verdicts and evidence with exact quotes."""
        if not isinstance(claim, str):  # pyright: ignore[reportUnnecessaryIsInstance] - a client sends what it likes
            raise gr.Error("The claim must be text.", print_exception=False)
        try:
            for _ in opening.notes():
                pass
            return verdict_json(opening.assistant().cite(claim))
        except ExociteError as error:
            raise gr.Error(str(error), print_exception=False) from None

    api(cite, api_name="cite")
