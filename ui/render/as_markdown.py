"""Chat messages: Markdown in which every word from outside is inert."""

import re

from assistant.model import Answer, Citation
from ui.render.labels import STATUS

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
    """The statements of an answer with links to their citations, or why it was refused."""
    if answer.message:
        return f"**Not answered by the corpus.** {inert(answer.message)}"
    return "\n\n".join(
        f"{inert(statement.text)} {' '.join(_link(turn, answer.citations[n - 1]) for n in statement.citations)}"
        for statement in answer.statements
    )


def _link(turn: int, citation: Citation) -> str:
    notice = f" **{STATUS[citation.source.status]}**" if citation.source.status else ""
    return rf"[\[{citation.number}\]](#{anchor(turn, citation.number)}){notice}"


def anchor(turn: int, number: int) -> str:
    """Id of a citation on the page."""
    return f"citation-{turn}-{number}"
