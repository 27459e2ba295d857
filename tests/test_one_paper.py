"""One paper, one source: as digest, by records and notes, as PDF and XML; and what is done by hand to sources."""

import csv
import json
import resource
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from corpus.errors import ExociteError
from corpus.intake import pool
from corpus.listed import listed_sources
from corpus.names.names import Names
from corpus.readers.record_table import ADDED
from corpus.settings import CorpusSettings
from index.build import bring_in_line
from index.fetching import fetch_sources
from index.filters import Filter, allowed
from index.library import Added, add_files, change_adding, correct_source, remove_sources
from index.settings import IndexSettings
from index.store.holdings import live_holdings
from index.store.sources import Held, live_records, live_source
from index.store.store import FILE, Store
from tests.bench.synthetic import FreeEncoder
from tests.conftest import Command, empty_data
from tests.europe_pmc import EuropePmc, record
from tests.papers import DOI, paper, prose
from ui.render.labels import evidence_label

REVIEW = "10.3389/fonc.2020.00472"
STUDY = "10.1016/j.phrs.2021.105442"  # S045 with records, and bg36


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of one review, one study and the notes of one file."""
    shipped, folder = CorpusSettings.model_fields["corpus"].default, tmp_path_factory.mktemp("corpus")
    for part in ("reviews", "background", "records"):
        (folder / part).mkdir()
    for name in ("reviews/v001-guo-2020.md", "background/gw4869.md", "records/datapackage.json"):
        shutil.copy(shipped / name, folder / name)
    for name in ("studies", "records"):
        with (shipped / "records" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        with (folder / "records" / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(row for row in rows if row["source_id"] == "S045")
    return folder


@dataclass
class Library:
    settings: IndexSettings
    folder: Path

    def add(self, *names: str, **columns: str) -> list[Added]:
        return add_files(self.settings, [self.folder / name for name in names], columns=columns)

    def write(self, name: str, content: str | bytes) -> str:
        (self.folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return name

    def get(self, name: str) -> Held:
        held = live_source(Store(self.settings.data).connection, name)
        assert held, name
        return held

    @property
    def ids(self) -> set[str]:
        return {holding.source.id for holding in live_holdings(Store(self.settings.data).connection)}


@pytest.fixture
def library(corpus: Path, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A library on that corpus whose passages cost nothing to embed."""
    monkeypatch.setattr("index.build.Encoder", FreeEncoder)
    settings = IndexSettings.load(data=empty_data(built, tmp_path / "data"), corpus=corpus)
    bring_in_line(settings)
    return Library(settings, tmp_path)


def article(doi: str, *, title: str = "Vesicles at work", body: str = "", abstract: str = "") -> str:
    front = f"<title-group><article-title>{title}</article-title></title-group>"
    front += f'<article-id pub-id-type="doi">{doi}</article-id><abstract><p>{abstract or prose(2)}</p></abstract>'
    body = f"<body><sec><title>Results</title><p>{body}</p></sec></body>" if body else ""
    return f"<article><front><article-meta>{front}</article-meta></front>{body}</article>"


def test_a_full_text_takes_the_place_of_the_digest(library: Library):
    before = library.ids
    assert "V001" in before
    library.add(library.write("review.xml", article(REVIEW, body=prose(9, 1))))
    assert library.ids == (before - {"V001"}) | {"review.xml"}
    held = library.get("V001")
    assert (held.source.id, held.joined) == ("review.xml", ("V001",))
    assert held.source.pmid == "32318350"  # the digest knew it
    assert not any(section.basis == "digest" for section in held.source.sections)
    remove_sources(library.settings, ["review.xml"])
    assert library.ids == before


def test_an_abstract_keeps_the_digest_behind_it(library: Library):
    library.add(library.write("review.xml", article(REVIEW)))
    source = library.get("V001").source
    labels = [evidence_label(source, section.record, section.basis) for section in source.sections]
    assert labels[0] == "quotation from the paper's abstract"
    assert labels[-1].startswith("review digest: this project's own summary")
    for section in source.sections:
        assert source.text[section.start : section.end].strip()


