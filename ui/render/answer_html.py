"""A message of the assistant: an answer with its citations, or why there is none. Every value is escaped."""

from collections.abc import Iterator
from html import escape
from itertools import groupby

from assistant.model import Answer, Citation, Statement
from ui.render.as_text import answer_text
from ui.render.cite_html import badge_html, cite_html
from ui.render.labels import CHECKED, SIGN, evidence_label, reference, wording_line
from ui.render.list_html import list_html

_MANY = 6
"""Statements of a list up to which they are shown above its table; more are folded below it."""
_ADD = (
    '<p class="add">To answer from more papers, add them: <code>exocite add FILE</code> in a terminal, '
    "or the tab “Library”.</p>"
)


def answer_html(answer: Answer, turn: int, going: str | None = None) -> str:
    """The whole message; its buttons are served by ``ui/static``, and its references are shown where it is printed.

    ``going`` is what to tell those who wait for the rest of it.
    """
    refused = answer.status == "refused"
    parts = [f'<h2 class="asked">{escape(answer.question)}</h2>']
    if answer.understood != answer.question:
        parts.append(f'<p class="understood">Understood as: {escape(answer.understood)}</p>')
    parts += _refusal(answer) if refused else _answered(answer, turn)
    if going:
        parts.append(f'<p class="going" role="status">{escape(going)}</p>')
    elif wording := wording_line(answer):
        parts.append(f'<p class="wording">{escape(wording)}</p>')
    parts += [_references(answer), "" if going else _acts(answer)]
    return f'<article class="answer{" refused" if refused else ""}">{"".join(parts)}</article>'


def _answered(answer: Answer, turn: int) -> Iterator[str]:
    if answer.message:
        yield f'<p class="lead">{escape(answer.message)}</p>'
    loose = [statement for statement in answer.statements if statement.group is None]
    under = [statement for statement in answer.statements if statement.group is not None]
    yield from (f"<p>{_said(statement, answer, turn)}</p>" for statement in loose)
    if not answer.rows:
        yield _groups(under, answer, turn)
        return
    if len(under) <= _MANY:
        yield _groups(under, answer, turn)
    yield list_html(answer, turn)
    if len(under) > _MANY:
        title = f"The same in {len(under)} sentences"
        yield f'<details class="same"><summary>{title}</summary>{_groups(under, answer, turn)}</details>'


def _groups(statements: list[Statement], answer: Answer, turn: int) -> str:
    return "".join(
        f"<h3>{escape(group or '')}</h3><ul>{''.join(f'<li>{_said(s, answer, turn)}</li>' for s in said)}</ul>"
        for group, said in groupby(statements, key=lambda statement: statement.group)
    )


def _said(statement: Statement, answer: Answer, turn: int) -> str:
    caveat = f' <em class="caveat">({escape(statement.caveat)})</em>' if statement.caveat else ""
    cites = " ".join(cite_html(turn, answer.citations[number - 1]) for number in statement.citations)
    checked = f' <span class="checked">{SIGN["supported"]} {CHECKED}</span>' if statement.checked else ""
    return f"{escape(statement.text)}{caveat} {cites}{checked}"


def _refusal(answer: Answer) -> Iterator[str]:
    yield '<p class="verdict"><span class="sign" aria-hidden="true">∅</span> Not answered by the corpus</p>'
    yield f'<p class="lead">{escape(answer.message or "")}</p>'
    if answer.suggestions:
        asks = "".join(
            f'<li><button type="button" data-ask="{escape(text)}">{escape(text)}</button></li>'
            for text in answer.suggestions
        )
        yield f'<h3>Nearest that the corpus has</h3><ul class="asks">{asks}</ul>'
    yield _ADD


def _references(answer: Answer) -> str:
    """What the numbers stand for, on paper: there is no panel beside it."""
    if not answer.citations:
        return ""
    items = "".join(map(_reference, answer.citations))
    return f'<section class="references"><h3>References</h3><ol>{items}</ol></section>'


def _reference(citation: Citation) -> str:
    source = citation.source
    label = evidence_label(source, citation.record, citation.basis)
    return (
        f'<li value="{citation.number}">{escape(reference(source))}{badge_html(source)}'
        f"<blockquote>{escape(citation.quote)}</blockquote><p>{escape(label)}</p></li>"
    )


def _acts(answer: Answer) -> str:
    """Buttons that copy it as text and print it; the text is that of the command line."""
    if not answer.citations:
        return ""
    return (
        f'<template class="plain">{escape(answer_text(answer))}</template><p class="acts">'
        '<button type="button" data-copy="plain">Copy with references</button>'
        '<button type="button" data-print>Print</button><span role="status"></span></p>'
    )
