"""A model on an OpenAI-compatible server, against a local one that answers like it."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from assistant.assistant import Assistant
from assistant.settings import AssistantSettings
from assistant.writers.chat.server import ServerChat, endpoint, is_local, shown
from assistant.writers.choose import model_label
from corpus.errors import ExociteError
from tests.conftest import Command
from ui.doctor import examine
from ui.settings import Settings

KEY = "sk-nobody-may-read-this"
QUESTION = "What does exosomal miR-96 target in lung cancer?"
GOOD = "Exosomal miR-96 promotes cisplatin resistance in lung cancer, and its target is named as LMO7. [1]\n"


def event(text: str | None) -> str:
    delta = {"role": "assistant"} if text is None else {"content": text}
    return f"data: {json.dumps({'object': 'chat.completion.chunk', 'choices': [{'index': 0, 'delta': delta}]})}\n\n"


class Replies:
    """What the server does with one question, and what it got."""

    def __init__(self, said: str, status: int = 200, pause: float = 0.0) -> None:
        self.said, self.status, self.pause = said, status, pause
        self.got: list[Any] = []
        self.keys: list[str | None] = []

    def __call__(self, request: Request) -> Response:
        self.got.append(request.get_json())
        self.keys.append(request.headers.get("Authorization"))
        if self.status != 200:
            return Response(json.dumps({"error": {"message": f"wrong key {KEY}"}}), self.status)

        def events() -> Any:
            yield ": a comment\n\n"
            yield event(None)
            for start in range(0, len(self.said), 5):
                time.sleep(self.pause)
                yield event(self.said[start : start + 5])
            yield 'data: {"choices": [], "usage": {"completion_tokens": 9}}\n\n'
            yield "data: [DONE]\n\n"

        return Response(events(), content_type="text/event-stream; charset=utf-8")


def settings_for(server: HTTPServer, **values: Any) -> AssistantSettings:
    return AssistantSettings.load(model_address=server.url_for(""), model="small", model_key=KEY, **values)


def assistant_on(built: Path, server: HTTPServer, replies: Any, **values: Any) -> Assistant:
    server.expect_request("/v1/chat/completions", method="POST").respond_with_handler(replies)
    return Assistant(settings_for(server, data=built, writer="model", **values))


def test_an_answer_in_pieces(built: Path, httpserver: HTTPServer):
    replies = Replies(GOOD)
    answer = assistant_on(built, httpserver, replies).ask(QUESTION)
    assert [s.checked for s in answer.statements] == [True, False]
    assert answer.statements[0].text == GOOD.removesuffix(" [1]\n")
    assert (answer.writer, answer.replaced, answer.note) == ("model", 0, None)
    (asked,) = replies.got
    assert (asked["model"], asked["stream"]) == ("small", True)
    assert [message["role"] for message in asked["messages"]] == ["system", "user"]
    assert asked["messages"][1]["content"].endswith(f"Question: {QUESTION}")
    assert "grammar" not in asked  # the parser alone decides
    assert replies.keys == [f"Bearer {KEY}"]


def test_a_server_that_does_not_stream(built: Path, httpserver: HTTPServer):
    whole = {"choices": [{"message": {"role": "assistant", "content": GOOD}}]}
    reply = Response(json.dumps(whole), content_type="application/json")
    answer = assistant_on(built, httpserver, lambda _: reply).ask(QUESTION)
    assert answer.statements[0].checked


@pytest.mark.parametrize(
    ("status", "do"),
    [(401, "set model_key"), (404, "correct model or model_address"), (500, "its own log says why")],
)
def test_a_refusal_is_told_without_the_key(
    built: Path, httpserver: HTTPServer, status: int, do: str, caplog: pytest.LogCaptureFixture
):
    caplog.set_level("DEBUG")
    answer = assistant_on(built, httpserver, Replies("", status)).ask(QUESTION)
    assert answer.note is not None
    assert f"refused the question (status {status}); {do}" in answer.note
    assert (answer.writer, len(answer.statements)) == ("extractive", 2)
    assert KEY not in answer.note + caplog.text


@pytest.mark.parametrize(
    "said",
    [
        b"data: {not json\n\ndata: [DONE]\n\n",
        b"data: []\n\ndata: 7\n\ndata: null\n\n",
        b'data: {"choices": [{"delta": {"content": 7}}]}\n\n',
        b'data: {"choices": []}\n\n',
        b"event: ping\n\n\xff\xfe\n\n",
        b"",
    ],
)
def test_nonsense_is_no_answer(built: Path, httpserver: HTTPServer, said: bytes):
    answer = assistant_on(built, httpserver, lambda _: Response(said, content_type="text/event-stream")).ask(QUESTION)
    assert answer.note == "The model worded nothing (it wrote no sentence); the evidence's own words are shown."
    assert len(answer.statements) == 2


def test_an_error_in_the_stream(built: Path, httpserver: HTTPServer):
    said = event(GOOD) + 'data: {"error": {"message": "out of memory"}}\n\n'
    answer = assistant_on(built, httpserver, lambda _: Response(said, content_type="text/event-stream")).ask(QUESTION)
    assert answer.note is not None
    assert answer.note.startswith("The model stopped early (The model's server broke off its answer with an error")
    assert [s.checked for s in answer.statements] == [True, False]


def test_no_server(built: Path):
    settings = AssistantSettings.load(data=built, writer="model", model="m", model_address="http://127.0.0.1:9")
    answer = Assistant(settings).ask(QUESTION)
    assert answer.note == (
        "The model worded nothing (The model's server http://127.0.0.1:9 gave no answer (ConnectError); start it, or "
        "correct model_address); the evidence's own words are shown."
    )


def test_a_server_that_drips(built: Path, httpserver: HTTPServer):
    assistant = assistant_on(built, httpserver, Replies(" ".join(map(str, range(900))), pause=0.05), model_timeout=1.0)
    start = time.perf_counter()
    answer = assistant.ask(QUESTION)
    assert time.perf_counter() - start < 20
    assert "not done within 1 seconds" in (answer.note or "")


def test_the_key_is_shown_nowhere(built: Path, httpserver: HTTPServer, shared: Command):
    settings = Settings.load(data=built, model_address=httpserver.url_for(""), model="small", model_key=KEY)
    chat = ServerChat(address=settings.model_address, model="small", key=settings.model_key)
    shared.env = {"EXOCITE_MODEL_KEY": KEY, "EXOCITE_MODEL_ADDRESS": settings.model_address, "EXOCITE_MODEL": "small"}
    for shown_ in (repr(settings), str(chat), repr(chat), repr(examine(settings)), shared("doctor").stdout):
        assert KEY not in shown_
    with pytest.raises(ExociteError) as caught:
        Settings.load(model_address=f"http://user:{KEY}@127.0.0.1:1")
    assert KEY not in str(caught.value)
    assert "model_key" in str(caught.value)


def test_addresses():
    assert endpoint("http://127.0.0.1:11434") == "http://127.0.0.1:11434/v1/chat/completions"
    assert endpoint("http://127.0.0.1:11434/v1/") == "http://127.0.0.1:11434/v1/chat/completions"
    assert endpoint("http://h/api/v2") == "http://h/api/v2/chat/completions"
    assert endpoint("http://h/v1/chat/completions") == "http://h/v1/chat/completions"
    assert shown("https://user:word@host:8/v1?key=x") == "https://host:8/v1"
    assert all(map(is_local, ("http://127.0.0.1:1", "http://[::1]:1", "http://localhost")))
    assert not any(map(is_local, ("http://192.168.0.7:1", "http://localhost.evil.org", "http://127.0.0.1.evil.org")))


def test_where_questions_go_is_said():
    near = AssistantSettings.load(model_address="http://localhost:11434", model="qwen")
    assert model_label(near) == "qwen at http://localhost:11434, on this machine"
    far = AssistantSettings.load(model_address="https://models.example.org/v1", model="qwen")
    assert model_label(far).endswith("elsewhere, which gets question and evidence")
    assert model_label(AssistantSettings.load()) == "SmolLM2-135M-Instruct, bundled, on this machine"
    assert model_label(AssistantSettings.load(model="/models/phi.gguf")) == "phi.gguf, on this machine"


def test_a_server_without_a_model_is_told(built: Path):
    settings = AssistantSettings.load(data=built, writer="model", model_address="http://127.0.0.1:9")
    answer = Assistant(settings).ask(QUESTION)
    assert "set model to the name of one that it has" in (answer.note or "")


def test_the_command_line(shared: Command, httpserver: HTTPServer):
    httpserver.expect_request("/v1/chat/completions", method="POST").respond_with_handler(
        Replies(GOOD + "Exosomal miR-96 cures lung cancer in 100 patients. [2]\n")
    )
    shared.env = {"EXOCITE_MODEL_ADDRESS": httpserver.url_for(""), "EXOCITE_MODEL": "small"}
    said = shared.json("ask", QUESTION, "--writer", "model")
    assert (said["writer"], said["replaced"], said["note"]) == ("model", 1, None)
    assert [s["checked"] for s in said["statements"]] == [True, False]
    text = shared("ask", QUESTION, "--writer", "model").stdout
    assert "[1] [2] (checked)" in " ".join(text.split())
    assert "1 sentence of the model did not pass." in text
    own = shared.json("ask", QUESTION)
    assert (own["writer"], own["replaced"], own["note"]) == ("extractive", 0, None)
    assert len(httpserver.log) == 2
    shared.env["EXOCITE_MODEL_ADDRESS"] = "http://127.0.0.1:9"
    fallen = shared("ask", QUESTION, "--writer", "model")
    assert fallen.returncode == 0
    assert "The model worded nothing" in fallen.stdout
    assert "LMO7" in fallen.stdout


def test_its_answers_are_measured_as_the_others_are(shared: Command, httpserver: HTTPServer, tmp_path: Path):
    httpserver.expect_request("/v1/chat/completions", method="POST").respond_with_handler(Replies(GOOD))
    gold = {"question": QUESTION, "kind": "finding", "sources": ["S001"], "terms": ["LMO7"], "answerable": True}
    path = tmp_path / "answers.jsonl"
    path.write_text(json.dumps(gold | {"split": "dev"}))
    shared.env = {"EXOCITE_MODEL_ADDRESS": httpserver.url_for(""), "EXOCITE_MODEL": "small"}
    found = shared.json("evaluate", "questions", path, "--split", "dev", "--writer", "model")
    assert found["writer"] == "model"
    assert found["all"]["right"]["mean"] == found["all"]["exact_quotes"]["mean"] == 1
    wording = found["wording"]
    assert (wording["answers"], wording["by_model"], wording["replaced"], wording["checked"]) == (1, 1, 0, 0.5)
    assert 0 < wording["first_median"] <= wording["whole_median"]
