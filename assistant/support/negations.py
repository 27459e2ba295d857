"""What is denied: a word that the evidence denies must not be asserted, nor the other way round."""

from collections.abc import Iterator, Sequence

from assistant.support import lexicon as lex
from assistant.support.objects import is_of_resistance
from assistant.support.tokens import Token
from corpus.words import STOPWORDS

_REACH = 3
"""Content words after a negation that it denies."""
_DENYING = lex.NEGATION - {"failed", "fails", "fail", "failing"}
_OF_EFFECTS = (
    lex.RAISE
    | lex.LOWER
    | lex.SPREAD
    | lex.TARGET
    | lex.POSSIBLE
    | {"effect", "resist", "sensit", "respons", "respond", "well"}
)


def denials(
    statement: Sequence[Sequence[Token]], evidence: Sequence[Sequence[Token]], *, judged: bool
) -> Iterator[str]:
    """A reason for each word that is denied on one side only, where the other side has the word.

    With ``judged``, the denied effects of the statement are judged elsewhere, and their words left out.
    """
    denied, asserted = _sides(evidence)
    for sentence in statement:
        said_not, said = _sides([sentence])
        if judged:
            said_not = {stem for stem in said_not if stem not in _OF_EFFECTS}
        for word in sorted(said & denied - asserted - said_not) if not said_not & denied else ():
            yield f"the evidence denies: {word}"
        if said_not and not said_not & denied:
            yield f"the evidence does not deny: {', '.join(sorted(said_not))}"


def _sides(sentences: Sequence[Sequence[Token]]) -> tuple[set[str], set[str]]:
    denied: set[str] = set()
    asserted: set[str] = set()
    for sentence in sentences:
        left: int = 0
        for place, token in enumerate(sentence):
            if token.text == "no" and place + 1 < len(sentence) and sentence[place + 1].text == "longer":
                continue
            if token.kind == "sign" or token.text in lex.BREAKS or (left == _REACH and token.kind in ("name", "code")):
                left = 0  # a name that is denied is read with its effect
            elif token.text.startswith("fail") and left == _REACH:
                left = 0
            elif token.kind == "word" and token.text in _DENYING:
                left = 0 if left == _REACH else _REACH  # "did not fail to"
            elif token.kind == "word" and token.text not in STOPWORDS and token.stem:
                (denied if left else asserted).add(token.stem)
                left = 0 if is_of_resistance(token.text) else max(left - 1, 0)
    return denied, asserted
