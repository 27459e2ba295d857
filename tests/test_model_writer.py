"""A model words answers: what passes the check is shown, the rest is the evidence's own words, and nothing is lost."""

import re
import time
from itertools import pairwise
from pathlib import Path
from threading import Event

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.assistant import Assistant
from assistant.model import Answer
from assistant.settings import AssistantSettings
from assistant.writers.prompts import MOST_EVIDENCE, NO_ANSWER, SYSTEM
from index.store.sources import live_source
from tests.models import Says, copies, says

MIR_96 = "What does exosomal miR-96 target in lung cancer?"
MACROPHAGES = "How do macrophage exosomes cause cisplatin resistance in gastric cancer?"
LIST = "Which exosomal microRNAs promote gemcitabine resistance in pancreatic cancer?"
RECORD = "Exosomal miR-96 promotes resistance to cisplatin in lung cancer; its target is named as LMO7."


@pytest.fixture(scope="module")
def data(built: Path) -> Path:
    return built


def assistant_with(data: Path, chat: Says, **values: object) -> Assistant:
    return Assistant(AssistantSettings.load(data=data, writer="model", **values), chat=chat)


def texts(answer: Answer) -> list[str]:
    return [statement.text for statement in answer.statements]


def is_sound(assistant: Assistant, answer: Answer, extractive: Answer) -> None:
    """What every answer keeps to, whoever words it."""
    assert answer.citations == extractive.citations
    assert answer.rows == extractive.rows
    assert answer.message == extractive.message
    for citation in answer.citations:
        held = live_source(assistant.searcher.store.connection, citation.source.id)
        assert held is not None
        assert held.source.text[citation.start : citation.end] == citation.quote
    own = {(s.text, s.citations, s.group) for s in extractive.statements}
    for statement in answer.statements:
        assert statement.citations
        assert set(statement.citations) <= {citation.number for citation in answer.citations}
        assert statement.why
        assert statement.checked or (statement.text, statement.citations, statement.group) in own
    cited = {number for statement in answer.statements for number in statement.citations}
    assert cited == {number for statement in extractive.statements for number in statement.citations}


def test_sentences_that_pass_are_shown_and_marked(data: Path):
    chat = says(
        "Exosomal miR-96 promotes cisplatin resistance in lung cancer, and its target is named as LMO7. [1]\n"
        "Exosomes carrying miR-96 raised viability, migration and cisplatin resistance of lung cancer cells, and "
        "re-expressing its target LMO7 cancelled these effects. [2]"
    )
    assistant = assistant_with(data, chat)
    answer = assistant.ask(MIR_96)
    assert [s.checked for s in answer.statements] == [True, True]
    assert answer.statements[0].text.startswith("Exosomal miR-96 promotes cisplatin resistance in lung cancer, and")
    assert [s.citations for s in answer.statements] == [(1, 2), (3,)]
    assert "same names: miR-96" in answer.statements[0].why
    assert (answer.writer, answer.replaced, answer.note) == ("model", 0, None)
    is_sound(assistant, answer, assistant.ask(MIR_96, writer="extractive"))


