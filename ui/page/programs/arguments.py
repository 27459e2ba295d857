"""What each tool is given: names, types and descriptions, which both HTTP and MCP tell their callers."""

from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from assistant.model import WriterName
from corpus.errors import ExociteError
from corpus.model import Effect, Kind, Status
from ui.filtering import CHOICES, NAMES, YEARS

if TYPE_CHECKING:
    from index.filters import Filter


def _listed(value: object) -> object:
    """A single text stands for a list of one, and nothing for an empty one."""
    return [value] if isinstance(value, str) else [] if value is None else value


_Texts = Annotated[list[str], BeforeValidator(_listed)]


def _name(field: str) -> Any:
    return Field(default=[], description=f"Only passages that mention {NAMES[field]}; of several, any of them.")


def _choice(field: str) -> Any:
    return Field(default=[], description=f"{CHOICES[field][1].removesuffix('.')}; of several, any of them.")


class Arguments(BaseModel):
    """What all tools have in common: an argument that they do not know is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @classmethod
    def names(cls) -> list[str]:
        """The arguments in the order in which they are given without names: the tool's own before the filters."""
        own = [name for name in cls.model_fields if name not in Filtered.model_fields]
        return [*own, *(name for name in cls.model_fields if name not in own)]

    @classmethod
    def schema_for_programs(cls) -> dict[str, Any]:
        """The JSON schema, without the titles that repeat the names."""
        schema = cls.model_json_schema()
        fields = schema["properties"]
        properties = {name: {k: v for k, v in fields[name].items() if k != "title"} for name in cls.names()}
        required = {"required": schema["required"]} if "required" in schema else {}
        return {"type": "object", "properties": properties} | required | {"additionalProperties": False}

    @classmethod
    def read(cls, given: dict[str, Any]) -> Self:
        """The arguments. Raises ExociteError for the first that does not fit."""
        try:
            return cls.model_validate(given)
        except ValidationError as error:
            raise ExociteError(_sentence(error.errors()[0], cls.names())) from None


class Filtered(Arguments):
    """Arguments of the tools that can be narrowed down."""

    mirna: _Texts = _name("mirna")
    drug: _Texts = _name("drug")
    cancer: _Texts = _name("cancer")
    gene: _Texts = _name("gene")
    cell: _Texts = _name("cell")
    mechanism: _Texts = _name("mechanism")
    kind: Annotated[list[Kind], BeforeValidator(_listed)] = _choice("kind")
    effect: Annotated[list[Effect], BeforeValidator(_listed)] = _choice("effect")
    status: Annotated[list[Status | Literal["none"]], BeforeValidator(_listed)] = _choice("status")
    since: int | None = Field(default=None, description=YEARS["since"])
    until: int | None = Field(default=None, description=YEARS["until"])

    def wanted(self) -> "Filter":
        """The filter that they make."""
        from index.filters import Filter

        values = {name: tuple(getattr(self, name)) for name in (*NAMES, *CHOICES)}
        return Filter(**values, since=self.since, until=self.until)


class Ask(Filtered):
    """Arguments of ``ask``."""

    question: str = Field(description="The question, in English, at most 4,000 characters.")
    history: _Texts = Field(
        default=[],
        description="Earlier questions of the same conversation, oldest first, so that a follow-up such as 'And in "
        "breast cancer?' can be completed from them.",
    )
    writer: WriterName | None = Field(
        default=None,
        description="Who words the answer: 'extractive', the evidence itself, or 'model', the language model that this "
        "server has, whose every sentence is checked, and which takes seconds. Left out, the server's setting.",
    )


class Cite(Filtered):
    """Arguments of ``cite``."""

    claim: str = Field(description="A sentence or a paragraph, in English, at most 4,000 characters.")


class Search(Filtered):
    """Arguments of ``search``."""

    query: str = Field(description="What to look for: a few words, names or a sentence.")
    limit: int = Field(default=10, ge=1, le=1000, description="Hits at most, from 1 to 1000.")


class Records(Filtered):
    """Arguments of ``records``."""

    words: _Texts = Field(default=[], description="Words that a record must all hold; none, all records.")


class Source(Arguments):
    """Arguments of ``source``."""

    id: str = Field(description="The id of a source or of a record, as the other tools give it.")


_WRONG = {
    "missing": "is missing; give it",
    "string_type": "must be text",
    "list_type": "must be a list of texts",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "literal_error": "must be {expected}",
}


def _sentence(error: Any, names: list[str]) -> str:
    """What is wrong with which argument, and what to do."""
    name = str(error["loc"][0])
    if error["type"] == "extra_forbidden":
        return f"There is no argument {name[:80]!r}; there are {', '.join(names)}."
    wrong = _WRONG.get(error["type"], "must be a whole number").format(**error.get("ctx", {}))
    shown = repr(error["input"])
    got = "" if error["type"] == "missing" else f", not {shown if len(shown) <= 80 else shown[:77] + '...'}"
    return f"The {name} {wrong}{got}."
