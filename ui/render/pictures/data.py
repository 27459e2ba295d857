"""The numbers behind each picture as CSV: all of them, also those that the picture has no room for."""

from assistant.overview.graph import Graph
from assistant.overview.matrix import Matrix
from assistant.overview.years import Years
from ui.render.as_csv import table_csv


def matrix_csv(matrix: Matrix) -> str:
    """A row for each pair of microRNA and drug."""
    return table_csv(
        ("mirna", "drug", "effect", "count", "records"),
        ((p.mirna, p.drug, p.tendency, len(p.records), " ".join(p.records)) for p in matrix.pairs),
    )


def graph_csv(graph: Graph) -> str:
    """A row for each node, and then one for each edge between two of them."""
    nodes = (("node", n.node.kind, n.node.name, "", "", "", n.records) for n in graph.nodes)
    edges = (("edge", e.start.kind, e.start.name, e.end.kind, e.end.name, e.tendency, e.records) for e in graph.edges)
    return table_csv(
        ("part", "kind", "name", "to_kind", "to_name", "effect", "count", "records"),
        ((*row, len(records), " ".join(records)) for *row, records in (*nodes, *edges)),
    )


def years_csv(years: Years) -> str:
    """A row for each year and cancer; the year is empty where it was not read."""
    return table_csv(
        ("year", "cancer", "count", "records"),
        ((c.year, c.cancer, len(c.records), " ".join(c.records)) for c in years.counts),
    )
