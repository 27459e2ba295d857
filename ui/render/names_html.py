"""Beside the question box: questions to begin with, then the names found in the last one. Every value is escaped."""

from collections.abc import Callable, Sequence
from html import escape

from assistant.model import QuestionName
from ui.render.labels import NAME_KIND

_TITLE = "Names found in the question"
_MOST = 12
"""Narrower names offered at most."""

Without = Callable[[QuestionName], str | None]
Narrowed = Callable[[QuestionName, str], str]


def examples_html(questions: Sequence[str]) -> str:
    """What may be asked first, each at a click."""
    asks = "".join(f'<li><button type="button" data-ask="{escape(q)}">{escape(q)}</button></li>' for q in questions)
    return f'<section class="examples-to-ask" aria-label="Examples"><h2>Examples</h2><ul>{asks}</ul></section>'


def names_html(names: tuple[QuestionName, ...], without: Without, narrowed: Narrowed) -> str:
    """The chips; ``without`` and ``narrowed`` give the question that a click on one asks."""
    if not names:
        return ""
    chips = "".join(_chip(name, without(name), narrowed) for name in names)
    return f'<section class="found-names" aria-label="{_TITLE}"><h2>{_TITLE}</h2><ul>{chips}</ul></section>'


def _chip(name: QuestionName, rest: str | None, narrowed: Narrowed) -> str:
    spelled = (
        "" if name.text.casefold() == name.name.casefold() else f' <span class="spelled">“{escape(name.text)}”</span>'
    )
    identifier = f' <span class="identifier">{escape(_identifier(name))}</span>' if name.identifier else ""
    unknown = "" if name.is_known else ' <span class="unknown">not in the corpus</span>'
    told = f'<span class="kind">{NAME_KIND[name.kind]}</span> <b>{escape(name.name)}</b>{spelled}{identifier}{unknown}'
    return f'<li class="{name.kind}"><span>{told}</span>{_narrower(name, narrowed)}{_drop(name, rest)}</li>'


def _identifier(name: QuestionName) -> str:
    """With what tells those of hairpins from those of mature microRNAs."""
    if name.kind != "mirna" or not name.identifier:
        return name.identifier or ""
    return f"miRBase {name.identifier}" + ("" if name.identifier.startswith("MIMAT") else ", the hairpin")


def _narrower(name: QuestionName, narrowed: Narrowed) -> str:
    if not name.narrower:
        return ""
    buttons = "".join(
        f'<li><button type="button" data-ask="{escape(narrowed(name, other))}">{escape(other)}</button></li>'
        for other in name.narrower[:_MOST]
    )
    return f"<details><summary>Narrow</summary><ul>{buttons}</ul></details>"


def _drop(name: QuestionName, rest: str | None) -> str:
    if rest is None:
        return ""
    label = escape(f"Ask without {name.name}: {rest}")
    return (
        f'<button type="button" class="drop" data-ask="{escape(rest)}" aria-label="{label}" title="{label}">×</button>'
    )
