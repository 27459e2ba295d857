"""The evidence panel. Every value is escaped; nothing here comes from outside the machine."""

from collections.abc import Sequence
from html import escape

from assistant.model import Answer
from ui.render.as_markdown import anchor
from ui.render.citation_html import Contexts, citation_html

_PANEL = '<section class="evidence" tabindex="0" aria-label="Evidence"><h2>Evidence</h2>{}</section>'
EMPTY = _PANEL.format("<p>The passages that an answer rests on are shown here.</p>")


HEADER = (
    "<header><h1>Exocite</h1><p>Answers about exosomal microRNAs and cancer drug resistance, each sentence with "
    "the exact words that it rests on. For research; no medical advice.</p></header>"
)


def evidence_html(turns: Sequence[tuple[int, Answer]], contexts: Contexts) -> str:
    """The evidence of the turns of a conversation, the newest first."""
    shown = [
        f"<h3>{escape(answer.question)}</h3>"
        + "".join(citation_html(anchor(turn, c.number), c, contexts(c)) for c in answer.citations)
        for turn, answer in reversed(turns)
        if answer.citations
    ]
    return _PANEL.format("".join(shown)) if shown else EMPTY
