"""The metrics of answers, worked by hand on answers made by hand, and the command."""

import json
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.evaluate.citing import citation_precision, citation_recall
from assistant.evaluate.gold import Gold, identifier, read_gold
from assistant.evaluate.listing import set_f1
from assistant.evaluate.questions import Marks, evaluate_questions, figures, mark
from assistant.evaluate.quoting import exact_quotes
from assistant.evaluate.refusing import refusal_precision, refusal_recall
from assistant.evaluate.right import right
from assistant.evaluate.terms import Terms
from assistant.model import Answer, Citation, Row, Seconds, Statement
from corpus.errors import ExociteError
from corpus.model import Record, Source
from corpus.names.names import Names
from tests.conftest import Command, sentence_on_stderr

TERMS = Terms(Names())


def source(name: str, **given: str) -> Source:
    return Source(id=name, kind="study", text="", sections=(), **given)  # pyright: ignore[reportArgumentType]


def cite(number: int, of: Source, record: str | None = None, quote: str = "x", start: int = 0) -> Citation:
    return Citation(number, quote, start, start + len(quote), None, record, None, (), of)


def record(name: str, mirna: str, *drugs: str, targets: tuple[str, ...] = (), donor: str | None = None) -> Record:
    parts = ("cancer", drugs, "promotes_resistance", None, "miRNA", donor, None, targets, (), ("emt",), None)
    return Record(name, "S1", mirna, parts[0], *parts[1:], "It was seen.", "abstract_read")  # pyright: ignore


def answer(
    *statements: tuple[str, tuple[int, ...]] | Statement,
    citations: tuple[Citation, ...] = (),
    rows: tuple[Row, ...] = (),
    message: str | None = None,
    refused: bool = False,
) -> Answer:
    return Answer(
        question="Q",
        understood="Q",
        kind="list",
        status="refused" if refused else "answered",
        message=message,
        statements=tuple(one if isinstance(one, Statement) else Statement(*one) for one in statements),
        citations=citations,
        rows=rows,
        seconds=Seconds(0, 0, 0),
    )


def gold(*terms: str, sources: tuple[str, ...] = (), kind: str = "finding", answerable: bool = True) -> Gold:
    return Gold("Q", kind, frozenset(map(identifier, sources)), terms, answerable)  # pyright: ignore


S1 = source("S1", doi="10.1/ABC", pmid="123")
S2 = source("S2", pmcid="PMC9")
S3 = source("S3")


def test_identifiers_meet_whatever_their_writing():
    for written in ("https://doi.org/10.1/abc", "doi:10.1/ABC", " 10.1/abc ", "PMID: 123", "123", "s1", "R0001"):
        assert citation_recall(answer(citations=(cite(1, S1, "R0001"),)), gold(sources=(written,))) == 1, written


def test_citation_precision_and_recall_by_hand():
    wanted = gold(sources=("10.1/abc", "PMC9", "10.9/zzz"))
    # S1 is cited twice and counts once; of S1, S2, S3 two are gold; of three gold ones two are cited
    found = answer(citations=(cite(1, S1), cite(2, S1), cite(3, S2), cite(4, S3)))
    assert citation_precision(found, wanted) == pytest.approx(2 / 3)
    assert citation_recall(found, wanted) == pytest.approx(2 / 3)
    assert citation_precision(answer(), wanted) == citation_recall(answer(), wanted) == 0
    # a record is gold, its source is not: another record of that source is no gold source
    of_record = gold(sources=("R0001",))
    assert citation_precision(answer(citations=(cite(1, S1, "R0002"),)), of_record) == 0
    assert citation_precision(answer(citations=(cite(1, S1, "R0002"), cite(2, S1, "R0001"))), of_record) == 1


RIGHT = [
    ("It is miR-21-5p.", (1,), ["miR-21"], True),
    ("It is microRNA-21.", (1,), ["miR-21-5p"], True),  # the coarser name decides
    ("It is miR-210.", (1,), ["miR-21"], False),
    ("It is miR-21-3p.", (1,), ["miR-21-5p"], False),
    ("CDDP failed.", (1,), ["cisplatin"], True),
    ("Carboplatin failed.", (1,), ["cisplatin"], False),
    ("It lost P-glycoprotein.", (1,), ["ABCB1"], True),
    ("Cells resisted the drug.", (1,), ["drug resistance"], False),  # not in that order
    ("Tumours were re-sensitised.", (1,), ["re-sensitized"], True),
    ("It is miR-21.", (2,), ["miR-21"], False),  # said on the word of another source
    ("It is miR-21.", (2, 1), ["miR-155", "miR-21"], True),
]


@pytest.mark.parametrize(("text", "numbers", "terms", "expected"), RIGHT)
def test_right_by_hand(text: str, numbers: tuple[int, ...], terms: list[str], expected: bool):
    given = answer(("Nothing here.", (1,)), (text, numbers), citations=(cite(1, S1), cite(2, S2)))
    assert right(given, gold(*terms, sources=("123",)), TERMS) is expected


