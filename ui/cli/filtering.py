"""Options that narrow down what may be found."""

from functools import wraps
from typing import Any, cast

import click

from ui.cli.common import F

_NAMES = {
    "mirna": "Only passages that mention this microRNA.",
    "drug": "The same for a drug, a class or a regimen.",
    "cancer": "The same for a cancer, narrower ones included.",
    "gene": "The same for a gene or protein.",
    "cell": "The same for a cell of origin.",
    "mechanism": "The same for a mechanism, such as drug efflux.",
}
_CHOICES = {
    "kind": (("review", "study", "note", "file"), "Only sources of this kind."),
    "effect": (
        ("promotes_resistance", "reverses_resistance", "biomarker_only"),
        "Only records with this effect.",
    ),
    "status": (("none", "retracted", "corrected", "concern"), "Only sources with this publication status."),
}


def filtered(command: F) -> F:
    """Add the options; the command gets them as ``wanted``, a ``Filter``. Each may be given more than once."""

    @wraps(command)
    def called(**options: Any) -> Any:
        from index.filters import Filter

        values = {name: tuple(options.pop(name)) for name in (*_NAMES, *_CHOICES)}
        return command(wanted=Filter(**values, since=options.pop("since"), until=options.pop("until")), **options)

    decorated: Any = called
    for name, when in (("until", "earlier"), ("since", "later")):
        decorated = click.option(f"--{name}", type=int, metavar="YEAR", help=f"Only sources of this year or {when}.")(
            decorated
        )
    for name, (choices, text) in reversed(_CHOICES.items()):
        decorated = click.option(f"--{name}", multiple=True, type=click.Choice(choices), help=text)(decorated)
    for name, text in reversed(_NAMES.items()):
        decorated = click.option(f"--{name}", multiple=True, metavar="NAME", help=text)(decorated)
    return cast("F", decorated)
