"""A GGUF model run in this process by llama.cpp, as a chat model of LangChain."""

import atexit
import ctypes
import os
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from queue import SimpleQueue
from secrets import token_hex
from tempfile import TemporaryDirectory
from threading import Event, Lock, Thread, current_thread
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.messages import AIMessageChunk, BaseMessage, SystemMessage
from langchain_core.outputs import ChatGenerationChunk
from pydantic import PrivateAttr
from typing_extensions import override

from assistant.writers.chat.files import Weights, check_llama, verify
from assistant.writers.chat.streamed import StreamedChat, request
from assistant.writers.prompts import SYSTEM
from corpus.errors import ExociteError

_PAUSED = ("_Z15common_log_mainv", "_Z16common_log_pauseP10common_log")
"""Of llama.cpp's own log: what is logged, and its pausing. It has no setting for that."""


_RUNNING: dict[Thread, Event] = {}
"""What is being answered, and what ends it."""
_PARTING = 10.0
"""Seconds to wait at the end of the program for what is being answered: llama.cpp calls back into Python."""


class LlamaChat(StreamedChat):
    """Answers one question at a time; safe to share between threads. The file is read at the first use.

    The start of a prompt that it has read before is not read again. A chunk's ``response_metadata`` holds
    llama.cpp's own ``timings`` at the end of an answer: tokens, milliseconds and tokens a second.
    """

    weights: Weights
    context: int = 4096
    """Tokens of prompt and answer together."""
    threads: int = 0
    """Threads that it runs on; 0 for as many as llama.cpp takes."""
    takes_grammar: bool = True
    """Whether ``grammar`` (GBNF) may be given with a call."""
    _server: Any = PrivateAttr(default=None)
    _folder: Any = PrivateAttr(default=None)
    _lock: Any = PrivateAttr(default_factory=Lock)

    @property
    @override
    def _llm_type(self) -> str:
        return "llama.cpp"

    def load(self) -> Any:
        """The model in memory. Raises ExociteError where llama.cpp or the file is missing, damaged or unfit."""
        with self._lock:
            if self._server is None:
                self._server = self._loaded()
            return self._server

    def warm(self) -> None:
        """Load the model, and let it read what every prompt begins with. Raises ExociteError as ``load``."""
        for _ in self._stream([SystemMessage(SYSTEM)], max_tokens=1):
            pass

    def _loaded(self) -> Any:
        check_llama()
        library: Any = import_module("xllamacpp")
        verify(self.weights)
        _silence(library.xllamacpp.__file__)
        params = library.CommonParams()
        params.model.path = str(self.weights.path)
        params.n_ctx = self.context
        params.n_parallel = 1
        params.cache_ram_mib = 0  # else it keeps whole prompts, up to 8 GB of them, beside the start that all share
        if self.threads:
            params.cpuparams.n_threads = params.cpuparams_batch.n_threads = self.threads
        if self.weights.adapter:
            params.lora_adapters = [library.CommonAdapterLoraInfo(str(self.weights.adapter), 1.0)]
        self._close_door(params)
        try:
            return library.Server(params)
        except RuntimeError as error:
            raise ExociteError(
                f"llama.cpp can't load {self.weights.path}"
                f"{f' with {self.weights.adapter}' if self.weights.adapter else ''}; name another file in model."
            ) from error

    def _close_door(self, params: Any) -> None:
        """llama.cpp also listens for HTTP, for any page of a browser to ask: here on a file that only the user may
        open, or where there are no such files by a key that nobody knows, and with nothing to be read from outside.
        """
        params.api_keys = [token_hex(32)]
        params.endpoint_slots = params.endpoint_props = params.endpoint_metrics = False
        if os.name == "posix":
            self._folder = TemporaryDirectory(prefix="exocite-")
            params.hostnames = [f"{self._folder.name}/closed.sock"]

    @override
    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        server = self.load()
        own = {"cache_prompt": True, "chat_template_kwargs": {"enable_thinking": False}}
        asked = request(messages, stop, **own | kwargs)
        chunks: SimpleQueue[Any] = SimpleQueue()
        over = Event()

        def take(chunk: Any) -> bool:
            chunks.put(chunk)
            return over.is_set()

        def run() -> None:
            try:
                server.handle_chat_completions(asked, take)
            finally:
                chunks.put(None)
                _RUNNING.pop(current_thread(), None)

        thread = Thread(target=run, name="llama.cpp", daemon=True)
        _RUNNING[thread] = over
        thread.start()
        try:
            while (chunk := chunks.get()) is not None:
                yield _chunk(chunk)
        finally:
            over.set()


def _chunk(chunk: Any) -> ChatGenerationChunk:
    if "error" in chunk:
        raise ExociteError(f"llama.cpp refused the question ({chunk['error'].get('message', 'no reason given')}).")
    delta: Any = chunk["choices"][0].get("delta")
    text: str = delta.get("content") or "" if delta else ""
    timings = chunk.get("timings")
    return ChatGenerationChunk(
        message=AIMessageChunk(content=text, response_metadata={"timings": timings} if timings else {})
    )


def _silence(library: str) -> None:
    """Keep llama.cpp from writing its log on standard error, where it can be kept."""
    with suppress(OSError, AttributeError):
        loaded = ctypes.CDLL(library)
        main, pause = (getattr(loaded, name) for name in _PAUSED)
        main.restype = ctypes.c_void_p
        pause(ctypes.c_void_p(main()))


@atexit.register
def _end() -> None:
    """End what is being answered, before Python itself ends."""
    for thread, over in list(_RUNNING.items()):
        over.set()
        thread.join(_PARTING)
