"""Search by name: what decides the order of hits, what filters let through, and changed vocabularies."""

import shutil
import sqlite3
from pathlib import Path

import numpy as np
import pytest

from assistant.assistant import Assistant
from corpus.errors import ExociteError
from corpus.names.names import Names
from corpus.settings import CorpusSettings
from index.asked import asked_names
from index.filters import Filter
from index.fusion import convex_combination
from index.ranking import by_names, is_named, spread
from index.settings import IndexSettings
from index.store.mentions import HeldName
from index.store.passages import live_digests, read_vectors
from index.store.store import FILE
from tests.conftest import Command, sentence_on_stderr

NAMES = Names()


def text(kind, name: str) -> HeldName:
    return HeldName(kind, name, inside=True)


def heading(kind, name: str) -> HeldName:
    return HeldName(kind, name, inside=False)


def test_convex_combination_worked_example():
    # 0.75 * 0.4 + 0.25 * 6/6, 0.75 * 0.6 + 0, 0.75 * 0.2 + 0.25 * 3/6
    fused = convex_combination({"a": 0.4, "b": 0.6, "c": 0.2}, {"a": 6.0, "c": 3.0}, 0.75)
    assert [name for name, _ in fused] == ["a", "b", "c"]
    assert [score for _, score in fused] == pytest.approx([0.55, 0.45, 0.275])
    assert convex_combination({}, {}, 0.75) == []


def test_of_few_passages_none_near_is_passed_over(assistant: Assistant):
    searcher = assistant.searcher
    with searcher.store.reading() as connection:
        index = searcher._open(connection)
        rows = list(read_vectors(connection, index.version.model, live_digests(connection)))
        matrix = np.array([vector for _, vector in rows])
        for vector in matrix[::10]:
            nearest = np.sort(matrix @ vector)[::-1][:100]
            assert [cosine for _, cosine in index.nearest(vector, 100)] == pytest.approx(nearest)


def test_another_microrna_never_outranks_the_one_asked_for():
    known = {"mirna": ["miR-155", "miR-151a", "miR-155-5p"], "drug": ["cisplatin", "gemcitabine"]}
    asked = asked_names("Does miR-155 raise cisplatin resistance?", NAMES, known)
    mentions = {
        1: [text("mirna", "miR-151a"), text("drug", "cisplatin")],
        2: [text("mirna", "miR-155-5p")],
        3: [text("drug", "cisplatin")],
        4: [heading("mirna", "miR-155"), text("mirna", "miR-151a")],
        5: [text("mirna", "miR-155-5p"), text("drug", "gemcitabine")],
    }
    fused = [(1, 0.9), (4, 0.8), (3, 0.5), (5, 0.41), (2, 0.4)]
    ranked = by_names(fused, asked, mentions, IndexSettings.model_construct())
    assert [key for key, _ in ranked] == [2, 5, 3, 4, 1]
    assert all(0 <= score <= 1 for _, score in ranked)


def test_no_source_takes_more_than_its_share():
    ranked = [(key, 1 - key / 100) for key in range(30)]
    sources = {key: 1 if key < 12 else key for key in range(30)}
    top = [sources[key] for key, _ in spread(ranked, sources, (), 0.4)[:10]]
    assert top.count(1) == 4
    assert spread(ranked, sources, {1}, 0.4) == ranked
    assert sorted(spread(ranked, sources, (), 0.4)) == sorted(ranked)


def test_a_source_is_named_by_its_identifiers():
    assert is_named("What does V003 say?", ["V003", None])
    assert is_named("See doi:10.3389/fonc.2020.00472.", ["10.3389/fonc.2020.00472"])
    assert not is_named("What does V0031 say?", ["V003"])


FILTERS = [
    (Filter(mirna=("hsa-miR-21",)), lambda hit: any(m.name in ("miR-21", "miR-21-5p") for m, _ in hit.mentions)),
    (Filter(drug=("GEM",)), lambda hit: any(m.name == "gemcitabine" for m, _ in hit.mentions)),
    (Filter(drug=("platinum drug",)), lambda hit: any("platin" in m.name for m, _ in hit.mentions)),
    (Filter(gene=("P-gp",)), lambda hit: any(m.name == "ABCB1" for m, _ in hit.mentions)),
    (Filter(kind=("review",)), lambda hit: hit.source.kind == "review"),
    (Filter(since=2021), lambda hit: hit.source.year >= 2021),
    (Filter(status=("retracted", "concern")), lambda hit: hit.source.status in ("retracted", "concern")),
    (Filter(effect=("reverses_resistance",)), lambda hit: "reverses resistance" in hit.passage.text),
]


@pytest.mark.parametrize(("wanted", "fits"), FILTERS, ids=[str(number) for number in range(len(FILTERS))])
def test_filters(assistant: Assistant, wanted: Filter, fits):
    hits = assistant.searcher.search("exosomes and drug resistance", 20, wanted).hits
    assert hits
    assert all(fits(hit) for hit in hits)


def test_filters_together_and_unknown_names(assistant: Assistant):
    wanted = Filter(cancer=("lung cancer",), drug=("cisplatin",), kind=("study",))
    for hit in assistant.searcher.search("microRNA", 20, wanted).hits:
        assert hit.source.kind == "study"
        assert any(m.kind == "cancer" and NAMES.means("cancer", "lung cancer", m.name) for m, _ in hit.mentions)
    assert assistant.ask("What restores sensitivity?", Filter(since=2999)).status == "refused"
    with pytest.raises(ExociteError, match="'foo' is no microRNA"):
        assistant.searcher.search("exosome", 5, Filter(mirna=("foo",)))


def test_filters_on_the_command_line(shared: Command):
    hits = shared.json("search", "exosomes", "--cancer", "PDAC", "--since", 2015)["hits"]
    assert hits
    assert all(hit["source"]["year"] >= 2015 for hit in hits)
    assert "no drug that the vocabulary knows" in sentence_on_stderr(shared("ask", "What?", "--drug", "blurb"))


def test_aliases_find_the_same(assistant: Assistant):
    """Whatever a thing is called, the same record comes first."""
    for one, other in (
        ("miR-96 and cisplatin in lung cancer", "microRNA\u201096 and CDDP in lung carcinoma"),
        ("miR-151a temozolomide glioblastoma", "hsa-mir-151a TMZ GBM"),
        ("miR-365 gemcitabine pancreatic ductal adenocarcinoma", "MIR365 GEM resistance PDAC"),
    ):
        first, second = (assistant.searcher.search(question, 1).hits[0].passage.record for question in (one, other))
        assert first == second is not None


def test_a_changed_vocabulary_names_again_without_embedding(exocite: Command, tmp_path: Path):
    corpus = tmp_path / "corpus"
    shipped = CorpusSettings.model_fields["corpus"].default
    for part in ("reviews", "background", "records", "vocabulary"):
        shutil.copytree(shipped / part, corpus / part)
    genes = corpus / "vocabulary" / "genes.csv"
    old = "\nLMO7,,"
    assert old in genes.read_text(encoding="utf-8")
    genes.write_text(genes.read_text(encoding="utf-8").replace(old, "\nLMO7B,,", 1), encoding="utf-8")
    done = Command(exocite.data, {"EXOCITE_CORPUS": str(corpus)})("index")
    assert done.returncode == 0, done.stderr
    assert " 0 embedded" in done.stdout
    held = {row[0] for row in sqlite3.connect(exocite.data / FILE).execute("SELECT DISTINCT name FROM mentions")}
    assert "LMO7" not in held
    assert "miR-96" in held
