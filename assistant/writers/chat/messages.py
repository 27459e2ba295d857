"""Messages of LangChain in the form that llama.cpp and OpenAI-compatible servers read."""

from collections.abc import Sequence
from typing import Any

from langchain_core.messages import BaseMessage

_ROLES = {"human": "user", "ai": "assistant", "system": "system"}


def as_openai(messages: Sequence[BaseMessage]) -> list[dict[str, Any]]:
    """The messages, each with its role and its text."""
    return [{"role": _ROLES.get(message.type, "user"), "content": message.text} for message in messages]
