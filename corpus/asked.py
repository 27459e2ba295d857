"""What may be asked: the same for a question, a claim and a query, however it arrives."""

from corpus.errors import ExociteError
from corpus.storable import storable

LONGEST = 4000
"""Characters of a question, claim or query at most."""


def checked(text: str, what: str) -> str:
    """The text as it is searched for; ``what`` names it in messages.

    Raises ExociteError when it is empty or too long.
    """
    text = storable(text)
    if not text.strip():
        raise ExociteError(f"The {what} is empty; write one.")
    if len(text) > LONGEST:
        raise ExociteError(f"The {what} has {len(text)} characters and the limit is {LONGEST}; shorten it.")
    return text
