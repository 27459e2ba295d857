"""The curated records as something to ask: which of them match a question, by what each field names."""

import re
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.direction import is_negated, wanted_effect
from corpus.model import Effect, Mention, NameKind, Passage, Record, Source
from corpus.names.names import Names
from corpus.wording import Part, worded
from index.asked import Asked, AskedName
from index.filters import Filter
from index.store.mentions import Placed, read_mentions
from index.store.passages import live_record_passages, read_passages
from index.store.sources import live_records


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of a worded record: ``source.text[start:end] == text``."""

    passage: Passage
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A record with its source (without text), where it stands in that, and the names that its fields hold."""

    record: Record
    source: Source
    keys: frozenset[int]
    """Of its passages in the store."""
    places: Mapping[Part, Place]
    names: Mapping[NameKind, frozenset[str]]
    """microRNA, drug and cancer of the finding, gene of targets and pathway, cell of the donor, any mechanism."""


@dataclass(frozen=True, slots=True)
class Request:
    """What the records are asked for."""

    names: Mapping[NameKind, tuple[AskedName, ...]]
    effect: Effect | None
    facets: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether every record would match."""
        return not (self.names or self.effect or self.facets)


_ROLES: Mapping[NameKind, frozenset[Part]] = {
    "mirna": frozenset(("finding",)),
    "drug": frozenset(("finding",)),
    "cancer": frozenset(("finding",)),
    "gene": frozenset(("targets", "pathway")),
    "cell": frozenset(("donor", "finding")),  # the finding says where other cargo comes from
    "mechanism": frozenset(("mechanism", "pathway")),
}
"""In which sentences of a record a name of each kind says what the record is on."""


def live_findings(connection: sqlite3.Connection) -> list[Finding]:
    """All live records, in the order of their ids, with the names that were stored with their passages."""
    keys = live_record_passages(connection)
    mentions = read_mentions(connection, keys)
    passages: dict[str, list[tuple[int, Passage, Sequence[Placed]]]] = {}
    for item in read_passages(connection, keys):
        passages.setdefault(item.passage.record or "", []).append((item.key, item.passage, mentions.get(item.key, ())))
    return [_finding(record, source, passages.get(record.id, ())) for record, source in live_records(connection)]


def _finding(record: Record, source: Source, passages: Sequence[tuple[int, Passage, Sequence[Placed]]]) -> Finding:
    places: dict[Part, Place] = {}
    names: dict[NameKind, set[str]] = {kind: set() for kind in _ROLES}
    for _, passage, mentions in passages:
        for part, sentence in worded(record).items():
            at = passage.text.find(sentence)
            if at >= 0 and part not in places:
                start = passage.start + at
                places[part] = Place(passage, start, start + len(sentence), sentence)
        for mention, inside in mentions:
            if inside and any(_holds_mention(places.get(part), mention) for part in _ROLES[mention.kind]):
                names[mention.kind].add(mention.name)
    if any(drug.startswith(_SEVERAL) for drug in record.drugs):
        names["drug"].add(_SEVERAL)
    keys = frozenset(key for key, _, _ in passages)
    return Finding(record, source, keys, places, {kind: frozenset(held) for kind, held in names.items()})


_SEVERAL = "multidrug"
"""How the fields of a record call several drugs, which its sentences call so."""


def _holds_mention(place: Place | None, mention: Mention) -> bool:
    return place is not None and place.start <= mention.start and mention.end <= place.end


_RADIO = re.compile(
    r"\bradio-?(?:resist|sensi|respon)\w*|\b(?:ionising |ionizing )?(?:radiation|irradiation|X-rays?)\b", re.IGNORECASE
)
"""What says that the treatment is radiotherapy where no other is named."""
_ANY_CELL = frozenset(("cancer cell",))
"""Cells that a question names without asking for findings on them: "make tumour cells resistant"."""


def requested(question: str, asked: Asked) -> Request:
    """What a question asks the records for."""
    facets = tuple(name for name, (asks, _) in _FACETS.items() if asks.search(question))
    names: dict[NameKind, tuple[AskedName, ...]] = dict(asked.kinds)
    if cells := tuple(name for name in names.pop("cell", ()) if name.name not in _ANY_CELL):
        names["cell"] = cells
    if "drug" not in names and (radio := _RADIO.search(question)):
        names["drug"] = (AskedName("drug", "radiotherapy", radio.group(), frozenset(("radiotherapy",)), frozenset()),)
    effect = wanted_effect(question)
    if is_negated(question) and _OF_PATIENTS & set(facets):
        effect = None  # what patients who do not respond have in their blood is found as a marker too
    return Request(names, effect, facets)


def matching(findings: Iterable[Finding], request: Request, names: Names) -> list[Finding]:
    """The records that hold a name of every kind asked for, have the effect, and fit all that is asked besides."""
    return [
        finding
        for finding in findings
        if (request.effect is None or effect_of(finding, request) == request.effect)
        and all(
            _speaks_of(finding, kind, [name.name for name in wanted], names) for kind, wanted in request.names.items()
        )
        and all(_FACETS[facet][1](finding.record) for facet in request.facets)
    ]


def passing(findings: Iterable[Finding], wanted: Filter, names: Names) -> list[Finding]:
    """The records whose fields hold the names of a filter, one of each kind, which their passages only mention."""
    typed: dict[NameKind, list[str]] = {
        kind: [name for value in getattr(wanted, kind) for name in names.named(kind, value)] for kind in _ROLES
    }
    return [
        finding
        for finding in findings
        if all(_speaks_of(finding, kind, wants, names) for kind, wants in typed.items() if wants)
    ]


def effect_of(finding: Finding, request: Request) -> Effect | None:
    """The effect of what is asked for: the microRNA, or other cargo where the question is on that.

    None where a record does not say what such cargo does: it acts on the microRNA, whose effect is not its own.
    """
    if not _CARGOES & set(request.facets):
        return finding.record.effect
    return next((effect for words, effect in _OF_CARGO.items() if words in finding.record.ev_cargo), None)


def _speaks_of(finding: Finding, kind: NameKind, wanted: Iterable[str], names: Names) -> bool:
    """Whether a record holds one of some names of a kind, or a narrower one."""
    return any(names.means(kind, name, held) for name in wanted for held in finding.names[kind])


def _holds(pattern: str) -> Callable[[Record], bool]:
    found = re.compile(pattern, re.IGNORECASE)
    return lambda r: any(found.search(text) for text in (r.donor, r.model, r.ev_level_change) if text)


def _asks(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


_OF_PATIENTS = frozenset(("serum", "plasma", "blood", "patients"))
_OF_CARGO: Mapping[str, Effect] = {
    "cargo promotes resistance": "promotes_resistance",
    "cargo lowers resistance": "reverses_resistance",
}
_CARGOES = frozenset(("circRNA", "lncRNA"))
_FACETS: Mapping[str, tuple[re.Pattern[str], Callable[[Record], bool]]] = {
    "serum": (_asks("serum|sera"), _holds("serum|sera")),
    "plasma": (_asks("plasma(?! cell)"), _holds("plasma")),
    "blood": (_asks("blood|circulating|liquid biops(?:y|ies)"), _holds("blood|plasma|serum|sera|circulating")),
    "patients": (_asks("patients?|clinical|humans?"), _holds("patient|serum|sera|plasma|blood|human|cohort|clinical")),
    "animals": (_asks("mice|mouse|xenografts?|in vivo|animals?|rats?"), _holds("mice|mouse|xenograft|in vivo|rat")),
    "circRNA": (_asks("circ(?:ular )?-?RNAs?"), lambda r: "circ" in r.ev_cargo),
    "lncRNA": (_asks("lnc-?RNAs?|long non-?coding RNAs?"), lambda r: "lnc" in r.ev_cargo.lower()),
}
"""What a question may ask besides names: how it says so, and which records fit."""
