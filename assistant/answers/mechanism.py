"""A question how or why: what records, reviews and notes say, under the mechanism that each tells of."""

from collections.abc import Iterable

from assistant.asking import Asking
from assistant.draft import Draft, Point, refused, verbatim
from assistant.evidence import Evidence, choose
from assistant.findings import Finding
from assistant.narrowing import narrowed
from assistant.phrasing import part_points
from corpus.model import NameKind
from corpus.wording import MECHANISMS

MOST = 12
"""Records shown at most."""
_ON_FINDINGS: frozenset[NameKind] = frozenset(("mirna", "drug", "cancer", "cell", "mechanism"))
"""Kinds of name one of which makes it a question on findings; a gene alone is asked for more widely."""
_OTHER = "Other or not named"


def answer_mechanism(asking: Asking) -> Draft:
    """The notes of the records that match, then sentences of reviews and notes, by mechanism."""
    found = _found(asking)
    message = asking.refusal
    if not found:
        return refused(message) if message else _by_mechanism(_of_passages(asking))
    points = [point for finding in found[:MOST] for point in part_points(finding, ("note",), _mechanism(finding))]
    if message is None:
        points += [point for point in _of_passages(asking) if point.quotes[0].passage.record is None]
    told = None if len(found) <= MOST else f"{MOST} of the {len(found)} records that match are shown."
    return _by_mechanism(points, told)


def _found(asking: Asking) -> list[Finding]:
    if not _ON_FINDINGS & asking.request.names.keys():
        return []
    found = narrowed(asking, asking.matching() or asking.matching(effect=False))
    return [finding for finding in found if finding.record.effect != "biomarker_only"] or found  # markers have none


def _of_passages(asking: Asking) -> list[Point]:
    chosen = choose(asking.weighed.evidence, asking.settings.max_statements, asking.settings.keep_above)
    return [verbatim(group, _named(group[0])) for group in chosen]


def _mechanism(finding: Finding) -> str:
    labels = [MECHANISMS[label] for label in finding.record.mechanism if label not in ("other", "signaling")]
    return _title(labels[0]) if labels else _title("signalling") if "signaling" in finding.record.mechanism else _OTHER


def _named(item: Evidence) -> str:
    inside = (m.name for m, _ in item.hit.mentions if m.kind == "mechanism" and item.start <= m.start < item.end)
    return _title(next(inside, "")) or _OTHER


def _title(name: str) -> str:
    return name[:1].upper() + name[1:]


def _by_mechanism(points: Iterable[Point], message: str | None = None) -> Draft:
    """The points with those of one mechanism together, the mechanism with the best point first."""
    groups: dict[str, list[Point]] = {}
    for point in points:
        groups.setdefault(point.group or _OTHER, []).append(point)
    if len(groups) > 1 and _OTHER in groups:
        groups[_OTHER] = groups.pop(_OTHER)
    return Draft(tuple(point for group in groups.values() for point in group), message)
