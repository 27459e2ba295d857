"""The tab "Ask": a chat with the evidence beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.context import context_of
from assistant.conversation import turn_of
from assistant.model import Answer, Citation
from corpus.errors import ExociteError
from ui.opening import Opening
from ui.page.bridge import bridge
from ui.page.sections import LISTEN, section_of
from ui.render.answer_html import answer_html
from ui.render.as_html import EMPTY, evidence_html
from ui.render.as_markdown import inert

if TYPE_CHECKING:
    from gradio.components import Component
    from gradio.events import Dependency

EXAMPLES = (
    "What does exosomal miR-96 target in lung cancer?",
    "Which exosomal microRNAs promote gemcitabine resistance in pancreatic cancer?",
    "How do macrophage exosomes cause cisplatin resistance in gastric cancer?",
    "What is an exosome?",
)

Message = dict[str, Any]
Turns = list[tuple[int, Answer]]


@dataclass(frozen=True, slots=True)
class AskTab:
    """What other tabs need of this one."""

    opening: Opening
    chat: "Component"
    evidence: "Component"
    turns: "Component"

    def ask_after(self, event: "Dependency", question: "Component") -> None:
        """Once an event of another tab is done, ask what ``question`` then holds; nothing where that is empty."""
        import gradio as gr

        def respond(asked: str | None, shown: list[Message], before: Turns) -> Iterator[tuple[Any, ...]]:
            if asked:
                yield from (new[1:] for new in _respond(self.opening, asked, shown, before))
            else:
                yield gr.skip(), gr.skip(), gr.skip()  # pyright: ignore[reportUnknownMemberType]

        event.then(  # pyright: ignore[reportUnknownMemberType]
            respond,
            [question, self.chat, self.turns],
            [self.chat, self.evidence, self.turns],
            trigger_mode="once",
            api_visibility="private",
        )


def ask_tab(opening: Opening) -> AskTab:
    """The components of the tab and what they do."""
    import gradio as gr

    turns = gr.State([])
    with gr.Row():
        with gr.Column(scale=3):
            chat = gr.Chatbot(
                label="Conversation",
                height="60vh",
                buttons=["copy"],
                latex_delimiters=[],
                feedback_options=None,
                allow_tags=False,
                examples=[{"text": example} for example in EXAMPLES],
            )
            question = gr.Textbox(label="Your question", placeholder=EXAMPLES[0], submit_btn="Ask", autofocus=True)
        with gr.Column(scale=2):
            evidence = gr.HTML(EMPTY, js_on_load=LISTEN, server_functions=[section_of(opening)])
    suggested = bridge("ask")

    def respond(asked: str, shown: list[Message], before: Turns, event: gr.EventData) -> Iterator[tuple[Any, ...]]:
        if isinstance(event.target, gr.Chatbot):  # an example, which leaves what stands in the box
            yield from _respond(opening, str(event.value["text"]), shown, before)
        elif isinstance(event.target, gr.HTML):  # a button that asks its question
            yield from _respond(opening, str(event.question), shown, before)
        else:
            yield ("", *(gr.skip() for _ in range(3)))  # pyright: ignore[reportUnknownMemberType]
            yield from _respond(opening, asked, shown, before)

    # One listener for both ways to ask, which passes over what comes while it answers: two answers at
    # a time would each be put behind the same conversation, and one of them would be lost.
    answering = gr.on(  # pyright: ignore[reportUnknownMemberType]
        [question.submit, chat.example_select, suggested.submit],
        respond,
        [question, chat, turns],
        [question, chat, evidence, turns],
        trigger_mode="once",
        api_visibility="private",
    )
    chat.clear(lambda: ([], EMPTY), None, [turns, evidence], cancels=[answering], api_visibility="private")
    return AskTab(opening, chat, evidence, turns)


def _respond(opening: Opening, asked: str, shown: list[Message], before: Turns) -> Iterator[tuple[Any, ...]]:
    """New contents of question, chat, evidence and turns; first with a note while the index is opened.

    The question is left alone, since the next one may be in the writing.
    """
    import gradio as gr

    same: Any = gr.skip()  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    shown = [*shown, {"role": "user", "content": inert(asked)}]
    for note in opening.notes():
        yield same, [*shown, {"role": "assistant", "content": inert(note)}], same, same
    turn = len(before) + 1
    try:
        assistant = opening.assistant()
        answer = assistant.ask(asked, history=[turn_of(answer) for _, answer in before])
    except ExociteError as error:
        yield same, [*shown, {"role": "assistant", "content": inert(str(error))}], same, same
        return
    after = [*before, (turn, answer)]

    def contexts(citation: Citation) -> Any:
        return context_of(assistant.searcher.store.connection, citation)

    message = {"role": "assistant", "content": gr.HTML(answer_html(answer, turn), js_on_load=None)}
    yield same, [*shown, message], evidence_html(after, contexts), after
