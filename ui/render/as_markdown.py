"""Chat messages: Markdown in which every word from outside is inert."""

import re

from assistant.model import Answer, Citation
from ui.render.labels import STATUS

_ACTIVE = re.compile(r"[\\`*\[\]<>!|~&$#{}]|(?<!\w)_|_(?!\w)")
_OPENING = re.compile(r"^(\s*)([-+=>]|\d+[.)])", re.MULTILINE)


def inert(text: str) -> str:
    """The text so that Markdown shows it as it is: no markup, no image, no formula."""
    text = _ACTIVE.sub(lambda match: "\\" + match.group(), text)
    return _OPENING.sub(lambda match: match[1] + match[2][:-1] + "\\" + match[2][-1], text)


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
