"""Bad input and bad conditions, through the command line: one sentence each, the index untouched."""

import json
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from corpus.settings import CorpusSettings
from index.library import add_files
from index.lock import LOCK
from index.settings import IndexSettings
from index.store.store import FILE
from tests.conftest import Command, copy_of, need, sentence_on_stderr
from ui.doctor import examine
from ui.settings import Settings

QUESTION = "What does exosomal miR-96 target in lung cancer?"


State = tuple[object, object]


def state(exocite: Command) -> State:
    return exocite.json("sources"), exocite.json("ask", QUESTION)["citations"]


@pytest.fixture(scope="module")
def before(built: Path) -> State:
    return state(Command(built))


@pytest.fixture
def untouched(exocite: Command, before: State) -> Iterator[Command]:
    """The command on an index that is checked afterwards: the same sources, the same answer."""
    yield exocite
    assert state(exocite) == before


FILES = [
    ("empty.md", b"", "is empty"),
    ("latin.txt", "Café résistance".encode("latin-1"), "not UTF-8"),
    ("broken.md", b"---\ntitle: [x\n---\nText.", "front matter"),
    ("broken.jsonl", b'{"_id": "1", "text": "x"}\n{"_id": ', "line 2"),
    ("paper.pdf", b"%PDF-1.7", "not a readable PDF"),
]


@pytest.mark.parametrize(("name", "content", "said"), FILES)
def test_a_file_that_can_not_be_read(untouched: Command, tmp_path: Path, name: str, content: bytes, said: str):
    (tmp_path / name).write_bytes(content)
    assert said in sentence_on_stderr(untouched("add", tmp_path / name))


def test_one_bad_file_does_not_cost_the_others(built: Path, tmp_path: Path):
    """None whose name is no text."""
    names = ["year.jsonl", *map(os.fsdecode, (b"caf\xe9.txt", b"caf\xe8.txt")), "good.txt"]
    for name in names:
        (tmp_path / name).write_text('{"_id": "y", "text": "x", "year": 100000000000000000000}')
    settings = IndexSettings.load(data=copy_of(built, tmp_path / "data"))
    year, odd, other, good = add_files(settings, [tmp_path / name for name in names])
    assert "year.jsonl, line 1: year is 1000" in str(year.error)
    assert (odd.ids, other.ids, good.ids) == (("caf\ufffd.txt",), ("caf\ufffd.txt-2",), ("good.txt",))
    assert not odd.error
    assert not good.error


def test_a_large_file(untouched: Command, tmp_path: Path):
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(100_000_000)
    assert "100 MB" in sentence_on_stderr(untouched("add", tmp_path / "large.txt"))


def test_a_folder_and_a_file_without_rights(untouched: Command, tmp_path: Path):
    assert "is a folder without a file of a kind that is read" in sentence_on_stderr(
        untouched("add", shutil.copytree(tmp_path / "data", tmp_path / "x.md"))
    )
    secret = tmp_path / "secret.txt"
    secret.write_text("x")
    secret.chmod(0)
    if not os.access(secret, os.R_OK):  # root reads everything
        assert "can't be read" in sentence_on_stderr(untouched("add", secret))


CORPUS = [
    ("records/records.csv", "promotes_resistance", "promote", "records.csv, line 2, column effect"),
    ("reviews/v001-guo-2020.md", "year: 2020", "year: [", "v001-guo-2020.md"),
    ("background/exosome-size.md", "topic:", "topics:", "exosome-size.md"),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), CORPUS)
