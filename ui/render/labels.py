"""What a piece of evidence is, and how a source is referred to, in one line each."""

from collections.abc import Iterable
from typing import cast

from assistant.model import Answer, Citation, ClaimVerdict, Stands
from corpus.joining import DIGEST, NOTE
from corpus.model import Effect, Kind, NameKind, Record, Source
from corpus.readers.record_table import ADDED
from corpus.wording import MECHANISMS, treatment
from index.filters import Filter

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

KIND: dict[Kind, str] = {
    "study": "Studies (curated records)",
    "review": "Reviews (digests)",
    "note": "Notes on papers",
    "file": "Added files",
}
"""What a kind of source is called where one is chosen."""
NAME_KIND: dict[NameKind, str] = {
    "mirna": "microRNA",
    "drug": "drug",
    "cancer": "cancer",
    "gene": "gene",
    "cell": "cell",
    "mechanism": "mechanism",
}

_CONFIDENCE = {"title_only": "title only", "secondary_review": "from a review"}

_RECORD = {
    "abstract_read": "curated record: this project's own summary of the paper's abstract",
    "title_only": "curated record: a pointer, only the title of the paper was read",
    "secondary_review": "curated record: this project's own summary of what a review reports",
    ADDED: "added record: the words of whoever added it, not of the paper",
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
    if basis == DIGEST or source.kind == "review":
        return "review digest: this project's own summary of the cited review"
    if (basis or "").startswith(NOTE) or source.kind == "note":
        read = (basis or "abstract_read").removeprefix(NOTE).removesuffix("_read").replace("_", " ")
        return f"curated note: this project's own summary of the cited paper ({read} read)"
    if record or source.kind == "study":
        return _RECORD.get(basis or "", "curated record: this project's own summary")
    return _ADDED.get(basis or "", "quotation from a file that was added")


def section_and_page(section: str | None, page: int | None) -> str:
    """Where a quote stands, in a few words: "Results, page 4"; empty where neither is known."""
    return ", ".join(filter(None, (section, f"page {page}" if page else None)))


def filter_line(wanted: Filter) -> str:
    """What a filter lets through, in a line; empty where that is everything."""
    parts = [_listed(KIND.get(kind, kind) for kind in cast("tuple[Kind, ...]", wanted.kind))]
    parts += [_listed(getattr(wanted, name)) for name in NAME_KIND]
    parts.append(_listed(effect.replace("_", " ") for effect in wanted.effect))
    parts.append(f"from {wanted.since}" if wanted.since is not None else "")
    parts.append(f"until {wanted.until}" if wanted.until is not None else "")
    if wanted.status:
        parts.append("retracted left out" if "retracted" not in wanted.status else _listed(wanted.status))
    told = "; ".join(filter(None, parts))
    return f"Searched only: {told}." if told else ""


def _listed(items: Iterable[str]) -> str:
    return " or ".join(items)


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


def short_reference(source: Source) -> str:
    """Who and when, in a few words: "Wu et al. (2021)"; the id where neither was read."""
    first = (
        f"{source.authors[0]}{' et al.' if source.et_al or len(source.authors) > 1 else ''}" if source.authors else ""
    )
    return " ".join(filter(None, (first, f"({source.year})" if source.year else ""))) or source.id


def identifiers(source: Source) -> list[str]:
    """The identifiers of a source that were read."""
    named = (("doi:", source.doi), ("PMID ", source.pmid), ("", source.pmcid))
    return [prefix + value for prefix, value in named if value]


def addresses(source: Source) -> list[tuple[str, str]]:
    """Where its identifiers lead, each with what the link is called."""
    known = [
        (source.doi, "https://doi.org/", "doi:"),
        (source.pmid, "https://pubmed.ncbi.nlm.nih.gov/", "PMID "),
        (source.pmcid, "https://pmc.ncbi.nlm.nih.gov/articles/", ""),
    ]
    return [(address + value, prefix + value) for value, address, prefix in known if value]


def status_line(source: Source) -> str | None:
    """The notice about a source, such as "RETRACTED: retracted (19 July 2023)"; None when none was read."""
    if source.status is None:
        return None
    return f"{STATUS[source.status]}: {source.status_note}" if source.status_note else STATUS[source.status]


def counted(number: int, noun: str) -> str:
    """How many there are: 1 record, 2 records."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def tally(records: int, *, is_marked: bool) -> str:
    """How many records a part of a picture stands for, and what must not be overlooked of them."""
    noted = ", a source retracted, corrected or questioned" if is_marked else ""
    return counted(records, "record") + noted


CHECKED = "checked"
"""The mark of a model's sentence that passed the support check against the quotes that it cites."""


def wording_line(answer: Answer) -> str | None:
    """How a model's wording fared, in one line; None where no model worded the answer."""
    if answer.writer != "model":
        return answer.note
    told = (
        f"Worded by a model: what is marked “{CHECKED}” passed the support check, the rest is the evidence's own words."
    )
    count = answer.replaced
    lost = f"{count} sentence{'' if count == 1 else 's'} of the model did not pass." if count else None
    return " ".join(filter(None, (told, lost, answer.note)))
