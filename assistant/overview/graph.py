"""Donor cells, microRNAs, targets and drugs, and what the records say leads from one to the next."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.overview.facts import Fact, Tendency, is_marked, tendency

Kind = Literal["donor", "mirna", "target", "drug"]
KINDS: tuple[Kind, ...] = ("donor", "mirna", "target", "drug")
"""In the order in which a signal passes them."""


@dataclass(frozen=True, slots=True, order=True)
class Node:
    """Something that records name; a gene and a drug of one name are two nodes."""

    kind: Kind
    name: str


@dataclass(frozen=True, slots=True)
class Held:
    """A node with its records."""

    node: Node
    records: tuple[str, ...]
    is_marked: bool
    """Whether a source of theirs was retracted, corrected or questioned."""


@dataclass(frozen=True, slots=True)
class Edge:
    """Two nodes that records name together, the second after the first on the way to the drug."""

    start: Node
    end: Node
    tendency: Tendency
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """The nodes and the edges between them."""

    nodes: tuple[Held, ...]
    edges: tuple[Edge, ...]
    records: int
    """How many records it shows."""


def graph(found: Sequence[Fact]) -> Graph:
    """The graph of some records."""
    nodes: dict[Node, list[Fact]] = {}
    edges: dict[tuple[Node, Node], list[Fact]] = {}
    for fact in found:
        for node in dict.fromkeys(_nodes(fact)):
            nodes.setdefault(node, []).append(fact)
        for pair in dict.fromkeys(_pairs(fact)):
            edges.setdefault(pair, []).append(fact)
    return Graph(
        tuple(Held(node, tuple(fact.id for fact in on), is_marked(on)) for node, on in nodes.items()),
        tuple(Edge(*pair, tendency(on), tuple(fact.id for fact in on)) for pair, on in edges.items()),
        len(found),
    )


def telling(found: Sequence[Fact], most: int) -> list[Fact]:
    """The records that tell most: an effect tested, target and donor named, read in the abstract, and shared names."""
    shared = Counter(node for fact in found for node in dict.fromkeys(_nodes(fact)) if node.kind != "drug")

    def worth(fact: Fact) -> tuple[int, int, str]:
        record = fact.finding.record
        filled = 4 * fact.is_tested + 2 * bool(fact.targets) + bool(fact.donors)
        sound = 2 * (fact.finding.source.status is None) + (record.confidence == "abstract_read")
        links = sum(min(shared[node] - 1, 3) for node in _nodes(fact) if node.kind in ("mirna", "target"))
        return -(filled + sound), -links, fact.id

    return sorted(sorted(found, key=worth)[:most], key=lambda fact: fact.id)


def _nodes(fact: Fact) -> Iterator[Node]:
    yield from (Node("donor", name) for name in fact.donors)
    yield Node("mirna", fact.mirna)
    yield from (Node("target", name) for name in fact.targets)
    yield from (Node("drug", name) for name in fact.drugs)


def _pairs(fact: Fact) -> Iterator[tuple[Node, Node]]:
    """Donor to microRNA to target to drug; past the target where none is named."""
    mirna = Node("mirna", fact.mirna)
    yield from ((Node("donor", name), mirna) for name in fact.donors)
    yield from ((mirna, Node("target", name)) for name in fact.targets)
    before = [Node("target", name) for name in fact.targets] or [mirna]
    yield from ((node, Node("drug", drug)) for node in before for drug in fact.drugs)