def test_records_and_notes_point_to_the_paper(library: Library):
    connection = Store(library.settings.data).connection
    before = [record.id for record, _ in live_records(connection)]
    assert before
    library.add(library.write("study.xml", article(STUDY, body=prose(9, 2))))
    assert {"S045", "bg36"}.isdisjoint(library.ids)
    assert [record.id for record, _ in live_records(connection)] == before
    assert {source.id for _, source in live_records(connection)} == {"study.xml"}
    held = library.get(before[0])
    assert held.source.id == library.get("bg36").source.id == library.get("S045").source.id == "study.xml"
    of_studies = allowed(connection, Filter(kind=("study",)), Names(), {})
    found = connection.execute(
        "SELECT record FROM passages WHERE key IN (SELECT value FROM json_each(?))", [json.dumps(of_studies)]
    )
    assert {row["record"] for row in found} == set(before)
    labels = {evidence_label(held.source, s.record, s.basis).split(":")[0] for s in held.source.sections}
    assert labels == {"quotation from the paper", "curated record", "curated note"}
    with pytest.raises(ExociteError, match="S045 is part of the shipped corpus"):
        remove_sources(library.settings, ["S045"])
    bring_in_line(library.settings)  # a run that changes nothing finds the same
    assert library.get("S045").source == held.source


def test_the_better_text_of_a_paper_stays_whatever_comes_first(library: Library):
    library.write("it.pdf", paper([("Abstract", [prose(4, 3)]), ("Results", [prose(20, 4)])], [], columns=1))
    library.write("it.xml", article(DOI, body=prose(24, 4)))
    (first,) = library.add("it.pdf")
    assert first.ids == ("it.pdf",)
    assert library.get("it.pdf").source.page_at(200) == 1
    library.add("it.xml")
    assert {"it.pdf", "it.xml"} & library.ids == {"it.xml"}
    (again,) = library.add("it.pdf")
    assert again.ids == ("it.xml",)
    assert "whose text is better and stays" in str(again.note)
    assert {"it.pdf", "it.xml"} & library.ids == {"it.xml"}


def test_records_that_are_added_join_the_study(library: Library):
    rows = f"Molecule,Cancer type,Drug,Effect,DOI,Note\nmiR-7,lung cancer,gefitinib,reverses,{STUDY},Seen twice.\n"
    library.write("mine.csv", rows)
    (refused,) = library.add("mine.csv")
    assert "--column mirna=HEADING" in str(refused.error)
    (added,) = library.add("mine.csv", mirna="Molecule")
    assert added.error is None
    held = library.get("mine.csv#2")
    assert held.source.id == "S045"
    (record,) = (r for r, _ in live_records(Store(library.settings.data).connection) if r.id == "mine.csv#2")
    assert (record.mirna, record.drugs, record.effect) == ("miR-7", ("gefitinib",), "reverses_resistance")
    bases = {section.basis for section in held.source.sections if section.record == "mine.csv#2"}
    assert bases == {ADDED}
    library.add(library.write("study.xml", article(STUDY, body=prose(9, 2))))
    assert library.get("mine.csv#2").source.id == "study.xml"


def test_a_file_that_has_not_changed_is_passed_over(library: Library, monkeypatch: pytest.MonkeyPatch):
    library.write("a.txt", "Vesicles of axolotls.")
    library.write("b.txt", "Vesicles of newts.")
    library.add("a.txt", "b.txt")
    library.write("b.txt", "Vesicles of toads.")
    asked: list[str] = []
    real = pool._Workers.read
    monkeypatch.setattr(pool._Workers, "read", lambda self, item: asked.append(item.path.name) or real(self, item))
    first, second = library.add("a.txt", "b.txt")
    assert (first.unchanged, first.ids, second.unchanged, second.again) == (True, ("a.txt",), False, True)
    assert asked == ["b.txt"]


def test_a_field_set_by_hand_stays(library: Library):
    library.write("a.txt", "Vesicles of axolotls.")
    library.add("a.txt")
    correct_source(library.settings, "a.txt", {"title": "On axolotls", "year": "2020", "authors": "Doe J; Roe R"})
    source = library.get("a.txt").source
    assert (source.title, source.year, source.authors) == ("On axolotls", 2020, ("Doe J", "Roe R"))
    library.write("a.txt", "Vesicles of older axolotls.")
    library.add("a.txt")
    source = library.get("a.txt").source
    assert (source.title, source.text) == ("On axolotls", "Vesicles of older axolotls.")
    for name, values, said in (
        ("V001", {"title": "x"}, "only what was added"),
        ("a.txt", {"titel": "x"}, "titel is not a field"),
        ("a.txt", {"year": "soon"}, "year"),
    ):
        with pytest.raises(ExociteError, match=said):
            correct_source(library.settings, name, values)


