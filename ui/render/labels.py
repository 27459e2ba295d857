"""What a piece of evidence is, and how a source is referred to, in one line each."""

from assistant.model import Citation, ClaimVerdict, Stands
from corpus.model import Effect, Record, Source
from corpus.wording import MECHANISMS, treatment

STATUS = {"retracted": "RETRACTED", "corrected": "CORRECTED", "concern": "EXPRESSION OF CONCERN"}

VERDICT: dict[ClaimVerdict | None, str] = {
    "supported": "SUPPORTED",
    "contradicted": "CONTRADICTED",
    "mixed": "MIXED",
    "not_found": "NOT FOUND",
    None: "NOT CHECKED",
}
"""What a verdict on a claim is called; None is that on a sentence which states nothing checkable."""
SIGN: dict[ClaimVerdict | None, str] = {
    "supported": "✓",
    "contradicted": "✗",
    "mixed": "±",
    "not_found": "?",
    None: "–",
}
"""The same where there is room for one character, for those too to whom a colour says nothing."""
STANCES: dict[Stands, str] = {
    "supports": "Evidence for it",
    "contradicts": "Evidence against it",
    "related": "Related, and neither",
}

_CONFIDENCE = {"title_only": "title only", "secondary_review": "from a review"}

_RECORD = {
    "abstract_read": "curated record: this project's own summary of the paper's abstract",
    "title_only": "curated record: a pointer, only the title of the paper was read",
    "secondary_review": "curated record: this project's own summary of what a review reports",
}

_ADDED = {"full_text": "quotation from the paper", "abstract": "quotation from the paper's abstract"}

EFFECT: dict[Effect, str] = {
    "promotes_resistance": "promotes resistance",
    "reverses_resistance": "reverses resistance",
    "biomarker_only": "marks the response",
}


def record_cells(record: Record) -> list[str]:
    """microRNA, effect, drug, cancer, target, mechanism and model of a record, as a table shows them."""
    return [
        record.mirna,
        EFFECT[record.effect],
        ", ".join(map(treatment, record.drugs)),
        record.cancer,
        ", ".join(record.targets),
        ", ".join(MECHANISMS[label] for label in record.mechanism),
        record.model or "",
    ]


def kind_label(citation: Citation) -> str:
    """Whose words a quote is in, and what its passage says that it was studied in."""
    label = evidence_label(citation.source, citation.record, citation.basis)
    return f"{label}; studied in {', '.join(citation.studied_in)}" if citation.studied_in else label


def evidence_label(source: Source, record: str | None, basis: str | None) -> str:
    """Whose words a quote is in: this project's own summary, or a quotation of the text added."""
    if record or source.kind == "study":
        return _RECORD.get(basis or "", "curated record: this project's own summary")
    if source.kind == "review":
        return "review digest: this project's own summary of the cited review"
    if source.kind == "note":
        read = (basis or "abstract_read").removesuffix("_read").replace("_", " ")
        return f"curated note: this project's own summary of the cited paper ({read} read)"
    return _ADDED.get(basis or "", "quotation from a file that was added")


def marks(source: Source, confidence: str | None = None) -> str:
    """What a line of a list must not hide, in brackets: what little a record rests on, and the source's status."""
    shown = (_CONFIDENCE.get(confidence or ""), source.status)
    return "".join(f"  [{mark}]" for mark in shown if mark)


def authors(source: Source) -> str:
    """The authors as a reference names them; empty when none was read."""
    names = list(source.authors)
    if len(names) > 3 or (names and source.et_al):
        return f"{', '.join(names[:3])} et al."
    return ", ".join(names)


def reference(source: Source) -> str:
    """A one-line reference: authors, year, title, journal, identifiers, or that no identifier is known."""
    parts = [
        " ".join(filter(None, (authors(source), f"({source.year})" if source.year else ""))),
        source.title or "Title not read",
        source.journal or "",
    ]
    known = identifiers(source)
    if source.kind != "file" and not known:
        known = [f"identifier not known, {source.url}" if source.url else "identifier not known"]
    return ". ".join(part.rstrip(".") for part in (*parts, "; ".join(known)) if part) + "."


def identifiers(source: Source) -> list[str]:
    """The identifiers of a source that were read."""
    named = (("doi:", source.doi), ("PMID ", source.pmid), ("", source.pmcid))
    return [prefix + value for prefix, value in named if value]


def status_line(source: Source) -> str | None:
    """The notice about a source, such as "RETRACTED: retracted (19 July 2023)"; None when none was read."""
    if source.status is None:
        return None
    return f"{STATUS[source.status]}: {source.status_note}" if source.status_note else STATUS[source.status]