def test_a_broken_corpus(untouched: Command, tmp_path: Path, file: str, old: str, new: str, said: str):
    corpus = tmp_path / "corpus"
    for part in ("reviews", "background", "records"):
        shutil.copytree(CorpusSettings.model_fields["corpus"].default / part, corpus / part)
    text = (corpus / file).read_text(encoding="utf-8")
    (corpus / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    broken = Command(untouched.data, {"EXOCITE_CORPUS": str(corpus)})
    assert said in sentence_on_stderr(broken("index"))


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Path]:
    """A folder on which small file systems can be mounted."""
    need("root, to mount a file system", os.geteuid() == 0 and shutil.which("mount") is not None)
    folder = tmp_path / "mounted"
    folder.mkdir()
    yield folder
    subprocess.run(["umount", "--quiet", folder], check=False)


def mount(folder: Path, options: str) -> None:
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], check=False, capture_output=True)
    need("the right to mount a file system", done.returncode == 0)


def test_a_folder_without_rights(mounted: Path):
    mount(mounted, "ro,size=1m")
    assert "can't be written" in sentence_on_stderr(Command(mounted / "data")("ask", QUESTION))
    assert "can't be written" in sentence_on_stderr(Command(mounted)("index"))


def test_a_data_folder_that_is_a_file(tmp_path: Path):
    (tmp_path / "file").write_text("x")
    assert "can't be used" in sentence_on_stderr(Command(tmp_path / "file")("index"))


def test_doctor_says_what_opening_the_store_would(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "file").write_text("x")
    inside = examine(Settings.load(data=tmp_path / "file" / "data"))
    assert "can't be used (Not a directory)" in inside["problems"]["data"]
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everywhere
    assert "can't be written" in examine(Settings.load(data=tmp_path / "data"))["problems"]["data"]


def test_doctor_tells_of_the_port_the_lock_and_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "data").mkdir()
    with socket.socket() as taken, FileLock(tmp_path / "data" / LOCK):
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        found = examine(Settings.load(data=tmp_path / "data", port=number))
        assert "give another with --port" in found["problems"]["port"]
        assert found["data"]["lock"] == "held: another process builds the index now"
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, 10**6))
    found = examine(Settings.load(data=tmp_path / "data", port=number))
    assert (found["page"]["state"], found["data"]["lock"]) == ("free", "free")
    assert "has only 1 MB free" in found["problems"]["disk"]


def test_a_store_that_is_none(exocite: Command):
    for path in exocite.data.glob(f"{FILE}*"):
        path.unlink()
    (exocite.data / FILE).write_bytes(b"this is no database" * 1000)
    assert "damaged" in sentence_on_stderr(exocite("ask", QUESTION))


def test_a_full_disk_at_first(mounted: Path):
    mount(mounted, "size=2m")
    said = sentence_on_stderr(Command(mounted / "data")("index"))
    assert "is full" in said
    assert "exocite index" in said


@pytest.mark.slow
@pytest.mark.parametrize("free", [100, 900, 2500])
def test_a_disk_that_fills_up(built: Path, mounted: Path, tmp_path: Path, free: int):
    """Wherever in the work the disk runs full, the finished index answers, and room lets the work be ended."""
    used = sum(path.stat().st_size for part in (FILE, "vectors") for path in walk(built / part))
    mount(mounted, f"size={used // 1024 + 64 + free}k")
    exocite = Command(copy_of(built, mounted / "data"))
    before = exocite.json("ask", QUESTION)["citations"]
    rows = ({"_id": f"f{i}", "text": f"Vesicle V{i} hums. " + "Filler words follow here. " * 60} for i in range(30))
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
    done = exocite("add", tmp_path / "rows.jsonl")
    if done.returncode:
        assert "is full" in sentence_on_stderr(done)
    assert exocite.json("ask", QUESTION)["citations"] == before
    subprocess.run(["mount", "-o", "remount,size=64m", mounted], check=True)
    assert exocite("add", tmp_path / "rows.jsonl").returncode == 0
    assert exocite.json("ask", "Which vesicle hums: V7?")["citations"][0]["source"]["id"] == "f7"


def walk(path: Path) -> list[Path]:
    return [path] if path.is_file() else [p for p in path.rglob("*") if p.is_file()]
