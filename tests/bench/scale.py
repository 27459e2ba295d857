"""Warm search and memory at 1,000, 10,000 and 100,000 synthetic passages; embedding them is left out."""

import json
import re
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

from index.build import bring_in_line
from index.search import Searcher
from index.settings import IndexSettings
from tests.bench.asking import QUESTIONS
from tests.bench.row import Row
from tests.bench.synthetic import PER_SOURCE, FreeEncoder, synthetic_sources
from tests.conftest import ROOT

SIZES = (1_000, 10_000, 100_000)
ASKED, COUNT = 50, 10
"""Questions of the project's set, and hits for each."""


@dataclass(frozen=True, slots=True)
class Point:
    """Medians in milliseconds a question, and megabytes at the peak of a process that only searches."""

    embed: float
    search: float
    memory: float


def measure(built: Path, data: Path) -> list[Row]:
    """Grow one index in ``data`` and search it at each size, with the exported encoder of ``built``."""
    data.mkdir(parents=True)
    (data / "encoder").symlink_to(built / "encoder")
    rows: list[Row] = []
    points: list[Point] = []
    for before, size in zip((0, *SIZES), SIZES, strict=False):
        start = perf_counter()
        _own_process("grow", data, before, size)
        rows.append(Row(f"scale: growing to {size:,} passages, no embedding", perf_counter() - start, "s"))
        points.append(Point(**json.loads(_own_process("search", data))))
        rows.append(Row(f"scale: search at {size:,} passages, median", points[-1].search, "ms"))
        rows.append(Row(f"scale: memory at {size:,} passages, peak", points[-1].memory, "MB"))
    last = points[-1]
    start = perf_counter()
    _own_process("grow", data, SIZES[-1], SIZES[-1] + PER_SOURCE)
    added = perf_counter() - start
    return [
        *rows,
        Row(f"scale: adding one article at {SIZES[-1]:,} passages, no embedding", added, "s"),
        Row("scale: embedding a question, median", last.embed, "ms"),
        Row("scale: search at 100,000 / embedding", last.search / last.embed, "", bound=1.0),
        Row("scale: search at 100,000 / at 10,000", last.search / points[-2].search, "", bound=3.0),
    ]


def _own_process(*arguments: object) -> str:
    line = [sys.executable, "-m", "tests.bench.scale", *map(str, arguments)]
    return subprocess.run(line, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def grow(data: Path, first: int, last: int) -> None:
    """Add the passages from ``first`` to ``last`` to what is there."""
    settings = IndexSettings.load(data=data, builtin=False)
    sources = synthetic_sources(first, last)
    built = bring_in_line(
        settings, FreeEncoder(settings), adding=lambda staging: staging.add(sources, f"synthetic {first}")
    )
    # a few are so full of names that they are cut in two
    assert last <= built.passages < 1.001 * last, f"{built.passages} passages of {last}"


def search(data: Path) -> Point:
    """Ask warm: every question once before the round that counts."""
    searcher = Searcher(IndexSettings.load(data=data, builtin=False))
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in Random(0).sample(lines, ASKED)]
    found = [searcher.search(question, COUNT) for _ in range(2) for question in questions][ASKED:]
    peak = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert peak
    return Point(
        embed=1e3 * median(item.embed for item in found),
        search=1e3 * median(item.search for item in found),
        memory=int(peak[1]) / 1024,
    )


if __name__ == "__main__":
    if sys.argv[1] == "grow":
        grow(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
    else:
        sys.stdout.write(json.dumps(asdict(search(Path(sys.argv[2])))))