def test_what_counts_as_said():
    citations = (cite(1, S1), cite(2, S2))
    wanted = gold("ferroptosis", sources=("S1",))
    assert right(answer(Statement("It died.", (1,), "ferroptosis"), citations=citations), wanted, TERMS)
    assert not right(answer(Statement("It died.", (2,), "ferroptosis"), citations=citations), wanted, TERMS)
    assert not right(answer(("It died.", (1,)), citations=citations, message="Ferroptosis."), wanted, TERMS)
    row = Row(record("R0001", "miR-21", "cisplatin", targets=("LMO7",)), S1, 1)
    assert right(answer(("Two.", (2,)), citations=citations, rows=(row,)), gold("LMO7", sources=("S1",)), TERMS)
    assert not right(answer(("Two.", (2,)), citations=citations, rows=(row,)), gold("LMO7", sources=("S2",)), TERMS)


def test_a_count_may_stand_anywhere_in_the_answer():
    wanted = gold("49", kind="corpus")
    assert right(answer(message="49 of 235 records mention it."), wanted, TERMS)
    assert right(answer(("There are 49.", (1,)), citations=(cite(1, S1),)), wanted, TERMS)
    assert not right(answer(message="149 of 490 records, R0049 first."), wanted, TERMS)
    assert not right(answer(message="No evidence on 49.", refused=True), wanted, TERMS)


def test_set_f1_by_hand():
    wanted = gold("miR-21", "miR-155", "miR-200c-3p", kind="list")
    rows = (
        Row(record("R1", "miR-21-5p", "cisplatin"), S1, 1),
        Row(record("R2", "miR-21-5p", "paclitaxel"), S1, 1),
        Row(record("R3", "miR-200c (miR-200c-3p)", "cisplatin"), S1, 1),
        Row(record("R4", "miR-210", "cisplatin"), S1, 1),
    )
    # listed: miR-21-5p, miR-200c, miR-210; two of three are gold, and two of three gold ones are met
    said = ("miR-155 as well.", (1,))  # rows go before statements
    assert set_f1(answer(said, rows=rows), wanted, TERMS) == pytest.approx(2 / 3)
    # in statements miR-21, miR-155 and miR-7: precision 2/3, recall 2/3; the drug is of another kind
    said = ("MiR-21 and miR-7 act on cisplatin.", (1,)), ("miR-155, miR-21.", (1,))
    assert set_f1(answer(*said), wanted, TERMS) == pytest.approx(2 / 3)
    assert set_f1(answer(("miR-21.", (1,))), wanted, TERMS) == pytest.approx(2 * (1 * 1 / 3) / (1 + 1 / 3))
    assert set_f1(answer(("miR-7.", (1,))), wanted, TERMS) == set_f1(answer(refused=True), wanted, TERMS) == 0


def test_set_f1_of_other_kinds_of_name():
    rows = (
        Row(record("R1", "miR-21", "cisplatin", "5-FU", targets=("PTEN", "BCL2"), donor="M2 macrophages"), S1, 1),
        Row(record("R2", "miR-21", "taxol", targets=("PTEN",), donor="M2-polarised macrophages"), S1, 1),
    )
    given = answer(rows=rows)
    drugs = gold("cisplatin", "5-fluorouracil", "paclitaxel", kind="list")
    assert set_f1(given, drugs, TERMS) == 1
    genes = gold("PTEN", kind="list")
    assert set_f1(given, genes, TERMS) == pytest.approx(2 * 0.5 / 1.5)
    assert set_f1(given, gold("M2 macrophage", kind="list"), TERMS) == 1
    assert set_f1(given, gold("epithelial-mesenchymal transition", kind="list"), TERMS) == 1
    with pytest.raises(ExociteError, match="not names of one kind"):
        set_f1(given, gold("cisplatin", "miR-21", kind="list"), TERMS)


def test_refusals_by_hand():
    good, bad = gold("x"), gold(answerable=False)
    pairs = [(True, bad), (True, bad), (True, good), (False, bad), (False, good)]
    given = [(answer(refused=refused), item) for refused, item in pairs]
    precision = [value for pair in given if (value := refusal_precision(*pair)) is not None]
    recall = [value for pair in given if (value := refusal_recall(*pair)) is not None]
    assert precision == [1, 1, 0]  # of three refused two were to be
    assert recall == [1, 1, 0]  # of three to be refused two were


def test_exact_quotes_by_hand(assistant: Assistant):
    connection = assistant.searcher.store.connection
    real = assistant.ask("What does exosomal miR-96 do in lung cancer?").citations[0]
    moved = Citation(2, real.quote, real.start + 1, real.end + 1, None, None, None, (), real.source)
    empty = Citation(3, "", 0, 0, None, None, None, (), real.source)
    gone = cite(4, source("no such source"))
    assert exact_quotes(connection, answer(citations=(real,))) == 1
    assert exact_quotes(connection, answer(citations=(real, moved, empty, gone))) == 0.25
    assert exact_quotes(connection, answer()) is None


