"""A vector index grown out of the one before it holds and finds what one made from nothing does."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index import growing
from index.encoder.bulk import unit
from index.growing import grow
from index.progress import silent
from index.store.passages import Version
from index.vectors import DATABASE, UNFINISHED, VectorIndex, build

DIMENSION = 24
NAMES = [f"{i:064x}" for i in range(700)]


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growing, "LEAST", 10)


def vector(name: str) -> NDArray[np.float32]:
    made = np.random.default_rng(int(name, 16)).standard_normal(DIMENSION).astype("float32")
    return unit(made)


def vectors(names: Sequence[str]) -> Iterator[tuple[list[str], NDArray[np.float32]]]:
    for start in range(0, len(names), 100):
        part = list(names[start : start + 100])
        yield part, np.stack([vector(name) for name in part])


def version(names: Sequence[str], folder: str, **other: object) -> Version:
    told = {"model": "m", "dimension": DIMENSION, "maker": 1, "shipped": None} | other
    return Version(folder=folder, vectors=len(names), passages=len(names), **told)  # pyright: ignore[reportArgumentType]


def made(root: Path, names: Sequence[str], folder: str) -> Version:
    new = version(names, folder)
    build(root, new, vectors(names), silent)
    return new


def nearest(root: Path, one: Version) -> list[list[str]]:
    index = VectorIndex(root, one, thorough=True)
    found = [[name for name, _ in index.nearest(vector(name), 5)] for name in NAMES[::50]]
    index.close()
    return found


def test_it_finds_what_one_made_from_nothing_finds(tmp_path: Path):
    before = made(tmp_path, NAMES[:640], "before")
    wanted = [*NAMES[15:640], *NAMES[660:]]
    after = version(wanted, "after")
    index = VectorIndex(tmp_path, before)  # a reader has the one before open meanwhile
    assert grow(tmp_path, before, after, wanted, vectors, silent)
    assert index.nearest(vector(NAMES[3]), 1)[0][0] == NAMES[3]
    index.close()
    anew = made(tmp_path, wanted, "anew")
    assert nearest(tmp_path, after) == nearest(tmp_path, anew)
    assert nearest(tmp_path, before) == nearest(tmp_path, made(tmp_path, NAMES[:640], "again"))


def test_what_has_changed_much_in_all_is_made_anew(tmp_path: Path):
    held, one = NAMES[:500], made(tmp_path, NAMES[:500], "v0")
    grown: list[bool] = []
    for number in range(1, 5):
        held = [*held, *NAMES[500 + 20 * (number - 1) : 500 + 20 * number]]
        new = version(held, f"v{number}")
        grown.append(grow(tmp_path, one, new, held, vectors, silent))
        if not grown[-1]:
            build(tmp_path, new, vectors(held), silent)
        one = new
    assert grown == [True, True, False, True]  # 40 of 540, and 60 are more than a tenth of 560


@pytest.mark.parametrize("other", [{"model": "n"}, {"maker": 2}])
def test_another_kind_of_vectors_is_made_anew(tmp_path: Path, other: dict[str, object]):
    before = made(tmp_path, NAMES[:100], "before")
    assert not grow(tmp_path, before, version(NAMES[:101], "after", **other), NAMES[:101], vectors, silent)


def test_a_damaged_one_is_not_grown(tmp_path: Path):
    before = made(tmp_path, NAMES[:100], "before")
    (tmp_path / "before" / DATABASE).write_bytes(b"no database")
    assert not grow(tmp_path, before, version(NAMES[:101], "after"), NAMES[:101], vectors, silent)
    shutil.rmtree(tmp_path / "before")
    assert not grow(tmp_path, before, version(NAMES[:101], "after"), NAMES[:101], vectors, silent)


def test_what_fails_on_the_way_leaves_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    before = made(tmp_path, NAMES[:100], "before")

    def broken(names: Sequence[str]) -> Iterator[tuple[list[str], NDArray[np.float32]]]:
        yield from vectors(names)
        raise RuntimeError("the disk was taken away")

    assert not grow(tmp_path, before, version(NAMES[:105], "after"), NAMES[:105], broken, silent)
    assert "the disk was taken away" in caplog.text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["before"]
    assert not list(tmp_path.glob(f"{UNFINISHED}*"))
    assert nearest(tmp_path, before)
