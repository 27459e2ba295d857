"""The command line: stable JSON, exit statuses, batches, odd input."""

import json
import subprocess
import sys
from io import BytesIO, TextIOWrapper

import pytest

from corpus.errors import ExociteError
from tests.conftest import EXOCITE, ROOT, Command, sentence_on_stderr
from ui.cli.asking import FORMATS
from ui.cli.batch import run
from ui.render import export

QUESTION = "What does exosomal miR-96 target in lung cancer?"
SOURCE = {
    *("id", "kind", "title", "authors", "et_al", "year", "journal", "doi", "pmid", "pmcid", "licence", "url", "status"),
    "status_note",
    "note",
}
CITATION = {"number", "quote", "start", "end", "section", "page", "record", "label", "source", "studied_in"}
HEAVY = (
    "chromadb gradio langchain_core numpy onnxruntime pandas pydantic sentence_transformers tokenizers torch".split()
)


def test_ask(shared: Command):
    answer = shared.json("ask", QUESTION)
    assert set(answer) == {"question", "question_understood", "kind", "status", "message"} | {
        "statements",
        "writer",
        "replaced",
        "note",
        "citations",
        "names",
        "rows",
        "seconds",
        "suggestions",
    }
    assert (answer["question"], answer["status"], answer["message"]) == (QUESTION, "answered", None)
    assert set(answer["seconds"]) == {"total", "embed", "search"}
    assert set(answer["citations"][0]) == CITATION
    assert set(answer["citations"][0]["source"]) == SOURCE
    numbers = {citation["number"] for citation in answer["citations"]}
    for statement in answer["statements"]:
        assert set(statement) == {"text", "citations", "group", "caveat", "why", "checked"}
        assert statement["citations"]
        assert set(statement["citations"]) <= numbers
    for citation in answer["citations"]:
        text = shared.json("source", citation["source"]["id"])["text"]
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_refused(shared: Command):
    done = shared("ask", "Who won the 1998 World Cup?", "--json")
    answer = json.loads(done.stdout)
    assert done.returncode == 0
    assert (answer["status"], answer["statements"], answer["citations"]) == ("refused", [], [])
    assert answer["message"]


def test_cite(shared: Command):
    found = shared.json("cite", "Exosomal miR-96 promotes cisplatin resistance.")
    assert set(found) == {"claim", "verdict", "message", "sentences", "evidence", "seconds"}
    assert set(found["sentences"][0]) == {"text", "start", "end", "verdict", "message", "findings"}
    assert set(found["sentences"][0]["findings"][0]) == {"text", "names", "verdict", "evidence", "lacks"}
    assert set(found["evidence"][0]) == CITATION | {"stance", "why", "score", "sentence"}
    assert (found["verdict"], found["evidence"][0]["stance"]) == ("supported", "supports")
    assert shared.json("cite", "Bread is baked from flour.")["verdict"] == "not_found"
    said = shared("cite", "Exosomal miR-96 reverses cisplatin resistance.").stdout
    assert said.startswith("CONTRADICTED: Contradicted by 1 source")
    assert "Why: same microRNA and drug; opposite effect" in said


def test_citations_of_a_claim_are_exported(shared: Command):
    claim = "Exosomal miR-151a reverses temozolomide resistance in glioblastoma."
    assert set(FORMATS) == set(export.FORMATS)
    bibtex = shared("cite", claim, "--format", "bibtex").stdout
    assert "10.1016/j.canlet.2018.08.004" in bibtex
    assert shared("cite", claim, "--format", "references", "--style", "nature").stdout.startswith("1. ")
    chosen = shared("cite", claim, "--format", "csl-json", "--number", 2).stdout
    assert len(json.loads(chosen)) == 1
    for arguments, said in (
        (("--format", "ris", "--number", 99), "There is no citation 99"),
        (("--format", "references", "--style", "x"), "There is no style 'x'"),
        (("--number", 1), "--number goes with --format"),
        (("--format", "ris", "--json"), "--format goes with one claim"),
        (("--out", "x.csv"), "--out goes with --batch"),
    ):
        assert said in sentence_on_stderr(shared("cite", claim, *arguments))
    nothing = shared("cite", "Bread is baked from flour.", "--format", "ris")
    assert "Nothing supports or contradicts this claim" in sentence_on_stderr(nothing)


