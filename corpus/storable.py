"""Text that every store, file and terminal can hold."""

import re

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_LINE_END = re.compile("\r\n?")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def storable(text: str) -> str:
    """The text with NUL and lone surrogates, which no store keeps, replaced one for one by U+FFFD."""
    return _UNSTORABLE.sub("\ufffd", text)


def printable(text: str) -> str:
    """The text for a terminal, which obeys control characters: only line ends and tabs stay, the rest is U+FFFD."""
    return _CONTROL.sub("\ufffd", _LINE_END.sub("\n", text))
