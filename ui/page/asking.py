"""The tab "Ask": a chat with the evidence beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ui.opening import Opening
from ui.page.answering import answering
from ui.page.bridge import bridge
from ui.page.conversations import kept, new_conversation, read_back
from ui.page.drawing import EXAMPLES, evidence, messages, names
from ui.page.exchanges import Exchange, Exchanges, last_question, stopped
from ui.page.filtering import Filters, wanted_of
from ui.page.sections import LISTEN, section_of
from ui.page.stops import Stops
from ui.page.wording import writer_named
from ui.render.as_html import EMPTY
from ui.render.names_html import examples_html

if TYPE_CHECKING:
    from gradio.components import HTML, Button, Chatbot, Component, State, Textbox
    from gradio.events import Dependency

_LABEL = "Your question"
_EDITING = "Your last question, to be asked anew"

New = dict[Any, Any]
"""New values by component."""


@dataclass(frozen=True, slots=True)
class AskTab:
    """The components of the tab, and what they hold."""

    opening: Opening
    filters: Filters
    writer: "Component"
    """Who words answers."""
    stops: Stops
    question: "Textbox"
    chat: "Chatbot"
    names: "HTML"
    evidence: "HTML"
    exchanges: "State"
    conversation: "State"
    """The name of the conversation that is going on; empty before its first answer."""
    editing: "State"
    """Whether the next question takes the place of the last one."""
    asks: "HTML"
    """Hears the page's buttons that ask a question."""
    kept: "HTML"
    retry: "Button"
    edit: "Button"
    new: "Button"

    def changed(self) -> "list[Component]":
        """What an answer changes."""
        shown = [self.question, self.chat, self.names, self.evidence, self.kept, self.retry, self.edit, self.new]
        return [*shown, self.exchanges, self.conversation, self.editing]

    def ask_after(self, event: "Dependency", question: "Component") -> None:
        """Once an event of another tab is done, ask what ``question`` then holds; nothing where that is empty."""
        import gradio as gr

        def respond(
            asked: str | None, before: Exchanges, conversation: str, writer: str, request: gr.Request, *filters: Any
        ) -> Iterator[New]:
            if asked:
                waits = _Waits(conversation, writer_named(writer), request.session_hash or "")
                yield from self.responses(before, [Exchange(asked, wanted_of(filters))], waits)
            else:
                yield {}

        event.then(  # pyright: ignore[reportUnknownMemberType]
            respond,
            [question, self.exchanges, self.conversation, self.writer, *self.filters.all()],
            self.changed(),
            trigger_mode="once",
            show_progress_on=self.chat,
            api_visibility="private",
        )

    def responses(self, before: Exchanges, asked: Sequence[Exchange], waits: "_Waits") -> Iterator[New]:
        """New values of the components as questions are asked and answered.

        The evidence of an answer is shown as soon as that has begun; its numbers do not change as it grows.
        """
        import gradio as gr

        waiting = gr.update(submit_btn=False, stop_btn="Stop")
        conversation = waits.conversation or new_conversation()
        exchanges, shown = before, 0
        stop = self.stops.begin(waits.session)
        for exchanges, note in answering(self.opening, before, asked, waits.writer, stop):
            new: New = {self.question: waiting, self.chat: messages(exchanges, note), self.exchanges: exchanges}
            if exchanges and exchanges[-1].is_growing and shown < len(exchanges):
                shown = len(exchanges)
                new[self.evidence] = evidence(self.opening, exchanges)
            yield new
        yield self.drawn(exchanges) | {self.conversation: conversation, self.kept: kept(conversation, exchanges)}

    def drawn(self, exchanges: Exchanges) -> New:
        """All of a conversation in which nothing waits for an answer."""
        import gradio as gr

        some = bool(exchanges)
        return {
            self.question: gr.update(submit_btn="Ask", stop_btn=False),
            self.chat: messages(exchanges),
            self.names: names(self.opening, exchanges),
            self.evidence: evidence(self.opening, exchanges),
            self.exchanges: exchanges,
            self.retry: gr.update(interactive=some),
            self.edit: gr.update(interactive=some),
            self.new: gr.update(interactive=some),
        }


@dataclass(frozen=True, slots=True)
class _Waits:
    """Who waits for an answer: the conversation, by whom it is to be worded, and the session."""

    conversation: str
    writer: str | None
    session: str


def ask_tab(opening: Opening, filters: Filters, writer: "Component", kept_list: "HTML") -> AskTab:
    """The components of the tab and what they do."""
    tab = _components(opening, filters, writer, kept_list)
    asked = _answers(tab)
    _stops(tab, asked)
    _edits(tab)
    return tab


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
        else:
            asked, before = [Exchange(typed, wanted)], before[:-1] if editing else before
            yield {tab.question: gr.update(value="", label=_LABEL), tab.editing: False}
        waits = _Waits(conversation, writer_named(writer), request.session_hash or "")
        yield from tab.responses(before, asked, waits)

    return gr.on(  # pyright: ignore[reportUnknownMemberType]
        [tab.question.submit, tab.asks.submit, tab.retry.click, tab.kept.select],
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
            tab.conversation: "",
            tab.kept: None,
            tab.question: gr.update(label=_LABEL, submit_btn="Ask", stop_btn=False),
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
