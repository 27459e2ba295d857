"""kill -9 at any moment, readers beside a builder, and a second builder: real processes throughout."""

import json
import re
import signal
import sqlite3
import time
from pathlib import Path

import pytest

from index.store.store import FILE
from tests.conftest import Command, copy_of, empty_data, sentence_on_stderr

QUESTION = "What does exosomal miR-96 target in lung cancer?"
MANY = 400

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Documents that take some seconds to embed."""
    path = tmp_path_factory.mktemp("many") / "many.jsonl"
    filler = " ".join(f"Gene G{i} answers drug D{i} in line L{i}." for i in range(8))
    rows = ({"_id": f"m{i}", "title": f"Paper {i}", "text": f"Vesicle V{i} hums. {filler}"} for i in range(MANY))
    path.write_text("\n".join(json.dumps(row) for row in rows))
    return path


def vectors(data: Path) -> dict[str, bytes]:
    if not (data / FILE).exists():
        return {}
    try:
        rows = sqlite3.connect(data / FILE).execute("SELECT digest, vector FROM vectors").fetchall()
    except sqlite3.OperationalError:  # killed before the tables were made
        return {}
    return dict(rows)


def killed(command: Command, arguments: tuple, seconds: float) -> bool:
    """Start a command, kill it after so long; whether it was still running."""
    process = command.start(*arguments)
    time.sleep(seconds)
    running = process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return running


def embedded(done) -> int:
    assert done.returncode == 0, done.stderr
    return int(re.search(r"(\d+) embedded now", done.stdout)[1])


def test_kills_while_adding(built: Path, many: Path, tmp_path: Path):
    """After each kill the finished state answers as before; what was embedded is not embedded again."""
    exocite = Command(copy_of(built, tmp_path / "data"))
    before = exocite.json("ask", QUESTION)
    kept = vectors(exocite.data)
    at_start = len(kept)
    kills = 0
    for seconds in (0.3, 7, 8.5, 10):
        kills += killed(exocite, ("add", many), seconds)
        after = exocite.json("ask", QUESTION)
        assert [after["status"], after["statements"], after["citations"]] == [
            *(before["status"], before["statements"]),
            before["citations"],
        ]
        now = vectors(exocite.data)
        assert kept.items() <= now.items(), "a vector was lost or made again"
        kept = now
    assert kills >= 2  # how many, is a matter of the machine
    last = exocite("index", timeout=600)
    assert embedded(last) == at_start + MANY - len(kept)
    assert len(vectors(exocite.data)) == at_start + MANY
    assert exocite.json("ask", "Which vesicle hums: V123?")["citations"][0]["source"]["id"] == "m123"
    assert not list((exocite.data / "vectors").glob(".*"))


def test_kills_while_first_building(built: Path, tmp_path: Path):
    """A store that was never finished is completed by the next run, which embeds nothing twice."""
    exocite = Command(empty_data(built, tmp_path / "data"))
    kept: dict[str, bytes] = {}
    for seconds in (0.8, 6, 9):
        killed(exocite, ("index",), seconds)
        now = vectors(exocite.data)
        assert kept.items() <= now.items()
        kept = now
    assert embedded(exocite("index", timeout=600)) == len(vectors(built)) - len(kept)
    assert exocite.json("ask", QUESTION)["statements"] == Command(built).json("ask", QUESTION)["statements"]


def test_readers_beside_a_builder(built: Path, many: Path, tmp_path: Path):
    """Questions are answered throughout a build, and the new documents are found after it."""
    exocite = Command(copy_of(built, tmp_path / "data"))
    builder = exocite.start("add", many)
    asked = 0
    while builder.poll() is None:
        readers = [exocite.start("ask", QUESTION, "--json") for _ in range(2)]
        for reader in readers:
            out, err = reader.communicate(timeout=120)
            assert reader.returncode == 0, err
            assert json.loads(out)["status"] == "answered"
            asked += 1
    assert asked >= 4
    assert builder.wait() == 0
    assert exocite.json("ask", "Which vesicle hums: V77?")["citations"][0]["source"]["id"] == "m77"


def test_a_second_builder_waits_or_says_so(built: Path, many: Path, tmp_path: Path):
    exocite = Command(copy_of(built, tmp_path / "data"))
    first = exocite.start("add", many)
    deadline = time.monotonic() + 60
    while not vectors(exocite.data).keys() - vectors(built).keys():  # the first one is embedding
        assert time.monotonic() < deadline
        time.sleep(0.1)
    said = sentence_on_stderr(Command(exocite.data, {"EXOCITE_LOCK_WAIT": "0"})("index"))
    assert "Another process" in said
    patient = exocite("index", timeout=600)
    assert patient.returncode == 0
    assert "waiting for it" in patient.stderr
    assert "Nothing has changed" in patient.stdout
    assert first.wait(600) == 0
