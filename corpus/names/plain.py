"""Text as names are read in it: one kind of hyphen, one kind of space, nothing that can't be seen."""

import re

_DASH = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_SPACE = re.compile(r"[^\S ]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def plain(text: str) -> tuple[str, list[int] | None]:
    """The text with plain hyphens and spaces, and the place of each of its characters in the one given.

    The places are None where nothing was left out, so that they are the same.
    """
    places = None
    if _UNSEEN.search(text):
        places = [i for i, character in enumerate(text) if not _UNSEEN.match(character)]
        text = "".join(text[i] for i in places)
        places.append(places[-1] + 1 if places else 0)
    return _SPACE.sub(" ", _DASH.sub("-", text)), places
