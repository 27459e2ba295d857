"""Options that narrow down what may be found."""

from functools import wraps
from typing import Any, cast

import click

from ui.cli.common import F
from ui.filtering import CHOICES, NAMES, YEARS


def filtered(command: F) -> F:
    """Add the options; the command gets them as ``wanted``, a ``Filter``. Each may be given more than once."""

    @wraps(command)
    def called(**options: Any) -> Any:
        from index.filters import Filter

        values = {name: tuple(options.pop(name)) for name in (*NAMES, *CHOICES)}
        years = {name: options.pop(name) for name in YEARS}
        return command(wanted=Filter(**values, **years), **options)

    decorated: Any = called
    for name, text in reversed(YEARS.items()):
        decorated = click.option(f"--{name}", type=int, metavar="YEAR", help=text)(decorated)
    for name, (choices, text) in reversed(CHOICES.items()):
        decorated = click.option(f"--{name}", multiple=True, type=click.Choice(choices), help=text)(decorated)
    for name, meant in reversed(NAMES.items()):
        text = f"Only passages that mention {meant}."
        decorated = click.option(f"--{name}", multiple=True, metavar="NAME", help=text)(decorated)
    return cast("F", decorated)
