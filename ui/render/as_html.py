"""The evidence panel. Every value is escaped; nothing here comes from outside the machine."""

from collections.abc import Sequence
from html import escape

from assistant.model import Answer, Statement
from ui.render.card_html import card_html
from ui.render.citation_html import Contexts

_PANEL = '<section class="evidence" tabindex="0" aria-label="Evidence"{1}><h2>Evidence</h2>{0}</section>'
_NOTHING = '<p class="hint">This reply cites nothing.</p>'
EMPTY = _PANEL.format("<p>The passages that an answer rests on are shown here.</p>", "")


HEADER = (
    "<header><h1>Exocite</h1><p>Answers about exosomal microRNAs and cancer drug resistance, each sentence with "
    "the exact words that it rests on. For research; no medical advice.</p></header>"
)


def evidence_html(turns: Sequence[tuple[int, Answer]], contexts: Contexts, *, is_growing: bool = False) -> str:
    """The cards of the newest answer; those of the answers before it are folded under their questions.

    ``is_growing`` is whether more sentences of the newest one are to come, which will rest on the same cards.
    """
    parts: list[str] = []
    for turn, answer in reversed(turns):
        if turn == turns[-1][0]:
            parts.append(_cards(turn, answer, contexts) if answer.citations else _NOTHING)
        elif answer.citations:
            title = f"{escape(answer.question)} ({len(answer.citations)})"
            parts.append(
                f'<details class="earlier"><summary>{title}</summary>{_cards(turn, answer, contexts)}</details>'
            )
    return _PANEL.format("".join(parts), " data-growing" if is_growing else "") if parts else EMPTY


def _cards(turn: int, answer: Answer, contexts: Contexts) -> str:
    def cited_by(number: int) -> list[Statement]:
        return [statement for statement in answer.statements if number in statement.citations]

    cards = "".join(card_html(turn, c, contexts(c), cited_by(c.number)) for c in answer.citations)
    return f'<section><h3>{escape(answer.question)}</h3><ol class="cards">{cards}</ol></section>'
