"""A version of the vector index: whole or refused, whatever its size, and safe to let go of."""

import json
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from threading import Event, Thread

import numpy as np
import pytest
from numpy.typing import NDArray

from index.progress import silent
from index.store.passages import Version
from index.vectors import MANIFEST, UnopenableError, VectorIndex, build, opens
from tests.conftest import Command

DIMENSION = 48


def vectors_of(count: int) -> NDArray[np.float32]:
    drawn = np.random.default_rng(count).normal(size=(count, DIMENSION)).astype(np.float32)
    return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


def names_of(count: int) -> list[str]:
    return [sha256(str(i).encode()).hexdigest() for i in range(count)]


def made(root: Path, count: int) -> Version:
    version = Version(f"of{count}", "model", DIMENSION, 1, count, count, None)
    build(root, version, [(names_of(count), vectors_of(count))] if count else [], silent)
    return version


def damaged(path: Path, harm: str) -> None:
    size = path.stat().st_size
    match harm:
        case "cut":
            path.write_bytes(path.read_bytes()[: size // 2])
        case "zero":
            path.write_bytes(bytes(size))
        case "remove":
            path.unlink()


@pytest.mark.parametrize("count", [0, 1, 2, 700, 1500])
def test_every_vector_is_found_after_opening_again_and_again(tmp_path: Path, count: int):
    version = made(tmp_path, count)
    vectors, names = vectors_of(count), names_of(count)
    for _ in range(3):
        assert opens(tmp_path, version)
        index = VectorIndex(tmp_path, version)
        for i in range(0, count, 97):
            assert index.nearest(vectors[i], 3)[0][0] == names[i]
        index.close()


@pytest.mark.parametrize("count", [2, 700, 1500])
def test_all_vectors_are_on_disk_and_sealed(tmp_path: Path, count: int):
    """None are left to Chroma's log, which no seal covers."""
    version = made(tmp_path, count)
    files = json.loads((tmp_path / version.folder / MANIFEST).read_text())["files"]
    data = next(name for name in files if name.endswith("data_level0.bin"))
    assert files[data][0] >= count * DIMENSION * 4
    with closing(sqlite3.connect(tmp_path / version.folder / "chroma.sqlite3")) as connection:
        assert connection.execute("SELECT count(*) FROM embeddings_queue").fetchone()[0] <= 1


@pytest.mark.parametrize("harm", ["cut", "zero", "remove"])
@pytest.mark.parametrize("name", ["data_level0.bin", "header.bin", "link_lists.bin", "index_metadata.pickle"])
def test_a_damaged_file_is_seen_at_opening(tmp_path: Path, name: str, harm: str):
    version = made(tmp_path, 300)
    (path,) = (tmp_path / version.folder).glob(f"*/{name}")
    damaged(path, harm)
    with pytest.raises(UnopenableError, match=f"{name}.*; run 'exocite index' to rebuild it"):
        VectorIndex(tmp_path, version)
    assert not opens(tmp_path, version)


def test_one_wrong_byte_is_seen_by_the_builder(tmp_path: Path):
    version = made(tmp_path, 2500)
    (path,) = (tmp_path / version.folder).glob("*/data_level0.bin")
    raw = bytearray(path.read_bytes())
    raw[5000] ^= 1  # between two of the blocks that a reader looks at
    path.write_bytes(raw)
    VectorIndex(tmp_path, version).close()
    assert not opens(tmp_path, version)


def test_a_damaged_database_is_not_whole(tmp_path: Path):
    version = made(tmp_path, 700)
    path = tmp_path / version.folder / "chroma.sqlite3"
    raw = path.read_bytes()
    path.write_bytes(raw[:40960] + bytes(len(raw) - 40960))
    assert not opens(tmp_path, version)
    path.write_bytes(raw[:-4096])
    with pytest.raises(UnopenableError, match="cut off"):
        VectorIndex(tmp_path, version)


@pytest.mark.parametrize("content", [None, "", "{}", "[]", '{"database": 1, "files": {"x": 3}}', '{"database": null}'])
def test_a_version_without_a_manifest_is_unopenable(tmp_path: Path, content: str | None):
    version = made(tmp_path, 2)
    path = tmp_path / version.folder / MANIFEST
    path.unlink() if content is None else path.write_text(content)
    with pytest.raises(UnopenableError, match=f"its {MANIFEST} is missing or unreadable"):
        VectorIndex(tmp_path, version)


def test_a_version_made_anew_is_read_anew(tmp_path: Path):
    """An opening that failed keeps nothing of the damaged version."""
    version = made(tmp_path, 20)
    other = Version(version.folder, "another model", DIMENSION, 1, 20, 20, None)
    with pytest.raises(Exception, match="not the one that the store names"):
        VectorIndex(tmp_path, other)
    build(tmp_path, other, [(names_of(20), vectors_of(20))], silent)
    VectorIndex(tmp_path, other).close()


def test_an_index_that_is_replaced_serves_those_who_still_search_it(tmp_path: Path):
    version, other = made(tmp_path, 300), made(tmp_path, 301)
    current, stop, faults, found = [VectorIndex(tmp_path, version)], Event(), [], []
    vectors = vectors_of(300)

    def search() -> None:
        while not stop.is_set():
            index = current[0]
            try:
                found.append(index.nearest(vectors[7], 5))
            except Exception as error:  # noqa: BLE001 - whatever it is, it is one
                faults.append(error)
                return

    threads = [Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    for i in range(30):
        current[0] = VectorIndex(tmp_path, (version, other)[i % 2])
    stop.set()
    for thread in threads:
        thread.join()
    assert found
    assert not faults


def test_an_index_that_is_replaced_is_closed(tmp_path: Path):
    version = made(tmp_path, 20)
    index = VectorIndex(tmp_path, version)
    index.nearest(vectors_of(20)[0], 1)
    close = index._close
    assert close.alive
    del index
    assert not close.alive


def test_ask_says_that_the_index_is_damaged_and_index_rebuilds_it(exocite: Command):
    question = ("ask", "What does exosomal miR-96 target in lung cancer?", "--json")
    before = json.loads(exocite(*question).stdout)
    (path,) = (exocite.data / "vectors").glob("*/*/data_level0.bin")
    damaged(path, "zero")
    done = exocite(*question)
    assert "data_level0.bin has other content" in done.stderr
    assert json.loads(done.stdout)["citations"] == before["citations"]
    assert exocite("index").returncode == 0
    done = exocite(*question)
    assert not done.stderr
    assert json.loads(done.stdout)["citations"] == before["citations"]
