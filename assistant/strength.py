"""How strong evidence is: in what it was studied, and when all of an answer rests on little."""

import re
from collections.abc import Sequence

from assistant.model import Citation, StudiedIn

_SIGNS: Sequence[tuple[StudiedIn, re.Pattern[str]]] = (
    (
        "patients",
        re.compile(
            r"\b(?:patients?|cohorts?|clinical|trials?|volunteers?|human (?:tumou?rs?|serum|plasma|samples?))\b",
            re.IGNORECASE,
        ),
    ),
    ("animals", re.compile(r"\b(?:mice|mouse|murine|xenografts?|in vivo|rats?|zebrafish|animals?)\b", re.IGNORECASE)),
    (
        "cells",
        re.compile(
            r"\b(?:cells?|cell lines?|in vitro|culture\w*|organoids?|spheres?)\b|/(?:DDP|ADR|DOX|PTX|TMZ|GR|R)\b",
            re.IGNORECASE,
        ),
    ),
)


def studied_in(text: str) -> tuple[StudiedIn, ...]:
    """What a text says that something was studied in; empty where it does not say."""
    return tuple(kind for kind, sign in _SIGNS if sign.search(text))


def weakness(citations: Sequence[Citation]) -> str | None:
    """What must be said of an answer as a whole; None where something in it was read and stands."""
    if not citations:
        return None
    if all(citation.source.status == "retracted" for citation in citations):
        return "All of this comes from papers that have since been retracted."
    bases = {citation.basis for citation in citations}
    if bases == {"title_only"}:
        return "All of this rests on titles alone; the papers themselves were not read."
    if bases <= {"title_only", "secondary_review"} and bases:
        return "All of this was read in reviews or titles, not in the papers themselves."
    if all(citation.source.status in ("retracted", "concern") for citation in citations):
        return "All of this comes from papers that were retracted or are in question."
    return None
