"""The JSON of the command line: stable names, for programs."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from assistant.model import Answer, Citation, Seconds, Stance, Verdict
from corpus.model import Record, Source
from index.search import Found
from index.store.holdings import Holding
from ui.render.labels import evidence_label

_LISTS = ("drugs", "targets", "pathway", "mechanism")
_SOURCE = "id kind title authors et_al year journal doi pmid pmcid licence url status status_note note".split()


def source_json(source: Source) -> dict[str, Any]:
    """A source without its text."""
    return {name: getattr(source, name) for name in _SOURCE} | {"authors": list(source.authors)}


def holding_json(holding: Holding) -> dict[str, Any]:
    """A source without its text, and how much there is of it."""
    return source_json(holding.source) | {
        "stands_for": list(holding.joined),
        "passages": holding.passages,
        "records": holding.records,
    }


def whole_source_json(source: Source) -> dict[str, Any]:
    """A source with its stored text, into which all offsets point, and its sections."""
    pages = [{"start": start, "page": page or None} for start, page in source.pages]
    sections = [asdict(section) for section in source.sections]
    return source_json(source) | {"text": source.text, "sections": sections, "pages": pages}


def answer_json(answer: Answer) -> dict[str, Any]:
    """The answer to a question."""
    return {
        "question": answer.question,
        "question_understood": answer.understood,
        "names": [asdict(name) for name in answer.names],
        "kind": answer.kind,
        "status": answer.status,
        "message": answer.message,
        "statements": [
            {
                "text": s.text,
                "citations": list(s.citations),
                "group": s.group,
                "caveat": s.caveat,
                "why": s.why,
                "checked": s.checked,
            }
            for s in answer.statements
        ],
        "writer": answer.writer,
        "replaced": answer.replaced,
        "note": answer.note,
        "citations": [citation_json(citation) for citation in answer.citations],
        "rows": rows_json(answer),
        "suggestions": list(answer.suggestions),
        "seconds": seconds_json(answer.seconds),
    }


def rows_json(answer: Answer) -> list[dict[str, Any]]:
    """The records of a list, each with the number of its citation."""
    return [record_json(row.record, row.source) | {"citation": row.citation} for row in answer.rows]


def citation_json(citation: Citation) -> dict[str, Any]:
    """A quote with its place and its source."""
    return {
        "number": citation.number,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "section": citation.section,
        "page": citation.page,
        "record": citation.record,
        "label": evidence_label(citation.source, citation.record, citation.basis),
        "studied_in": list(citation.studied_in),
        "source": source_json(citation.source),
    }


def verdict_json(verdict: Verdict) -> dict[str, Any]:
    """What the corpus says of a claim: sentence by sentence, then the evidence."""
    return {
        "claim": verdict.claim,
        "verdict": verdict.verdict,
        "message": verdict.message,
        "sentences": [asdict(sentence) for sentence in verdict.sentences],
        "evidence": [stance_json(item) for item in verdict.evidence],
        "seconds": seconds_json(verdict.seconds),
    }


def stance_json(item: Stance) -> dict[str, Any]:
    """A piece of evidence with how it stands to which sentence, and its citation."""
    stance = {"stance": item.stance, "why": item.why, "score": round(item.score, 4), "sentence": item.sentence}
    return stance | citation_json(item.citation)


def found_json(query: str, found: Found) -> dict[str, Any]:
    """The hits for a query."""
    hits = [
        {
            "score": round(hit.score, 6),
            "text": hit.passage.text,
            "start": hit.passage.start,
            "end": hit.passage.end,
            "section": hit.passage.section,
            "page": hit.source.page_at(hit.passage.start),
            "record": hit.passage.record,
            "label": evidence_label(hit.source, hit.passage.record, hit.passage.basis),
            "source": source_json(hit.source),
        }
        for hit in found.hits
    ]
    return {
        "query": query,
        "hits": hits,
        "seconds": seconds_json(Seconds(found.embed + found.search, found.embed, found.search)),
    }


def record_json(record: Record, source: Source) -> dict[str, Any]:
    """A curated record with its source."""
    values: dict[str, Any] = asdict(record)
    del values["source_id"]
    return values | {name: list(getattr(record, name)) for name in _LISTS} | {"source": source_json(source)}


def records_json(found: Iterable[tuple[Record, Source]]) -> str:
    """The records as one JSON text."""
    return json.dumps({"records": [record_json(*pair) for pair in found]}, ensure_ascii=False)


def seconds_json(seconds: Seconds) -> dict[str, float]:
    """Wall times, to the hundredth of a millisecond."""
    return {name: round(value, 5) for name, value in asdict(seconds).items()}
