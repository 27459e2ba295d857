"""The page: a chat with the evidence beside it, by Gradio, served on this machine."""

import os
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from assistant.context import context_of
from assistant.conversation import turn_of
from assistant.model import Answer, Citation
from corpus.errors import ExociteError
from ui.opening import Opening
from ui.render.as_html import EMPTY, HEADER, evidence_html
from ui.render.as_markdown import answer_markdown, inert
from ui.settings import Settings

if TYPE_CHECKING:
    from gradio import Blocks

EXAMPLES = (
    "What does exosomal miR-96 target in lung cancer?",
    "Which exosomal microRNAs promote gemcitabine resistance in pancreatic cancer?",
    "How do macrophage exosomes cause cisplatin resistance in gastric cancer?",
    "What is an exosome?",
)
_STYLE = "page.css"
_ASKERS = 16
_POLL = 0.3

Message = dict[str, str]
Turns = list[tuple[int, Answer]]


def serve(settings: Settings, announce: Callable[[str], None]) -> None:
    """Serve the page until it is interrupted; ``announce`` is told its address once it answers.

    Raises ExociteError when the address can't be had.
    """
    opening = Opening(settings)
    _ask_ourselves_directly(settings.host)
    blocks = build(opening)
    blocks.queue(default_concurrency_limit=_ASKERS, api_open=False)
    from gradio import themes

    try:
        _, address, _ = blocks.launch(
            server_name=settings.host,
            server_port=settings.port,
            share=False,
            quiet=True,
            inbrowser=False,
            prevent_thread_lock=True,
            ssr_mode=False,
            mcp_server=False,
            enable_monitoring=False,
            footer_links=[],
            theme=themes.Base(
                primary_hue="blue", font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"]
            ),
            css=files("ui").joinpath("static", _STYLE).read_text(encoding="utf-8"),
        )
    except OSError as error:
        where = f"{settings.host}:{settings.port or 'any free port from 7860'}"
        raise ExociteError(
            f"The page can't be served at {where} ({error}); choose another with --host and --port."
        ) from error
    announce(address)
    opening.start()
    blocks.block_thread()


def _ask_ourselves_directly(host: str) -> None:
    """Keep this machine's own addresses from a proxy, which Gradio would ask whether the page is up."""
    kept = os.environ.get("no_proxy") or os.environ.get("NO_PROXY") or ""
    names = [name.strip() for name in kept.split(",") if name.strip()]
    own = dict.fromkeys(("127.0.0.1", "localhost", host))
    for variable in ("no_proxy", "NO_PROXY"):
        os.environ[variable] = ",".join([*names, *(name for name in own if name not in names)])


def build(opening: Opening) -> "Blocks":
    """The page, not yet served."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    import gradio as gr

    with gr.Blocks(title="Exocite", analytics_enabled=False, fill_width=True) as blocks:
        gr.HTML(HEADER)
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
                evidence = gr.HTML(EMPTY)

        def respond(asked: str, shown: list[Message], before: Turns, event: gr.EventData) -> Iterator[tuple[Any, ...]]:
            if isinstance(event.target, gr.Chatbot):  # an example, which leaves what stands in the box
                yield from _respond(opening, str(event.value["text"]), shown, before)
            else:
                yield ("", *(gr.skip() for _ in range(3)))  # pyright: ignore[reportUnknownMemberType]
                yield from _respond(opening, asked, shown, before)

        # One listener for both ways to ask, which passes over what comes while it answers: two answers at
        # a time would each be put behind the same conversation, and one of them would be lost.
        answering = gr.on(  # pyright: ignore[reportUnknownMemberType]
            [question.submit, chat.example_select],
            respond,
            [question, chat, turns],
            [question, chat, evidence, turns],
            trigger_mode="once",
            api_visibility="private",
        )
        chat.clear(lambda: ([], EMPTY), None, [turns, evidence], cancels=[answering], api_visibility="private")
    return blocks


def _respond(opening: Opening, asked: str, shown: list[Message], before: Turns) -> Iterator[tuple[Any, ...]]:
    """New contents of question, chat, evidence and turns; first with a note while the index is opened.

    The question is left alone, since the next one may be in the writing.

    Where the index could not be opened before, it is tried again: what kept it may have been mended.
    """
    import gradio as gr

    same: Any = gr.skip()  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    shown = [*shown, {"role": "user", "content": inert(asked)}]
    opening.start()
    while not opening.ready(_POLL):
        yield same, [*shown, {"role": "assistant", "content": inert(opening.note)}], same, same
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

    message = {"role": "assistant", "content": answer_markdown(answer, turn)}
    yield same, [*shown, message], evidence_html(after, contexts), after
