"""Commands about the program itself: chat, doctor."""

import sys

import click

from ui.cli.common import print_json, settings, shared


@click.command()
@click.option("--host", help="Address to serve on; 127.0.0.1 unless set.")
@click.option(
    "--port", type=click.IntRange(1, 65535), help="Port to serve on; the first free one from 7860 on unless set."
)
@click.option("--user", help="Name that the page asks for, with the password of EXOCITE_PASSWORD, or one asked here.")
@click.option("--no-auth", is_flag=True, default=None, help="Let everybody in who reaches the address.")
@shared
def chat(host: str | None, port: int | None, user: str | None, no_auth: bool | None) -> None:
    """Open the chat in a browser, at the address printed, and serve programs there."""
    chosen = settings(host=host, port=port, user=user, no_auth=no_auth)
    if chosen.user and not chosen.password and sys.stdin.isatty():
        chosen = settings(host=host, port=port, user=user, no_auth=no_auth, password=_password())
    from ui.page.serving import serve

    serve(chosen, lambda address: click.echo(f"Exocite is at {address}  (Ctrl+C ends it.)"))


def _password() -> str:
    return click.prompt("Password for the page", hide_input=True, confirmation_prompt=True, err=True)


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
