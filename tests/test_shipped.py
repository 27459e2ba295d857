"""The shipped corpus: complete, labelled, and refused with place and reason when it is broken."""

import json
import re
import shutil
from pathlib import Path

import pytest

from corpus.errors import ExociteError
from corpus.model import Record, Source
from corpus.settings import CorpusSettings
from corpus.shipped import read_shipped

FOLDER = Path(CorpusSettings.model_fields["corpus"].default)


@pytest.fixture(scope="module")
def shipped() -> tuple[list[Source], list[Record]]:
    return read_shipped(FOLDER, 10_000_000)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A copy of the corpus to break."""
    for part in ("reviews", "background", "records"):
        shutil.copytree(FOLDER / part, tmp_path / part)
    return tmp_path


def read_broken(folder: Path) -> str:
    with pytest.raises(ExociteError) as caught:
        read_shipped(folder, 10_000_000)
    return str(caught.value)


def test_everything_is_there(shipped: tuple[list[Source], list[Record]]):
    sources, records = shipped
    assert len(records) == 235
    assert [sum(s.kind == kind for s in sources) for kind in ("review", "study", "note")] == [35, 189, 137]


def test_the_seed_review_comes_first(shipped: tuple[list[Source], list[Record]]):
    first = shipped[0][0] if shipped[0][0].kind == "review" else next(s for s in shipped[0] if s.kind == "review")
    assert first.doi == "10.3389/fonc.2020.00472"
    assert first.authors[0] == "Guo QR"


def test_what_was_not_read_is_empty(shipped: tuple[list[Source], list[Record]]):
    sources, _ = shipped
    by_id = {source.id: source for source in sources}
    assert by_id["V003"].authors == ()
    assert by_id["S001"].doi is None
    assert by_id["S001"].journal is None
    assert by_id["S001"].et_al is True
    assert "None" not in {value for s in sources for value in (s.title, s.journal, s.doi, s.pmid, s.pmcid, s.url)}


def test_notices_are_kept(shipped: tuple[list[Source], list[Record]]):
    sources, records = shipped
    studies = {source.id: source for source in sources}
    status = {record.id: studies[record.source_id].status for record in records}
    assert {r for r, s in status.items() if s == "retracted"} == {"R0029", "R0036", "R0043", "R0098", "R0121", "R0181"}
    assert {r for r, s in status.items() if s == "concern"} == {"R0075"}
    # A note on the corrected paper of R0003 carries its notice too.
    assert status["R0003"] == studies["bg29"].status == "corrected"


def test_text_of_a_study_says_what_was_read(shipped: tuple[list[Source], list[Record]]):
    sources, records = shipped
    text = {s.record: source.text[s.start : s.end] for source in sources for s in source.sections if s.record}
    for record in records:
        assert record.mirna in text[record.id]
        assert record.evidence_note in text[record.id]
        if record.confidence == "title_only":
            assert "title alone" in text[record.id].split("\n")[0]
        if record.confidence == "secondary_review":
            assert "review" in text[record.id].split("\n")[0]
        if record.ev_cargo != "miRNA":
            assert f"the vesicles carry {record.ev_cargo}" in text[record.id]


def test_descriptor_is_a_data_package():
    descriptor = json.loads((FOLDER / "records" / "datapackage.json").read_text())
    for resource in descriptor["resources"]:
        for column in resource["schema"]["fields"]:
            assert column["description"].endswith("."), column["name"]


def edit(path: Path, line: int, old: str, new: str) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    assert old in lines[line - 1]
    lines[line - 1] = lines[line - 1].replace(old, new, 1)
    path.write_text("".join(lines), encoding="utf-8")


RECORDS = [
    (2, "promotes_resistance", "promote", r"records\.csv, line 2, column effect: .*enum"),
    (3, "S002", "S999", r"records\.csv, line 3.*S999"),
    (4, "R0003", "R3", r"records\.csv, line 4, column id: .*pattern"),
    (5, "R0004", "R0003", r"records\.csv, line 5, column id: .*same"),
    (6, "autophagy,serum", "autofagy,serum", r"records\.csv, line 6, column mechanism: 'autofagy'"),
    (7, "cisplatin,", ",", r"records\.csv, line 7, column drugs: .*required"),
    (8, "R0007,S005,", "R0007\n", r"records\.csv, line 8"),
]


@pytest.mark.parametrize(("line", "old", "new", "message"), RECORDS)
def test_a_broken_row_is_named(broken: Path, line: int, old: str, new: str, message: str):
    edit(broken / "records" / "records.csv", line, old, new)
    assert re.search(message, read_broken(broken)), read_broken(broken)


def test_a_study_without_records_is_named(broken: Path):
    with (broken / "records" / "studies.csv").open("a") as file:
        file.write("S900,A paper,,,,,,,,,\n")
    assert "S900" in read_broken(broken)


FRONT_MATTER = [
    ("reviews/v001-guo-2020.md", "id: V001", "id: [V001", "line"),
    ("reviews/v001-guo-2020.md", "doi:", "dio:", "dio"),
    ("reviews/v001-guo-2020.md", "year: 2020", "year: soon", "year"),
    ("reviews/v001-guo-2020.md", "status:", "status: fine", "status"),
    ("reviews/v001-guo-2020.md", "---\n\n## Ex", "\n\n## Ex", "never closed"),
    ("reviews/v002-zhang-2022.md", "id: V002", "id: V001", "V001"),
    ("background/exosome-size.md", "## bg03", "## bg03x", "bg03"),
    ("background/exosome-size.md", "basis:", "bases:", "bases"),
    ("background/uptake.md", "status: corrected", "status: retracted", "10.1186/s12943-017-0694-8"),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), FRONT_MATTER)
def test_broken_front_matter_is_named(broken: Path, file: str, old: str, new: str, message: str):
    path = broken / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    said = read_broken(broken)
    assert message in said
    assert "\n" not in said


def test_a_missing_descriptor_is_named(broken: Path):
    (broken / "records" / "datapackage.json").write_text("{")
    assert "datapackage.json" in read_broken(broken)
