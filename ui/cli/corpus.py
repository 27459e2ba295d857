"""Commands on what is known: records, sources, source, add, remove, index."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpus.storable import printable, storable
from ui.cli.common import assistant, complain, print_json, settings, shared
from ui.cli.fetching import refresh
from ui.cli.filtering import filtered
from ui.lookups import listed, whole

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from index.filters import Filter
    from index.library import Added
    from index.progress import Advance

SORTS = ("title", "status", "id", "kind", "authors", "year", "journal", "passages", "records")
"""Columns by which the sources can be sorted, as the page's list has them."""


@click.command()
@click.argument("words", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--csv", "as_csv", is_flag=True, help="Print a CSV table.")
@filtered
@shared
def records(words: tuple[str, ...], as_json: bool, as_csv: bool, wanted: "Filter") -> None:
    """List the curated records that hold all WORDS and pass the filters, by the names that their fields hold."""
    from ui.render.as_csv import records_csv
    from ui.render.as_json import records_json
    from ui.render.as_text import record_line

    found = [(finding.record, finding.source) for finding in listed(assistant(), words, wanted)]
    if as_json:
        click.echo(records_json(found))
    elif as_csv:
        click.echo(records_csv(found), nl=False)
    else:
        for pair in found:
            click.echo(record_line(*pair))
        click.echo(f"{len(found)} records.")


@click.command()
@click.argument("words", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--kind", type=click.Choice(("review", "study", "note", "file")), help="Only sources of this kind.")
@click.option(
    "--status", type=click.Choice(("retracted", "corrected", "concern", "none")), help="Only those with this status."
)
@click.option("--sort", type=click.Choice(SORTS), help="Sort by this column; else the oldest come first.")
@click.option("--descending", is_flag=True, help="The last ones first.")
@click.option(
    "--refresh-status", is_flag=True, help="Ask Europe PMC which were retracted or corrected; needs internet."
)
@shared
def sources(
    words: tuple[str, ...],
    as_json: bool,
    kind: str | None,
    status: str | None,
    sort: str | None,
    descending: bool,
    refresh_status: bool,
) -> None:
    """List the sources that hold all WORDS in title, authors, journal or identifiers."""
    if refresh_status:
        if as_json or words or kind or status or sort:
            raise click.UsageError("--refresh-status goes alone.")
        refresh()
        return
    from index.store.holdings import live_holdings
    from ui.choosing import Wish, chosen
    from ui.render.as_json import holding_json
    from ui.render.as_text import holding_line
    from ui.render.holdings_html import COLUMNS

    column = [name.lower() for name in COLUMNS].index(sort) if sort else None
    wish = Wish(" ".join(words), kind or "", status or "", column, descending)
    found = chosen(live_holdings(assistant().searcher.store.connection), wish)
    if as_json:
        print_json({"sources": [holding_json(holding) for holding in found]})
        return
    for holding in found:
        click.echo(holding_line(holding))
    click.echo(f"{len(found)} sources.")


@click.command()
@click.argument("name", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--set", "fields", multiple=True, metavar="FIELD=VALUE", help="Correct a field of a source that you added."
)
@shared
def source(name: str, as_json: bool, fields: tuple[str, ...]) -> None:
    """Show a source with its stored text; ID may also be a record's."""
    from ui.render.as_json import whole_source_json
    from ui.render.as_text import source_text

    if fields:
        from index.library import correct_source
        from ui.logs import bar

        correct_source(settings(), name, _pairs(fields, "--set title=..."), bar)
    found = whole(assistant(), name)
    print_json(whole_source_json(found)) if as_json else click.echo(source_text(found))


def _pairs(given: tuple[str, ...], example: str) -> dict[str, str]:
    """Options of the form NAME=VALUE."""
    pairs: dict[str, str] = {}
    for text in given:
        name, sign, value = storable(text).partition("=")
        if not sign or not name.strip():
            raise click.UsageError(f"{text[:100]!r} has no name and value; write it as {example}")
        pairs[name.strip()] = value.strip()
    return pairs


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="NAME=HEADING",
    help="In a table of records: the heading of the column that holds NAME, such as mirna=Molecule.",
)
@shared
def add(files: tuple[Path, ...], columns: tuple[str, ...]) -> None:
    """Add FILES: articles as PDF, JATS XML, HTML, DOCX, Markdown or text, exports of PubMed or in RIS, JSON Lines of
    documents, or tables of records (CSV, TSV). Folders and ZIP files are walked.

    A file that was added before and has not changed is passed over, so that the same command goes on where it was
    stopped.
    """
    from index.library import add_files

    try:
        added = add_files(settings(), files, _bar, columns=_pairs(columns, "--column mirna=HEADING"))
    except KeyboardInterrupt:
        complain("Stopped: what was read is kept, and the same command goes on with the rest.")
        raise
    _tell(added)


def _bar(label: str, total: int) -> "AbstractContextManager[Advance]":
    from index.library import READING
    from ui.logs import bar

    return bar(label, total, unit="file" if label == READING else "passage")


def _tell(added: "Sequence[Added]") -> None:
    """What became of each file, and where there are several, how many of each."""
    refused = [item for item in added if item.error]
    for item in added:
        if item.error:
            complain(item.error)
        else:
            many = len(item.ids) > 1
            what = f"{len(item.ids)} sources" if many else "".join(item.ids)
            said = f"already there, {what}" if item.unchanged else f"added {what}"
            click.echo(printable(f"{item.path}: {said}{f' ({item.note})' if item.note else ''}."))
    if len(added) > 1:
        there = sum(item.unchanged for item in added)
        click.echo(f"{len(added) - there - len(refused)} taken, {there} already there, {len(refused)} refused.")
    if refused:
        raise SystemExit(2)


@click.command()
@click.argument("names", metavar="IDS", nargs=-1, required=True)
@shared
def remove(names: tuple[str, ...]) -> None:
    """Remove sources that were added, by their ids."""
    from index.library import remove_sources
    from ui.logs import bar

    names = tuple(map(storable, names))
    remove_sources(settings(), names, bar)
    click.echo(printable(f"Removed {', '.join(names)}."))


@click.command()
@shared
def index() -> None:
    """Bring the index in line with the corpus; only what changed is embedded."""
    from index.build import bring_in_line
    from ui.logs import bar
    from ui.render.as_text import built_line

    click.echo(built_line(bring_in_line(settings(), progress=bar)))
