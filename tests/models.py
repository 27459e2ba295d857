"""Chat models of LangChain that say what a test wants, for what a real one might."""

import re
from collections.abc import Callable, Iterator
from threading import Event
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from pydantic import PrivateAttr

Reply = Callable[[str, list[str]], str]
"""What is said to a question and its numbered evidence."""


class Says(BaseChatModel):
    """Says what ``reply`` makes of the question and the evidence that it is given, in small pieces."""

    reply: Any
    size: int = 4
    breaks_after: int | None = None
    """Pieces after which it fails."""
    hangs_after: int | None = None
    """Pieces after which it says nothing more until ``let_go`` is set."""
    _asked: list[str] = PrivateAttr(default_factory=list)
    _let_go: Event = PrivateAttr(default_factory=Event)
    _left: Event = PrivateAttr(default_factory=Event)

    @property
    def _llm_type(self) -> str:
        return "says"

    @property
    def asked(self) -> list[str]:
        """The prompts that it got."""
        return self._asked

    @property
    def let_go(self) -> Event:
        return self._let_go

    @property
    def left(self) -> Event:
        """Set once nobody listens any more, or all is said."""
        return self._left

    def _stream(
        self, messages: list[BaseMessage], stop: Any = None, run_manager: Any = None, **kwargs: Any
    ) -> Iterator[ChatGenerationChunk]:
        user = messages[-1].text
        self._asked.append(user)
        evidence = re.findall(r"^\[\d+\] (.*)$", user, re.MULTILINE)
        said = self.reply(user.rpartition("Question: ")[2], evidence)
        try:
            for number, start in enumerate(range(0, len(said), self.size)):
                if number == self.breaks_after:
                    raise ConnectionError("the key sk-secret was refused")
                if number == self.hangs_after:
                    self._let_go.wait(600)
                yield ChatGenerationChunk(message=AIMessageChunk(content=said[start : start + self.size]))
            yield ChatGenerationChunk(message=AIMessageChunk(content=""))
        finally:
            self._left.set()

    def _generate(self, messages: Any, stop: Any = None, run_manager: Any = None, **kwargs: Any) -> ChatResult:
        raise NotImplementedError


def copies(question: str, evidence: list[str]) -> str:
    """The evidence as it is."""
    return "\n".join(f"{text} [{number}]" for number, text in enumerate(evidence, start=1))


def says(text: str) -> Says:
    """The same whatever is asked."""
    return Says(reply=lambda question, evidence: text)
