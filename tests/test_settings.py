"""Settings: documented, from three places, unknown names refused."""

from pathlib import Path

import pytest

from assistant.settings import AssistantSettings
from corpus.errors import ExociteError
from corpus.settings import NAMES, CorpusSettings
from index.settings import IndexSettings
from tests.conftest import Command, sentence_on_stderr
from ui.cli.main import _run
from ui.settings import Settings


def test_every_setting_is_described():
    for name, setting in Settings.model_fields.items():
        assert setting.description, name
        assert setting.description.rstrip().endswith("."), name


def test_call_before_environment_before_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    file = tmp_path / "exocite.toml"
    file.write_text('rrf_k = 10\ndepth = 20\npassages_read = 5\nport = 7000\ndata = "/from/file"\n')
    monkeypatch.setenv("EXOCITE_CONFIG", str(file))
    monkeypatch.setenv("EXOCITE_DEPTH", "30")
    settings = Settings.load(data=Path("/from/call"))
    assert (settings.rrf_k, settings.depth, settings.passages_read, settings.port) == (10, 30, 5, 7000)
    assert settings.data == Path("/from/call")
    # A lower floor reads its own keys and leaves the others alone.
    assert IndexSettings.load().rrf_k == 10


def test_every_floor_refuses_what_no_floor_knows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    file = tmp_path / "exocite.toml"
    file.write_text("port = 7000\n")
    monkeypatch.setenv("EXOCITE_CONFIG", str(file))
    monkeypatch.setenv("EXOCITE_MIN_COSINE", "0.2")
    for floor in (CorpusSettings, IndexSettings, AssistantSettings, Settings):
        floor.load()
        with monkeypatch.context() as patch:
            patch.setenv("EXOCITE_LOKC_WAIT", "0")
            with pytest.raises(ExociteError, match="did you mean EXOCITE_LOCK_WAIT"):
                floor.load()
    file.write_text("prot = 7000\n")
    with pytest.raises(ExociteError, match="did you mean port"):
        IndexSettings.load()


def test_the_names_of_all_floors_are_listed():
    assert frozenset(Settings.model_fields) == NAMES
    with pytest.raises(TypeError, match="lacks shade of Wider"):
        type("Wider", (Settings,), {"__annotations__": {"shade": int}, "__module__": __name__})


def test_a_tilde_is_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "own.toml").write_text("corpus = '~/corpus'\n")
    monkeypatch.setenv("EXOCITE_CONFIG", "~/own.toml")
    monkeypatch.setenv("EXOCITE_DATA", "~/data")
    settings = Settings.load()
    assert (settings.data, settings.corpus) == (tmp_path / "data", tmp_path / "corpus")
    monkeypatch.setenv("EXOCITE_DATA", "~nobody-has-this-name/data")
    with pytest.raises(ExociteError, match="home folder that is not known"):
        Settings.load()


@pytest.mark.parametrize("empty", ["", " "])
def test_an_empty_folder_is_refused(empty: str, monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(ExociteError, match=r"The setting data \(EXOCITE_DATA\) is empty"):
        Settings.load(data=empty)
    monkeypatch.setattr("sys.argv", ["exocite", "--data", empty, "sources"])
    assert _run() == 2
    monkeypatch.setenv("EXOCITE_CORPUS", empty)
    with pytest.raises(ExociteError, match="EXOCITE_CORPUS"):
        IndexSettings.load()


@pytest.mark.parametrize("name", ["missing.toml", "."])
def test_a_settings_file_that_is_none_is_refused(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("EXOCITE_CONFIG", str(tmp_path / name))
    with pytest.raises(ExociteError, match=r"EXOCITE_CONFIG names .* not a file"):
        IndexSettings.load()


UNKNOWN = [
    ({"EXOCITE_BULTIN": "false"}, "", "did you mean EXOCITE_BUILTIN?"),
    ({"EXOCITE_SOMETHING": "1"}, "", "EXOCITE_SOMETHING"),
    ({}, "encodr = 'x'\n", "did you mean encoder?"),
    ({}, "[index]\nencoder = 'x'\n", "index"),
    ({"EXOCITE_BUILTIN": "perhaps"}, "", "EXOCITE_BUILTIN"),
    ({"EXOCITE_RRF_K": "0"}, "", "EXOCITE_RRF_K"),
    ({}, "encoder = \n", "can't be read"),
    ({}, "passages_read = 'ten'\n", "passages_read"),
]


@pytest.mark.parametrize(("environment", "file", "said"), UNKNOWN)
def test_wrong_settings_are_named(tmp_path: Path, environment: dict[str, str], file: str, said: str):
    path = tmp_path / "exocite.toml"
    path.write_text(file)
    done = Command(tmp_path / "data", {"EXOCITE_CONFIG": str(path)} | environment)("ask", "x")
    assert said in sentence_on_stderr(done)


def test_an_argument_that_is_no_setting_is_refused():
    with pytest.raises(ExociteError, match="nonsense"):
        IndexSettings.load(nonsense=1)
