"""What of a statement its evidence holds, in plain words: why the support check passed."""

from collections.abc import Iterator, Sequence

from assistant.support.agreement import Judged
from assistant.support.tokens import Token
from corpus.model import NameKind

_KINDS: tuple[NameKind, ...] = ("mirna", "drug", "cancer", "gene", "cell")
_WRITTEN = ("code", "line")


def grounds_of(stated: Sequence[Token], judged: Judged, words: tuple[Sequence[str], int]) -> Iterator[str]:
    """The names, numbers, effects and words that a supported statement shares with its evidence.

    ``words`` are its content words that the evidence has no word for, and how many content words there are.
    """
    named = (_written(token) for token in stated if token.named(*_KINDS) or _is_code(token))
    if names := list(dict.fromkeys(named)):
        yield f"same names: {', '.join(names)}"
    if numbers := list(dict.fromkeys(token.text + token.unit for token in stated if token.kind == "number")):
        yield f"same numbers: {', '.join(numbers)}"
    if judged.same:
        yield f"same effect: {', '.join(judged.same)}"
    missing, count = words
    if count:
        yield f"{count - len(missing)} of its {count} other words are covered"


def _is_code(token: Token) -> bool:
    return token.kind in _WRITTEN and any(map(str.isdigit, token.stem))


def _written(token: Token) -> str:
    """The name as the statement has it; one that ends inside brackets, as in "cancer (triple-negative", is closed."""
    text = " ".join(token.text.split())
    return text + ")" * (text.count("(") - text.count(")"))
