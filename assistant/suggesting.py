"""Questions near to one that the corpus does not answer, made from records: candidates, to be tried."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from assistant.asking import Asking
from assistant.findings import Finding, Request, matching
from corpus.model import NameKind, Record
from corpus.wording import treatment

_WEIGHTS: dict[NameKind, int] = {"mirna": 4, "drug": 2, "cancer": 2, "gene": 1}
"""How near a record is that holds what is asked for of each kind."""
_RECORDS = 8
"""Records from which questions are made at most."""
_VERBS = {"promotes_resistance": "promote", "reverses_resistance": "reverse"}
_GENERAL = ("What is an exosome?", "How do exosomes carry drug resistance between cells?")


def candidates(asking: Asking) -> Iterator[str]:
    """Full questions, the nearest first, each once; whether the corpus answers them is for the caller to see."""
    near = _nearest(asking)
    on_mirna = (_on(f.record) for f, kinds in near if "mirna" in kinds)
    lists = (_listing(f.record, _asked_drug(asking, f)) for f, _ in near)
    others = (_on(f.record) for f, kinds in near if "mirna" not in kinds)
    shared = any(kinds for _, kinds in near)
    last = (others, _GENERAL) if shared else (_GENERAL, others)
    yield from dict.fromkeys(chain(_alternating(on_mirna, lists if shared else islice(lists, 2)), *last))


def _nearest(asking: Asking) -> list[tuple[Finding, frozenset[NameKind]]]:
    """Records that share names with the question, the most first, and which kinds; else those of the passages found."""
    held: dict[str, set[NameKind]] = {}
    for kind in _WEIGHTS:
        if asked := asking.request.names.get(kind):
            for finding in matching(asking.findings, Request({kind: asked}, None, ()), asking.names):
                held.setdefault(finding.record.id, set()).add(kind)
    by_id = {finding.record.id: finding for finding in asking.findings}
    if not held:
        found = dict.fromkeys(hit.passage.record for hit in asking.found.hits if hit.passage.record in by_id)
        return [(by_id[record], frozenset()) for record in list(found)[:_RECORDS] if record]
    order = sorted(held, key=lambda record: (-sum(_WEIGHTS[kind] for kind in held[record]), record))
    return [(by_id[record], frozenset(held[record])) for record in order[:_RECORDS]]


def _asked_drug(asking: Asking, finding: Finding) -> str:
    """The drug of a record that the question names, else its first."""
    asked = [name.name for name in asking.request.names.get("drug", ())]
    return next((drug for drug in finding.record.drugs if drug in asked), finding.record.drugs[0])


def _listing(r: Record, drug: str) -> str:
    name = treatment(drug)
    if r.effect not in _VERBS:
        return f"Which exosomal microRNAs mark the response to {name} in {r.cancer}?"
    about = f"resistance to {name}" if " " in name else f"{name} resistance"
    return f"Which exosomal microRNAs {_VERBS[r.effect]} {about} in {r.cancer}?"


def _on(r: Record) -> str:
    return f"What is known about exosomal {r.mirna} in {r.cancer}?"


def _alternating(one: Iterable[str], other: Iterable[str]) -> Iterator[str]:
    """One of each in turn, until both are spent."""
    turns = [iter(one), iter(other)]
    while turns:
        for turn in list(turns):
            if (item := next(turn, None)) is None:
                turns.remove(turn)
            else:
                yield item
