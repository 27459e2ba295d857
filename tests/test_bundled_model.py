"""The bundled model, run by llama.cpp: intact, constrained, stopped at once, closed to the outside."""

import re
import time
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage

from assistant.assistant import Assistant
from assistant.evaluate.wording import timed
from assistant.settings import AssistantSettings
from assistant.writers.chat import files
from assistant.writers.chat.files import BUNDLED_SHA256, find_weights, is_installed, verify
from assistant.writers.chat.llama import LlamaChat
from assistant.writers.choose import chat_of
from assistant.writers.prompts import NO_ANSWER, grammar, prompt
from corpus.errors import ExociteError
from index.encoder.model import hash_file
from tests.conftest import Command, need

EVIDENCE = (
    "Exosomal miR-96 promotes resistance to cisplatin in lung cancer; its target is named as LMO7.",
    "Exosomal miR-21 promotes resistance to cisplatin in gastric cancer.",
)
QUESTION = "What does exosomal miR-96 target in lung cancer?"
THREADS = 1  # one is the steadiest beside other tests


@pytest.fixture(scope="module", autouse=True)
def _there() -> None:
    need("the bundled model", is_installed())


@pytest.fixture(scope="module")
def chat() -> LlamaChat:
    made = chat_of(AssistantSettings.load(model_threads=THREADS, adapter=""))
    assert isinstance(made, LlamaChat)
    return made


def asked(question: str = QUESTION, evidence: tuple[str, ...] = EVIDENCE) -> list[BaseMessage]:
    told = prompt(question, evidence)
    return [SystemMessage(told.system), HumanMessage(told.user)]


def test_the_file_is_the_one_expected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    weights = find_weights(AssistantSettings.load())
    assert hash_file(weights.path) == BUNDLED_SHA256
    verify(weights)
    damaged = tmp_path / files._FILE
    damaged.write_bytes(weights.path.read_bytes()[:1_000_000])
    monkeypatch.setattr(files, "_bundled", lambda: damaged)
    with pytest.raises(ExociteError, match=r"is refused, since it is not the expected model .* reinstall it with"):
        chat_of(AssistantSettings.load()).invoke("Hello")


def test_a_damaged_file_of_the_users_is_told(tmp_path: Path, built: Path):
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(b"GGUF" + bytes(1000))
    settings = AssistantSettings.load(data=built, writer="model", model=str(broken))
    answer = Assistant(settings).ask(QUESTION)
    assert f"llama.cpp can't load {broken}; name another file in model" in (answer.note or "")
    assert len(answer.statements) == 2


def test_every_sentence_ends_in_evidence_that_exists(chat: LlamaChat):
    for count in (1, 2):
        said = chat.invoke(asked(evidence=EVIDENCE[:count]), grammar=grammar(count), max_tokens=150).text
        lines = said.split("\n")
        for line in lines[:-1]:  # the last one may be cut
            assert line == NO_ANSWER or re.fullmatch(rf"[^\[\]]+\. (\[[1-{count}]\]){{1,4}}", line), line


def test_the_start_of_the_prompt_is_read_once(chat: LlamaChat):
    timings: list[dict[str, Any]] = []
    for question in ("What does miR-96 target?", "What does miR-21 do?"):
        for chunk in chat.stream(asked(question, EVIDENCE[: len(timings) + 1]), max_tokens=2):
            timings += [chunk.response_metadata["timings"]] if chunk.response_metadata.get("timings") else []
    assert timings[1]["cache_n"] > 100  # the system message and the evidence that both have
    assert timings[1]["prompt_n"] < timings[1]["cache_n"]


def test_it_stops_when_nobody_listens(chat: LlamaChat):
    stream: Any = chat.stream(asked(), max_tokens=2000)
    next(stream)
    stream.close()
    start = time.perf_counter()
    assert chat.invoke(asked(), max_tokens=1).text
    assert time.perf_counter() - start < 30  # 2000 tokens take minutes here


def test_a_grammar_that_is_none_is_told(chat: LlamaChat):
    with pytest.raises(ExociteError, match=r"llama.cpp refused the question"):
        chat.invoke(asked(), grammar="root ::= (")


def test_nothing_listens_on_a_port(chat: LlamaChat):
    need("Linux", Path("/proc/self/net/tcp").exists())
    before = listening()
    fresh = LlamaChat(weights=chat.weights, threads=THREADS)
    fresh.load()
    assert listening() <= before
    folder = Path(fresh._folder.name)
    assert folder.stat().st_mode & 0o077 == 0


def listening() -> set[str]:
    """The sockets of this process on which it listens; a page of another test may be among them."""
    found: set[str] = set()
    for table in ("tcp", "tcp6"):
        rows = [line.split() for line in Path("/proc/self/net", table).read_text().splitlines()[1:]]
        found |= {row[9] for row in rows if row[3] == "0A"}
    own: set[str] = set()
    for link in Path("/proc/self/fd").iterdir():
        try:
            own |= set(re.findall(r"socket:\[(\d+)\]", str(link.readlink())))
        except OSError:
            continue
    return found & own


def test_its_log_is_kept_off_standard_error(shared: Command):
    shared.env = {"EXOCITE_MODEL_THREADS": str(THREADS)}
    done = shared("ask", QUESTION, "--writer", "model")
    assert done.returncode == 0
    assert done.stderr == ""
    assert "LMO7" in done.stdout


def test_doctor_tells_whether_it_is_intact(shared: Command):
    assert shared.json("doctor")["model"]["state"] == "intact"
    shared.env = {"EXOCITE_WRITER": "model", "EXOCITE_MODEL": "/nowhere.gguf"}
    done = shared("doctor")
    assert done.returncode == 2
    assert "The model /nowhere.gguf can't be read" in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    "question",
    [
        QUESTION,
        "How do macrophage exosomes cause cisplatin resistance in gastric cancer?",
        "What is an exosome?",
        "Which exosomal microRNAs promote gemcitabine resistance in pancreatic cancer?",
    ],
)
def test_its_answers_are_sound(built: Path, question: str, chat: LlamaChat):
    from tests.test_model_writer import is_sound

    assistant = Assistant(AssistantSettings.load(data=built, writer="model"), chat=chat)
    answer, worded = timed(assistant, question, "model")
    is_sound(assistant, answer, assistant.ask(question, writer="extractive"))
    assert worded.first is not None
    assert worded.first <= worded.whole
