"""What the chat models here have in common: they answer in pieces, and take a request as OpenAI's servers do."""

from collections.abc import Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.language_models.chat_models import generate_from_stream
from langchain_core.messages import BaseMessage
from langchain_core.outputs import ChatResult
from typing_extensions import override

from assistant.writers.prompts import MOST_TOKENS

_ROLES = {"human": "user", "ai": "assistant", "system": "system"}


class StreamedChat(BaseChatModel):
    """A chat model that has ``_stream``; the whole of an answer is all of its pieces."""

    @override
    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return generate_from_stream(self._stream(messages, stop, run_manager, **kwargs))


def request(messages: Sequence[BaseMessage], stop: Sequence[str] | None, **more: Any) -> dict[str, Any]:
    """The request for the likeliest answer, in pieces; ``more`` is added to it, or put in place of what it holds."""
    return {
        "messages": [{"role": _ROLES.get(message.type, "user"), "content": message.text} for message in messages],
        "max_tokens": MOST_TOKENS,
        "temperature": 0,
        "stream": True,
        **({"stop": list(stop)} if stop else {}),
        **more,
    }
