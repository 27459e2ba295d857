"""Questions and notes in the chat: Markdown in which every word is inert."""

import re

_ACTIVE = re.compile(r"[\\`*\[\]<>!|~&$#{}@]|(?<![^\W_])_|_(?![^\W_])|:(?=//)|(?<=www)\.", re.IGNORECASE)
_OPENING = re.compile(r"(?:^|(?<=[\r\n]))[^\S\r\n]*([-+=>]|\d+[.)])?")


def inert(text: str) -> str:
    """The text so that Markdown shows it as it is: no markup, no image, no formula, no link.

    An address that stands alone would become a link; a backslash before ``://``, ``@`` or the point after
    ``www`` keeps it from that and is not shown. Blanks that begin a line, which could make it code, are left out.
    """
    text = _ACTIVE.sub(lambda match: "\\" + match.group(), text)
    return _OPENING.sub(lambda match: match[1][:-1] + "\\" + match[1][-1] if match[1] else "", text)