def test_the_papers_of_the_corpus_are_fetched(library: Library, httpserver: HTTPServer):
    """By the list of the corpus; the open one takes the place of its digest, the abstract of the other joins it."""
    by_id = {entry.id: entry.identifiers for entry in listed_sources(CorpusSettings.model_fields["corpus"].default)}
    assert len(by_id) > 150
    service = EuropePmc(httpserver)
    review = {identifier.kind: identifier.value for identifier in by_id["V001"]}
    service.hold(record(1, **review), record(2, doi=STUDY, isOpenAccess="N"))
    settings = library.settings.model_copy(update={"fetch_address": service.address, "fetch_per_second": 50})
    names = [by_id[name][0].value for name in ("V001", "S045")]
    one, two = fetch_sources(settings, names)
    assert "full text" in str(one.note)
    assert "abstract only" in str(two.note)
    assert library.get("V001").source.id == review["pmcid"]
    assert {"V001", "S045", "bg36"}.isdisjoint(library.ids)
    assert library.get("S045").source.id == library.get("bg36").source.id == "PMC2002"


@pytest.mark.slow
def test_the_papers_of_the_corpus_on_the_command_line(library: Library, httpserver: HTTPServer):
    """What the list names and the service has takes the digest's place; the rest is told, and the command goes on."""
    entry = '[[source]]\nid = "{}"\ndoi = "{}"\n\n'
    listed = library.settings.corpus / "sources.toml"
    listed.write_text(entry.format("V001", REVIEW) + entry.format("S045", STUDY))
    service = EuropePmc(httpserver)
    service.hold(record(1, doi=REVIEW))
    command = Command(
        library.settings.data,
        {
            "EXOCITE_CORPUS": str(library.settings.corpus),
            "EXOCITE_FETCH_ADDRESS": service.address,
            "EXOCITE_FETCH_PER_SECOND": "50",
        },
    )
    done = command("fetch", "--shipped")
    assert done.returncode == 2
    assert done.stdout.splitlines() == [f"{REVIEW}: PMC2001: full text; CC BY 4.0."]
    assert STUDY in done.stderr
    assert "Traceback" not in done.stderr
    assert library.get("V001").source.id == "PMC2001"
    service.hold(record(2, doi=STUDY, isOpenAccess="N"))
    again = command("fetch", "--shipped")
    assert again.returncode == 0, again.stderr
    assert library.get("S045").source.id == library.get("bg36").source.id == "PMC2002"
    listed.unlink()


@pytest.mark.slow
def test_hundreds_of_files_each_by_itself_in_flat_memory(library: Library):
    """Every tenth is broken; what was read is not held."""
    names: list[str] = []
    for i in range(300):
        broken = i % 10 == 9
        names.append(
            library.write(f"p{i:03}.xml", "<article>" if broken else article(f"10.5555/{i}", body=prose(40, i)))
        )
    library.add(*names[:60])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    added = library.add(*names)
    assert [bool(item.error) for item in added] == [i % 10 == 9 for i in range(300)]
    assert sum(item.unchanged for item in added) == 54
    assert len(library.ids & set(names)) == 270
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150_000  # kilobytes


def test_folders_and_zip_files_are_walked(library: Library):
    import zipfile

    folder = library.folder / "papers"
    (folder / "deep").mkdir(parents=True)
    (folder / ".hidden").mkdir()
    for name in ("a.txt", "deep/b.md", ".hidden/c.txt", "d.bin"):
        (folder / name).write_text(f"Vesicles of {name}.")
    with zipfile.ZipFile(folder / "e.zip", "w") as archive:
        archive.writestr("in/f.txt", "Vesicles in a bag.")
        archive.writestr("../../g.txt", "Vesicles that climb.")
        archive.writestr("h.exe", b"MZ")
    added = library.add("papers")
    assert [item.error for item in added] == [None] * 4
    names = [str(item.path.relative_to(folder)) for item in added]
    assert names == ["a.txt", "e.zip!../../g.txt", "e.zip!in/f.txt", "deep/b.md"]
    assert {"a.txt", "b.md", "f.txt", "g.txt"} <= library.ids
    assert not (library.folder.parent / "g.txt").exists()
    assert all(item.unchanged for item in library.add("papers"))


def test_stopped_on_the_way_it_keeps_what_was_read(library: Library):
    names = [library.write(f"n{i:02}.txt", f"Vesicle number {i} hums.") for i in range(12)]
    added: list[Added] = []
    change = change_adding(library.settings, [library.folder / name for name in names], added)

    def stopped(staging) -> None:
        real, count = staging.add, 0

        def add(*arguments, **named) -> dict[str, str]:
            nonlocal count
            count += 1
            if count == 6:
                raise KeyboardInterrupt
            return real(*arguments, **named)

        staging.add = add
        change(staging)

    with pytest.raises(KeyboardInterrupt):
        bring_in_line(library.settings, adding=stopped)
    assert len(added) == 5
    rest = library.add(*names)
    assert [item.unchanged for item in rest] == [True] * 5 + [False] * 7
    assert set(names) <= library.ids
    with closing(sqlite3.connect(library.settings.data / FILE)) as store:
        assert store.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
