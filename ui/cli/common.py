"""What the commands share: options, opening the assistant, printing."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from corpus.storable import printable

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from ui.settings import Settings

F = TypeVar("F", bound=Callable[..., Any])

_DATA = "Folder that holds the store and the index; EXOCITE_DATA sets it too."


def _keep_data(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """The nearest --data wins; the command itself does not get it."""
    if value is not None:
        context.ensure_object(dict)["data"] = value
    return value


def _keep_verbose(context: click.Context, parameter: click.Parameter, value: bool) -> bool:
    if value:
        from ui.logs import set_up

        set_up(verbose=True)
        context.ensure_object(dict)["verbose"] = True
    return value


def shared(command: F) -> F:
    """Options that stand before and after every command."""
    data = click.option(
        "--data",
        type=click.Path(file_okay=False),
        callback=_keep_data,
        expose_value=False,
        help=_DATA,
    )
    verbose = click.option(
        "--verbose",
        "-v",
        is_flag=True,
        callback=_keep_verbose,
        expose_value=False,
        help="Log everything on standard error.",
    )
    return data(verbose(command))


def writer_option(command: F) -> F:
    """The option ``--writer`` of commands that answer; None leaves it to the setting."""
    return click.option(
        "--writer",
        type=click.Choice(("extractive", "model")),
        help="Who words answers: the evidence itself, or a model whose every sentence is checked.",
    )(command)


def settings(**values: Any) -> "Settings":
    """The settings of this call."""
    from ui.settings import Settings

    context = click.get_current_context()
    kept = cast("dict[str, Any]", context.ensure_object(dict))
    return Settings.load(data=kept.get("data"), **values)


def assistant() -> "Assistant":
    """The assistant of this call; builds the index on first use."""
    from ui.logs import bar
    from ui.opening import open_assistant

    return open_assistant(settings(), bar)


def print_json(value: Any) -> None:
    """One JSON object on one line."""
    click.echo(json.dumps(value, ensure_ascii=False))


def complain(sentence: str) -> None:
    """Say on standard error what is wrong."""
    click.echo(printable(sentence), err=True)
