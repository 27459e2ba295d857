"""The parts of the README that are written from the program: ``python -m tests.docs`` (or ``make docs``)."""

import re
import sys
from collections.abc import Iterator

import click

from tests.conftest import ROOT
from tests.listing import LISTING, listing
from ui.cli.main import cli
from ui.settings import Settings

README = ROOT / "README.md"


def commands() -> str:
    """Usage and purpose of every command."""
    lines = ["| command | what it does |", "| --- | --- |"]
    for name, command in _leaves("", cli):
        usage = " ".join(command.collect_usage_pieces(click.Context(command, info_name=name)))
        options = " ".join(max(o.opts, key=len) for o in command.params if isinstance(o, click.Option))
        lines.append(
            f"| `exocite {name} {usage.removeprefix('[OPTIONS]').strip()}` `{options}` | {_first(command.help)} |"
        )
    return "\n".join(line.replace(" ` ", "` ") for line in lines)


def _first(text: str | None) -> str:
    """The first paragraph of a command's help, on one line."""
    return " ".join((text or "").split("\n\n")[0].split())


def _leaves(path: str, group: click.Group) -> Iterator[tuple[str, click.Command]]:
    """The commands of a group and of the groups in it, by the words that call them."""
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from _leaves(f"{path}{name} ", command)
        else:
            yield path + name, command


def settings() -> str:
    """Every setting with its default and meaning."""
    lines = ["| setting | default | meaning |", "| --- | --- | --- |"]
    for name, setting in Settings.model_fields.items():
        default = "" if name in ("data", "corpus", "port", "reranker", "model_address") else f"`{setting.default}`"
        lines.append(f"| `{name}` | {default} | {setting.description} |")
    return "\n".join(lines)


def written(text: str) -> str:
    """The README with its generated parts as they should be."""
    for name, part in (("commands", commands()), ("settings", settings())):
        pattern = rf"(<!-- {name}: [^>]*-->\n).*?(<!-- /{name} -->)"
        text = re.sub(pattern, lambda match, part=part: f"{match[1]}{part}\n{match[2]}", text, flags=re.DOTALL)
    return text


if __name__ == "__main__":
    LISTING.write_text(listing(), encoding="utf-8")
    README.write_text(written(README.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stdout.write("README.md is up to date.\n")
