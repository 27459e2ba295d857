"""Settings: documented, from three places, unknown names refused."""

from pathlib import Path

import pytest

from corpus.errors import ExociteError
from index.settings import IndexSettings
from tests.conftest import Command, sentence_on_stderr
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