def test_search(shared: Command):
    found = shared.json("search", "gemcitabine", "-k", 3)
    assert set(found) == {"query", "hits", "seconds"}
    assert len(found["hits"]) == 3
    assert set(found["hits"][0]) == {"score", "text", "start", "end", "section", "page", "record", "label", "source"}
    scores = [hit["score"] for hit in found["hits"]]
    assert scores == sorted(scores, reverse=True)
    for hit in found["hits"]:
        text = shared.json("source", hit["source"]["id"])["text"]
        assert text[hit["start"] : hit["end"]] == hit["text"]


def test_sources_and_source(shared: Command):
    listed = shared.json("sources")["sources"]
    assert len(listed) == 361
    assert all(set(source) == SOURCE | {"stands_for", "passages", "records"} for source in listed)
    whole = shared.json("source", "V001")
    assert set(whole) == SOURCE | {"text", "sections", "pages"}
    assert shared.json("source", "R0001")["id"] == "S001"
    retracted = shared("source", "R0029")
    assert "RETRACTED: retracted (19 July 2023)" in retracted.stdout


def test_records(shared: Command):
    records = shared.json("records")["records"]
    assert len(records) == 235
    first = records[0]
    assert (first["id"], first["mirna"], first["drugs"], first["source"]["id"]) == (
        *("R0001", "miR-96", ["cisplatin"]),
        "S001",
    )
    named = shared("records", "imatinib").stdout
    assert named.endswith("2 records.\n")
    assert "R0083" in named
    table = shared("records", "--csv").stdout.splitlines()
    assert len(table) == 236
    assert table[0].startswith("id,mirna,effect,drugs")
    assert "[title only]" in shared("records", "miR-106b").stdout
    assert "[retracted]" in shared("records", "miR-32-5p").stdout


def test_text_output_shows_label_and_notice(shared: Command):
    shown = shared("ask", "Is the miR-32-5p study in hepatocellular carcinoma reliable?").stdout
    assert "[1, RETRACTED]" in shown
    assert "!! RETRACTED: retracted (19 July 2023)" in shown
    assert "this project's own summary" in shown
    assert "[1]" in shown


def lines(*items: object) -> str:
    return "\n".join(item if isinstance(item, str) else json.dumps(item) for item in items)


BATCHES = [("ask", "question"), ("cite", "claim"), ("search", "query")]


@pytest.mark.parametrize(("command", "field"), BATCHES)
def test_batch(shared: Command, tmp_path, command: str, field: str):
    path = tmp_path / "batch.jsonl"
    path.write_text(lines({"id": "a", field: QUESTION, "history": ["x"]}, {"id": 2, field: "miR-21"}, ""))
    done = shared(command, "--batch", path)
    assert done.returncode == 0, done.stderr
    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["id"], second["id"]) == ("a", 2)
    assert first[field] == QUESTION
    single = shared.json(command, QUESTION)
    assert {k: v for k, v in first.items() if k not in ("id", "seconds")} == {
        k: v for k, v in single.items() if k != "seconds"
    }


def test_batch_passes_over_broken_lines(shared: Command):
    broken = lines("{", {"id": 1}, {"question": "x"}, {"id": 2, "question": 3}, {"id": 3, "question": ""}, [1])
    endless = ('{"id": NaN, "question": "x"}', '{"id": [-1e999], "question": "x"}')
    good = lines({"id": "good", "question": QUESTION}, {"id": 4, "question": "x", "history": "y"})
    half = '{"id": ["\\ud800", null], "question": "x"}'
    done = shared("ask", "--batch", "-", stdin="\n".join((broken, *endless, good, half)))
    assert done.returncode == 2
    printed = [json.loads(line, parse_constant=pytest.fail)["id"] for line in done.stdout.splitlines()]
    assert printed == ["good", ["\ufffd", None]]
    said = done.stderr.splitlines()
    assert len(said) == 9
    assert all(line.startswith("-, line ") for line in said)


