"""In which order nodes stand in their columns, so that few of their lines cross."""

from assistant.overview.graph import KINDS, Graph, Node

_SWEEPS = 12


def columns(graph: Graph) -> list[list[Node]]:
    """The nodes of each kind from top to bottom: each near the middle of those that it is joined to."""
    order = [[held.node for held in graph.nodes if held.node.kind == kind] for kind in KINDS]
    near: dict[Node, list[Node]] = {held.node: [] for held in graph.nodes}
    for edge in graph.edges:
        near[edge.start].append(edge.end)
        near[edge.end].append(edge.start)
    places = _places(order)
    for sweep in range(_SWEEPS):
        for nodes in order if sweep % 2 else reversed(order):
            nodes.sort(key=lambda node: (_middle(places, near[node], places[node]), node))
            places |= _places([nodes])
    return order


def _places(order: list[list[Node]]) -> dict[Node, float]:
    """How far down each node stands, between 0 and 1."""
    return {node: (number + 0.5) / len(nodes) for nodes in order for number, node in enumerate(nodes)}


def _middle(places: dict[Node, float], near: list[Node], own: float) -> float:
    return sum(places[node] for node in near) / len(near) if near else own
