"""The names in a question, as they are shown to those who asked it."""

from assistant.model import QuestionName
from corpus.model import Mention
from corpus.names.names import Names
from index.asked import Asked, AskedName


def question_names(question: str, asked: Asked, names: Names) -> tuple[QuestionName, ...]:
    """Each name once, where it stands first, with what is narrower in the corpus."""
    first: dict[tuple[str, str], Mention] = {}
    for mention in asked.mentions:
        first.setdefault((mention.kind, mention.name), mention)
    return tuple(_shown(question, first[name.kind, name.name], name, names) for name in asked.names)


def _shown(question: str, mention: Mention, name: AskedName, names: Names) -> QuestionName:
    return QuestionName(
        kind=name.kind,
        name=name.name,
        identifier=names.identifier(name.kind, name.name),
        text=question[mention.start : mention.end],
        start=mention.start,
        end=mention.end,
        narrower=tuple(sorted(held for held in name.meant if _is_narrower(name, held))),
        is_known=not name.is_unknown,
    )


def _is_narrower(name: AskedName, held: str) -> bool:
    """Of microRNAs, which are the same whichever of two is coarser, the longer name is narrower."""
    return held != name.name and (name.kind != "mirna" or held.startswith(name.name))
