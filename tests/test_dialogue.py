"""Follow-ups: what is understood of a question after others."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.dialogue.model import Understood
from assistant.dialogue.understand import understand
from assistant.model import Turn
from corpus.asked import LONGEST
from corpus.names.names import Names
from tests.test_sentences import ODD

NAMES = Names()
FILE = Path(__file__).parent / "data" / "dialogues.jsonl"
DIALOGUES = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]

_COMPARED = ("mirna", "drug", "cancer", "gene", "cell")
_SENSITIVITY = re.compile(r"sensiti|restor|revers|overc[ao]m", re.IGNORECASE)
_RESISTANCE = re.compile(r"resist|fail", re.IGNORECASE)

EFFECT = "Does exosomal miR-96 cause cisplatin resistance in lung cancer?"
TARGET = "What does exosomal miR-96 target in lung cancer?"
LIST = "Which exosomal miRNAs make gemcitabine fail in pancreatic cancer?"
LINKED = "List miRNAs linked to cisplatin resistance"
OPEN = "What restores temozolomide sensitivity?"
MACROPHAGES = "How do macrophage exosomes cause chemoresistance?"
TWO = "Do miR-21 and miR-155 promote paclitaxel resistance in breast cancer and in ovarian cancer?"

STEPS = [
    # What leaves words out.
    (EFFECT, "And in ovarian cancer?", "Does exosomal miR-96 cause cisplatin resistance in ovarian cancer?"),
    (EFFECT, "What about miR-155?", "Does exosomal miR-155 cause cisplatin resistance in lung cancer?"),
    (EFFECT, "and for GBM", "Does exosomal miR-96 cause cisplatin resistance in GBM"),
    (EFFECT, "Same for paclitaxel.", "Does exosomal miR-96 cause paclitaxel resistance in lung cancer."),
    (EFFECT, "in patients?", "Does exosomal miR-96 cause cisplatin resistance in lung cancer in patients?"),
    (EFFECT, "How about restoring?", "Does exosomal miR-96 restore cisplatin sensitivity in lung cancer?"),
    (EFFECT, "Does miR-155 do so too?", "Does exosomal miR-155 cause cisplatin resistance in lung cancer?"),
    (EFFECT, "Is it the same in GC?", "Does exosomal miR-96 cause cisplatin resistance in gastric cancer?"),
    (EFFECT, "Other drugs?", "Does exosomal miR-96 cause resistance to other drugs in lung cancer?"),
    (EFFECT, "other miRNAs?", "Which other exosomal miRNAs cause cisplatin resistance in lung cancer?"),
    (EFFECT, "No, I meant colon cancer.", "Does exosomal miR-96 cause cisplatin resistance in colon cancer."),
    (EFFECT, "Thanks! And through autophagy?", EFFECT[:-1] + " through autophagy?"),
    (EFFECT, "and in zebrafish?", EFFECT[:-1] + " in zebrafish?"),
    (EFFECT, "waht about miR-155?", "Does exosomal miR-155 cause cisplatin resistance in lung cancer?"),
    (TARGET, "And PTEN?", "Does exosomal miR-96 target PTEN in lung cancer?"),
    (TARGET, "And cisplatin resistance?", "What does exosomal miR-96 target in cisplatin resistance of lung cancer?"),
    (LIST, "And in ovarian cancer?", "Which exosomal miRNAs make gemcitabine fail in ovarian cancer?"),
    (LIST, "What about miR-155?", "Does exosomal miR-155 make gemcitabine fail in pancreatic cancer?"),
    (LINKED, "miR-155?", "Is miR-155 linked to cisplatin resistance?"),
    (LINKED, "And in ovarian cancer?", "List miRNAs linked to cisplatin resistance in ovarian cancer?"),
    (OPEN, "and for paclitaxel?", "What restores paclitaxel sensitivity?"),
    (MACROPHAGES, "And fibroblasts?", "How do fibroblast exosomes cause chemoresistance?"),
    (MACROPHAGES, "to cisplatin?", "How do macrophage exosomes cause chemoresistance to cisplatin?"),
    (TWO, "And in glioma?", "Do miR-21 and miR-155 promote paclitaxel resistance in glioma?"),
    (TWO, "And miR-34a?", "Does miR-34a promote paclitaxel resistance in breast cancer and in ovarian cancer?"),
    ("Compare miR-433 in ovarian and lung cancer", "and glioma?", "What is known about miR-433 in glioma?"),
    # What takes a part of a list.
    (
        LIST,
        "Which of these restore sensitivity?",
        "Which exosomal miRNAs restore sensitivity to gemcitabine in pancreatic cancer?",
    ),
    (LIST, "only those in patients", LIST[:-1] + " in patients"),
    (
        LIST,
        "Which of them come from CAFs?",
        "Which exosomal miRNAs from CAFs make gemcitabine fail in pancreatic cancer?",
    ),
    (LIST, "Which of these target PTEN?", LIST[:-1] + " and target PTEN?"),
    (
        LIST,
        "How many of them were shown in mice?",
        "How many exosomal miRNAs make gemcitabine fail in pancreatic cancer in mice?",
    ),
    (EFFECT, "Which miRNAs do that too?", "Which exosomal miRNAs cause cisplatin resistance in lung cancer?"),
    (OPEN, "Is there any that promotes it?", "Which miRNAs promote temozolomide resistance?"),
    (LIST, "Is miR-155 one of them?", "Does exosomal miR-155 make gemcitabine fail in pancreatic cancer?"),
    (LIST, "the opposite?", "Which exosomal miRNAs restore sensitivity to gemcitabine in pancreatic cancer?"),
    (LIST, "the sensitising ones?", "Which exosomal miRNAs restore sensitivity to gemcitabine in pancreatic cancer?"),
    (OPEN, "and the ones that promote?", "Which miRNAs promote temozolomide resistance?"),
    (
        EFFECT,
        "Which of these restore sensitivity?",
        "Which exosomal miRNAs restore sensitivity to cisplatin in lung cancer?",
    ),
    # What points back.
    (
        "What does miR-21 do in lung cancer?",
        "Does it also affect cisplatin?",
        "Does miR-21 also affect cisplatin in lung cancer?",
    ),
    (EFFECT, "And what does it target?", "What does exosomal miR-96 target in cisplatin resistance of lung cancer?"),
    (EFFECT, "Which other drugs does it affect?", "Which other drugs does exosomal miR-96 affect in lung cancer?"),
    (EFFECT, "How does this drug kill cells?", "How does cisplatin kill cells in lung cancer?"),
    (
        EFFECT,
        "What restores sensitivity in the same cancer?",
        "What restores sensitivity to cisplatin in lung cancer?",
    ),
    (
        LIST,
        "What do they target?",
        "What do the exosomal miRNAs that make gemcitabine fail in pancreatic cancer target?",
    ),
    (
        EFFECT,
        "In which model was this shown?",
        "In which model was the role of exosomal miR-96 in cisplatin resistance of lung cancer shown?",
    ),
    ("What is an exosome?", "How are they isolated?", "How are exosomes isolated?"),
    # What leaves open of what it asks.
    (
        EFFECT,
        "What is the effect on PTEN?",
        "What is the effect of exosomal miR-96 on PTEN in cisplatin resistance of lung cancer?",
    ),
    (EFFECT, "in which other cancers?", "In which other cancers does exosomal miR-96 cause cisplatin resistance?"),
    ("Do macrophages transfer resistance?", "to what drugs?", "To what drugs do macrophages transfer resistance?"),
    (
        EFFECT,
        "What is the mechanism?",
        "What is the mechanism of exosomal miR-96 in cisplatin resistance of lung cancer?",
    ),
    (
        EFFECT,
        "Which genes are targeted?",
        "Which genes are targeted by exosomal miR-96 in cisplatin resistance of lung cancer?",
    ),
    (EFFECT, "Why?", "Why does exosomal miR-96 cause cisplatin resistance in lung cancer?"),
    (LIST, "Why?", "Why do exosomal miRNAs make gemcitabine fail in pancreatic cancer?"),
    (EFFECT, "Which miRNAs restore sensitivity?", "Which miRNAs restore sensitivity to cisplatin in lung cancer?"),
    (
        MACROPHAGES,
        "Which miRNAs are involved?",
        "Which miRNAs are involved with macrophage exosomes in chemoresistance?",
    ),
]

COMPLETE = [
    "What is an exosome?",
    "List miRNAs linked to cisplatin resistance",
    "Does miR-21 cause resistance to doxorubicin in breast cancer?",
    "What does exosomal miR-433 target?",
    "Is it known that miR-21 promotes gefitinib resistance in lung cancer?",
    "Which miRNAs that target PTEN restore sensitivity to paclitaxel?",
    "How do exosomes transfer their cargo to cells?",
    "miR-155 gemcitabine pancreatic cancer",
    "What sources do you have on glioblastoma?",
    "How many records mention cisplatin?",
    "What is drug resistance?",
    "What about exosome isolation?",
    "thanks",
    "OK, that is very helpful!",
    "Who are you?",
    "",
    "   ",
    "?",
]

SHOWN = [
    ("Show the second source", "s2"),
    ("open source 3", "s3"),
    ("the last source please", "s3"),
    ("show me reference [2]", "s2"),
    ("Can I see the first paper?", "s1"),
    ("what does the 3rd study say?", "s3"),
    ("Open source four", None),
    ("show source 0", None),
    ("show reference 99999", None),
]


def _names(text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for mention in NAMES.find(text):
        if mention.name != "cancer cell":
            found.setdefault(mention.kind, set()).add(mention.name)
    return found


def _direction(text: str) -> str:
    if _SENSITIVITY.search(text):
        return "sensitivity"
    return "resistance" if _RESISTANCE.search(text) else "none"


def _faults(turn: dict[str, object], found: Understood) -> list[str]:
    held, wanted = _names(found.question), {kind: set(names) for kind, names in turn["names"].items()}
    faults = [
        f"{kind}: {held.get(kind, set())} for {wanted.get(kind, set())}"
        for kind in {*_COMPARED, *wanted}
        if held.get(kind, set()) != wanted.get(kind, set())
    ]
    faults += [f"kept {name}" for name in turn.get("forbidden", ()) if any(name in names for names in held.values())]
    if _direction(found.question) != turn["direction"]:
        faults.append(f"direction for {turn['direction']}")
    if found.source != turn.get("source"):
        faults.append(f"source {found.source} for {turn.get('source')}")
    return [f"{turn['question']} -> {found.question}: {fault}" for fault in faults]


def test_the_dialogues_are_as_described():
    assert len(DIALOGUES) >= 30
    assert all(len(dialogue["turns"]) == 3 for dialogue in DIALOGUES)
    assert sum(dialogue["split"] == "held" for dialogue in DIALOGUES) * 3 >= len(DIALOGUES)


# Tuned on "dev"; "held" was left alone until the end.
@pytest.mark.parametrize(("split", "least"), [("dev", 1.0), ("held", 0.9)])
def test_dialogues(split: str, least: float):
    right, turns, faults = 0, 0, []
    for dialogue in DIALOGUES:
        if dialogue["split"] != split:
            continue
        history: list[Turn] = []
        for turn in dialogue["turns"]:
            found = understand(turn["question"], history, NAMES)
            wrong = _faults(turn, found)
            right, turns, faults = right + (not wrong), turns + 1, faults + wrong
            history.append(Turn(found.question, tuple(turn.get("sources", ()))))
    assert right / turns >= least, "\n".join(faults)


@pytest.mark.parametrize(("before", "asked", "understood"), STEPS)
def test_a_follow_up_becomes_a_full_question(before: str, asked: str, understood: str):
    assert understand(asked, [Turn(before)], NAMES).question == understood


@pytest.mark.parametrize("before", [EFFECT, LIST, MACROPHAGES])
@pytest.mark.parametrize("asked", COMPLETE)
def test_a_complete_question_stays(before: str, asked: str):
    assert understand(asked, [Turn(before, ("s1",))], NAMES) == Understood(asked)


@pytest.mark.parametrize(("asked", "source"), SHOWN)
def test_a_source_is_found_past_turns_without_any(asked: str, source: str | None):
    history = [Turn(LIST, ("x",)), Turn(EFFECT, ("s1", "s2", "s3")), Turn("thanks")]
    assert understand(asked, history, NAMES) == Understood(asked, source=source)


def test_without_sources_there_is_none_to_show():
    assert understand("Show the second source", [Turn(EFFECT)], NAMES) == Understood("Show the second source")


@pytest.mark.parametrize("asked", ["And in ovarian cancer?", "Does it also affect cisplatin?", "Why?", "Show source 1"])
def test_what_follows_nothing_stays(asked: str):
    assert understand(asked, [], NAMES) == Understood(asked)
    assert understand(asked, [Turn("Hello!")], NAMES) == Understood(asked)


def test_small_talk_and_shown_sources_are_looked_past():
    history = [Turn(EFFECT, ("s1",)), Turn("Show the first source"), Turn("thank you")]
    found = understand("And in ovarian cancer?", history, NAMES)
    assert found.question == "Does exosomal miR-96 cause cisplatin resistance in ovarian cancer?"


def test_an_older_name_is_found_when_it_alone_fits():
    history = [Turn("Does miR-21 cause gefitinib resistance?"), Turn("What is known about PTEN in glioma?")]
    found = understand("Is this drug used there?", history, NAMES)
    assert _names(found.question) == {"drug": {"gefitinib"}, "cancer": {"glioma"}}


def test_carried_names_are_those_that_earlier_turns_added():
    found = understand("And in ovarian cancer?", [Turn(EFFECT)], NAMES)
    assert [(mention.kind, mention.name) for mention in found.carried] == [("mirna", "miR-96"), ("drug", "cisplatin")]
    assert [found.question[mention.start : mention.end] for mention in found.carried] == ["miR-96", "cisplatin"]


def test_a_long_text_stays():
    text = "Does it work? " * 20
    assert understand(text, [Turn(EFFECT)], NAMES) == Understood(text)
    before = EFFECT[:-1] + " in patients" + " of the ward" * (LONGEST // 12) + "?"
    assert len(understand("And miR-155?", [Turn(before)], NAMES).question) <= LONGEST


WORDS = st.lists(
    st.sampled_from(
        "and what about which of these those it its they that only in for miR-155 miR-21 cisplatin TMZ GBM CAFs PTEN"
        " patients ovarian cancer lung restore sensitivity resistance promote fail ? . , show the last source 2 [3] why"
        " how Does do"
        " other drugs miRNAs same opposite exosomes from macrophages is there this mechanism not".split()
    ),
    max_size=14,
).map(" ".join)
TEXTS = st.one_of(st.text(max_size=80), ODD, WORDS)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.lists(st.builds(Turn, TEXTS, st.lists(st.text(max_size=3), max_size=3).map(tuple)), max_size=4))
def test_nothing_raises_and_nothing_gets_lost(question: str, history: list[Turn]):
    found = understand(question, history, NAMES)
    assert bool(found.question.strip()) == bool(question.strip())
    assert found.source is None or any(found.source in turn.sources for turn in history)
    for mention in found.carried:
        assert mention in NAMES.find(found.question)
