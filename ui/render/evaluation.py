"""What was measured, as a table for a terminal and as JSON."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from assistant.evaluate.bootstrap import Estimate
from assistant.evaluate.claims import ClaimFigures
from assistant.evaluate.naming import Naming
from assistant.evaluate.questions import Figures, Questions
from assistant.evaluate.retrieval import Retrieval
from assistant.evaluate.wording import WordingFigures
from assistant.model import WriterName


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


def questions_text(result: Questions) -> str:
    """One line for all questions and one for each kind, in two tables, then how well the kinds were told apart."""
    of = f" of the split {result.split}" if result.split else ""
    rows = [("all", result.all), *result.kinds]
    answers = _columns(rows, ["right", "citation_precision", "citation_recall", "list_f1"])
    refusals = _columns(rows, ["refusal_precision", "refusal_recall", "exact_quotes"])
    kinds = _columns(rows, ["kind_right"])
    wrong = Counter((one.kind, one.read_as) for one in result.marks if one.kind != one.read_as)
    said = [f"{kind} read as {other}: {count}" for (kind, other), count in wrong.most_common()]
    note = "Means with 95% bootstrap intervals over questions; - where no question asks for it."
    return "\n".join(
        [
            f"{result.all.questions} questions{of}.",
            *("", *answers, "", *refusals, "", *kinds, *said, "", *_wording(result.writer, result.wording), note),
        ]
    )


def _wording(writer: WriterName, figures: WordingFigures | None) -> list[str]:
    """How the answers are worded, how soon, and how they read."""
    if figures is None:
        return []
    f = figures
    who = ["writer", "answers", "by a model", "statements by it", "replaced of its sentences"]
    by = [writer, str(f.answers), str(f.by_model), f"{f.checked:.3f}", f"{f.replaced} ({f.replaced_share:.3f})"]
    soon = ["first sentence s (95%)", "whole s (95%)", "words an answer", "words a statement", "repeats"]
    times = [f"{f.first_median:.3f} ({f.first_p95:.3f})", f"{f.whole_median:.3f} ({f.whole_p95:.3f})"]
    reads = [f"{f.words:.1f}", f"{f.words_a_statement:.1f}", f"{f.repeats:.3f}"]
    return [*_table(who, [by]), "", *_table(soon, [[*times, *reads]]), ""]


_NAMES = {"list_f1": "list F1", "kind_right": "kind of question"}


def _columns(rows: Sequence[tuple[str, Figures]], metrics: Sequence[str]) -> list[str]:
    head = ["", "questions", *(_NAMES.get(metric, metric.replace("_", " ")) for metric in metrics)]
    values = ([getattr(figures, metric) for metric in metrics] for _, figures in rows)
    cells = [["-" if value is None else _interval(value) for value in row] for row in values]
    return _table(head, [[name, str(f.questions), *row] for (name, f), row in zip(rows, cells, strict=True)])


def questions_json(result: Questions) -> dict[str, Any]:
    """Every figure, each with mean, low and high or null; ``kinds`` by name; ``marks`` question by question."""
    return asdict(result) | {"kinds": {kind: asdict(figures) for kind, figures in result.kinds}}


def claims_text(result: ClaimFigures) -> str:
    """Accuracy, macro F1, whether a gold source stands first, each kind of claim, and the confusion table."""
    of = f" of the split {result.split}" if result.split else ""
    first = _interval(result.first) if result.first else "-"
    head = [
        f"accuracy {_interval(result.accuracy)}",
        f"macro F1 {result.macro_f1:.3f}",
        f"gold source in the first three {first}",
    ]
    groups = _table(["", "accuracy"], [[group, _interval(value)] for group, value in result.groups.items()])
    given = sorted({one for pair in result.confusion for one in pair})
    right = [one for one in given if any(pair[0] == one for pair in result.confusion)]
    rows = [
        [one, f"{result.f1[one]:.3f}", *(str(result.confusion.get((one, other), 0)) for other in given)]
        for one in right
    ]
    confusion = _table(["right verdict", "F1", *given], rows)
    note = "Means with 95% bootstrap intervals over claims; in the last table, rows are right, columns given."
    return "\n".join([f"{result.claims} claims{of}.", "", *head, "", *groups, "", *confusion, "", note])


def claims_json(result: ClaimFigures) -> dict[str, Any]:
    """Every figure, estimates with mean, low and high; ``confusion`` by right and given verdict; ``marks`` by claim."""
    confusion: dict[str, dict[str, int]] = {}
    for (right, given), count in result.confusion.items():
        confusion.setdefault(right, {})[given] = count
    plain = replace(result, confusion={})
    return asdict(plain) | {"confusion": confusion}


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
