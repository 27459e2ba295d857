"""The models among which one may choose on the page: on a server, bundled, or a file of a folder."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pytest_httpserver import HTTPServer

from assistant.assistant import Assistant
from assistant.settings import AssistantSettings
from assistant.writers.chat.files import is_installed
from assistant.writers.offered import offered, settings_of
from corpus.errors import ExociteError
from tests.conftest import need
from tests.pages import ask, served_here, visited
from tests.test_model_server import GOOD, QUESTION, Replies
from ui.opening import Opening
from ui.settings import Settings


@pytest.fixture(autouse=True)
def _there() -> None:
    need("the bundled model", is_installed())


def folder_with(path: Path, *names: str) -> str:
    path.mkdir(parents=True, exist_ok=True)
    for name in names:
        (path / name).write_bytes(b"GGUF" + bytes(100))
    return str(path)


def test_the_settings_own_model_comes_first_and_none_twice(tmp_path: Path):
    assert [one.name for one in offered(AssistantSettings.load(data=tmp_path))] == ["model"]
    folder = folder_with(tmp_path / "models", "qwen.gguf", "phi.gguf", "notes.txt")
    beside = AssistantSettings.load(data=tmp_path / "other", model_folder=folder)
    for given in (AssistantSettings.load(data=tmp_path), beside):
        assert [one.name for one in offered(given)] == ["model", "phi.gguf", "qwen.gguf"]
    own = AssistantSettings.load(data=tmp_path, model=f"{folder}/phi.gguf", adapter="/mine.gguf")
    assert [one.name for one in offered(own)] == ["model", "bundled", "qwen.gguf"]
    assert settings_of(own, "model") == own
    assert settings_of(own, "bundled").adapter == "shipped"  # the user's own adapter is for the user's own model
    on = AssistantSettings.load(data=tmp_path, model="phi", model_address="http://127.0.0.1:9", adapter="")
    assert [one.name for one in offered(on)] == ["model", "bundled", "phi.gguf", "qwen.gguf"]
    assert (settings_of(on, "phi.gguf").model_address, settings_of(on, "bundled").adapter) == ("", "")
    with pytest.raises(ExociteError, match=r"No model is offered as '../x.gguf'; choose one of: model, bundled, phi"):
        settings_of(on, "../x.gguf")


def test_each_is_asked_by_its_name(built: Path, tmp_path: Path, httpserver: HTTPServer):
    httpserver.expect_request("/v1/chat/completions", method="POST").respond_with_handler(Replies(GOOD))
    settings = AssistantSettings.load(
        data=built,
        model="small",
        model_address=httpserver.url_for(""),
        model_folder=folder_with(tmp_path, "damaged.gguf"),
        model_threads=1,
        model_timeout=600,
    )
    assistant = Assistant(settings)
    assert assistant.ask(QUESTION, writer="model").statements[0].text == GOOD.removesuffix(" [1]\n")
    asked = len(httpserver.log)
    answer = assistant.ask(QUESTION, writer="bundled")
    assert (answer.writer, answer.note) == ("model", None)
    assert "llama.cpp can't load" in (assistant.ask(QUESTION, writer="damaged.gguf").note or "")
    assert "No model is offered as 'gone.gguf'" in (assistant.ask(QUESTION, writer="gone.gguf").note or "")
    assert len(httpserver.log) == asked
    assert assistant.ask(QUESTION, writer="model").note is None
    assert assistant.ask(QUESTION).writer == "extractive"


def test_the_page_offers_all_three_ways(browser: Browser, built: Path, tmp_path: Path, httpserver: HTTPServer):
    httpserver.expect_request("/v1/chat/completions", method="POST").respond_with_handler(Replies(GOOD))
    folder = folder_with(tmp_path, "qwen.gguf")
    model = {"model": "small", "model_address": httpserver.url_for(""), "model_threads": 1, "model_timeout": 600}
    opening = Opening(Settings.load(data=built, model_folder=folder, **model))
    with served_here(opening) as address, visited(browser, address) as page:
        page.get_by_role("button", name="Toggle Sidebar").click()
        choices = page.locator("#writer label:has(input)")
        expect(choices).to_have_count(4)
        expect(choices.nth(1)).to_contain_text("small at http://")
        expect(choices.nth(2)).to_contain_text("SmolLM2-135M-Instruct, bundled, on this machine")
        expect(choices.nth(3)).to_contain_text("qwen.gguf, on this machine")
        for place, said in ((1, "Worded by a model"), (2, "Worded by a model"), (3, "llama.cpp can't load")):
            choices.nth(place).locator("input").check()
            ask(page, QUESTION)
            expect(page.locator("article.answer")).to_have_count(place)
            expect(page.locator("article.answer").last.locator(".wording")).to_contain_text(said)
