"""The index: incremental, never silently wrong, and what users add to it."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from corpus.model import Section, Source
from corpus.settings import CorpusSettings
from index.store.passages import finished_version
from index.store.schema import VERSION
from index.store.store import FILE, Store
from index.vectors import UNFINISHED
from tests.conftest import Command, empty_data, sentence_on_stderr

DOCUMENTS = [
    {"_id": "p1", "title": "Purple vesicles", "text": "Purple vesicles carry miR-7777. They blunt zebramycin."},
    {"_id": "p2", "title": "Green vesicles", "text": "Green vesicles carry miR-8888 and restore zebramycin."},
]


def documents(folder: Path, rows: list[dict] = DOCUMENTS, name: str = "docs.jsonl") -> Path:
    path = folder / name
    path.write_text("\n".join(json.dumps(row) for row in rows))
    return path


def corpus_in(folder: Path) -> Path:
    """A copy of the shipped corpus."""
    shipped = CorpusSettings.model_fields["corpus"].default
    for part in ("reviews", "background", "records"):
        shutil.copytree(shipped / part, folder / "corpus" / part, copy_function=shutil.copy)
    return folder / "corpus"


def embedded(done) -> int:
    assert done.returncode == 0, done.stderr
    return int(done.stdout.split("passages, ")[1].split(" embedded")[0])


def live(data: Path, query: str) -> list:
    return sqlite3.connect(data / FILE).execute(query).fetchall()


def test_a_second_run_changes_nothing(exocite: Command):
    before = live(exocite.data, "SELECT version FROM finished")
    done = exocite("index")
    assert "Nothing has changed" in done.stdout
    assert embedded(done) == 0
    assert live(exocite.data, "SELECT version FROM finished") == before


def test_store_and_vector_index_hold_the_same(built: Path, tmp_path: Path):
    import chromadb

    store = Store(built)
    version = finished_version(store.connection)
    assert version is not None
    copied = shutil.copytree(built / "vectors" / version.folder, tmp_path / "version")
    client = chromadb.PersistentClient(str(copied))
    ids = set(client.get_collection("passages", embedding_function=None).get(include=[])["ids"])
    assert ids == {row[0] for row in live(built, "SELECT digest FROM passages")}
    assert len(ids) == version.vectors


def small_corpus(folder: Path) -> Path:
    """A copy of the shipped corpus with one review, one note and one study."""
    corpus = corpus_in(folder)
    for kind in ("reviews", "background"):
        for path in sorted((corpus / kind).glob("*.md"))[1:]:
            path.unlink()
    head, *records = (corpus / "records" / "records.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in records if line.split(",")[1] == "S001"]
    (corpus / "records" / "records.csv").write_text("".join([head, *kept]), encoding="utf-8")
    head, *studies = (corpus / "records" / "studies.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in studies if line.startswith("S001,")]
    (corpus / "records" / "studies.csv").write_text("".join([head, *kept]), encoding="utf-8")
    return corpus


def test_only_what_changed_is_embedded(exocite: Command, tmp_path: Path):
    corpus = corpus_in(tmp_path)
    review = next((corpus / "reviews").glob("v003*"))
    review.write_text(review.read_text().replace("## Therapeutic ideas", "## Ideas for therapy"))
    next((corpus / "reviews").glob("v035*")).unlink()
    changed = Command(exocite.data, {"EXOCITE_CORPUS": str(corpus)})
    assert embedded(changed("index")) == 1
    listed = {source["id"] for source in changed.json("sources")["sources"]}
    assert "V035" not in listed
    assert "V003" in listed
    assert not live(exocite.data, "SELECT 1 FROM sources WHERE id = 'V035'")
    done = exocite("index")
    assert embedded(done) <= 2


def test_a_changed_corpus_is_told(exocite: Command, tmp_path: Path):
    corpus = corpus_in(tmp_path)
    copied = Command(exocite.data, {"EXOCITE_CORPUS": str(corpus)})
    assert copied("ask", "What is an exosome?").stderr == ""
    path = next((corpus / "reviews").glob("*.md"))
    path.write_text(path.read_text() + "\n")
    done = copied("ask", "What is an exosome?")
    assert done.returncode == 0
    assert "exocite index" in done.stderr


def test_add_and_remove(exocite: Command, tmp_path: Path):
    done = exocite("add", documents(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "added 2 sources" in done.stdout
    answer = exocite.json("ask", "Which vesicles restore zebramycin?")
    assert answer["status"] == "answered"
    assert answer["citations"][0]["source"]["id"] == "p2"
    assert answer["citations"][0]["source"]["kind"] == "file"
    assert answer["citations"][0]["label"].startswith("quotation")
    assert exocite("remove", "p2").returncode == 0
    assert "p2" not in {source["id"] for source in exocite.json("sources")["sources"]}
    assert exocite.json("search", "green vesicles miR-8888")["hits"][0]["source"]["id"] != "p2"
    assert not live(exocite.data, "SELECT 1 FROM sources WHERE id = 'p2'")
    assert not live(exocite.data, "SELECT 1 FROM passages WHERE text LIKE '%8888%'")


def test_a_file_added_again_replaces_itself(exocite: Command, tmp_path: Path):
    path = tmp_path / "note.md"
    path.write_text("# Note\n\nVesicles hum at dusk.")
    assert exocite("add", path).returncode == 0
    path.write_text("# Note\n\nVesicles hum at dawn.")
    assert exocite("add", path).returncode == 0
    assert exocite.json("source", "note.md")["text"].endswith("dawn.")
    other = tmp_path / "elsewhere"
    other.mkdir()
    (other / "note.md").write_text("# Note\n\nAnother file of that name.")
    assert "note.md-2" in exocite("add", other / "note.md").stdout
    assert exocite.json("source", "note.md")["text"].endswith("dawn.")
    assert exocite("remove", "note.md").returncode == 0
    assert "note.md-2" in exocite("add", other / "note.md").stdout


def test_good_files_of_a_batch_go_in(exocite: Command, tmp_path: Path):
    broken = tmp_path / "broken.jsonl"
    broken.write_text(json.dumps(DOCUMENTS[0]) + "\n{")
    (tmp_path / "good.txt").write_text("Vesicles glow in the dark.")
    done = exocite("add", broken, tmp_path / "good.txt", tmp_path / "missing.md")
    assert done.returncode == 2
    assert "good.txt: added" in done.stdout
    said = [line for line in done.stderr.splitlines() if "tmp" in line and "passage" not in line]
    assert len(said) == 2
    assert "line 2" in said[0]
    assert exocite.json("source", "good.txt")["text"] == "Vesicles glow in the dark."
    assert "p1" not in {source["id"] for source in exocite.json("sources")["sources"]}


def test_ids_are_never_taken_over(exocite: Command, tmp_path: Path):
    assert exocite("add", documents(tmp_path)).returncode == 0
    said = sentence_on_stderr(exocite("add", documents(tmp_path, [{**DOCUMENTS[0], "text": "Other."}], "two.jsonl")))
    assert "'p1' is taken" in said
    said = sentence_on_stderr(exocite("add", documents(tmp_path, [{**DOCUMENTS[0], "_id": "V001"}], "three.jsonl")))
    assert "shipped" in said
    assert "shipped" in sentence_on_stderr(exocite("remove", "V001"))
    assert "no source 'nothing'" in sentence_on_stderr(exocite("remove", "p1", "nothing"))
    assert exocite.json("source", "p1")["text"] == DOCUMENTS[0]["text"]


def test_the_shipped_corpus_can_be_left_out(built: Path, tmp_path: Path):
    shipped = {"EXOCITE_CORPUS": str(small_corpus(tmp_path))}  # what is embedded takes time
    own = Command(empty_data(built, tmp_path / "data"), {"EXOCITE_BUILTIN": "false", **shipped})
    refused = own.json("ask", "What is an exosome?")
    assert refused["status"] == "refused"
    assert "empty" in refused["message"]
    assert own("add", documents(tmp_path)).returncode == 0
    assert {source["id"] for source in own.json("sources")["sources"]} == {"p1", "p2"}
    assert own.json("ask", "Which vesicles restore zebramycin?")["citations"][0]["source"]["id"] == "p2"
    both = Command(own.data, shipped)
    before = live(own.data, "SELECT count(*) FROM vectors")
    assert "EXOCITE_BUILTIN is true; run 'exocite index'" in sentence_on_stderr(both("sources"))
    assert live(own.data, "SELECT count(*) FROM vectors") == before
    assert both("index").returncode == 0
    assert {"p1", "V001"} <= {source["id"] for source in both.json("sources")["sources"]}
    assert "EXOCITE_BUILTIN is false; run 'exocite index'" in sentence_on_stderr(own("sources"))


def test_a_source_in_the_way_of_a_shipped_one_can_be_removed(built: Path, tmp_path: Path):
    own = Command(empty_data(built, tmp_path / "data"), {"EXOCITE_BUILTIN": "false"})
    assert own("add", documents(tmp_path, [{**DOCUMENTS[0], "_id": "V001"}])).returncode == 0
    assert "exocite remove V001" in sentence_on_stderr(Command(own.data)("index"))
    assert own("remove", "V001").returncode == 0
    assert own.json("sources")["sources"] == []


def test_what_was_taken_out_of_a_file_comes_back_with_it(exocite: Command, tmp_path: Path):
    assert exocite("add", documents(tmp_path)).returncode == 0
    assert exocite("remove", "p1").returncode == 0
    assert exocite("add", documents(tmp_path)).returncode == 0
    assert {"p1", "p2"} <= {source["id"] for source in exocite.json("sources")["sources"]}


def test_what_a_file_no_longer_holds_goes(exocite: Command, tmp_path: Path):
    assert exocite("add", documents(tmp_path)).returncode == 0
    assert exocite("add", documents(tmp_path, DOCUMENTS[:1])).returncode == 0
    ids = {source["id"] for source in exocite.json("sources")["sources"]}
    assert "p1" in ids
    assert "p2" not in ids


def test_what_is_staged_changes_no_answer(exocite: Command, tmp_path: Path):
    """A builder that died before it finished leaves its passages in the store, but in no count and no hit."""
    from assistant.assistant import Assistant
    from assistant.settings import AssistantSettings
    from index.staging import Staging

    question = "What is the role of ivermectin in exosomes?"
    assistant = Assistant(AssistantSettings.load(data=exocite.data))
    before = assistant.ask(question), assistant.searcher.frequencies(["exosom", "ivermectin"])
    text = "Ivermectin has a role in exosomes. Exosomes answer ivermectin."
    sources = [Source(id=f"w{i}", kind="file", text=text, sections=(Section(None, 0, len(text)),)) for i in range(20)]
    Staging(Store(exocite.data), assistant.searcher.encoder, assistant.searcher.names).add(sources, "here")
    after = assistant.ask(question), assistant.searcher.frequencies(["exosom", "ivermectin"])
    assert before[0].message == after[0].message
    assert before[1] == after[1]


MISMATCHES = [
    ("UPDATE finished SET version = replace(version, '\"maker\": 1', '\"maker\": 0')", "another passage maker"),
    ("UPDATE finished SET version = replace(version, '\"dimension\": 384', '\"dimension\": 768')", "768 dimensions"),
]


@pytest.mark.parametrize(("change", "said"), MISMATCHES)
def test_an_index_that_does_not_fit_is_refused_and_rebuilt(exocite: Command, change: str, said: str):
    connection = sqlite3.connect(exocite.data / FILE)
    connection.execute(change)
    connection.commit()
    message = sentence_on_stderr(exocite("ask", "What is an exosome?"))
    assert said in message
    assert "run 'exocite index'" in message
    assert exocite("index").returncode == 0
    assert exocite.json("ask", "What is an exosome?")["status"] == "answered"


def test_a_swapped_vector_index_is_noticed(exocite: Command):
    import chromadb

    (folder,) = (exocite.data / "vectors").iterdir()
    client = chromadb.PersistentClient(str(folder))
    client.delete_collection("passages")
    client.create_collection("passages", embedding_function=None, metadata={"model": "other"})
    client.close()
    said = sentence_on_stderr(exocite("ask", "What is an exosome?"))
    assert "not the one that the store names" in said
    assert "exocite index" in said


def test_a_lost_vector_index_is_rebuilt_without_embedding(exocite: Command):
    shutil.rmtree(exocite.data / "vectors")
    assert embedded(exocite("index")) == 0
    assert exocite.json("ask", "What is an exosome?")["status"] == "answered"


def test_no_unfinished_version_stays(built: Path):
    assert not [path for path in (built / "vectors").iterdir() if path.name.startswith(UNFINISHED)]


def test_a_damaged_vector_index_does_not_silence(exocite: Command):
    """Passages are then compared one by one, with the same hits, until the index is rebuilt."""
    before = exocite.json("search", "macrophage exosomes and cisplatin", "-k", 20)["hits"]
    (folder,) = (exocite.data / "vectors").iterdir()
    (folder / "chroma.sqlite3").write_bytes(b"not a database " * 100)
    done = exocite("search", "macrophage exosomes and cisplatin", "-k", 20, "--json")
    assert "exocite index" in done.stderr
    after = json.loads(done.stdout)["hits"]
    assert [hit["source"]["id"] for hit in after] == [hit["source"]["id"] for hit in before]
    assert embedded(exocite("index")) == 0
    done = exocite("search", "macrophage exosomes and cisplatin", "--json")
    assert done.stderr == ""


@pytest.mark.parametrize("version", [2, 3])
def test_a_store_of_a_version_before_is_brought_up_to_date(exocite: Command, version: int):
    before = exocite.json("search", "exosomal miR-155")["hits"]
    with closing(sqlite3.connect(exocite.data / FILE)) as store, store:
        if version == 2:
            store.execute("DROP TABLE frequencies")
        for column in ("note", "pages", "content", "corrected", "part", "joined"):
            store.execute(f"ALTER TABLE sources DROP COLUMN {column}")
        store.execute(f"PRAGMA user_version = {version}")
    assert exocite.json("search", "exosomal miR-155")["hits"] == before
    with closing(sqlite3.connect(exocite.data / FILE)) as store:
        assert store.execute("PRAGMA user_version").fetchone()[0] == VERSION
        assert store.execute("SELECT count(*) FROM frequencies").fetchone()[0] > 1000


@pytest.mark.parametrize("version", [1, 99])
def test_a_store_of_a_release_that_is_not_known_is_refused(exocite: Command, version: int):
    with closing(sqlite3.connect(exocite.data / FILE)) as store, store:
        store.execute(f"PRAGMA user_version = {version}")
    assert "not made by this release" in sentence_on_stderr(exocite("search", "exosome"))


def test_words_are_counted_as_the_lexical_index_has_them(exocite: Command, tmp_path: Path):
    def counted() -> list[tuple[str, int]]:
        with closing(sqlite3.connect(exocite.data / FILE)) as store:
            terms = store.execute("SELECT term, doc FROM terms ORDER BY term").fetchall()
            assert store.execute("SELECT term, passages FROM frequencies ORDER BY term").fetchall() == terms
            return terms

    before = counted()
    (tmp_path / "own.md").write_text("# Own\n\nWobbling zebrafish vesicles carry miR-155.\n")
    assert exocite("add", tmp_path / "own.md").returncode == 0
    assert {"zebrafish", "wobbl"} <= dict(counted()).keys() - dict(before).keys()
    assert exocite("remove", "own.md").returncode == 0
    assert counted() == before
