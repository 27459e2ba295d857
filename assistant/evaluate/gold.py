"""Questions whose right answers are known, in JSON Lines."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args

from assistant.model import QuestionKind
from corpus.errors import ExociteError
from corpus.lines import numbered, parsed
from corpus.readers.text import read_text

_HOLDS = "question, kind and answerable"
_KINDS: dict[str, QuestionKind] = {kind: kind for kind in get_args(QuestionKind)}


@dataclass(frozen=True, slots=True)
class Gold:
    """A question and what a right answer to it holds."""

    question: str
    kind: QuestionKind
    """Of a question that can't be answered: the kind that it looks like."""
    sources: frozenset[str]
    """What may be cited: DOI, PMID, PMCID, or the id of a source or record; all of it, for recall is measured on it."""
    terms: tuple[str, ...]
    """Names, words or numbers, one of which makes the answer right; of a list all that it should hold."""
    answerable: bool


def read_gold(path: Path, split: str | None = None) -> list[Gold]:
    """Lines with ``question``, ``kind``, ``answerable``, the lists ``sources`` and ``terms``, and perhaps ``split``.

    Raises ExociteError naming the line of the first fault, and where no question is left.
    """
    found: list[Gold] = []
    for number, line in numbered(read_text(path, 2**40)):
        where = f"{path}, line {number}"
        item = parsed(where, line, _HOLDS)
        gold = _gold(where, item)
        if split is None or item.get("split") == split:
            found.append(gold)
    if not found:
        of = "" if split is None else f" of the split {split!r}; leave --split out, or name another"
        raise ExociteError(f"{path} has no question{of}.")
    return found


def _gold(where: str, item: dict[str, Any]) -> Gold:
    question, answerable = item.get("question"), item.get("answerable")
    given = item.get("kind")
    kind = _KINDS.get(given) if isinstance(given, str) else None
    if not isinstance(question, str) or not question.strip():
        raise ExociteError(f"{where} has no question; write it as text.")
    if kind is None:
        raise ExociteError(f"{where}: kind is {given!r}; write one of {', '.join(_KINDS)}.")
    if not isinstance(answerable, bool):
        raise ExociteError(f"{where}: answerable is {answerable!r}; write true or false.")
    sources, terms = (_texts(where, name, item.get(name, [])) for name in ("sources", "terms"))
    if answerable and kind != "talk" and not terms:
        raise ExociteError(f"{where} can be answered but has no terms; write what a right answer holds.")
    return Gold(question, kind, frozenset(map(identifier, sources)), terms, answerable)


def _texts(where: str, name: str, value: object) -> tuple[str, ...]:
    items = cast("list[object]", value) if isinstance(value, list) else [None]
    texts = tuple(item for item in items if isinstance(item, str) and item.strip())
    if len(texts) != len(items):
        raise ExociteError(f"{where}: {name} must be a list of texts, none of them empty; mend that line.")
    return texts


def identifier(text: str) -> str:
    """An identifier as it is compared: in lower case, a DOI without its address, a PMID without its label."""
    folded = text.strip().lower()
    for prefix in ("https://doi.org/", "http://doi.org/", "doi:", "pmid:"):
        folded = folded.removeprefix(prefix)
    return folded.strip()
