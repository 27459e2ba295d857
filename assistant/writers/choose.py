"""The model that the settings name."""

from typing import TYPE_CHECKING

from assistant.settings import AssistantSettings
from assistant.writers.chat.files import BUNDLED, BUNDLED_NAME
from assistant.writers.model import ModelWriter
from assistant.writers.proof import Knows, Proof
from corpus.errors import ExociteError
from corpus.names.names import Names

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


def model_writer(
    settings: AssistantSettings, names: Names, knows: Knows, chat: "BaseChatModel | None" = None
) -> ModelWriter:
    """The writer whose model is the one given, else the one that the settings name.

    Raises ExociteError where that can't be had. Its file is read when it is first used.
    """
    return ModelWriter(chat or chat_of(settings), Proof(names, knows), names, settings.model_timeout)


def chat_of(settings: AssistantSettings) -> "BaseChatModel":
    """The chat model that the settings name. Raises ExociteError where its file or its name is missing."""
    if settings.model_address:
        from assistant.writers.chat.server import ServerChat

        if settings.model == BUNDLED:
            raise ExociteError("The model's server is set, and no model; set model to the name of one that it has.")
        return ServerChat(
            address=settings.model_address,
            model=settings.model,
            key=settings.model_key,
            timeout=settings.model_timeout,
        )
    from assistant.writers.chat.files import find_weights
    from assistant.writers.chat.llama import LlamaChat

    return LlamaChat(weights=find_weights(settings), context=settings.model_context, threads=settings.model_threads)


def model_label(settings: AssistantSettings) -> str:
    """What the model of the settings is called, and where it runs."""
    if settings.model_address:
        from assistant.writers.chat.server import is_local, shown

        where = "on this machine" if is_local(settings.model_address) else "elsewhere, which gets question and evidence"
        return f"{settings.model} at {shown(settings.model_address)}, {where}"
    if settings.model == BUNDLED:
        return f"{BUNDLED_NAME}, bundled, on this machine"
    return f"{settings.model.replace(chr(92), '/').rpartition('/')[2]}, on this machine"