def test_a_batch_that_is_no_text(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(b'{"id": 1, "query": "caf\xe9"}')))
    with pytest.raises(ExociteError, match=r"^- is not UTF-8 text \(byte 24 of 26\); save"):
        run("-", "query", dict)


WRONG = [
    (("ask",), "Give a question"),
    (("ask", ""), "question is empty"),
    (("ask", "x", "--batch", "y"), "not both"),
    (("ask", "x" * 5000), "limit is 4000"),
    (("ask", "--batch", "/no/such/file"), "does not exist"),
    (("cite", "  "), "claim is empty"),
    (("search", ""), "query is empty"),
    (("search", "x" * 5000), "limit is 4000"),
    (("source", "\udcff"), "no source '"),
    (("search", "x", "-k", "0"), "'-k'"),
    (("search", "x", "-k", "many"), "'-k'"),
    (("source", "nothing"), "no source 'nothing'"),
    (("source",), "Missing argument"),
    (("add",), "Missing argument"),
    (("remove", "nothing"), "no source 'nothing'"),
    (("frobnicate",), "No such command"),
    (("ask", "--frobnicate"), "No such option"),
    (("chat", "--port", "99999999"), "'--port'"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG)
def test_wrong_use_gets_one_sentence(shared: Command, arguments: tuple[str, ...], said: str):
    assert said in sentence_on_stderr(shared(*arguments))


ODD = [
    "\x01\x02",
    "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "miR-21 \u0301\u200b",
    "'\"; DROP TABLE",
]


@pytest.mark.parametrize("question", ODD)
def test_odd_questions_are_no_faults(shared: Command, question: str):
    assert shared("ask", question).returncode == 0


def test_bytes_that_are_no_text(shared: Command):
    done = subprocess.run(
        [
            EXOCITE,
            "ask",
            b"miR-96 \xff\xfe lung",
        ],
        env=shared.environment(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_data_option_in_both_places(shared: Command, tmp_path):
    other = Command(tmp_path / "unused")
    for arguments in (("--data", shared.data, "source", "V001"), ("source", "V001", "--data", shared.data)):
        assert other(*arguments).returncode == 0
    assert not (tmp_path / "unused").exists()


def test_help_imports_nothing_heavy():
    code = f"""
import sys
from click.testing import CliRunner
from ui.cli.main import cli
for arguments in ([], ["ask"], ["add"], ["chat"], ["doctor"], ["index"]):
    assert CliRunner().invoke(cli, [*arguments, "--help"]).exit_code == 0
sys.exit(str(sorted(set({HEAVY!r}) & set(sys.modules)) or ""))
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.strip() == ""


def test_asking_does_not_import_torch_or_langchain(shared: Command):
    code = f"""
import sys
sys.argv = ["exocite", "ask", {QUESTION!r}]
from ui.cli.main import _run
assert _run() == 0
sys.exit(str(sorted({{"torch", "langchain_core", "gradio", "sentence_transformers"}} & set(sys.modules)) or ""))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=shared.environment(), capture_output=True, text=True, check=False
    )
    assert done.stderr.strip() == ""


def test_output_into_a_closed_pipe(shared: Command):
    command = " ".join(["exocite", "records", "|", "head", "-n", "1"])
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        env=shared.environment() | {"PATH": f"{ROOT}/.venv/bin:{sys.executable.rsplit('/', 1)[0]}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert done.stdout.startswith("R0001")


def test_doctor(shared: Command):
    report = json.loads(shared("doctor", "--json").stdout)
    assert report["problems"] == {}
    assert report["encoder"]["state"] == "as expected"
    assert report["index"]["sources of kind review"] == 35
    assert "builtin" in report["settings"]
    assert report["model"]["writer"] == "extractive"
    broken = Command(shared.data, {"EXOCITE_ENCODER": "/nowhere", "HF_HUB_OFFLINE": "1"})("doctor")
    assert broken.returncode == 2
    assert "problems" in broken.stdout
