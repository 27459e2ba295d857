"""The tab "Ask": a chat with the evidence beside it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ui.opening import Opening
from ui.page.ask_tab import AskTab, New, Waits
from ui.page.bridge import bridge
from ui.page.conversations import read_back
from ui.page.drawing import EXAMPLES
from ui.page.exchanges import Exchange, Exchanges, last_question, stopped
from ui.page.filtering import Filters, wanted_of
from ui.page.sections import LISTEN, section_of
from ui.page.stops import Stops
from ui.page.wording import writer_named
from ui.render.as_html import EMPTY
from ui.render.names_html import examples_html

if TYPE_CHECKING:
    from gradio import Tabs
    from gradio.components import HTML, Component
    from gradio.events import Dependency

_LABEL = "Your question"
_EDITING = "Your last question, to be asked anew"


def ask_tab(opening: Opening, filters: Filters, writer: "Component", kept_list: "HTML", tabs: "Tabs") -> None:
    """The components of the tab, which is "ask" among ``tabs``, and what they do."""
    tab = _components(opening, filters, writer, kept_list)
    tab.show_before(tabs)
    asked = _answers(tab)
    tab.listen_after(asked)
    _stops(tab, asked)
    _edits(tab)


def _components(opening: Opening, filters: Filters, writer: "Component", kept_list: "HTML") -> AskTab:
    import gradio as gr

    with gr.Row():
        with gr.Column(scale=3, min_width=300):
            chat = gr.Chatbot(
                label="Conversation",
                show_label=False,
                height="55vh",
                autoscroll=False,  # to its end; ui/static/chat.js shows an answer from its beginning
                elem_classes=["chat"],
                buttons=["copy"],
                latex_delimiters=[],
                feedback_options=None,
                allow_tags=False,
                placeholder="Ask in your own words; every sentence of the answer shows what it rests on.",
            )
            question = gr.Textbox(label=_LABEL, placeholder=EXAMPLES[0], submit_btn="Ask", autofocus=True)
            with gr.Row(elem_classes=["actions"]):
                retry = gr.Button("Ask again", elem_id="retry", size="sm", interactive=False)
                edit = gr.Button("Edit the last question", size="sm", interactive=False)
                new = gr.Button("New conversation", size="sm", interactive=False)
            found = gr.HTML(examples_html(EXAMPLES), js_on_load=None)
        with gr.Column(scale=2, min_width=300):
            shown = gr.HTML(EMPTY, js_on_load=LISTEN, server_functions=[section_of(opening)])
    return AskTab(
        opening=opening,
        filters=filters,
        writer=writer,
        stops=Stops(),
        question=question,
        chat=chat,
        names=found,
        evidence=shown,
        exchanges=gr.State(()),
        conversation=gr.State(""),
        editing=gr.State(value=False),
        asks=bridge("ask"),
        kept=kept_list,
        retry=retry,
        edit=edit,
        new=new,
    )


def _answers(tab: AskTab) -> Any:
    """One listener for all ways to ask, which passes over what comes while it answers.

    Two answers at a time would each be put behind the same conversation, and one of them would be lost.
    """
    import gradio as gr

    def respond(
        typed: str,
        before: Exchanges,
        conversation: str,
        editing: bool,
        writer: str,
        event: gr.EventData,
        request: gr.Request,
        *filters: Any,
    ) -> Iterator[New]:
        wanted = wanted_of(filters)
        source = getattr(event.target, "elem_id", None)  # the target is a copy, for this session
        if source == tab.kept.elem_id:  # a conversation that was kept is opened
            asked, before, conversation = read_back(event.turns), (), str(event.id)
        elif source == tab.retry.elem_id:
            asked, before = [Exchange(last_question(before), wanted)], before[:-1]
        elif source == tab.asks.elem_id:  # a button that asks its question, and leaves what stands in the box
            asked = [Exchange(str(event.question), wanted)]
        elif not typed.strip():
            yield {}
            return
        else:
            asked, before = [Exchange(typed, wanted)], before[:-1] if editing else before
            emptied = gr.update(value="", label=_LABEL, submit_btn=False, stop_btn="Stop")
            yield {tab.question: emptied, tab.editing: False}
        waits = Waits(conversation, writer_named(writer), request.session_hash or "")
        yield from tab.responses(before, asked, waits)

    return gr.on(  # pyright: ignore[reportUnknownMemberType]
        tab.asked(),
        respond,
        [tab.question, tab.exchanges, tab.conversation, tab.editing, tab.writer, *tab.filters.all()],
        tab.changed(),
        trigger_mode="once",
        show_progress_on=tab.chat,
        api_visibility="private",
    )


def _stops(tab: AskTab, asked: "Dependency") -> None:
    """Stopping, and beginning anew, end what is being answered."""
    import gradio as gr

    def stop(exchanges: Exchanges, request: gr.Request) -> New:
        tab.stops.end(request.session_hash or "")
        return tab.drawn(stopped(exchanges))

    def begin(request: gr.Request) -> New:
        tab.stops.end(request.session_hash or "")
        return tab.drawn(()) | {
            **dict.fromkeys([tab.retry, tab.edit, tab.new], gr.update(interactive=False)),
            tab.conversation: "",
            tab.kept: None,
            tab.question: gr.update(label=_LABEL),
            tab.editing: False,
        }

    # First the end of the one and then the other, else a late word of what is ended would be shown over it.
    ended: Any = tab.question.stop(_nothing, cancels=[asked], api_visibility="private")
    ended.then(stop, [tab.exchanges], tab.changed(), api_visibility="private")
    left: Any = gr.on([tab.new.click, tab.chat.clear], _nothing, cancels=[asked], api_visibility="private")  # pyright: ignore[reportUnknownMemberType]
    left.then(begin, None, tab.changed(), api_visibility="private")


def _nothing() -> None:
    """For events that only end others."""


def _edits(tab: AskTab) -> None:
    """The last question back into the box; the next one that is asked takes its place."""
    import gradio as gr

    def edit(exchanges: Exchanges) -> New:
        return {tab.question: gr.update(value=last_question(exchanges), label=_EDITING), tab.editing: True}

    tab.edit.click(edit, [tab.exchanges], [tab.question, tab.editing], api_visibility="private")
