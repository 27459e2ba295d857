"""What was measured, as a table for a terminal and as JSON."""

from dataclasses import asdict
from typing import Any

from assistant.evaluate.bootstrap import Estimate
from assistant.evaluate.naming import Naming
from assistant.evaluate.retrieval import Retrieval


def retrieval_text(result: Retrieval) -> str:
    """One line for each way to search, then what the first gains over the others."""
    head = ["", *(score.metric for score in result.ways[0].scores), "ms a query (95%)"]
    rows = [
        [way.name, *(_interval(s.estimate) for s in way.scores), f"{way.median_ms:.1f} ({way.p95_ms:.1f})"]
        for way in result.ways
    ]
    table = _table(head, rows)
    first = result.ways[0].name
    gains = [f"{gain.metric}, {first} above {gain.over}: {_interval(gain.estimate, '+.3f')}" for gain in result.gains]
    about = f"{result.queries} queries of the split {result.split}, {result.documents} documents."
    note = "Means with 95% bootstrap intervals; milliseconds are the median (and 95th percentile) of a ranking of 100."
    return "\n".join([about, "", *table, "", *gains, "", note])


def naming_text(result: Naming) -> str:
    """One line for each way to search."""
    head = ["", "recall@5", "right above look-alike", "wrong microRNA in 5"]
    rows = [[way.name, *(_interval(value) for value in (way.recall, way.below, way.wrong))] for way in result.ways]
    about = (
        f"{result.questions} questions, {result.near} of them with look-alikes in the corpus, "
        f"{result.mirna} of them on a microRNA."
    )
    return "\n".join([about, "", *_table(head, rows), "", "Means with 95% bootstrap intervals."])


def naming_json(result: Naming) -> dict[str, Any]:
    """Every figure, each with mean, low and high."""
    return asdict(result)


def _table(head: list[str], rows: list[list[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in (head, *rows)
    ]


def _interval(value: Estimate, form: str = ".3f") -> str:
    return f"{value.mean:{form}} [{value.low:{form}}, {value.high:{form}}]"


def retrieval_json(result: Retrieval) -> dict[str, Any]:
    """Every figure; ``metrics`` by name, each with mean, low and high."""
    return {
        "split": result.split,
        "queries": result.queries,
        "documents": result.documents,
        "ways": [
            {
                "name": way.name,
                "metrics": {score.metric: asdict(score.estimate) for score in way.scores},
                "ms": {"median": way.median_ms, "p95": way.p95_ms},
            }
            for way in result.ways
        ],
        "gains": [{"metric": gain.metric, "over": gain.over} | asdict(gain.estimate) for gain in result.gains],
    }
