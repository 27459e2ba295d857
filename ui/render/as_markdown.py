"""Chat messages: Markdown in which every word from outside is inert."""

import re
from collections.abc import Sequence

from assistant.model import Answer, Citation
from ui.render.labels import STATUS, record_cells

_ACTIVE = re.compile(r"[\\`*\[\]<>!|~&$#{}@]|(?<![^\W_])_|_(?![^\W_])|:(?=//)|(?<=www)\.", re.IGNORECASE)
_OPENING = re.compile(r"(?:^|(?<=[\r\n]))[^\S\r\n]*([-+=>]|\d+[.)])?")


def inert(text: str) -> str:
    """The text so that Markdown shows it as it is: no markup, no image, no formula, no link.

    An address that stands alone would become a link; a backslash before ``://``, ``@`` or the point after
    ``www`` keeps it from that and is not shown. Blanks that begin a line, which could make it code, are left out.
    """
    text = _ACTIVE.sub(lambda match: "\\" + match.group(), text)
    return _OPENING.sub(lambda match: match[1][:-1] + "\\" + match[1][-1] if match[1] else "", text)


def answer_markdown(answer: Answer, turn: int) -> str:
    """The statements of an answer under their groups, with links to their citations, or why it was refused."""
    parts: list[str] = []
    if answer.understood != answer.question:
        parts.append(f"*Understood as:* {inert(answer.understood)}")
    if answer.message:
        lead = "**Not answered by the corpus.** " if answer.status == "refused" else ""
        parts.append(lead + inert(answer.message))
    group = None
    for statement in answer.statements:
        if statement.group != group:
            group = statement.group
            parts += [f"**{inert(group)}**"] if group else []
        caveat = f" *({inert(statement.caveat)})*" if statement.caveat else ""
        links = " ".join(_link(turn, answer.citations[n - 1]) for n in statement.citations)
        parts.append(f"{inert(statement.text)}{caveat} {links}")
    if answer.rows:
        parts.append(_table(answer, turn))
    return "\n\n".join(parts)


_COLUMNS = ("microRNA", "effect", "drug", "cancer", "target", "mechanism", "model", "source")


def _table(answer: Answer, turn: int) -> str:
    """One row a record."""
    lines = [_row(_COLUMNS), _row(["---"] * len(_COLUMNS))]
    lines += [
        _row([*map(_cell, record_cells(row.record)), _link(turn, answer.citations[row.citation - 1])])
        for row in answer.rows
    ]
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    return inert(" ".join(text.split()))


def _link(turn: int, citation: Citation) -> str:
    notice = f" **{STATUS[citation.source.status]}**" if citation.source.status else ""
    return rf"[\[{citation.number}\]](#{anchor(turn, citation.number)}){notice}"


def anchor(turn: int, number: int) -> str:
    """Id of a citation on the page."""
    return f"citation-{turn}-{number}"
