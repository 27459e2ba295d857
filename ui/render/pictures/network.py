"""Donor cells, microRNAs, targets and drugs in columns, in the order in which a signal passes them."""

from assistant.overview.graph import KINDS, Graph, Held, Kind, Node
from assistant.overview.picks import Pick
from ui.render.labels import tally
from ui.render.pick_link import pick_link
from ui.render.pictures.canvas import Canvas, width_of
from ui.render.pictures.columns import columns
from ui.render.pictures.inline import Picture, drawn
from ui.render.pictures.palette import DASHES, EDGE_MARKS, FILL, INK, MEANING, NOTED, PAPER

TITLE = "Donor cells, microRNAs, targets and drugs"
HEADS: dict[Kind, str] = {"donor": "Donor", "mirna": "microRNA", "target": "Target", "drug": "Drug"}
_ROW, _TOP, _BETWEEN = 26, 78, 72
_WIDTH = 800
"""At least; the legend fits into it."""
_MARK = 18
"""Room for the shape before a name."""


def network(graph: Graph, name: str = "network") -> Picture:
    """The picture of a graph that has at least one node."""
    held = {item.node: item for item in graph.nodes}
    order = columns(graph)
    rows = max(map(len, order))
    lefts: list[float] = [4]
    for nodes in order:
        widest = max((width_of(_name(held[node])) for node in nodes), default=width_of("microRNA"))
        lefts.append(lefts[-1] + _MARK + max(widest, 70) + _BETWEEN)
    canvas = Canvas(max(lefts[-1] - _BETWEEN, _WIDTH), _TOP + rows * _ROW + 6)
    _legend(canvas)
    starts, ends = dict[Node, tuple[float, float]](), dict[Node, tuple[float, float]]()
    for kind, nodes, left in zip(KINDS, order, lefts, strict=False):
        _shape(canvas, kind, left + 7, _TOP - 22, "")
        canvas.text(left + _MARK, _TOP - 22, HEADS[kind], bold=True)
        for number, node in enumerate(nodes):
            y = _TOP + (number + 0.5) * rows * _ROW / len(nodes)
            ends[node] = left - 2, y
            starts[node] = left + _MARK + width_of(_name(held[node])) + 2, y
            _node(canvas, held[node], left, y)
    for edge in graph.edges:
        colour = EDGE_MARKS if edge.tendency == "marks" else FILL[edge.tendency]
        canvas.curve(starts[edge.start], ends[edge.end], colour, DASHES[edge.tendency])
    return drawn(canvas, name, TITLE)


def _node(canvas: Canvas, held: Held, left: float, y: float) -> None:
    node, words = held.node, _name(held)
    label = f"{HEADS[node.kind]} {node.name}: {tally(len(held.records), is_marked=held.is_marked)}"
    spot = canvas.spot(pick_link(Pick(**{node.kind: node.name})), label)
    canvas.box(left - 2, y - 12, _MARK + width_of(words) + 4, 24, PAPER, spot)
    _shape(canvas, node.kind, left + 7, y, spot)
    canvas.text(left + _MARK, y, words, spot=spot)


def _name(held: Held) -> str:
    return held.node.name + (NOTED if held.is_marked else "")


def _shape(canvas: Canvas, kind: Kind, x: float, y: float, spot: str) -> None:
    """Each kind has a shape of its own."""
    if kind == "mirna":
        canvas.circle(x, y, 5.5, INK, spot)
    else:
        corners, radius, turn = {"donor": (6, 6.5, 0.0), "target": (4, 7.0, 0.7854), "drug": (3, 7.0, 3.1416)}[kind]
        canvas.polygon(x, y, corners, radius, INK, turn, spot)


def _legend(canvas: Canvas) -> None:
    x = 4.0
    for tendency, words in MEANING.items():
        colour = EDGE_MARKS if tendency == "marks" else FILL[tendency]
        canvas.curve((x, 14), (x + 34, 14), colour, DASHES[tendency])
        canvas.text(x + 40, 14, words)
        x += 40 + width_of(words) + 18
    canvas.text(x, 14, f"{NOTED} source with a notice")
