"""Which sentences of a pasted text state something that could be checked."""

import re

from assistant.support import lexicon as lex

_ABOUT_TEXT = re.compile(
    r"""\b(?:
      in\ this\ (?:paper|study|review|work|article|section|manuscript) | here,?\ we
    | we\ (?:aim(?:ed)?|review|discuss|describe|summari[sz]e|hypothesi[sz]e|thank|propose\ to|sought
      |investigated\ whether|asked\ whether)
    | this\ (?:paper|review|article|manuscript|section)
      \ (?:is|was|aims|discusses|reviews|describes|summari[sz]es)
    | (?:further|more|future|additional)\ (?:studies|research|work|investigations?|experiments)\b
    | remains?\ (?:to\ be\ |unclear|unknown|elusive|poorly\ understood)
    | (?:is|are)\ (?:unclear|unknown|warranted|urgently\ needed|still\ needed)
    | see\ (?:figure|table|fig) | the\ authors\ declare | conflicts?\ of\ interest | was\ supported\ by | funding
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_VERBAL = re.compile(
    r"\b(?:is|are|was|were|be|been|being|has|have|had|can|could|may|might|will|would|do|does|did|\w+ed|\w+ing)\b",
    re.IGNORECASE,
)
_SAYING = lex.RAISE | lex.LOWER | lex.TARGET | lex.SPREAD
_FEWEST = 3
"""Words of the shortest sentence that states something."""


def is_checkable(sentence: str) -> bool:
    """Whether a sentence states something, and not only what its text is about, what is open, or a question."""
    return states(sentence) and not sentence.rstrip(" \"')”").endswith("?") and not _ABOUT_TEXT.search(sentence)


def states(text: str) -> bool:
    """Whether a text says something of something, as "miR-96" and "lung cancer cells" do not."""
    words = _WORD.findall(text)
    if len(words) < _FEWEST:
        return False
    if _VERBAL.search(text):
        return True
    return any(lex.stem(word.lower()) in _SAYING or word.endswith("s") for word in words[1:-1])
