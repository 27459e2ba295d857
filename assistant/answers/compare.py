"""Two or more things side by side: the same question for each, and opposite effects said, not averaged."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answers.findings import answer_finding
from assistant.answers.passages import from_passages
from assistant.asking import Asking
from assistant.draft import Draft, Point
from assistant.findings import Finding
from assistant.phrasing import finding_points, the_note
from corpus.model import Effect, NameKind
from corpus.wording import listed
from index.asked import AskedName

FEW = 3
"""Records of one side up to which each is shown with its note."""
_KINDS: tuple[NameKind, ...] = ("cancer", "drug", "mirna", "cell", "gene")
"""What may be compared; the first kind of which two are named is."""
_DO: dict[Effect, str] = {
    "promotes_resistance": "promotion of resistance",
    "reverses_resistance": "reversal of resistance",
    "biomarker_only": "a marker of the response",
}


def answer_compare(asking: Asking) -> Draft:
    """What is recorded of each side; the passages answer where no side has a record."""
    several = (asking.request.names.get(kind, ()) for kind in _KINDS)
    compared = next((names for names in several if len(names) > 1), ())
    sides = [(name, _side(asking, name)) for name in compared]
    if not any(found for _, found in sides):
        return from_passages(asking)
    if len({tuple(finding.record.id for finding in found) for _, found in sides}) == 1:
        return answer_finding(asking)  # two names of one thing
    points = [point for name, found in sides for point in _points(name, found)]
    return Draft(tuple(points), " ".join(_told(name, found) for name, found in sides))


def _side(asking: Asking, name: AskedName) -> list[Finding]:
    request = replace(asking.request, names={**asking.request.names, name.kind: (name,)}, effect=None)
    return replace(asking, request=request).matching()


def _points(name: AskedName, found: Sequence[Finding]) -> list[Point]:
    if len(found) > FEW:
        return finding_points(found, name.name)
    return finding_points(found, name.name, then=the_note)


def _told(name: AskedName, found: Sequence[Finding]) -> str:
    if not found:
        return f"{name.name}: nothing in the corpus."
    effects = {finding.record.effect for finding in found}
    return f"{name.name}: {listed([told for effect, told in _DO.items() if effect in effects])}."
