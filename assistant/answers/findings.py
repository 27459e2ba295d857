"""A question about one thing: its records first, then sentences that speak most of it."""

import re
from collections.abc import Mapping

from assistant.answers.passages import from_passages, sentences
from assistant.asking import Asking
from assistant.conflicts import conflict_points
from assistant.draft import Draft
from assistant.findings import Finding
from assistant.phrasing import finding_points
from corpus.wording import Part

FEW = 4
"""Records up to which each is shown with its note."""


def _asks(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


_ASPECTS: Mapping[Part, re.Pattern[str]] = {
    "targets": _asks(r"targets?|targeted|targeting|binds?|bound"),
    "donor": _asks(r"donors?|secret\w+|shed|comes? (?:from|out)|released?|releasing|originat\w*|source of"),
    "recipient": _asks(
        r"recipients?|taken up|uptake|(?:delivered|transferred) to|receiv\w+|go(?:es)? to|enters?|into which"
    ),
    "pathway": _asks(r"pathways?|axis|signal\w*"),
    "model": _asks(r"models?|cell lines?|xenografts?|in vivo|mice|mouse|animals?|cohorts?|how many patients"),
    "level": _asks(r"levels?|amounts?|abundan\w+|elevated|(?:raised|lowered|higher|lower) in|up or down|enriched"),
}
"""What a question may ask of a finding: how it says so, and which sentence of a record tells it."""


def answer_finding(asking: Asking) -> Draft:
    """The records that speak of all that is named, with what is asked of them; else the passages."""
    if not asking.deciding and not asking.request.names.get("gene"):
        return from_passages(asking)
    found = asking.matching() or asking.matching(effect=False)
    if not found or (asking.is_open and asking.refusal):
        return from_passages(asking)
    found = told(asking, found)
    parts = _parts(asking)
    disagreement = conflict_points(found, asking.names)
    if len(found) > FEW:
        return Draft((*disagreement, *finding_points(found)), findings=tuple(found))
    points = finding_points(found, then=lambda finding: _shown(finding, parts))
    return Draft((*disagreement, *points, *sentences(asking, {finding.source.id for finding in found})))


def told(asking: Asking, found: list[Finding]) -> list[Finding]:
    """Those of the findings that tell what the question asks of them, such as a target; all where none does."""
    parts = _parts(asking)
    return [finding for finding in found if all(part in finding.places for part in parts)] or found


def _parts(asking: Asking) -> list[Part]:
    return [part for part, pattern in _ASPECTS.items() if pattern.search(asking.question)]


def _shown(finding: Finding, parts: list[Part]) -> list[Part]:
    shown: list[Part] = ["note"]
    return shown + [part for part in parts if part != "targets" and part in finding.places]
