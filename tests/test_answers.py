"""What each kind of question is answered with: completeness, verdicts, sides, counts, refusals and follow-ups."""

import csv
import json
from dataclasses import replace

import pytest

from assistant.assistant import Assistant
from assistant.checking import Checker
from assistant.conflicts import conflict_points
from assistant.conversation import conversation
from assistant.draft import Point, Quote
from assistant.findings import live_findings
from corpus.names.names import Names
from index.filters import Filter
from tests.conftest import ROOT, Command

NAMES = Names()
with (ROOT / "corpus" / "records" / "records.csv").open(encoding="utf-8") as file:
    RECORDS = list(csv.DictReader(file))


def expected(effect: str | None, **wanted: str) -> set[str]:
    """The ids of the records whose fields hold a name or a narrower one."""
    fields = {"mirna": "mirna", "drug": "drugs", "cancer": "cancer", "cell": "donor", "gene": "targets"}
    return {
        row["id"]
        for row in RECORDS
        if effect in (None, row["effect"])
        and all(
            any(NAMES.means(kind, name, held) for held in NAMES.named(kind, row[fields[kind]]))
            for kind, name in wanted.items()
        )
    }


PDAC = "pancreatic ductal adenocarcinoma"
LISTS = [
    ("Which exosomal miRNAs make GEM fail in PDAC?", "promotes_resistance", {"drug": "gemcitabine", "cancer": PDAC}),
    ("List all microRNAs that confer platinum resistance", "promotes_resistance", {"drug": "platinum drug"}),
    ("What restores sensitivity to TMZ?", "reverses_resistance", {"drug": "temozolomide"}),
    ("Which miRNAs are linked to resistance in lung cancer?", None, {"cancer": "lung cancer"}),
    ("Which cancers is miR\u201021 recorded in?", None, {"mirna": "miR-21"}),
]


@pytest.mark.parametrize(("question", "effect", "names"), LISTS)
def test_a_list_is_complete(assistant: Assistant, question: str, effect: str | None, names: dict[str, str]):
    answer = assistant.ask(question)
    found = {row.record.id for row in answer.rows}
    assert answer.kind == "list"
    assert found == expected(effect, **names)
    assert found
    assert {citation.record for citation in answer.citations} == found
    assert answer.message
    assert answer.message.startswith(f"{len(found)} record")
    groups = [statement.group for statement in answer.statements]
    assert groups == sorted(groups, key=groups.index)


def test_a_list_obeys_the_filter(assistant: Assistant):
    answer = assistant.ask("Which exosomal miRNAs confer cisplatin resistance?", Filter(cancer=("gastric cancer",)))
    found = {row.record.id for row in answer.rows}
    assert found <= expected("promotes_resistance", drug="cisplatin")
    assert found >= expected("promotes_resistance", drug="cisplatin", cancer="gastric cancer")


VERDICTS = [
    ("Does exosomal miR-151a cause temozolomide resistance?", "No: "),
    ("Does exosomal miR-151a restore sensitivity to TMZ?", "Yes: "),
    ("Does loss of exosomal miR-151a cause temozolomide resistance?", "Yes: "),
    ("Is resistance to gemcitabine promoted by miR-155 in pancreatic cancer?", "Yes: "),
    ("Does miR-433 promote drug resistance?", "Mixed: "),
    ("Does exosomal miR-1246 cause oxaliplatin resistance in CRC?", "Not answered here"),
    ("Do circRNAs in exosomes drive temozolomide resistance?", "Yes: "),  # of the cargo, which acts on microRNAs
    ("Does miR-21 not cause cisplatin resistance?", "Not answered as yes or no"),
]


@pytest.mark.parametrize(("question", "opening"), VERDICTS)
def test_yes_or_no(assistant: Assistant, question: str, opening: str):
    answer = assistant.ask(question)
    assert answer.kind == "effect"
    assert (answer.message or "").startswith(opening)
    assert answer.statements


STANDING = [
    (
        "Is the miR-32-5p study in hepatocellular carcinoma reliable?",
        "Publication status of the source found on it: ret",
    ),
    (
        "Can the paper on miR-567 and trastuzumab be trusted?",
        "Publication status of the source found on it: retracted.",
    ),
    (
        "Has the miR-96 paper on cisplatin in lung cancer been retracted?",
        "Publication status of the source found on it: w",
    ),
    ("Is exosomal miR-32-5p a reliable marker in studies of hepatocellular carcinoma?", "Not answered here"),
]


@pytest.mark.parametrize(("question", "opening"), STANDING)
def test_a_study_is_never_vouched_for(assistant: Assistant, question: str, opening: str):
    """Whether it is retracted is told, with no yes or no that could be read as a judgement of it."""
    answer = assistant.ask(question)
    assert answer.statements
    assert (answer.message or "").startswith(opening)


def test_opposite_effects_are_set_side_by_side(assistant: Assistant):
    answer = assistant.ask("miR-433 in ovarian and in lung cancer?")
    assert answer.kind == "compare"
    assert answer.message == "ovarian cancer: promotion of resistance. lung cancer: reversal of resistance."
    groups = {citation: s.group for s in answer.statements for citation in s.citations}
    for citation in answer.citations:
        assert (citation.record == "R0062") == (groups[citation.number] == "ovarian cancer")


