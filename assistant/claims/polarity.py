"""Whether a sentence says the same way round as a claim, by its words of more and less alone.

For texts on anything, where it is not read who does what: an objection, never a proof.
"""

import re
from collections.abc import Sequence

from assistant.support import lexicon as lex
from assistant.support.tokens import Token
from corpus.words import stem_set

_MORE = stem_set(
    "increase raise rise higher high more greater enhance promote improve elevate upregulate accelerate activate induce"
    " stimulate positive positively longer strengthen encourage augment boost gain heavier larger better"
    " frequent trigger cause support"
)
_LESS = stem_set(
    "decrease reduce lower low less fewer diminish inhibit suppress downregulate slow deactivate impair negative"
    " negatively inverse inversely shorter weaken prevent attenuate worsen fall decline drop antagonise antagonize"
    " block lighter smaller worse rare sparse ineffective abolish curtail curb hinder"
)
_ASKS = re.compile(
    r"""\b(?:whether | objectives? | aim(?:s|ed)?\ (?:of|to) | purpose | outcome\ measures?
      | to\ (?:determine|examine|assess|evaluate|investigate|characteri[sz]e|identify)
      | we\ (?:review|investigat|examin|assess|sought|evaluat|hypothesi[sz])\w* | hypothesi[sz]ed?\ that
      | ha(?:s|ve)\ not\ been | remains?\ (?:unknown|unclear))\b""",
    re.IGNORECASE | re.VERBOSE,
)


def polarity(tokens: Sequence[Token]) -> int:
    """1 where a sentence has words of more and none of less, -1 where it is the other way round, else 0."""
    stems = [lex.stem(token.text.lower()) for token in tokens if token.kind == "word"]
    more, less = any(stem in _MORE for stem in stems), any(stem in _LESS for stem in stems)
    if more == less:
        return 0
    denied = sum(token.text in lex.NEGATION for token in tokens) % 2
    return (1 if more else -1) * (-1 if denied else 1)


def states_nothing(sentence: str) -> bool:
    """Whether a sentence only says what was asked or measured."""
    return _ASKS.search(sentence) is not None
