"""Text that every store, file and terminal can hold."""

import re

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """The text with NUL and lone surrogates, which no store keeps, replaced one for one by U+FFFD."""
    return _UNSTORABLE.sub("\ufffd", text)
