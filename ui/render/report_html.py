"""What became of a change of the library, line by line, and what is said while it runs. Every value is escaped."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

_NAMED = 20


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one thing."""

    name: str
    said: str
    good: bool = True


def told_html(text: str) -> str:
    """A sentence: what is being done, or why nothing was."""
    return f'<p class="library note" role="status">{escape(text)}</p>' if text else ""


def report_html(summary: str, lines: Iterable[Line]) -> str:
    """A sentence on the whole, and a line for each thing: a sign, its name, and what became of it."""
    items = "".join(
        f'<li class="{"good" if line.good else "bad"}"><b aria-hidden="true">{"✓" if line.good else "✗"}</b> '
        f"<span><b>{escape(line.name)}</b> {escape(line.said)}</span></li>"
        for line in lines
    )
    return (
        f'<section class="library report" role="status"><p>{escape(summary)}</p>'
        f"{f'<ul>{items}</ul>' if items else ''}</section>"
    )


def named_html(asked: str, names: Sequence[str]) -> str:
    """A question about things that it names; of very many, the first."""
    items = "".join(f"<li>{escape(name)}</li>" for name in names[:_NAMED])
    more = f"<li>and {len(names) - _NAMED:,} more</li>" if len(names) > _NAMED else ""
    return f'<section class="library report" role="status"><p>{escape(asked)}</p><ul>{items}{more}</ul></section>'
