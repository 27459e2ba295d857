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
    from index.filters import Filter


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
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--refresh-status", is_flag=True, help="Ask Europe PMC which were retracted or corrected; needs internet."
)
@shared
def sources(as_json: bool, refresh_status: bool) -> None:
    """List the sources."""
    if refresh_status:
        if as_json:
            raise click.UsageError("--refresh-status goes alone.")
        refresh()
        return
    from index.store.sources import live_sources
    from ui.render.as_json import source_json
    from ui.render.as_text import source_line

    found = [held.source for held in live_sources(assistant().searcher.store.connection)]
    if as_json:
        print_json({"sources": [source_json(source) for source in found]})
        return
    for source in found:
        click.echo(source_line(source))
    click.echo(f"{len(found)} sources.")


@click.command()
@click.argument("name", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@shared
def source(name: str, as_json: bool) -> None:
    """Show a source with its stored text; ID may also be a record's."""
    from ui.render.as_json import whole_source_json
    from ui.render.as_text import source_text

    found = whole(assistant(), name)
    print_json(whole_source_json(found)) if as_json else click.echo(source_text(found))


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@shared
def add(files: tuple[Path, ...]) -> None:
    """Add FILES: articles in JATS XML, Markdown, text, or JSON Lines of documents."""
    from index.library import add_files
    from ui.logs import bar

    added = add_files(settings(), files, bar)
    for item in added:
        if item.error:
            complain(item.error)
        else:
            many = len(item.ids) > 1
            click.echo(printable(f"{item.path}: added {f'{len(item.ids)} sources' if many else item.ids[0]}."))
    if any(item.error for item in added):
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
