"""A yes-or-no question: yes, no, mixed or not answered here, then what speaks for it and against it."""

from collections.abc import Sequence

from assistant.answers.passages import from_passages
from assistant.answers.standing import asks_standing, standing
from assistant.asking import Asking
from assistant.direction import OPPOSITE, is_negated
from assistant.draft import Draft, Point
from assistant.findings import Finding, effect_of
from assistant.phrasing import finding_points, the_note
from corpus.model import Effect

FEW = 3
"""Records up to which each is shown with its note."""
_FOR, _AGAINST, _BESIDE = "For", "Against", "Beside the question"
_REPORTED = "What it reports"
_DOES: dict[Effect, str] = {
    "promotes_resistance": "promotes resistance",
    "reverses_resistance": "reverses resistance",
    "biomarker_only": "marks the response",
}


def answer_effect(asking: Asking) -> Draft:
    """Judge the records that speak of all that is named; the passages answer where there are none."""
    found = asking.matching(effect=False)
    if not found or not asking.deciding or (asking.is_open and asking.refusal):
        return from_passages(asking, "Not answered here as yes or no; what the corpus has on it:")
    if asks_standing(asking.question):
        return Draft(tuple(_points(found, _REPORTED)), standing([finding.source for finding in found]))
    effect = asking.request.effect
    if effect is None:
        return _related(asking, found)
    held = [finding for finding in found if effect_of(finding, asking.request) == effect]
    against = [finding for finding in found if effect_of(finding, asking.request) == OPPOSITE.get(effect)]
    beside = [finding for finding in found if finding not in held and finding not in against]
    points = [*_points(held, _FOR), *_points(against, _AGAINST), *_points(beside, _BESIDE)]
    return Draft(tuple(points), _verdict(effect, held, against))


def _verdict(effect: Effect, held: Sequence[Finding], against: Sequence[Finding]) -> str:
    if held and against:
        return f"Mixed: {_many(held)} that it {_DOES[effect]}, {_many(against)} that it {_DOES[OPPOSITE[effect]]}."
    if held:
        return f"Yes: {_many(held)} that it {_DOES[effect]}."
    if against:
        return f"No: {_many(against)} that it {_DOES[OPPOSITE[effect]]}."
    if effect == "biomarker_only":
        return "Not answered here: no record tells of it as a marker; what it does is recorded below."
    return "Not answered here: it is recorded as a marker of the response alone, without a functional test."


def _many(findings: Sequence[Finding]) -> str:
    count = len({finding.source.id for finding in findings})
    return "one source reports" if count == 1 else f"{count} sources report"


def _points(findings: Sequence[Finding], group: str) -> list[Point]:
    if len(findings) > FEW:
        return finding_points(findings, group)
    return finding_points(findings, group, then=the_note)


def _related(asking: Asking, found: Sequence[Finding]) -> Draft:
    """A question whether things go together at all: they do where one record names them together."""
    if is_negated(asking.question):
        told = ", ".join(
            f"{_many(of)} that it {does}"
            for effect, does in _DOES.items()
            if (of := [finding for finding in found if finding.record.effect == effect])
        )
        return Draft(tuple(_points(found, _BESIDE)), f"Not answered as yes or no, since the question denies: {told}.")
    return Draft(tuple(_points(found, _FOR)), f"Yes: {_many(found)} on it.")