def test_the_corpus_is_counted(assistant: Assistant):
    answer = assistant.ask("How many records mention cisplatin?")
    assert answer.message
    assert answer.message.startswith(f"{len(expected(None, drug='cisplatin'))} records of the {len(RECORDS)}")
    sources = assistant.ask("What sources do you have on glioblastoma?")
    ids = {citation.source.id for citation in sources.citations}
    assert (sources.message or "").startswith(f"{len(ids)} sources")
    retracted = assistant.ask("Which papers are retracted?")
    assert {citation.source.status for citation in retracted.citations} == {"retracted"}


def test_a_definition_comes_first(assistant: Assistant):
    answer = assistant.ask("What is an exosome?")
    assert "vesicles" in answer.statements[0].text
    assert " are " in answer.statements[0].text


def test_small_talk_has_no_statement(assistant: Assistant):
    answer = assistant.ask("Thank you!")
    assert (answer.kind, answer.status, answer.statements, answer.citations) == ("talk", "answered", (), ())
    assert answer.message


REFUSED = [
    ("Does miR-155 cause aspirin resistance?", "miR-155 together with aspirin; the nearest that it has: miR-155"),
    ("What is the recommended dose of imatinib in children?", "no advice"),
    ("Should my mother stop cisplatin?", "no advice"),
    ("Is the author of the miR-32-5p paper married?", "married"),
    ("Which exosomal microRNAs cause ivermectin resistance?", "no evidence on ivermectin"),
    ("What is the half-life of cisplatin in plasma?", "no evidence on"),
    (
        "Which miRNAs in exosomes of mesenchymal stem cells affect 5-FU?",
        "no evidence on mesenchymal stem cells and 5-FU",
    ),
    ("Which miRNAs make wheat resist rust?", "wheat"),
    ("What does a miR-21 test cost?", "cost"),
]


@pytest.mark.parametrize(("question", "said"), REFUSED)
def test_refused(assistant: Assistant, question: str, said: str):
    answer = assistant.ask(question)
    assert answer.status == "refused"
    assert said in (answer.message or "")
    assert not answer.statements


def test_a_retracted_source_alone_is_hedged(assistant: Assistant):
    seen = 0
    for row in RECORDS:
        finding = next(f for f in assistant.records() if f.record.id == row["id"])
        if finding.source.status != "retracted":
            continue
        answer = assistant.ask(f"Does exosomal {row['mirna']} affect {row['drugs'].split(';')[0]} in {row['cancer']}?")
        for statement in answer.statements:
            cited = {answer.citations[number - 1].source.status for number in statement.citations}
            assert (cited == {"retracted"}) == bool(statement.caveat)
            seen += cited == {"retracted"}
    assert seen


def test_what_rests_on_titles_alone_is_said(assistant: Assistant):
    answer = assistant.ask("Does exosomal miR-106b promote gemcitabine resistance in pancreatic cancer?")
    assert {citation.basis for citation in answer.citations} == {"title_only"}
    assert "rests on titles alone" in (answer.message or "")


def test_an_unsupported_sentence_gives_way_to_the_evidence(assistant: Assistant):
    with assistant.searcher.store.reading() as connection:
        finding = live_findings(connection)[0]
    place = finding.places["finding"]
    quote = Quote(finding.source, place.passage, place.start, place.end, place.text)
    turned = finding.record.mirna + " reverses resistance to cisplatin in lung cancer."
    shown = list(Checker(NAMES).checked([Point(turned, (quote,))]))
    assert [point.text for point in shown] == [place.text]


def test_follow_ups(assistant: Assistant):
    turns = conversation(assistant, ["Does exosomal miR-433 promote resistance in ovarian cancer?"])
    answer = assistant.ask("And in lung cancer?", history=turns)
    assert answer.understood == "Does exosomal miR-433 promote resistance in lung cancer?"
    assert (answer.message or "").startswith("No: ")
    source = assistant.ask("Show the first source", history=turns)
    assert {citation.source.id for citation in source.citations} == {turns[0].sources[0]}
    fresh = assistant.ask("What is an exosome?", history=turns)
    assert fresh.understood == fresh.question


def test_follow_ups_on_the_command_line(shared: Command, tmp_path):
    said = shared.json("ask", "And in lung cancer?", "--after", "Does miR-433 promote resistance in ovarian cancer?")
    assert "miR-433" in said["question_understood"]
    assert "lung cancer" in said["question_understood"]
    path = tmp_path / "questions.jsonl"
    path.write_text(
        json.dumps({"id": 1, "question": "And TMZ?", "history": ["What restores cisplatin sensitivity?", " "]})
    )
    line = json.loads(shared("ask", "--batch", path).stdout)
    assert "TMZ" in line["question_understood"]
    assert {row["effect"] for row in line["rows"]} == {"reverses_resistance"}


def test_records_are_filtered(shared: Command):
    found = shared.json(
        "records", "--drug", "platinum drug", "--effect", "reverses_resistance", "--cancer", "ovarian cancer"
    )
    ids = {record["id"] for record in found["records"]}
    assert ids == expected("reverses_resistance", drug="platinum drug", cancer="ovarian cancer")


def test_disagreements_are_cited(assistant: Assistant):
    """No shipped records disagree, so one is turned round."""
    one = next(finding for finding in assistant.records() if finding.record.effect == "promotes_resistance")
    turned = replace(one, record=replace(one.record, id="X", effect="reverses_resistance"))
    names = assistant.searcher.names
    (point,) = conflict_points([one, turned], names)
    assert point.text.startswith("One source reports both: ")
    assert point.group == "Sources disagree"
    assert [quote.text for quote in point.quotes] == [one.places["finding"].text]
    assert conflict_points([one, one], names) == []
