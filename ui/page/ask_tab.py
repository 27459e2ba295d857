"""The components of the tab "Ask", and what they show as questions are answered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ui.opening import Opening
from ui.page.answering import answering
from ui.page.conversations import kept, new_conversation
from ui.page.drawing import evidence, messages, names
from ui.page.exchanges import Exchange, Exchanges
from ui.page.filtering import Filters
from ui.page.stops import Stops

if TYPE_CHECKING:
    from gradio import Tabs
    from gradio.components import HTML, Button, Chatbot, Component, State, Textbox
    from gradio.events import Dependency

_ANSWERS = """() => {
  const still = {__type__: "update", interactive: false};
  return [still, still, {__type__: "update", selected: "ask"}];
}"""
"""What can't be pressed while a question is answered, and the tab to see that on, set by the browser before it asks."""
_LISTENS = """chat => {
  const some = {__type__: "update", interactive: chat.length > 0};
  return [{__type__: "update", submit_btn: "Ask", stop_btn: false}, some, some, some];
}"""
"""What can be pressed once that has ended, set by the browser: what is pressed before then is passed over."""

New = dict[Any, Any]
"""New values by component."""


@dataclass(frozen=True, slots=True)
class Waits:
    """Who waits for an answer: the conversation, by whom it is to be worded, and the session."""

    conversation: str
    writer: str | None
    session: str


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

    def asked(self) -> list[Any]:
        """The events that ask a question."""
        return [self.question.submit, self.asks.submit, self.retry.click, self.kept.select]

    def show_before(self, tabs: "Tabs") -> None:
        """Before a question is asked, turn to this tab, and let nothing be pressed that would be passed over.

        Gradio calls the listeners of an event in turn, each once the one before has ended: make this one first.
        """
        import gradio as gr

        gr.on(self.asked(), None, None, [self.retry, self.edit, tabs], js=_ANSWERS, api_visibility="private")  # pyright: ignore[reportUnknownMemberType]

    def listen_after(self, answers: "Dependency") -> None:
        """Once an event that answers is over, well or ill, let questions be asked again."""
        pressed = [self.question, self.retry, self.edit, self.new]
        for over in (answers.then, answers.failure):
            over(None, [self.chat], pressed, js=_LISTENS, api_visibility="private")  # pyright: ignore[reportUnknownMemberType]

    def responses(self, before: Exchanges, asked: Sequence[Exchange], waits: Waits) -> Iterator[New]:
        """New values of the components as questions are asked and answered.

        The evidence of an answer is shown as soon as that has begun; its numbers do not change as it grows.
        """
        import gradio as gr

        waiting = {self.question: gr.update(submit_btn=False, stop_btn="Stop")}
        conversation = waits.conversation or new_conversation()
        exchanges, shown = before, 0
        stop = self.stops.begin(waits.session)
        for exchanges, note in answering(self.opening, before, asked, waits.writer, stop):
            new: New = waiting | {self.chat: messages(exchanges, note), self.exchanges: exchanges}
            if exchanges and exchanges[-1].is_growing and shown < len(exchanges):
                shown = len(exchanges)
                new[self.evidence] = evidence(self.opening, exchanges)
            yield new
        yield self.drawn(exchanges) | {self.conversation: conversation, self.kept: kept(conversation, exchanges)}

    def drawn(self, exchanges: Exchanges) -> New:
        """All of a conversation in which nothing waits for an answer."""
        return {
            self.chat: messages(exchanges),
            self.names: names(self.opening, exchanges),
            self.evidence: evidence(self.opening, exchanges),
            self.exchanges: exchanges,
        }
