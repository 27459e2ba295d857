"""What the records hold taken together, against the shipped table read by other means."""

import csv
import re
from collections import Counter, defaultdict

import pytest

from assistant.assistant import Assistant
from assistant.overview.facets import Facet, Wanted, facets, narrowed
from assistant.overview.facts import Fact, facts
from assistant.overview.graph import Node, graph, telling
from assistant.overview.matrix import matrix
from assistant.overview.picks import Pick, picked, question
from assistant.overview.years import years
from index.filters import Filter
from tests.conftest import ROOT

Rows = list[dict[str, str]]
SAYS = {"promotes_resistance": "promotes", "reverses_resistance": "restores", "biomarker_only": "marks"}


@pytest.fixture(scope="module")
def rows() -> Rows:
    with (ROOT / "corpus" / "records" / "records.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def studies() -> dict[str, dict[str, str]]:
    with (ROOT / "corpus" / "records" / "studies.csv").open(encoding="utf-8") as file:
        return {row["source_id"]: row for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def held(assistant: Assistant) -> tuple[Fact, ...]:
    return facts(assistant.records(), assistant.searcher.names)


@pytest.fixture(scope="module")
def offered(assistant: Assistant, held: tuple[Fact, ...]) -> tuple[Facet, ...]:
    return facets(held, assistant.searcher.names)


def ids_by(rows: Rows, field: str, value: str) -> set[str]:
    """The records whose field is that, or holds it among others."""
    return {row["id"] for row in rows if value in row[field].split(";")}


def test_every_record_is_counted_once(held: tuple[Fact, ...], rows: Rows):
    assert [fact.id for fact in held] == sorted(row["id"] for row in rows)


def test_the_matrix_against_the_table(held: tuple[Fact, ...], rows: Rows):
    whole = matrix(held)
    found = {(pair.mirna, pair.drug): pair for pair in whole.pairs}
    assert len(found) == len(whole.pairs)
    expected: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    plain = [row for row in rows if "(" not in row["mirna"] + row["drugs"]]
    for row in plain:
        for drug in row["drugs"].split(";"):
            expected[row["mirna"], drug][row["id"]] = row["effect"]
    compared = 0
    for (mirna, drug), effects in expected.items():
        if (mirna, drug) in found and mirna not in {"miR-501", "miR-30a"}:
            pair = found[mirna, drug]
            assert set(effects) <= set(pair.records)
            if set(effects) == set(pair.records):
                says = {SAYS[effect] for effect in effects.values()}
                tested = says - {"marks"}
                assert pair.tendency == ("both" if len(tested) == 2 else next(iter(tested or says)))
                compared += 1
    assert compared > 150
    assert found["miR-21", "cisplatin"].tendency == "promotes"
    assert set(found["miR-21", "cisplatin"].records) == ids_by(rows, "mirna", "miR-21") & ids_by(
        rows, "drugs", "cisplatin"
    )
    assert {record for pair in whole.pairs for record in pair.records} == {row["id"] for row in rows}


def test_part_of_the_matrix_is_its_upper_left(held: tuple[Fact, ...]):
    whole = matrix(held)
    part = whole.within(10, 5)
    assert set(part.mirnas) <= set(whole.mirnas[:10])
    assert set(part.drugs) <= set(whole.drugs[:5])
    assert {pair.mirna for pair in part.pairs} == set(part.mirnas)
    assert set(part.pairs) <= set(whole.pairs)


def test_the_graph_against_the_table(held: tuple[Fact, ...], rows: Rows):
    whole = graph(held)
    nodes = {item.node: set(item.records) for item in whole.nodes}
    assert nodes[Node("target", "PTEN")] == ids_by(rows, "targets", "PTEN")
    assert nodes[Node("drug", "cisplatin")] == ids_by(rows, "drugs", "cisplatin")
    fibroblasts = {row["id"] for row in rows if "cancer-associated fibroblast" in row["donor"]}
    assert nodes[Node("donor", "cancer-associated fibroblast")] == fibroblasts
    for edge in whole.edges:
        assert set(edge.records) <= nodes[edge.start] & nodes[edge.end]
    with_target = {row["id"] for row in rows if row["targets"]}
    past = [e for e in whole.edges if (e.start.kind, e.end.kind) == ("mirna", "drug")]
    assert not with_target & {record for edge in past for record in edge.records}


def test_the_records_that_tell_most(held: tuple[Fact, ...]):
    chosen = telling(held, 30)
    assert len(chosen) == 30
    assert all(fact.is_tested and fact.targets for fact in chosen)
    assert telling(held, 1000) == list(held)


def test_the_years_against_the_table(held: tuple[Fact, ...], rows: Rows, studies: dict[str, dict[str, str]]):
    whole = years(held)
    of_year = Counter(studies[row["source_id"]]["year"] for row in rows)
    totals = {str(year or ""): total for year, total in zip(whole.years, whole.totals, strict=True)}
    assert totals == {str(year): of_year[str(year)] for year in totals if year} | {"": of_year[""]}
    assert sum(whole.totals) == len(rows)
    counts = {(str(count.year or ""), count.cancer): set(count.records) for count in whole.counts}
    for cancer in ("gastric cancer", "glioblastoma", "non-small cell lung cancer"):
        for year in totals:
            expected = {
                row["id"] for row in rows if row["cancer"] == cancer and studies[row["source_id"]]["year"] == year
            }
            assert counts.get((year, cancer), set()) == expected


def test_what_rests_on_a_noticed_source_is_marked(
    held: tuple[Fact, ...], rows: Rows, studies: dict[str, dict[str, str]]
):
    noticed = {row["id"] for row in rows if studies[row["source_id"]]["status"]}
    assert noticed
    for part in (*matrix(held).pairs, *graph(held).nodes, *years(held).counts):
        assert part.is_marked == bool(noticed & set(part.records))


def test_a_choice_leaves_what_a_filter_lets_through(
    assistant: Assistant, held: tuple[Fact, ...], offered: tuple[Facet, ...]
):
    def left(facet: str, *values: str) -> set[str]:
        return {fact.id for fact in narrowed(held, offered, [Wanted(facet, values)])}

    def let_through(wanted: Filter) -> set[str]:
        return {finding.record.id for finding in assistant.records(wanted)}

    assert left("mirna", "miR-21") == let_through(Filter(mirna=("miR-21",)))
    assert left("cancer", "lung cancer") == let_through(Filter(cancer=("lung cancer",)))
    assert left("class", "platinum drug") == let_through(Filter(drug=("platinum drug",)))
    assert left("effect", "biomarker_only") == let_through(Filter(effect=("biomarker_only",)))
    assert left("status", "none", "corrected") == let_through(Filter(status=("none", "corrected")))
    assert left("since", "2021") == let_through(Filter(since=2021))
    both = [Wanted("drug", ("cisplatin",)), Wanted("cancer", ("gastric cancer",)), Wanted("effect", ())]
    assert {fact.id for fact in narrowed(held, offered, both)} == left("drug", "cisplatin") & left(
        "cancer", "gastric cancer"
    )
    assert left("drug", "nothing of that name") == set()


def test_choices_are_what_the_records_hold(held: tuple[Fact, ...], offered: tuple[Facet, ...], rows: Rows):
    by_name = {facet.name: facet for facet in offered}
    drugs = {choice.value: choice.records for choice in by_name["drug"].choices}
    assert drugs["temozolomide"] == ids_by(rows, "drugs", "temozolomide")
    for facet in offered:
        assert all(choice.records for choice in facet.choices)
        assert len({choice.value for choice in facet.choices}) == len(facet.choices)


def every_pick(held: tuple[Fact, ...]) -> list[Pick]:
    """All that can be clicked in a picture or the table."""
    by_year = years(held)
    return [
        *(Pick(mirna=pair.mirna, drug=pair.drug) for pair in matrix(held).pairs),
        *(Pick(**{item.node.kind: item.node.name}) for item in graph(held).nodes),
        *(Pick(cancer=c.cancer, year=str(c.year) if c.year else "none") for c in by_year.counts),
        *(Pick(cancer=cancer) for cancer in by_year.cancers),
        *(Pick(record=fact.id) for fact in held),
    ]


def test_a_pick_stands_for_its_records(held: tuple[Fact, ...]):
    for pair in matrix(held).pairs:
        assert tuple(fact.id for fact in picked(held, Pick(mirna=pair.mirna, drug=pair.drug))) == pair.records
    for item in graph(held).nodes:
        assert tuple(fact.id for fact in picked(held, Pick(**{item.node.kind: item.node.name}))) == item.records
    assert picked(held, Pick()) == []
    assert picked(held, Pick(mirna="miR-21", drug="nothing")) == []


@pytest.mark.slow
def test_no_pick_leads_to_a_refusal(assistant: Assistant, held: tuple[Fact, ...]):
    questions: dict[str, set[str]] = {}
    for pick in every_pick(held):
        on = picked(held, pick)
        assert on
        questions.setdefault(question(pick, on), set()).update(fact.finding.source.id for fact in on)
    elsewhere: list[str] = []
    for asked, sources in questions.items():
        assert not re.search(r"\bNone\b|  ", asked)
        answer = assistant.ask(asked)
        assert answer.status == "answered", asked
        if not sources & {citation.source.id for citation in answer.citations}:
            elsewhere.append(asked)
    assert len(elsewhere) <= len(questions) / 100, elsewhere