WRONG = {
    "another microRNA": "Exosomal miR-155 promotes resistance to cisplatin in lung cancer. [1]",
    "another arm": "Exosomal miR-96-3p promotes resistance to cisplatin in lung cancer. [1]",
    "another drug": "Exosomal miR-96 promotes resistance to paclitaxel in lung cancer. [1]",
    "another cancer": "Exosomal miR-96 promotes resistance to cisplatin in breast cancer. [1]",
    "another target": "Exosomal miR-96 promotes resistance to cisplatin in lung cancer by targeting PTEN. [1]",
    "the other way": "Exosomal miR-96 reverses resistance to cisplatin in lung cancer. [1]",
    "denied": "Exosomal miR-96 does not promote resistance to cisplatin in lung cancer. [1]",
    "a number": "Exosomal miR-96 promotes resistance to cisplatin in 57 lung cancer patients. [1]",
    "a share": "Exosomal miR-96 promotes resistance to cisplatin in 80% of lung cancer. [1]",
    "a year": "Exosomal miR-96 promotes resistance to cisplatin in lung cancer, as shown in 2019. [1]",
    "an unknown microRNA": "Exosomal miR-99999 promotes resistance to cisplatin in lung cancer. [1]",
    "a made-up drug": "Exosomal miR-96 promotes resistance to cisplatin and zorubicin in lung cancer. [1]",
    "a made-up drug in front": "Qoxitamab and exosomal miR-96 promote resistance to cisplatin in lung cancer. [1]",
    "a made-up name": "Exosomal miR-96 promotes resistance to cisplatin in lung cancer through the XQR9 axis. [1]",
    "names run together": RECORD.removesuffix(".") + ".cisplatinbreast cancer. [1]",
    "a cancer run into a verb": "Exosomal miR-96 promotesbreast cancer resistance to cisplatin in lung cancer. [1]",
    "a drug run into a drug": "Exosomal miR-96 promotes resistance to cisplatinpaclitaxel in lung cancer. [1]",
    "a denial run into a drug": "Exosomal miR-96 promotes resistance to notcisplatin in lung cancer. [1]",
    "a verb run into a drug": "Exosomal miR-96 promotes resistance to reversescisplatin in lung cancer. [1]",
    "cut off": "Exosomal miR-96 promotes resistance to cisplatin in. [1]",
    "begun within": "resistance to cisplatin in lung cancer; its target is named as LMO7. [1]",
    "a word twice": "Exosomal miR-96 promotes promotes resistance to cisplatin in lung cancer. [1]",
    "words twice": "Exosomal miR-96 promotes resistance to resistance to cisplatin in lung cancer. [1]",
    "stray signs": "Exosomal miR-96 promotes resistance to cisplatin in lung cancer]]; its target is LMO7. [1]",
    "a reference": "Exosomal miR-96 promotes resistance to cisplatin in lung cancer (Smith et al.). [1]",
    "a DOI": "Exosomal miR-96 promotes resistance to cisplatin in lung cancer, doi 10.1000/x. [1]",
    "an address": "Exosomal miR-96 promotes resistance to cisplatin in lung cancer, see http://x.org. [1]",
    "advice": "You should take cisplatin for lung cancer with miR-96. [1]",
    "a recommendation": "Cisplatin is recommended against lung cancer with exosomal miR-96. [1]",
    "a cure": "Exosomal miR-96 and cisplatin cure lung cancer. [1]",
    "a number that does not exist": RECORD + " [7]",
    "no number": RECORD,
    "too short": "miR-96 promotes. [1]",
    "a leak": SYSTEM[:64] + " [1]",
    "markup": "Exosomal <b>miR-96</b> promotes resistance to cisplatin in lung cancer. [1]",
    "nonsense": "The the of cancer lung and and resistance miR-96 of. [5]",
}


@pytest.mark.parametrize("name", WRONG)
def test_what_does_not_pass_is_replaced_and_counted(data: Path, name: str):
    assistant = assistant_with(data, says(WRONG[name]))
    answer = assistant.ask(MIR_96)
    own = assistant.ask(MIR_96, writer="extractive")
    assert texts(answer) == texts(own)
    assert not any(s.checked for s in answer.statements)
    assert answer.replaced == 1
    is_sound(assistant, answer, own)


def test_a_sentence_on_the_word_of_other_evidence_is_replaced(data: Path):
    said = "Exosomal miR-155 promotes resistance to gemcitabine in pancreatic cancer; its target is named as DCK."
    answer = assistant_with(data, says(f"{said} [2]")).ask(LIST)
    assert answer.replaced == 1
    assert not any(s.checked for s in answer.statements)
    answer = assistant_with(data, says(f"{said} [4]")).ask(LIST)
    assert answer.replaced == 0
    assert [s.text for s in answer.statements if s.checked] == [said]


def test_the_same_words_are_shown_once_on_the_word_of_all_that_say_them(data: Path):
    answer = assistant_with(data, says(f"{RECORD} [2]")).ask(MIR_96)  # the second piece says as much
    assert texts(answer).count(RECORD) == 1
    assert set(answer.statements[0].citations) == {1, 2, 3}


def test_what_evidence_says_of_its_own_strength_is_kept(data: Path):
    bold = says("Exosomal miR-106b promotes resistance to gemcitabine in pancreatic cancer. [1]")
    answer = assistant_with(data, bold).ask(LIST)
    assert answer.replaced == 1
    assert texts(answer)[0].startswith("As far as the title alone tells, ")
    meek = says(
        "As far as the title alone tells, exosomal miR-106b promotes gemcitabine resistance in pancreatic cancer. [1]"
    )
    answer = assistant_with(data, meek).ask(LIST)
    assert answer.replaced == 0
    assert [s.checked for s in answer.statements if 1 in s.citations] == [True]


