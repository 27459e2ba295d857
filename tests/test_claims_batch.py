"""Many claims from a file, into another that a later run goes on with."""

import csv
import json
from pathlib import Path

import pytest

from tests.conftest import Command, sentence_on_stderr

TRUE = "Exosomal miR-96 promotes cisplatin resistance in lung cancer."
FALSE = "Exosomal miR-96 reverses cisplatin resistance in lung cancer."
NONE = 'Exosomal miR-96 promotes\nimatinib resistance, in "leukaemia".'


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def claims(tmp_path: Path) -> Path:
    path = tmp_path / "claims.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["where", "claim"])
        writer.writerows([["p. 1", TRUE], ["=p. 2", FALSE], ["", " "], ["p. 4", NONE]])
    return path


def test_a_table_is_judged(shared: Command, claims: Path, tmp_path: Path):
    out = tmp_path / "out.csv"
    done = shared("cite", "--batch", claims, "--out", out)
    assert done.returncode == 2
    assert "row 3: The claim is empty" in done.stderr
    rows = table(out)
    assert [row["verdict"] for row in rows] == ["supported", "contradicted", "", "not_found"]
    assert [row["where"] for row in rows] == ["p. 1", "=p. 2", "", "p. 4"]
    assert [row["claim"] for row in rows] == [TRUE, FALSE, " ", NONE]
    assert rows[0]["supports"]
    assert rows[1]["contradicts"] == rows[0]["supports"]
    assert "miR-96" in rows[0]["quote"]
    assert "same effect" in rows[0]["why"]


@pytest.mark.parametrize(("form", "cut"), [("csv", 0), ("csv", 7), ("csv", 400), ("jsonl", 1), ("jsonl", 60)])
def test_a_stopped_run_goes_on(shared: Command, tmp_path: Path, form: str, cut: int):
    given, out, again = (tmp_path / f"{name}.{form}" for name in ("given", "out", "again"))
    lines = [{"id": number, "claim": claim} for number, claim in enumerate((TRUE, FALSE, NONE))]
    if form == "csv":
        with given.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, ["id", "claim"])
            writer.writeheader()
            writer.writerows(lines)
    else:
        given.write_text("\n".join(map(json.dumps, lines)))
    assert shared("cite", "--batch", given, "--out", out).returncode == 0
    again.write_bytes(out.read_bytes()[: -cut or None])
    assert shared("cite", "--batch", given, "--out", again).returncode == 0

    def without_times(path: Path) -> list[dict]:
        if form == "csv":
            return [{**row, "seconds": ""} for row in table(path)]
        return [{**json.loads(line), "seconds": ""} for line in path.read_text().splitlines()]

    assert without_times(again) == without_times(out)
    assert len(without_times(out)) == 3


def test_a_file_of_something_else_is_left_alone(shared: Command, claims: Path, tmp_path: Path):
    for name, held, said in (
        ("other.csv", "a,b\n1,2\n", "holds something else"),
        ("other.jsonl", '{"id": 7}\n', "must be of the same form"),
    ):
        other = tmp_path / name
        other.write_text(held)
        assert said in sentence_on_stderr(shared("cite", "--batch", claims, "--out", other))
        assert other.read_text() == held


@pytest.mark.parametrize(
    ("held", "said"),
    [("text\nx\n", "has no column claim"), ("claim,verdict\nx,y\n", "has a column verdict already")],
)
def test_tables_that_can_not_be_judged(shared: Command, tmp_path: Path, held: str, said: str):
    path = tmp_path / "claims.csv"
    path.write_text(held)
    assert said in sentence_on_stderr(shared("cite", "--batch", path, "--out", tmp_path / "out.csv"))
