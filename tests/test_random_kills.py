"""kill -9 at random moments of adding, removing and rebuilding: each time every source is whole or absent."""

import os
import shutil
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from index.build import vectors_root
from index.store.passages import finished_version
from index.store.store import FILE, Store
from index.vectors import VectorIndex
from tests.conftest import Command, empty_data
from tests.papers import paper, prose

KILLS = int(os.environ.get("EXOKILLS", "4"))
"""How often a command is killed; the variable is for a longer run than all checks may take."""
Passages = dict[str, list[tuple[int, int, str]]]

pytestmark = pytest.mark.slow


def files(folder: Path) -> list[Path]:
    found: list[Path] = []
    for i in range(6):
        found.append(folder / f"note{i}.md")
        found[-1].write_text(f"# Note {i}\n\n{prose(12, i)}\n")
    found.append(folder / "paper.pdf")
    found[-1].write_bytes(paper([("Abstract", [prose(5, 50)]), ("Results", [prose(30, 51)])], []))
    found.append(folder / "lines.jsonl")
    found[-1].write_text("\n".join(f'{{"_id": "d{i}", "title": "T", "text": "{prose(3, 60 + i)}"}}' for i in range(20)))
    return found


def live(data: Path) -> Passages:
    """The passages of each live source."""
    query = (
        "SELECT s.id, p.start, p.end, p.digest FROM passages p JOIN sources s ON s.key = p.source WHERE s.live"
        " ORDER BY s.id, p.start"
    )
    found: Passages = {}
    if (data / FILE).exists():
        with closing(sqlite3.connect(data / FILE)) as store:
            if store.execute("SELECT count(*) FROM sqlite_master WHERE name = 'passages'").fetchone()[0]:
                for name, *passage in store.execute(query):
                    found.setdefault(name, []).append(tuple(passage))
    return found


def check(data: Path, whole: Passages) -> None:
    """The index opens, and what is live is whole and in it."""
    now = live(data)
    for name, passages in now.items():
        assert passages == whole[name], name
    if (data / FILE).exists():
        version = finished_version(Store(data).connection)
        if version and now:
            VectorIndex(vectors_root(data), version, thorough=True).close()
            assert version.vectors == len({digest for passages in now.values() for *_, digest in passages})


def test_kills_at_random_moments(built: Path, tmp_path: Path):
    papers = files(tmp_path)
    calm = Command(empty_data(built, tmp_path / "calm"), {"EXOCITE_BUILTIN": "false"})
    start = time.monotonic()
    assert calm("add", *papers, timeout=600).returncode == 0
    longest = 1.1 * (time.monotonic() - start)
    whole = live(calm.data)
    assert len(whole) == 27
    exocite = Command(empty_data(built, tmp_path / "data"), {"EXOCITE_BUILTIN": "false"})
    draw, killed = Random(os.environ.get("EXOSEED", "8")), 0
    for number in range(KILLS):
        there = sorted(live(exocite.data))
        if number % 5 == 4:  # what has no vector index is built anew
            shutil.rmtree(vectors_root(exocite.data), ignore_errors=True)
        commands = [("add", *papers), ("remove", *draw.sample(there, min(9, len(there)))), ("index",)]
        process = exocite.start(*commands[number % 3 if there else 0])
        time.sleep(draw.uniform(0, longest))
        killed += process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.communicate()
        if number % 5 != 4:  # there it may be missing still
            check(exocite.data, whole)
    assert killed  # how many, is a matter of the machine
    done = exocite("add", *papers, timeout=600)
    assert done.returncode == 0, done.stderr
    check(exocite.data, whole)
    assert live(exocite.data) == whole
    assert exocite("index", timeout=600).returncode == 0
    assert not list(vectors_root(exocite.data).glob(".*"))