def test_facts_that_a_model_leaves_out_are_told_in_the_evidences_own_words(data: Path):
    chat = says("Exosomal miR-96 promotes resistance to cisplatin in lung cancer. [1]")
    assistant = assistant_with(data, chat)
    answer = assistant.ask(MIR_96)
    own = assistant.ask(MIR_96, writer="extractive")
    assert texts(answer)[1:] == texts(own)  # its target is not in the model's sentence
    assert [s.checked for s in answer.statements] == [True, False, False]


def test_repeated_sentences_are_shown_once(data: Path):
    answer = assistant_with(data, says(f"{RECORD} [1]\n" * 3)).ask(MIR_96)
    assert texts(answer).count(RECORD) == 1
    assert len(answer.statements) == 2


def test_a_sentence_may_not_mix_what_speaks_for_and_against(data: Path):
    """Evidence under different headings is not made one sentence."""

    def mixes(question: str, evidence: list[str]) -> str:
        first, second = evidence[0].rstrip("."), evidence[1]
        return f"{first}, and {second[0].lower()}{second[1:]} [1][2]"

    question = "How do exosomal microRNAs cause cisplatin resistance in lung cancer?"
    assistant = assistant_with(data, Says(reply=mixes))
    own = assistant.ask(question, writer="extractive")
    assert len({s.group for s in own.statements}) > 1
    answer = assistant.ask(question)
    is_sound(assistant, answer, own)
    groups = [s.group for s in answer.statements]
    assert [g for i, g in enumerate(groups) if i == 0 or groups[i - 1] != g] == list(dict.fromkeys(groups))


@pytest.mark.parametrize(
    "question",
    [
        "Does exosomal miR-21 promote cisplatin resistance in ovarian cancer?",
        "What is the recommended dose of imatinib in children?",
        "Which chemotherapy should I take?",
        "How many records are there?",
        "Hello!",
        "Who won the world cup?",
    ],
)
def test_no_model_is_asked_what_the_corpus_does_not_answer(data: Path, question: str):
    chat = says("Exosomal miR-21 promotes resistance to cisplatin in ovarian cancer. [1]")
    assistant = assistant_with(data, chat)
    answer = assistant.ask(question)
    own = assistant.ask(question, writer="extractive")
    assert chat.asked == []
    assert (answer.status, answer.message, answer.statements) == (own.status, own.message, own.statements)
    assert answer.writer == "extractive"


def test_long_lists_stay_tables_and_ask_no_model(data: Path):
    chat = Says(reply=copies)
    assistant = assistant_with(data, chat)
    long = assistant.ask("Which exosomal microRNAs promote cisplatin resistance?")
    assert len(long.rows) > MOST_EVIDENCE
    assert chat.asked == []
    short = assistant.ask(LIST)
    assert len(chat.asked) == 1
    assert len(short.rows) == 5
    is_sound(assistant, short, assistant.ask(LIST, writer="extractive"))


def test_sentences_come_one_by_one_under_numbers_that_stay(data: Path):
    assistant = assistant_with(data, Says(reply=copies))
    steps = list(assistant.answers(LIST))
    assert [len(step.statements) for step in steps] == [0, 1, 2, 3, 4, 5, 5]
    assert {step.citations for step in steps} == {steps[-1].citations}
    for before, after in pairwise(steps):
        assert after.statements[: len(before.statements)] == before.statements
    assert all(s.checked for s in steps[-1].statements)


def test_the_default_asks_no_model(data: Path):
    chat = Says(reply=copies)
    answer = Assistant(AssistantSettings.load(data=data), chat=chat).ask(MIR_96)
    assert (answer.writer, answer.replaced, answer.note, chat.asked) == ("extractive", 0, None, [])


def test_a_model_that_hangs_holds_nobody_up(data: Path):
    chat = Says(reply=copies, hangs_after=0)
    assistant = assistant_with(data, chat, model_timeout=0.5)
    start = time.perf_counter()
    answer = assistant.ask(MIR_96)
    assert time.perf_counter() - start < 10
    chat.let_go.set()
    assert answer.writer == "extractive"
    assert answer.note == (
        "The model worded nothing (it was not done within 0.5 seconds); the evidence's own words are shown."
    )
    assert texts(answer) == texts(assistant.ask(MIR_96, writer="extractive"))
    assert chat.left.wait(10)  # its thread ends with its next piece


