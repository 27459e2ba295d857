"""How well search keeps names apart: Exocite, its dense leg alone and the usual recipe on near-miss questions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.evaluate.baseline import splitter
from assistant.evaluate.bootstrap import Estimate, estimate
from assistant.evaluate.pieces import DEEP, Piece, of_dense, of_exocite, of_usual
from corpus.errors import ExociteError
from corpus.lines import numbered, parsed
from corpus.readers.text import read_text
from index.progress import Progress, silent
from index.search import Searcher

TOP = 5


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the ids of the sources or records that answer it, and of those that only look alike."""

    text: str
    gold: frozenset[str]
    near: frozenset[str]


@dataclass(frozen=True, slots=True)
class Named:
    """What was measured of one way to search."""

    name: str
    recall: Estimate
    """Recall@5: share of the right answers in the five best hits, of at most five."""
    below: Estimate
    """Share of the questions with look-alikes in which a right answer stands above all of them."""
    wrong: Estimate
    """Share of the five best hits that name another microRNA and not the asked one, by question that asks for one."""


@dataclass(frozen=True, slots=True)
class Naming:
    """What was measured on a file of questions; the first way is the product."""

    questions: int
    near: int
    mirna: int
    """Questions that ask for a microRNA."""
    ways: tuple[Named, ...]


@dataclass
class _Values:
    recall: list[float] = field(default_factory=list[float])
    below: list[float] = field(default_factory=list[float])
    wrong: list[float] = field(default_factory=list[float])


def evaluate_naming(
    searcher: Searcher, path: Path, split: str | None = None, indexing: Progress = silent, asking: Progress = silent
) -> Naming:
    """Measure on the questions of a JSON Lines file, those of one split if named, over the opened index.

    Raises ExociteError for a fault in the file, naming the line, and when the package of the usual recipe is missing.
    """
    splitter()  # before the minutes that indexing may take
    questions = read_questions(path, split)
    if not any(question.near for question in questions) or not any(_mirnas(searcher, q.text) for q in questions):
        raise ExociteError(f"{path} needs a question with look-alikes (near) and one that names a microRNA; add them.")
    finds = {
        "exocite": of_exocite(searcher),
        "dense only": of_dense(searcher),
        "usual recipe": of_usual(searcher, indexing),
    }
    values = {name: _Values() for name in finds}
    for name, find in finds.items():
        with asking(f"Searching, {name}", len(questions)) as advance:
            for question in questions:
                _judge(searcher, question, find(question.text), values[name])
                advance(1)
    ways = (Named(name, estimate(v.recall), estimate(v.below), estimate(v.wrong)) for name, v in values.items())
    first = values["exocite"]
    return Naming(len(questions), len(first.below), len(first.wrong), tuple(ways))


def read_questions(path: Path, split: str | None = None) -> list[Question]:
    """Lines with ``question``, ``gold``, and where there are look-alikes ``near``.

    Raises ExociteError naming the line of the first fault, and where no question is left.
    """
    found: list[Question] = []
    for number, line in numbered(read_text(path, 2**40)):
        where = f"{path}, line {number}"
        item = parsed(where, line, "question and gold")
        gold, near = _ids(item.get("gold")), _ids(item.get("near", []))
        if not isinstance(item.get("question"), str) or not gold or near is None:
            raise ExociteError(f"{where} has no question with gold, a list of ids (and near, another); mend that line.")
        if split is None or item.get("split") == split:
            found.append(Question(item["question"], gold, near))
    if not found:
        raise ExociteError(f"{path} has no question of the split {split!r}; leave --split out, or name another.")
    return found


def _ids(value: Any) -> frozenset[str] | None:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):  # pyright: ignore[reportUnknownVariableType]
        return None
    return frozenset(value)  # pyright: ignore[reportUnknownArgumentType]


def _judge(searcher: Searcher, question: Question, pieces: Sequence[Piece], values: _Values) -> None:
    top = pieces[:TOP]
    shown = question.gold & frozenset[str]().union(*(piece.ids for piece in top))
    values.recall.append(len(shown) / min(len(question.gold), TOP))
    if question.near:
        right, alike = _rank(pieces, question.gold), _rank(pieces, question.near - question.gold)
        values.below.append(float(right < DEEP and right <= alike))
    asked = _mirnas(searcher, question.text)
    if asked:
        values.wrong.append(sum(_is_wrong(searcher, asked, piece.text) for piece in top) / max(1, len(top)))


def _rank(pieces: Sequence[Piece], ids: frozenset[str]) -> int:
    return next((rank for rank, piece in enumerate(pieces) if piece.ids & ids), DEEP)


def _is_wrong(searcher: Searcher, asked: Sequence[str], text: str) -> bool:
    held = _mirnas(searcher, text)
    return bool(held) and not any(searcher.names.means("mirna", one, other) for one in asked for other in held)


def _mirnas(searcher: Searcher, text: str) -> list[str]:
    return [mention.name for mention in searcher.names.find(text) if mention.kind == "mirna"]
