"""Commands that ask: ask, cite, search."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpus.errors import ExociteError
from corpus.storable import storable
from ui.cli.batch import run
from ui.cli.common import F, assistant, complain, print_json, shared, writer_option
from ui.cli.filtering import filtered
from ui.lookups import answered, searched

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.model import Verdict, WriterName
    from index.filters import Filter
    from index.search import Found

FORMATS = ("bibtex", "ris", "csl-json", "references")
"""Of ``ui.render.export``, which is only imported where it is used."""
_BATCH = "JSON Lines with id and {0}; prints one JSON object a line. - reads standard input."


def _asking(field: str) -> Callable[[F], F]:
    """The arguments that the three commands have in common."""

    def decorate(command: F) -> F:
        for decorator in (
            filtered,
            click.option("--batch", metavar="FILE", help=_BATCH.format(field)),
            click.option("--json", "as_json", is_flag=True, help="Print one JSON object."),
            click.argument("text", metavar=f"[{field.upper()}]", nargs=-1),
            shared,
        ):
            command = decorator(command)
        return command

    return decorate


def _one_of(text: tuple[str, ...], batch: str | None, field: str) -> str:
    if bool(text) == bool(batch):
        raise click.UsageError(f"Give a {field}, or --batch FILE, and not both.")
    return storable(" ".join(text))


@click.command()
@_asking("question")
@click.option("--after", multiple=True, metavar="QUESTION", help="An earlier question that this one follows.")
@writer_option
def ask(
    text: tuple[str, ...],
    batch: str | None,
    as_json: bool,
    wanted: "Filter",
    after: tuple[str, ...],
    writer: "WriterName | None",
) -> None:
    """Answer a question with citations, or refuse it."""
    question = _one_of(text, batch, "question")
    if batch and after:
        raise click.UsageError("With --batch the earlier questions stand in history, not in --after.")
    from ui.render.as_json import answer_json
    from ui.render.as_text import answer_text

    opened = assistant()
    if batch:
        run(
            batch,
            "question",
            lambda item: answer_json(answered(opened, item["question"], item.get("history") or [], wanted, writer)),
        )
        return
    answer = answered(opened, question, after, wanted, writer)
    print_json(answer_json(answer)) if as_json else click.echo(answer_text(answer))


@click.command()
@_asking("claim")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="Print what supports or contradicts as a bibliography."
)
@click.option("--style", default="vancouver", show_default=True, help="CSL style of --format references.")
@click.option(
    "--number", "numbers", multiple=True, type=int, help="With --format: only this citation, whatever its stance."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="With --batch, also of CSV with a column claim: where verdicts are put; stopped, it goes on there.",
)
def cite(
    text: tuple[str, ...],
    batch: str | None,
    as_json: bool,
    wanted: "Filter",
    form: str | None,
    style: str,
    numbers: tuple[int, ...],
    out: Path | None,
) -> None:
    """Judge a claim, or each sentence of a text: what supports it, what contradicts it, and what is only related."""
    claim = _one_of(text, batch, "claim")
    if out and not batch:
        raise click.UsageError("--out goes with --batch.")
    if form and (batch or as_json):
        raise click.UsageError("--format goes with one claim, and not with --json.")
    if numbers and not form:
        raise click.UsageError("--number goes with --format.")
    from ui.render.as_json import verdict_json
    from ui.render.as_text import verdict_text

    opened = assistant()
    if batch and out:
        _judge_file(opened, batch, out, wanted)
    elif batch:
        run(batch, "claim", lambda item: verdict_json(opened.cite(item["claim"], wanted)))
    elif form:
        click.echo(_exported(opened.cite(claim, wanted), form, style, numbers), nl=False)
    else:
        verdict = opened.cite(claim, wanted)
        print_json(verdict_json(verdict)) if as_json else click.echo(verdict_text(verdict))


def _judge_file(opened: "Assistant", batch: str, out: Path, wanted: "Filter") -> None:
    from ui.cli.claims import judge_file
    from ui.logs import bar

    broken = judge_file(Path(batch), out, lambda claim: opened.cite(claim, wanted), partial(bar, unit="claim"))
    for sentence in broken:
        complain(sentence)
    if broken:
        raise SystemExit(2)


def _exported(verdict: "Verdict", form: str, style: str, numbers: tuple[int, ...]) -> str:
    from ui.render.export import exported

    held = {item.citation.number: item for item in verdict.evidence}
    if strange := [number for number in numbers if number not in held]:
        raise ExociteError(f"There is no citation {strange[0]}; this claim has {len(held)}, see them without --format.")
    chosen = [held[number] for number in numbers] or [item for item in held.values() if item.stance != "related"]
    if not chosen:
        raise ExociteError("Nothing supports or contradicts this claim; choose related citations with --number.")
    return exported([item.citation for item in chosen], form, style)


@click.command()
@_asking("query")
@click.option("-k", "count", type=click.IntRange(1, 1000), default=10, show_default=True, help="Hits at most.")
def search(text: tuple[str, ...], batch: str | None, as_json: bool, wanted: "Filter", count: int) -> None:
    """Show the passages nearest to a query."""
    query = _one_of(text, batch, "query")
    from ui.render.as_json import found_json
    from ui.render.as_text import found_text

    opened = assistant()

    def found(asked: str) -> "Found":
        return searched(opened, asked, count, wanted)

    if batch:
        run(batch, "query", lambda item: found_json(item["query"], found(item["query"])))
        return
    hits = found(query)
    print_json(found_json(query, hits)) if as_json else click.echo(found_text(hits))
