"""The pieces of a chat model's answer as they come, for as long as anybody waits for them."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any

from assistant.writers.prompts import Prompt
from corpus.errors import ExociteError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

log = logging.getLogger(__name__)

_POLL = 0.05
"""Seconds after which a stop is noticed at the latest."""


class FailedError(Exception):
    """A model gave no answer, or not all of it; the text says why, in a clause."""


@dataclass(frozen=True, slots=True)
class _End:
    """The end of an answer, and what ended it where it is not whole."""

    fault: str | None = None


def pieces(chat: "BaseChatModel", prompt: Prompt, grammar: str, stop: Event, timeout: float) -> Iterator[str]:
    """The answer in pieces, until it ends, ``stop`` is set, or nobody takes the next piece.

    The model runs in a thread of its own, which ends with its next piece once nobody waits: a model that hangs holds
    nobody up. Raises FailedError where it can't be used, breaks off, or is not done within ``timeout`` seconds.
    """
    queue: SimpleQueue[str | _End] = SimpleQueue()
    over = Event()
    Thread(target=_run, args=(chat, prompt, grammar, queue, over), name="model", daemon=True).start()
    until = monotonic() + timeout
    try:
        while not stop.is_set():
            if (left := until - monotonic()) <= 0:
                raise FailedError(f"it was not done within {timeout:g} seconds")
            try:
                piece = queue.get(timeout=min(left, _POLL))
            except Empty:
                continue
            if isinstance(piece, str):
                yield piece
            elif piece.fault is None:
                return
            else:
                raise FailedError(piece.fault)
    finally:
        over.set()


def _run(chat: "BaseChatModel", prompt: Prompt, grammar: str, queue: "SimpleQueue[str | _End]", over: Event) -> None:
    """Ask the model; whatever happens, an end is put behind its pieces."""
    fault: str | None = "it broke off"
    try:
        from langchain_core.messages import HumanMessage, SystemMessage
        from langsmith import tracing_context  # pyright: ignore[reportUnknownVariableType]

        asked = [SystemMessage(prompt.system), HumanMessage(prompt.user)]
        constrained: dict[str, Any] = {"grammar": grammar} if getattr(chat, "takes_grammar", False) else {}
        with tracing_context(enabled=False):  # which would send questions and evidence to whoever made LangChain
            for chunk in chat.stream(asked, **constrained):
                if over.is_set():
                    break
                queue.put(chunk.text)
        fault = None
    except ExociteError as error:
        fault = str(error).removesuffix(".")
    except Exception as error:  # noqa: BLE001 - a model of anybody's making raises what it likes, and may tell a key in it
        fault = f"it failed with {type(error).__name__}"
        log.debug("A model failed with %s.", type(error).__name__)
    finally:
        queue.put(_End(fault))
