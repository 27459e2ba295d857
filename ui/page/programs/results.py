"""The shape of what the tools give back, for the descriptions; ``ui.render.as_json`` makes it."""

from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter
from typing_extensions import TypedDict

from assistant.model import ClaimVerdict, QuestionKind, Stands, WriterName
from corpus.model import Kind, NameKind, Status

_Verdict = Annotated[ClaimVerdict | None, Field(description="null: states nothing that could be checked.")]


class SourceResult(TypedDict):
    """What is cited. What was not read in the publication is null or empty, and never guessed."""

    id: str
    kind: Kind
    title: str | None
    authors: list[str]
    et_al: bool
    year: int | None
    journal: str | None
    doi: str | None
    pmid: str | None
    pmcid: str | None
    licence: str | None
    url: str | None
    status: Annotated[Status | None, Field(description="Retracted, corrected or questioned: say so when you cite it.")]
    status_note: str | None
    note: Annotated[str | None, Field(description="What its file did not tell and was guessed, or was not read.")]


class WholeSourceResult(SourceResult):
    """A source with its stored text, into which all offsets point, and its sections."""

    text: str
    sections: list[dict[str, Any]]
    pages: Annotated[list[dict[str, Any]], Field(description="Of a PDF: where each page starts in the text.")]


class CitationResult(TypedDict):
    """An exact quote: characters start to end of the stored text of its source."""

    number: int
    quote: str
    start: int
    end: int
    section: str | None
    page: Annotated[int | None, Field(description="Page of a PDF, from 1.")]
    record: Annotated[str | None, Field(description="Id of the curated record that the quote comes from.")]
    label: Annotated[str, Field(description="Whose words the quote is: the paper's, or a summary of it.")]
    studied_in: list[str]
    source: SourceResult


class StatementResult(TypedDict):
    """One sentence with the numbers of the citations that it rests on."""

    text: str
    citations: list[int]
    group: str | None
    caveat: Annotated[str | None, Field(description="What must be said with the sentence.")]
    why: Annotated[str, Field(description="What the check of the sentence against its citations found.")]
    checked: Annotated[bool, Field(description="Whether a model worded it; its sentence then passed that check.")]


class NameResult(TypedDict):
    """A name found in the full question."""

    kind: NameKind
    name: Annotated[str, Field(description="The canonical one.")]
    identifier: Annotated[str | None, Field(description="Of miRBase, or of the ontology of its kind.")]
    text: str
    start: int
    end: int
    narrower: Annotated[list[str], Field(description="Names in the corpus that are narrower.")]
    is_known: Annotated[bool, Field(description="Whether the corpus has anything on it.")]


class AskResult(TypedDict):
    """An answer, or a refusal."""

    question: str
    question_understood: Annotated[str, Field(description="The full question, completed from the history.")]
    kind: QuestionKind
    status: Literal["answered", "refused"]
    message: Annotated[str | None, Field(description="Why it is refused; else what is said before the statements.")]
    statements: list[StatementResult]
    writer: Annotated[WriterName, Field(description="Who worded the statements.")]
    replaced: Annotated[int, Field(description="Sentences of a model that did not pass the check.")]
    note: Annotated[str | None, Field(description="Why a model that was to word it did not, or not to the end.")]
    citations: list[CitationResult]
    rows: Annotated[list[dict[str, Any]], Field(description="All records that a list rests on.")]
    names: list[NameResult]
    suggestions: Annotated[list[str], Field(description="Of a refusal: near questions that are answered.")]
    seconds: dict[str, float]


class FindingResult(TypedDict):
    """One finding of a sentence that states several."""

    text: str
    names: list[str]
    verdict: ClaimVerdict
    evidence: Annotated[list[int], Field(description="Numbers of citations.")]
    lacks: Annotated[str | None, Field(description="How the nearest evidence differs.")]


class SentenceResult(TypedDict):
    """A sentence of the claim, judged."""

    text: str
    start: int
    end: int
    verdict: _Verdict
    message: str
    findings: list[FindingResult]


class StanceResult(CitationResult):
    """A citation, and how it stands to which sentence of the claim."""

    stance: Stands
    why: str
    score: float
    sentence: int


class CiteResult(TypedDict):
    """What the corpus says of a claim."""

    claim: str
    verdict: _Verdict
    message: str
    sentences: list[SentenceResult]
    evidence: list[StanceResult]
    seconds: dict[str, float]


class HitResult(TypedDict):
    """A passage: characters start to end of the stored text of its source."""

    score: float
    text: str
    start: int
    end: int
    section: str | None
    page: int | None
    record: str | None
    label: str
    source: SourceResult


class SearchResult(TypedDict):
    """Passages, nearest first."""

    query: str
    hits: list[HitResult]
    seconds: dict[str, float]


class RecordResult(TypedDict):
    """One curated finding."""

    id: str
    mirna: str
    cancer: str
    drugs: list[str]
    effect: str
    targets: list[str]
    pathway: list[str]
    mechanism: list[str]
    model: str | None
    evidence_note: str
    confidence: Annotated[str, Field(description="What was read: an abstract, only a title, or a review.")]
    source: SourceResult


class RecordsResult(TypedDict):
    """Curated findings."""

    records: list[RecordResult]


def schema(shape: Any) -> dict[str, Any]:
    """The JSON schema of one of these, without titles."""
    return _untitled(TypeAdapter(shape).json_schema())


def _untitled(node: Any) -> Any:
    if isinstance(node, dict):
        return {k: _untitled(v) for k, v in node.items() if k != "title" or not isinstance(v, str)}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return [_untitled(one) for one in node] if isinstance(node, list) else node  # pyright: ignore[reportUnknownVariableType]
