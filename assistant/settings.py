"""Settings of this floor."""

from typing import Annotated

from pydantic import BeforeValidator, Field, SecretStr, field_validator

from assistant.model import WriterName
from corpus.errors import ExociteError
from index.settings import IndexSettings


def hidden(value: object) -> object:
    """A secret, whatever was written: what does not fit would be shown."""
    return value if value is None or isinstance(value, SecretStr) else SecretStr(str(value))


class AssistantSettings(IndexSettings):
    """How much is read for an answer, and when nothing that was read answers."""

    passages_read: int = Field(default=10, gt=0, description="Passages read for one answer.")
    claim_passages: int = Field(
        default=20, gt=0, description="Passages read for each sentence of a claim, and as many for its opposite."
    )
    max_statements: int = Field(default=6, gt=0, description="Statements in one answer at most.")
    min_cosine: float = Field(
        default=0.3, ge=-1, le=1, description="Refuse where no passage is as near to the question as this cosine."
    )
    min_support: float = Field(
        default=0.75,
        ge=0,
        le=2,
        description="Refuse where no passage has this sum of cosine and half the covered share of the question.",
    )
    keep_above: float = Field(
        default=0.75, ge=0, le=1, description="Share of the best sentence's score that every further statement reaches."
    )
    writer: WriterName = Field(
        default="extractive",
        description="Who words answers: 'extractive', the evidence itself, or 'model', a language model whose every "
        "sentence is checked.",
    )
    model: str = Field(
        default="bundled",
        description="The model: 'bundled', a GGUF file, or the name of a model of the server at model_address.",
    )
    model_folder: str = Field(
        default="",
        description="Folder of further GGUF files, which the page offers. Empty for 'models' in the data folder.",
    )
    model_address: str = Field(
        default="",
        description="Address of an OpenAI-compatible or Ollama server, such as http://127.0.0.1:11434, which then gets "
        "questions and evidence. Empty for none.",
    )
    model_key: Annotated[SecretStr | None, BeforeValidator(hidden)] = Field(
        default=None, description="Key of that server; shown nowhere."
    )
    model_context: int = Field(default=4096, ge=1024, description="Tokens that a GGUF model reads and writes at most.")
    model_threads: int = Field(
        default=0, ge=0, description="Threads that a GGUF model runs on; 0 for as many as llama.cpp takes."
    )
    model_timeout: float = Field(
        default=60.0,
        gt=0,
        description="Seconds to wait for a model's answer; what it has not worded is shown as it is.",
    )
    adapter: str = Field(
        default="shipped",
        description="LoRA adapter (GGUF) put on the model: 'shipped', the bundled model's own where there is one, or a "
        "file. Empty for none.",
    )

    @field_validator("model_address")
    @classmethod
    def _web(cls, value: str) -> str:
        address = value.strip()
        if address and (not address.startswith(("http://", "https://")) or "@" in address):
            raise ExociteError(
                "The setting model_address must be an address such as http://127.0.0.1:11434, without a user or a key; "
                "write the key in model_key."
            )
        return address