def test_a_model_that_breaks_off_is_told_and_its_secrets_are_not(data: Path, caplog: pytest.LogCaptureFixture):
    chat = Says(reply=copies, breaks_after=30)
    assistant = assistant_with(data, chat)
    answer = assistant.ask(MIR_96)
    assert answer.note == (
        "The model stopped early (it failed with ConnectionError); the evidence's own words are shown for the rest."
    )
    assert answer.writer == "model"
    assert [s.checked for s in answer.statements] == [True, False]
    assert "sk-secret" not in repr(answer) + caplog.text


@pytest.mark.parametrize("text", ["", "   ", "[1][2]", NO_ANSWER, "going on " * 400, "[[[["])
def test_a_model_that_says_nothing_is_told(data: Path, text: str):
    answer = assistant_with(data, says(text)).ask(MIR_96)
    assert answer.note == "The model worded nothing (it wrote no sentence); the evidence's own words are shown."
    assert (answer.writer, len(answer.statements)) == ("extractive", 2)


def test_a_model_that_only_talks_is_left(data: Path):
    chat = says("Here is nothing that the evidence says at all. [1]\n" * 9)
    answer = assistant_with(data, chat).ask(LIST)
    assert answer.replaced == 3
    assert chat.left.wait(10)


def test_it_ends_when_it_is_stopped(data: Path):
    chat = Says(reply=copies, hangs_after=40)
    assistant = assistant_with(data, chat)
    stop = Event()
    steps: list[Answer] = []
    start = time.perf_counter()
    for step in assistant.answers(LIST, stop=stop):
        steps.append(step)
        if step.statements:
            stop.set()
    assert time.perf_counter() - start < 20
    chat.let_go.set()
    assert chat.left.wait(10)
    assert len(steps[-1].statements) == 5
    assert steps[-1].note is None


def test_who_stops_listening_ends_the_model(data: Path):
    chat = Says(reply=copies, hangs_after=40)
    growing = assistant_with(data, chat).answers(LIST)
    next(step for step in growing if step.statements)
    growing.close()  # type: ignore[attr-defined]
    chat.let_go.set()
    assert chat.left.wait(10)


def test_a_model_that_is_missing_is_told(data: Path, tmp_path: Path):
    missing = AssistantSettings.load(data=data, writer="model", model=str(tmp_path / "none.gguf"))
    answer = Assistant(missing).ask(MIR_96)
    assert answer.note is not None
    assert answer.note.startswith("The model worded nothing (The model ")
    assert "none.gguf can't be read (No such file or directory); set model to a GGUF file" in answer.note
    assert len(answer.statements) == 2
    text = tmp_path / "text.gguf"
    text.write_text("no model")
    answer = Assistant(AssistantSettings.load(data=data, writer="model", model=str(text))).ask(MIR_96)
    assert "text.gguf is no GGUF file" in (answer.note or "")


PIECES = ["Exosomal miR-96", "miR-155", " promotes", " reverses", " resistance to ", "cisplatin", "paclitaxel", " in "]
PIECES += ["lung cancer", "breast cancer", "; its target is named as ", "LMO7", "PTEN", ". ", "\n", "[1]", "[2]", "[9]"]
PIECES += [RECORD, " not", "57 patients", "[", "]", "\x00", "<script>", "You should ", "\ud7ff", "…", "miR-21 "]


OWN = ["Exosomal ", "miR-96", " promotes", " resistance to ", "cisplatin", " in ", "lung cancer"]
OWN += ["; its target is named as ", "LMO7", "."]


def spoiled(put: list[tuple[int, str]]) -> list[str]:
    """A right sentence with pieces put into it, and its number."""
    parts = list(OWN)
    for place, piece in put:
        parts.insert(place, piece)
    return [*parts, " [1]"]


SPOILED = st.lists(st.tuples(st.integers(0, len(OWN)), st.sampled_from(PIECES)), min_size=1, max_size=3).map(spoiled)


@given(st.lists(st.sampled_from(PIECES), max_size=25) | SPOILED)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_model_says_the_answer_is_sound(assistant: Assistant, parts: list[str]):
    chatting = Assistant.__new__(Assistant)
    chatting.__dict__.update(assistant.__dict__, _chat=says("".join(parts)), _model=None)
    own = assistant.ask(MIR_96)
    answer = chatting.ask(MIR_96, writer="model")
    is_sound(assistant, answer, own)
    said = " ".join(texts(answer))
    names = {m.name for m in assistant.searcher.names.find(said) if m.kind in ("mirna", "drug", "cancer")}
    assert names <= {m.name for m in assistant.searcher.names.find(" ".join(texts(own)))}
    assert not re.search(r"57|should|<|paclitaxel|breast", said)
