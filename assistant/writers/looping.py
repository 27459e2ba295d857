"""Whether a text has begun to repeat itself, as small models do without end."""

_TIMES = 4
"""Times in a row that the same words stand where nobody would write them."""
_LONGEST = 24
"""Words of the longest run that is looked for."""
_LETTERS = 24
"""The same sign so often in a row is a loop too."""


def is_looping(text: str) -> bool:
    """Whether a text ends in the same words, or the same sign, several times in a row."""
    if len(text) >= _LETTERS and len(set(text[-_LETTERS:])) == 1:
        return True
    words = text.casefold().split()[:-1]  # the last one may be cut
    for size in range(1, min(_LONGEST, len(words) // _TIMES) + 1):
        tail = words[-size:]
        if all(words[-size * (turn + 1) : -size * turn] == tail for turn in range(1, _TIMES)):
            return True
    return False
