"""Authors' names in parts, where the parts can be told; a name is otherwise kept whole."""

import re
from dataclasses import dataclass

ET_AL = "et al."
"""Stands after the authors in formats that have no other way to say that there may be more."""

_INITIALS = re.compile(r"(?P<family>.*[^\W\d_A-Z].*) (?P<given>[A-ZÀ-ÖØ-Þ]{1,3}(?:-[A-ZÀ-ÖØ-Þ])?)")
_COMMA = re.compile(r"(?P<family>[^\W\d_][^,;]*), (?P<given>[^\W\d_][^,;]*)")
_SEVERAL = re.compile(r"(?:^|\s)and(?:\s|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """A name; ``given`` is None where it is one whole."""

    family: str
    given: str | None = None


def name(text: str, *, expand: bool) -> Name:
    """A name as it is listed: "Doe, Jane", or where ``expand`` is set "Wu HK", which becomes Wu, H. K.

    In "Wei LI" the capitals are the family name, so what follows a name is read as initials only in
    the shipped corpus, which writes them so.
    """
    if _SEVERAL.search(text):
        return Name(text)
    if parts := _COMMA.fullmatch(text):
        return Name(parts["family"], parts["given"])
    if expand and (parts := _INITIALS.fullmatch(text)):
        return Name(parts["family"], _dotted(parts["given"]))
    return Name(text)


def _dotted(initials: str) -> str:
    """HK as H. K., and C-W as C.-W."""
    return "-".join(" ".join(f"{initial}." for initial in part) for part in initials.split("-"))
