"""What the README says is so."""

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.docs import README, written
from tests.listing import LISTING, listing

TEXT = README.read_text(encoding="utf-8")


def test_generated_parts_are_up_to_date():
    assert written(TEXT) == TEXT, "run: make docs"
    assert listing() == LISTING.read_text(encoding="utf-8"), "run: make docs"


def test_the_first_lines_are_the_two_commands():
    code = [line.strip() for line in TEXT.splitlines() if line.startswith("    ")]
    assert [line.split("#")[0].strip() for line in code[:2]] == ["make chat", "make test"]


def test_links_lead_somewhere():
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", TEXT):
        assert (ROOT / target).is_file(), target


def test_every_target_of_make_is_explained():
    targets = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert targets
    for name in set(targets[1].split()) - {"lint", "types", "check", "clean"}:
        assert f"make {name}" in TEXT, name


def test_the_chain_of_the_readme_runs(built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture):
    monkeypatch.setenv("EXOCITE_DATA", str(built))
    code = re.search(r"```python\n(.*?)```", TEXT, re.DOTALL)
    assert code
    exec(compile(code[1], "README.md", "exec"), {})  # the README's own lines
    assert "S0" in capsys.readouterr().out


def test_floors_import_only_downward():
    floors = ["corpus", "index", "assistant", "ui"]
    for number, floor in enumerate(floors):
        above = "|".join(floors[number + 1 :])
        if not above:
            continue
        for path in (ROOT / floor).rglob("*.py"):
            climbs = re.search(rf"^\s*(?:from|import) ({above})\b", path.read_text(), re.MULTILINE)
            assert not climbs, f"{path}: {climbs and climbs[0]}"
