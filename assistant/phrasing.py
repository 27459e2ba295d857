"""Findings in a sentence of this project's own: the grammar of an answer from records."""

from collections.abc import Callable, Iterable, Sequence

from assistant.draft import Point, Quote, quote_of
from assistant.findings import Finding
from corpus.model import Effect, Record
from corpus.wording import Part, listed, opened, treatment

GROUPS: dict[Effect, str] = {
    "promotes_resistance": "Promotes resistance",
    "reverses_resistance": "Reverses resistance",
    "biomarker_only": "Marks the response, without a functional test",
}
"""What the findings of each effect stand under."""


def by_effect(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, those of one effect together."""
    order = list(GROUPS)
    return sorted(findings, key=lambda finding: order.index(finding.record.effect))


def finding_points(
    findings: Iterable[Finding],
    group: str | None = None,
    *,
    by_effect: bool = False,
    then: Callable[[Finding], Sequence[Part]] = lambda _: (),
) -> list[Point]:
    """One sentence for each finding, and after it the parts of its record that ``then`` names.

    Those that say the same make one sentence with all their quotes.
    """
    alike: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        alike.setdefault(_said(finding.record), []).append(finding)
    points: list[Point] = []
    for same in alike.values():
        under = GROUPS[same[0].record.effect] if by_effect else group
        points.append(_point(same, under))
        points += [point for finding in same for point in part_points(finding, then(finding), under)]
    return points


def _said(r: Record) -> tuple[object, ...]:
    return (r.mirna, r.effect, r.drugs, r.cancer, r.ev_cargo, opened(r, " "))


def _point(same: Sequence[Finding], group: str | None) -> Point:
    targets = tuple(dict.fromkeys(target for finding in same for target in finding.record.targets))
    quotes = [
        quote_of(finding, finding.places[part])
        for finding in same
        for part in (("finding", "targets") if finding.record.targets else ("finding",))
        if part in finding.places
    ]
    return Point(opened(same[0].record, _core(same[0].record, targets)), tuple(quotes), group)


def _core(r: Record, targets: Sequence[str]) -> str:
    carried = r.ev_cargo == "miRNA"
    drugs = listed([treatment(drug) for drug in r.drugs])
    name = f"exosomal {r.mirna}" if carried else f"the microRNA {r.mirna}"
    if r.effect == "biomarker_only":
        text = f"the level of {name} is associated with the response to {drugs} in {r.cancer}"
        text += ", without a functional test"
    else:
        verb = "promotes" if r.effect == "promotes_resistance" else "reverses"
        text = f"{name} {verb} resistance to {drugs} in {r.cancer}"
    if targets:
        text += f"; {'its target is named as' if len(targets) == 1 else 'its targets are named as'} {listed(targets)}"
    return text if carried else f"{text}; the vesicles carry {r.ev_cargo}"


def the_note(finding: Finding) -> Sequence[Part]:
    """What stands behind a finding where there is room for it: the note that backs it."""
    return ("note",)


def part_points(finding: Finding, parts: Iterable[Part], group: str | None = None) -> list[Point]:
    """Sentences of a record as they stand, or with their label made a clause."""
    points: list[Point] = []
    for part in parts:
        if place := finding.places.get(part):
            quote: Quote = quote_of(finding, place)
            points.append(Point(_labelled(finding.record, part) or " ".join(place.text.split()), (quote,), group))
    return points


def _labelled(r: Record, part: Part) -> str | None:
    """A field as a sentence; None for those that are sentences already."""
    about = f"of {r.mirna} in {r.cancer}"
    match part:
        case "donor":
            return f"Source of the vesicles in the finding {about}: {r.donor}."
        case "recipient":
            return f"Recipient in the finding {about}: {r.recipient}."
        case "model":
            return f"Model of the finding {about}: {r.model}."
        case "pathway":
            return f"Pathway in the finding {about}: {'; '.join(r.pathway)}."
        case _:
            return None
