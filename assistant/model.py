"""What this floor hands up: answers made of statements, statements that rest on citations."""

from dataclasses import dataclass
from typing import Literal

from corpus.model import NameKind, Record, Source

QuestionKind = Literal["finding", "list", "mechanism", "effect", "compare", "definition", "corpus", "talk", "advice"]
"""What a question wants: see ``assistant.kinds``."""


StudiedIn = Literal["cells", "animals", "patients"]
WriterName = Literal["extractive", "model"]
"""Who words an answer: the evidence itself and its records' fields, or a language model whose sentences are checked."""


@dataclass(frozen=True, slots=True)
class Citation:
    """An exact quote: ``source.text[start:end] == quote``, offsets in Unicode code points.

    ``source`` comes without its text and sections, which the store gives by its id.
    """

    number: int
    quote: str
    start: int
    end: int
    section: str | None
    record: str | None
    basis: str | None
    studied_in: tuple[StudiedIn, ...]
    """What the passage says that it was studied in."""
    source: Source

    @property
    def page(self) -> int | None:
        """The page of the source's file on which the quote begins; None where it has no pages."""
        return self.source.page_at(self.start)


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer with the numbers of its citations, at least one."""

    text: str
    citations: tuple[int, ...]
    group: str | None = None
    """What it stands under, where an answer has parts; statements of one group follow each other."""
    caveat: str | None = None
    """What must be said with it, such as that its only source has been retracted."""
    why: str = ""
    """In half a line, by what the support check passed it: what of it the passages cited hold."""
    checked: bool = False
    """Whether a model worded it, and its sentence passed the support check against the quotes that it cites."""


@dataclass(frozen=True, slots=True)
class Row:
    """A record in the table of an answer, with the number of the citation that shows it."""

    record: Record
    source: Source
    citation: int


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question and answer of a conversation, as far as a later question can refer to it."""

    question: str
    """The full question that was answered."""
    sources: tuple[str, ...] = ()
    """The ids of the sources that the answer cited, in the order of their first numbers."""


@dataclass(frozen=True, slots=True)
class Seconds:
    """Wall time of an answer and of two parts of it."""

    total: float
    embed: float
    search: float


@dataclass(frozen=True, slots=True)
class QuestionName:
    """A name in a question: ``understood[start:end] == text``, offsets in Unicode code points."""

    kind: NameKind
    name: str
    """The canonical one."""
    identifier: str | None
    """Of miRBase for a microRNA, else of the ontology of its kind, where one is known."""
    text: str
    start: int
    end: int
    narrower: tuple[str, ...]
    """Names in the corpus that are narrower, as miR-21-5p is than miR-21."""
    is_known: bool
    """Whether the corpus has anything on it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question; refused answers have a message and no statements."""

    question: str
    """As it was asked."""
    understood: str
    """The full question that was answered, with what earlier turns add to it."""
    kind: QuestionKind
    status: Literal["answered", "refused"]
    message: str | None
    """Why it was refused; of an answer, what is said before the statements, such as how many records there are."""
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    rows: tuple[Row, ...]
    """The records that a list rests on, all of them; empty for other kinds of question."""
    seconds: Seconds
    suggestions: tuple[str, ...] = ()
    """Of a refusal: full questions near to it that the corpus does answer."""
    names: tuple[QuestionName, ...] = ()
    """In the full question, each once; none where nothing had to be searched."""
    writer: WriterName = "extractive"
    """Who worded the statements; a model that gave nothing did not."""
    replaced: int = 0
    """Sentences of a model that did not pass the check: the evidence's own words are shown in their place."""
    note: str | None = None
    """Why a model that was to word it did not, or not to the end, in one sentence."""


Stands = Literal["supports", "contradicts", "related"]
"""How evidence stands to a claim."""
ClaimVerdict = Literal["supported", "contradicted", "mixed", "not_found"]
"""``not_found``: nothing says it, and nothing says the opposite."""


@dataclass(frozen=True, slots=True)
class Stance:
    """A piece of evidence for a sentence of a claim and how it stands to it."""

    stance: Stands
    why: str
    """In half a line."""
    score: float
    """How much of the sentence it speaks of, between 0 and 1."""
    sentence: int
    """Which sentence of the claim, from 0."""
    citation: Citation


@dataclass(frozen=True, slots=True)
class ClaimedFinding:
    """One finding that a sentence states; of several that share a verb, with the names of this one only."""

    text: str
    names: tuple[str, ...]
    """The microRNA, drug, cancer and the like that it is on, by their canonical names."""
    verdict: ClaimVerdict
    evidence: tuple[int, ...]
    """Numbers of the citations that support or contradict it."""
    lacks: str | None
    """How the nearest evidence differs, where none supports or contradicts it."""


@dataclass(frozen=True, slots=True)
class JudgedSentence:
    """A sentence of a claim: ``claim[start:end] == text``, offsets in Unicode code points."""

    text: str
    start: int
    end: int
    verdict: ClaimVerdict | None
    """None where it states nothing that could be checked."""
    message: str
    """The verdict in a sentence, with what must be said of its evidence."""
    findings: tuple[ClaimedFinding, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the corpus says of a claim, sentence by sentence."""

    claim: str
    verdict: ClaimVerdict | None
    """Of all its sentences together; None where none states anything that could be checked."""
    message: str
    sentences: tuple[JudgedSentence, ...]
    evidence: tuple[Stance, ...]
    """What decides it first, and then what is only related; sentence by sentence."""
    seconds: Seconds
