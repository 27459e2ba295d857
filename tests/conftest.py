"""What the tests share: one index of the shipped corpus, built once by the command line, and copies of it."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from filelock import FileLock

from assistant.assistant import Assistant
from assistant.settings import AssistantSettings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

EXOCITE = Path(sys.executable).parent / "exocite"
ROOT = Path(__file__).parent.parent


Done = subprocess.CompletedProcess[str]


@dataclass
class Command:
    """The command ``exocite`` on one data folder, as a process of its own."""

    data: Path
    env: dict[str, str] = field(default_factory=dict)

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("EXOCITE_")}
        return kept | {"EXOCITE_DATA": str(self.data), "EXOCITE_CONFIG": os.devnull} | self.env

    def __call__(self, *arguments: object, stdin: str | None = None, timeout: float = 300) -> Done:
        return subprocess.run(
            [EXOCITE, *map(str, arguments)],
            input=stdin,
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )

    def json(self, *arguments: object) -> Any:
        done = self(*arguments, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def start(self, *arguments: object) -> subprocess.Popen:
        return subprocess.Popen(
            [EXOCITE, *map(str, arguments)],
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )


def sentence_on_stderr(done: Done) -> str:
    """The one sentence of a command that was used wrongly; checks the exit status and that no traceback is shown."""
    assert done.returncode == 2, (done.returncode, done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
    lines = [
        line
        for line in done.stderr.splitlines()
        if line.strip() and not re.search("(?:passage|paper|file)/s|s/(?:passage|paper|file)", line)
    ]
    assert len(lines) == 1, done.stderr
    return lines[0]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A data folder with the finished index of the shipped corpus; only to be read. The workers share one."""
    base = tmp_path_factory.getbasetemp()
    root = base if worker_id == "master" else base.parent
    data = root / "built"
    with FileLock(root / "built.lock"):
        if not data.exists():
            done = Command(root / "building")("index", timeout=600)
            assert done.returncode == 0, done.stderr
            (root / "building").rename(data)
    return data


def copy_of(built: Path, data: Path) -> Path:
    """A data folder that may be changed; the exported encoder, which nothing changes, is shared."""
    shutil.copytree(built, data, ignore=shutil.ignore_patterns("encoder"), dirs_exist_ok=True)
    (data / "encoder").symlink_to(built / "encoder")
    return data


def empty_data(built: Path, data: Path) -> Path:
    """A data folder without store and index, but with the exported encoder."""
    data.mkdir(parents=True, exist_ok=True)
    (data / "encoder").symlink_to(built / "encoder")
    return data


@pytest.fixture
def exocite(built: Path, tmp_path: Path) -> Command:
    """The command on a copy of the index."""
    return Command(copy_of(built, tmp_path / "data"))


@pytest.fixture
def shared(built: Path) -> Command:
    """The command on the index itself, for calls that only read."""
    return Command(built)


@pytest.fixture(scope="session")
def assistant(built: Path) -> Assistant:
    return Assistant(AssistantSettings.load(data=built))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is slow is not counted in coverage: whole sets of questions take half as long again when they are."""
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker("no_cover")


def need(what: str, there: bool) -> None:
    """Skip a test that needs something of the machine, unless everything is to be checked."""
    if not there:
        if os.environ.get("CHECK_ALL"):
            pytest.fail(f"{what} is needed here")
        pytest.skip(f"needs {what}")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The system's Chromium."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    need("Chromium", found is not None)
    assert found
    return found


@pytest.fixture(scope="session")
def chromium_flags() -> list[str]:
    """Flags under which Chromium itself asks nobody anything."""
    quiet = "--disable-background-networking --disable-component-update --disable-sync --disable-quic --no-first-run"
    return [*quiet.split(), "--disable-gpu", "--no-sandbox"]


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    """A page served by the command line."""
    from tests.pages import served

    with served(Command(built, {"EXOCITE_MODEL_TIMEOUT": "600"})) as found:  # for a slow machine
        yield found


@pytest.fixture(scope="module")
def browser(chromium: str, chromium_flags: list[str]) -> "Iterator[Browser]":
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=60_000)  # what a slow machine needs; what is there is seen at once
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium, args=chromium_flags)


@pytest.fixture
def page(browser: "Browser", address: str) -> "Iterator[Page]":
    """A fresh tab on that page."""
    from tests.pages import visited

    with visited(browser, address) as tab:
        yield tab
