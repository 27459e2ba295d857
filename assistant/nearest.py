"""The nearest that the records have to a question that they do not answer."""

from collections.abc import Iterable

from assistant.findings import Finding, Request, matching
from corpus.model import NameKind
from corpus.names.names import Names
from corpus.wording import listed, treatment

_MOST = 4
"""Drugs or cancers named at most."""


def nearest(request: Request, findings: Iterable[Finding], names: Names) -> str | None:
    """What is recorded of the asked microRNA, drug or cancer with others; None where none of them is in a record."""
    asked = request.names

    def found_by(kind: NameKind) -> list[Finding]:
        return matching(findings, Request({kind: asked[kind]}, None, ()), names) if kind in asked else []

    if found := found_by("mirna"):
        return f"{_mirnas(found)} with {_some(treatment(drug) for finding in found for drug in finding.record.drugs)}"
    if found := found_by("drug"):
        drugs = _some(name.spelling for name in asked["drug"])
        return f"{drugs} with {_mirnas(found)} in {_some(finding.record.cancer for finding in found)}"
    if found := found_by("cancer"):
        return f"{_some(name.spelling for name in asked['cancer'])} with {_mirnas(found)}"
    return None


def _mirnas(found: Iterable[Finding]) -> str:
    return _some(finding.record.mirna for finding in found)


def _some(items: Iterable[str]) -> str:
    distinct = list(dict.fromkeys(items))
    return (
        listed(distinct)
        if len(distinct) <= _MOST
        else f"{', '.join(distinct[:_MOST])} and {len(distinct) - _MOST} more"
    )
