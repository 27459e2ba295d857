"""Run all measurements; print the table, then the same as one JSON object."""

import argparse
import json
import logging
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from tests.bench import asking, indexing, memory, naming, reading, scale, serving, starting, writing
from tests.bench.row import Row, table
from tests.conftest import Command

PARTS = ("indexing", "naming", "asking", "writing", "starting", "serving", "memory", "reading", "scale")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"{', '.join(PARTS)}; all unless named")
    chosen = set(parser.parse_args().parts) or set(PARTS)
    logging.basicConfig(level=logging.ERROR)
    with tempfile.TemporaryDirectory(prefix="exocite-bench-") as made:
        folder = Path(made)
        exocite = Command(folder / "built")
        assert exocite("index", timeout=900).returncode == 0
        rows: list[Row] = []
        if "indexing" in chosen:
            rows += indexing.measure(folder / "indexing")
        if "naming" in chosen:
            rows += naming.measure(exocite.data)
        if "asking" in chosen:
            rows += asking.measure(exocite.data)
        if "writing" in chosen:
            rows += writing.measure(exocite.data)
        if "starting" in chosen:
            rows += starting.measure(exocite)
        if "serving" in chosen:
            rows += serving.measure(exocite)
        if "memory" in chosen:
            rows += memory.measure(exocite, folder / "empty")
        if "reading" in chosen:
            rows += reading.measure(exocite.data, folder / "reading")
        if "scale" in chosen:
            rows += scale.measure(exocite.data, folder / "scale")
    sys.stdout.write(table(rows) + "\n\n")
    sys.stdout.write(json.dumps([asdict(row) | {"reached": row.reached} for row in rows]) + "\n")


if __name__ == "__main__":
    main()