def test_what_is_asked_of_which_answer(assistant: Assistant):
    def marks(given: Answer, item: Gold) -> Marks:
        return mark(assistant, given, item, TERMS)

    one = marks(answer(("miR-21.", (1,)), citations=(cite(1, S1),)), gold("miR-21", sources=("S1", "S2"), kind="list"))
    assert (one.right, one.citation_precision, one.citation_recall, one.list_f1) == (1, 1, 0.5, 1)
    assert (one.refusal_precision, one.refusal_recall, one.exact_quotes, one.kind_right) == (None, None, 0, 1)
    # a refusal of what can be answered: not right, an empty list, and nothing that could be cited
    two = marks(answer(refused=True), gold("miR-21", sources=("S1",), kind="list"))
    assert (two.right, two.citation_precision, two.citation_recall, two.list_f1) == (0, None, None, 0)
    assert (two.refusal_precision, two.refusal_recall) == (0, None)
    # what can't be answered, and is: only the refusals suffer
    three = marks(answer(("miR-21.", (1,)), citations=(cite(1, S1),)), gold(kind="effect", answerable=False))
    assert (three.right, three.citation_precision, three.list_f1, three.refusal_recall) == (None, None, None, 0)
    four = marks(answer(message="You are welcome."), gold(kind="talk"))
    assert (four.right, four.citation_recall, four.kind_right) == (None, None, 0)
    both = figures([one, two, three, four])
    assert both.questions == 4
    assert both.right
    assert both.citation_recall
    assert both.kind_right
    assert (both.right.mean, both.right.low, both.right.high) == (0.5, 0, 1)
    assert both.citation_recall.mean == 0.5
    assert both.kind_right.mean == 0.5
    assert figures([four]).right is None


FAULTS = [
    ("{", "line 1 is not JSON"),
    ("[]", "line 1 is not an object with question, kind and answerable"),
    ('{"kind": "list"}', "line 1 has no question"),
    ('{"question": " ", "kind": "list"}', "line 1 has no question"),
    ('{"question": "x", "kind": "lists"}', "line 1: kind is 'lists'; write one of finding, list"),
    ('{"question": "x", "kind": ["list"]}', "line 1: kind is"),
    ('{"question": "x", "kind": "list", "answerable": 1}', "line 1: answerable is 1"),
    ('{"question": "x", "kind": "list", "answerable": true}', "line 1 can be answered but has no terms"),
    ('{"question": "x", "kind": "list", "answerable": true, "terms": "y"}', "line 1: terms must be a list of texts"),
    ('{"question": "x", "kind": "talk", "answerable": true, "sources": [7]}', "line 1: sources must be a list"),
    ('\n{"question": "x", "kind": "talk", "answerable": true}\n{}', "line 3 has no question"),
    ('{"question": "x", "kind": "talk", "answerable": true}', "has no question of the split 'dev'"),
    ("", "is empty"),
]


@pytest.mark.parametrize(("lines", "said"), FAULTS)
def test_faults_are_named_by_line(tmp_path: Path, lines: str, said: str):
    path = tmp_path / "answers.jsonl"
    path.write_text(lines)
    with pytest.raises(ExociteError) as error:
        read_gold(path, "dev")
    assert said in str(error.value)
    assert str(path) in str(error.value)


LINES = [
    {"question": "What does exosomal miR-96 target in lung cancer?", "kind": "finding", "sources": ["S001"]}
    | {"terms": ["LMO7"], "answerable": True, "split": "a"},
    {"question": "Does miR-9999 cause cisplatin resistance?", "kind": "effect", "answerable": False, "split": "a"},
    {"question": "Hello", "kind": "talk", "answerable": True, "split": "b"},
]


def test_the_command(shared: Command, tmp_path: Path):
    path = tmp_path / "answers.jsonl"
    path.write_text("\n".join(map(json.dumps, LINES)))
    found = shared.json("evaluate", "questions", path, "--split", "a")
    whole = {"mean": 1, "low": 1, "high": 1}
    assert found["split"] == "a"
    assert found["all"]["questions"] == 2
    for metric in ("right", "citation_recall", "refusal_precision", "refusal_recall", "exact_quotes"):
        assert found["all"][metric] == whole, metric
    assert found["all"]["list_f1"] is None
    assert list(found["kinds"]) == ["finding", "effect"]
    assert found["kinds"]["effect"]["right"] is None
    assert [one["status"] for one in found["marks"]] == ["answered", "refused"]

    text = shared("evaluate", "questions", path)
    assert text.returncode == 0, text.stderr
    lines = text.stdout.splitlines()
    assert lines[0] == "3 questions."
    assert lines[2].split() == ["questions", "right", "citation", "precision", "citation", "recall", "list", "F1"]
    assert lines[3].startswith("all      3          1.000 [1.000, 1.000]")
    assert max(map(len, lines)) <= 110

    path.write_text("{")
    assert "line 1 is not JSON" in sentence_on_stderr(shared("evaluate", "questions", path))


def test_a_split_is_asked_alone(assistant: Assistant, tmp_path: Path):
    path = tmp_path / "answers.jsonl"
    path.write_text("\n".join(map(json.dumps, LINES)))
    assert [one.question for one in evaluate_questions(assistant, path, "b").marks] == ["Hello"]
