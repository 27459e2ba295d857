"""Commands that measure: evaluate and what is under it."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.cli.common import assistant, print_json, settings, shared, writer_option

if TYPE_CHECKING:
    from assistant.model import WriterName


@click.group()
@shared
def evaluate() -> None:
    """Measure Exocite on data whose right answers are known."""


@evaluate.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--split", help="Only questions of this split.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@shared
def names(file: Path, split: str | None, as_json: bool) -> None:
    """Measure how search keeps names apart, on questions with look-alikes (JSON Lines), beside the usual recipe."""
    from assistant.evaluate.naming import evaluate_naming
    from index.search import Searcher
    from ui.logs import bar
    from ui.render.evaluation import naming_json, naming_text

    result = evaluate_naming(Searcher(settings(), bar), file, split, bar, partial(bar, unit="question"))
    print_json(naming_json(result)) if as_json else click.echo(naming_text(result))


@evaluate.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--split", help="Only questions of this split.")
@writer_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@shared
def questions(file: Path, split: str | None, writer: "WriterName | None", as_json: bool) -> None:
    """Measure the answers, on questions with what a right answer holds and cites (JSON Lines)."""
    from assistant.evaluate.questions import evaluate_questions
    from ui.logs import bar
    from ui.render.evaluation import questions_json, questions_text

    result = evaluate_questions(assistant(), file, split, partial(bar, unit="question"), writer)
    print_json(questions_json(result)) if as_json else click.echo(questions_text(result))


@evaluate.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--split", help="Only claims of this split.")
@click.option(
    "--documents",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Judge by these documents (corpus.jsonl in BEIR's form) and nothing else.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@shared
def claims(file: Path, split: str | None, documents: Path | None, as_json: bool) -> None:
    """Measure the verdicts on claims whose right ones are known (JSON Lines, also in the form of SciFact)."""
    from assistant.evaluate.claims import assistant_over, evaluate_claims
    from ui.logs import bar
    from ui.render.evaluation import claims_json, claims_text

    judge = assistant_over(settings(), documents, bar) if documents else assistant()
    result = evaluate_claims(judge, file, split, partial(bar, unit="claim"))
    print_json(claims_json(result)) if as_json else click.echo(claims_text(result))


@evaluate.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--split", default="test", show_default=True, help="Which judgements: qrels/SPLIT.tsv.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Only the first N queries.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@shared
def retrieval(folder: Path, split: str, limit: int | None, as_json: bool) -> None:
    """Measure the search on a folder in BEIR's form, beside the usual recipe."""
    from assistant.evaluate.retrieval import evaluate_retrieval
    from ui.logs import bar
    from ui.render.evaluation import retrieval_json, retrieval_text

    asking = partial(bar, unit="query")
    result = evaluate_retrieval(settings(), folder, split, limit, bar, asking)
    print_json(retrieval_json(result)) if as_json else click.echo(retrieval_text(result))
