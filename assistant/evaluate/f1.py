"""F1 of each class and their mean (macro F1; van Rijsbergen 1979, as scikit-learn has it)."""

from collections.abc import Mapping, Sequence


def f1(pairs: Sequence[tuple[str, str]]) -> Mapping[str, float]:
    """F1 of every class that some right answer has, from pairs of right answer and given answer."""
    classes = dict.fromkeys(right for right, _ in pairs)
    return {one: _f1(pairs, one) for one in classes}


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """The mean over the classes."""
    scores = f1(pairs)
    return sum(scores.values()) / len(scores) if scores else 0.0


def _f1(pairs: Sequence[tuple[str, str]], one: str) -> float:
    both = sum(right == given == one for right, given in pairs)
    either = sum(right == one for right, _ in pairs) + sum(given == one for _, given in pairs)
    return 2 * both / either if either else 0.0
