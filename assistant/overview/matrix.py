"""microRNA by drug: what the records of each pair say together."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.overview.facts import Fact, Tendency, is_marked, tendency
from assistant.overview.order import by_count, natural


@dataclass(frozen=True, slots=True)
class Pair:
    """A microRNA and a drug that at least one record is on."""

    mirna: str
    drug: str
    tendency: Tendency
    records: tuple[str, ...]
    is_marked: bool
    """Whether a source of theirs was retracted, corrected or questioned."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """The pairs, with the microRNAs and drugs in the order of rows and columns."""

    mirnas: tuple[str, ...]
    drugs: tuple[str, ...]
    pairs: tuple[Pair, ...]

    def within(self, rows: int, columns: int) -> "Matrix":
        """The first rows of the first columns; a row or column that is left without a pair goes."""
        mirnas, drugs = set(self.mirnas[:rows]), set(self.drugs[:columns])
        pairs = tuple(pair for pair in self.pairs if pair.mirna in mirnas and pair.drug in drugs)
        held = {name for pair in pairs for name in (pair.mirna, pair.drug)}
        return Matrix(
            tuple(name for name in self.mirnas if name in held and name in mirnas),
            tuple(name for name in self.drugs if name in held and name in drugs),
            pairs,
        )


def matrix(found: Sequence[Fact]) -> Matrix:
    """All pairs. Rows are in the order of how many records tested an effect, columns in that of all records."""
    drugs = by_count(drug for fact in found for drug in fact.drugs)
    rank = {drug: number for number, drug in enumerate(drugs)}
    pairs: dict[tuple[str, str], list[Fact]] = {}
    tested, nearest = Counter[str](), dict[str, int]()
    for fact in found:
        tested[fact.mirna] += fact.is_tested * 1000 + 1
        for drug in fact.drugs:
            pairs.setdefault((fact.mirna, drug), []).append(fact)
            nearest[fact.mirna] = min(nearest.get(fact.mirna, len(drugs)), rank[drug])
    mirnas = sorted(nearest, key=lambda name: (-tested[name], nearest[name], natural(name)))
    place = {name: number for number, name in enumerate(mirnas)}
    return Matrix(
        tuple(mirnas),
        tuple(drugs),
        tuple(
            Pair(mirna, drug, tendency(on), tuple(fact.id for fact in on), is_marked(on))
            for (mirna, drug), on in sorted(pairs.items(), key=lambda item: (place[item[0][0]], rank[item[0][1]]))
        ),
    )
