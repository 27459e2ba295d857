"""Words beside which a short form counts: "GEM resistance" speaks of gemcitabine."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

from corpus.errors import ExociteError
from corpus.model import NameKind

_FILE = "context.csv"


def read_context(folder: Path) -> Mapping[NameKind, frozenset[str]]:
    """Read ``context.csv`` (columns kind, words). Raises ExociteError for a kind that is none, or no such file."""
    path = folder / _FILE
    kinds: dict[str, NameKind] = {kind: kind for kind in get_args(NameKind)}
    found: dict[NameKind, frozenset[str]] = {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for line, row in enumerate(csv.reader(file, strict=True), start=1):
                if line == 1 and row == ["kind", "words"]:
                    continue
                if len(row) != 2 or row[0] not in kinds:
                    raise ExociteError(f"{path}, line {line}: it is no pair of a kind of name and words; correct it.")
                found[kinds[row[0]]] = frozenset(row[1].split(";"))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ExociteError(f"{path} can't be read as a table ({error}); restore it.") from error
    return found
