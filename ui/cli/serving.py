"""Commands about the program itself: chat, doctor."""

import click

from ui.cli.common import print_json, settings, shared


@click.command()
@click.option("--host", help="Address to serve on; 127.0.0.1 unless set.")
@click.option(
    "--port", type=click.IntRange(1, 65535), help="Port to serve on; the first free one from 7860 on unless set."
)
@shared
def chat(host: str | None, port: int | None) -> None:
    """Open the chat in a browser, at the address printed."""
    chosen = settings(host=host, port=port)
    from ui.page.serving import serve

    serve(chosen, lambda address: click.echo(f"Exocite is at {address}  (Ctrl+C ends it.)"))


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@shared
def doctor(as_json: bool) -> None:
    """Check the installation, and list the settings with their values."""
    from ui.doctor import examine

    report = examine(settings())
    if as_json:
        print_json(report)
    else:
        for part, lines in report.items():
            click.echo(f"{part}:")
            for name, value in lines.items():
                click.echo(f"  {name}: {value}")
    if report["problems"]:
        raise SystemExit(2)
