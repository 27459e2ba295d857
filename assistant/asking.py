"""One question with all that was found for it: what every kind of answer is made from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.coverage import Terms
from assistant.evidence import DECIDING, Weighed
from assistant.findings import Finding, Request, matching
from assistant.nearest import nearest
from assistant.refusal import refusal, topics
from assistant.settings import AssistantSettings
from corpus.names.names import Names
from index.asked import AskedName
from index.search import Found


@dataclass(frozen=True)
class Asking:
    """A question, its names and terms, the passages found, and the records that the filter lets through."""

    question: str
    found: Found
    terms: Terms
    weighed: Weighed
    request: Request
    findings: Sequence[Finding]
    among: frozenset[int] | None
    """Keys of the passages that a filter lets through; None for all."""
    names: Names
    settings: AssistantSettings

    def matching(self, *, effect: bool = True) -> list[Finding]:
        """The records that match the question; whatever their effect, on request."""
        request = self.request if effect else replace(self.request, effect=None)
        return matching(self.findings, request, self.names)

    @cached_property
    def refusal(self) -> str | None:
        """Why the passages found do not answer; None when they do."""
        return refusal(self.terms, self.weighed, self.found.hits, self.settings, self.near)

    @cached_property
    def near(self) -> str:
        """What the corpus has that comes nearest to the question."""
        return nearest(self.request, self.findings, self.names) or topics(self.found.hits)

    @cached_property
    def tokens(self) -> frozenset[str]:
        """The terms of the question that stand for names."""
        return frozenset(f" {name.token} " for name in self.found.asked.names)

    @property
    def is_open(self) -> bool:
        """Whether nothing but drugs, cancers or cells is named: then a record that names them need not answer."""
        return self.request.effect is None and not {"mirna", "gene"} & self.request.names.keys()

    @property
    def deciding(self) -> list[AskedName]:
        """The microRNAs, drugs and cancers asked for."""
        return [name for kind in DECIDING for name in self.request.names.get(kind, ())]
