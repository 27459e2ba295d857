"""Commands that use the internet, and the only ones: fetch, and sources --refresh-status."""

from typing import TYPE_CHECKING

import click

from corpus.storable import printable
from ui.cli.common import complain, settings, shared

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from index.fetching import Fetched
    from index.progress import Advance


@click.command()
@click.argument("identifiers", nargs=-1)
@click.option("--query", metavar="QUERY", help="Fetch what this query of Europe PMC finds.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=100, show_default=True, help="With --query: at most.")
@click.option("--shipped", is_flag=True, help="Fetch the papers of the shipped digests and records.")
@shared
def fetch(identifiers: tuple[str, ...], query: str | None, limit: int, shipped: bool) -> None:
    """Fetch papers from Europe PMC by IDENTIFIERS (PMCID, PMID or DOI) or a query; this uses the internet.

    The full text is taken where it is open access, else the abstract. What is there already and has not changed is
    not fetched again, so that a fetch that was stopped goes on where it was. A paper whose full text is open takes the
    place of its digest.
    """
    if bool(identifiers) + bool(query and query.strip()) + shipped != 1:
        raise click.UsageError("Give PMCIDs, PMIDs or DOIs, or --query QUERY, or --shipped, and not two of them.")
    from index.fetching import fetch_query, fetch_sources

    if query:
        fetched = fetch_query(settings(), query, limit, _bar)
        if not fetched:
            click.echo("Europe PMC finds nothing for this query.")
    elif shipped:
        from corpus.listed import listed_sources

        names = [str(entry.identifiers[0].value) for entry in listed_sources(settings().corpus)]
        fetched = fetch_sources(settings(), names, _bar)
    else:
        fetched = fetch_sources(settings(), identifiers, _bar)
    _tell(fetched)


def _bar(label: str, total: int) -> "AbstractContextManager[Advance]":
    from index.fetching import FETCHING
    from index.refreshing import REFRESHING
    from ui.logs import bar

    return bar(label, total, unit="paper" if label in (FETCHING, REFRESHING) else "passage")


def _tell(fetched: "list[Fetched]") -> None:
    said: set[str] = set()
    for item in fetched:
        if item.error is None:
            click.echo(printable(f"{item.identifier}: {', '.join(item.ids)}: {item.note}."))
        elif item.error not in said:
            said.add(item.error)
            complain(item.error if item.identifier in item.error else f"{item.identifier}: {item.error}")
    if failed := sum(item.error is not None for item in fetched):
        if failed > len(said):
            complain(f"{failed} of {len(fetched)} were not fetched; the same command again goes on with them.")
        raise SystemExit(2)


def refresh() -> None:
    """Ask Europe PMC for the status of the sources again, and tell what is new."""
    from index.refreshing import refresh_status
    from ui.render.labels import STATUS

    found = refresh_status(settings(), _bar)
    changed = [item for item in found if item.status]
    for item in changed:
        kept = "" if item.stored else " (a shipped source: it is flagged with the next release)"
        click.echo(printable(f"{item.id}: {STATUS[item.status or 'concern']}: {item.note}{kept}"))
    click.echo(f"{len(changed)} with a new status.")
    if unknown := [item.id for item in found if not item.known]:
        click.echo(printable(f"Europe PMC does not know {len(unknown)}: {', '.join(unknown)}."))
    errors = dict.fromkeys(item.error for item in found if item.error)
    for error in errors:
        complain(str(error))
    if errors:
        raise SystemExit(2)
