"""A model that an OpenAI-compatible server answers for: Ollama, llama.cpp, vLLM, LM Studio and others.

LangChain's own client for such servers brings OpenAI's library and its tokenizer; one request is all that is needed.
"""

import json
from collections.abc import Iterator
from ipaddress import ip_address
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk
from pydantic import SecretStr
from typing_extensions import override

from assistant.writers.chat.streamed import StreamedChat, request
from corpus.errors import ExociteError

if TYPE_CHECKING:
    import httpx

_CONNECT = 5.0
"""Seconds to wait for a connection."""
_LONGEST = 1_000_000
"""Characters of one answer that are read at most."""


class ServerChat(StreamedChat):
    """Asks one server; its key stands in no message, log or error."""

    address: str
    """Such as ``http://127.0.0.1:11434``; ``/v1`` is added where it is missing."""
    model: str
    key: SecretStr | None = None
    timeout: float = 60.0
    """Seconds to wait for a piece of an answer, and twice as many for all of it."""

    @property
    @override
    def _llm_type(self) -> str:
        return "openai-compatible"

    @override
    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        import httpx

        asked = request(messages, stop, model=self.model, **kwargs)
        headers = {"Authorization": f"Bearer {self.key.get_secret_value()}"} if self.key else {}
        limits = httpx.Timeout(self.timeout, connect=_CONNECT)
        try:
            with (
                httpx.Client(headers=headers, timeout=limits, trust_env=not is_local(self.address)) as client,
                client.stream("POST", endpoint(self.address), json=asked) as response,
            ):
                self._check(response)
                for text in _texts(response, monotonic() + 2 * self.timeout):
                    yield ChatGenerationChunk(message=AIMessageChunk(content=text))
                yield ChatGenerationChunk(message=AIMessageChunk(content=""))  # LangChain takes none for a fault
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            raise ExociteError(
                f"The model's server {shown(self.address)} gave no answer ({type(error).__name__}); start it, or "
                "correct model_address."
            ) from None

    def _check(self, response: "httpx.Response") -> None:
        if response.is_success:
            return
        do = {401: "set model_key", 403: "set model_key", 404: "correct model or model_address"}
        raise ExociteError(
            f"The model's server {shown(self.address)} refused the question (status {response.status_code}); "
            f"{do.get(response.status_code, 'its own log says why')}."
        )


def endpoint(address: str) -> str:
    """Where chats are sent: the address itself, with what such servers have in common."""
    base = address.rstrip("/")
    if base.endswith("/chat/completions"):
        return base
    return f"{base}/chat/completions" if urlsplit(base).path.strip("/") else f"{base}/v1/chat/completions"


def shown(address: str) -> str:
    """An address without a user, a password or a query, for people to read."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def is_local(address: str) -> bool:
    """Whether an address is one of this machine's own."""
    host = urlsplit(address).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _texts(response: "httpx.Response", until: float) -> Iterator[str]:
    """The pieces of an answer: events of a stream, or one object of a server that does not stream."""
    if "text/event-stream" not in response.headers.get("content-type", ""):
        yield _text(response.read().decode("utf-8", "replace"))
        return
    length = 0
    for line in response.iter_lines():
        name, _, data = line.partition(":")
        if data.strip() == "[DONE]" or length > _LONGEST or monotonic() > until:
            return
        if name != "data" or not data.strip():
            continue
        text = _text(data)
        length += len(text)
        if text:
            yield text


def _text(data: str) -> str:
    """The text of one object; empty for one that holds none. Raises ExociteError for an error in its place."""
    try:
        held: Any = json.loads(data)
        choice: Any = held["choices"][0] if "error" not in held else None
        said: Any = choice and (choice.get("delta") or choice.get("message"))
        text: Any = said and said.get("content")
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""
    if choice is None:
        raise ExociteError("The model's server broke off its answer with an error; its own log says why.")
    return text if isinstance(text, str) else ""
