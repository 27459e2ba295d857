"""A conversation as the page shows it: the messages of the chat, the evidence, and the names of the last question."""

from typing import Any

from assistant.context import context_of
from assistant.dialogue.renaming import narrowed_to, without
from assistant.model import Citation
from ui.opening import Opening
from ui.page.exchanges import Exchange, Exchanges, numbered
from ui.render.answer_html import answer_html
from ui.render.as_html import EMPTY, evidence_html
from ui.render.as_markdown import inert
from ui.render.labels import filter_line
from ui.render.names_html import examples_html, names_html

Message = dict[str, Any]
EXAMPLES = (
    "What does exosomal miR-96 target in lung cancer?",
    "Which exosomal microRNAs promote gemcitabine resistance in pancreatic cancer?",
    "How do macrophage exosomes cause cisplatin resistance in gastric cancer?",
    "What is an exosome?",
)


def messages(exchanges: Exchanges, note: str | None = None) -> list[Message]:
    """What the chat shows; ``note`` stands where the last answer, or the rest of it, will."""
    import gradio as gr

    shown: list[Message] = []
    for place, exchange in enumerate(exchanges, start=1):
        shown.append({"role": "user", "content": _asked(exchange)})
        if exchange.answer:
            going = note if exchange.is_pending else None
            answer = gr.HTML(answer_html(exchange.answer, place, going), js_on_load=None)
            shown.append({"role": "assistant", "content": answer})
        elif said := exchange.said or note:
            shown.append({"role": "assistant", "content": inert(said)})
    return shown


def _asked(exchange: Exchange) -> str:
    only = filter_line(exchange.wanted)
    return inert(exchange.question) + (f"\n\n*{inert(only)}*" if only else "")


def evidence(opening: Opening, exchanges: Exchanges) -> str:
    """The evidence of all answers, the newest first."""
    answers = numbered(exchanges)
    if not answers:
        return EMPTY
    assistant = opening.assistant()

    def contexts(citation: Citation) -> Any:
        return context_of(assistant.searcher.store.connection, citation)

    return evidence_html(answers, contexts, is_growing=exchanges[-1].is_growing)


def names(opening: Opening, exchanges: Exchanges) -> str:
    """The names in the last question, each with what a click on it asks; before there is one, some examples."""
    if not exchanges:
        return examples_html(EXAMPLES)
    answer = exchanges[-1].answer
    if answer is None:
        return ""
    known = opening.assistant().searcher.names
    return names_html(
        answer.names,
        lambda name: without(answer.understood, name, known),
        lambda name, other: narrowed_to(answer.understood, name, other),
    )
