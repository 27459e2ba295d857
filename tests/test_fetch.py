"""Fetching papers, against a server on this machine that behaves like Europe PMC; the real one is never asked."""

import gzip
import json
import re
import time
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Response

from corpus.errors import ExociteError
from corpus.fetch import connection
from corpus.fetch.paper import plain, source_of
from corpus.fetch.record import record_of
from corpus.identifiers import identifiers, recognised
from index import fetching
from index.fetching import fetch_query, fetch_sources
from index.library import add_files, remove_sources
from index.refreshing import refresh_status
from index.settings import IndexSettings
from index.store.sources import live_source, live_sources
from index.store.store import Store
from tests.conftest import Command, empty_data, sentence_on_stderr
from tests.europe_pmc import ARTICLE, EuropePmc, record


@pytest.fixture
def service(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> EuropePmc:
    monkeypatch.setattr(connection, "FIRST_WAIT", 0.01)
    return EuropePmc(httpserver)


@pytest.fixture
def settings(built: Path, tmp_path: Path, service: EuropePmc) -> IndexSettings:
    """An index of nothing but what is fetched."""
    data = empty_data(built, tmp_path / "data")
    return IndexSettings.load(data=data, builtin=False, fetch_address=service.address, fetch_per_second=50)


def held(settings: IndexSettings, name: str):
    found = live_source(Store(settings.data).connection, name)
    assert found, name
    return found.source


def ids(settings: IndexSettings) -> list[str]:
    return [held.source.id for held in live_sources(Store(settings.data).connection)]


def notice(kind: str) -> dict:
    return {"commentCorrection": [{"type": kind, "reference": "J Test. 2021; 1:\n  2", "source": "MED", "id": "9"}]}


def test_each_identifier_is_taken_or_refused_by_itself(settings: IndexSettings, service: EuropePmc):
    service.hold(record(1), record(2))
    asked = ["PMC2001", "https://doi.org/10.5555/TEST.1", "PMID: 1002", "PMC9", "a paper", 'doi:10.5555/"x']
    one, same, two, unknown, *wrong = fetch_sources(settings, asked)
    assert (one.ids, one.note) == (("PMC2001",), "full text; CC BY 4.0")
    assert (same.ids, same.note) == (("PMC2001",), "the same paper as PMC2001")
    assert two.ids == ("PMC2002",)
    assert unknown.error == "Europe PMC has no paper with PMC9; check the number."
    assert all("is not a PMCID, PMID or DOI" in str(item.error) for item in wrong)
    assert len(service.asked) == 6
    source = held(settings, "PMC2001")
    assert (source.title, source.year, source.journal) == ("Vesicles of test 1", 2020, "Journal of tests")
    assert (source.authors, source.licence) == (("Doe J", "Test Group"), "CC BY 4.0")
    assert [(s.heading, s.basis) for s in source.sections] == [("Abstract", "full_text"), ("Results", "full_text")]
    assert all(re.fullmatch(r"Exocite/\d.*", agent) for agent in service.agents)


def test_without_open_access_only_the_abstract_is_taken(settings: IndexSettings, service: EuropePmc):
    service.hold(record(1, isOpenAccess="N", license=None))
    service.texts["PMC2001"] = b"<article/>"
    (item,) = fetch_sources(settings, ["1001"])
    assert item.note == "abstract only, since its full text is not open access; no licence named"
    assert service.asked == ["search EXT_ID:1001 AND SRC:MED"]
    source = held(settings, "PMC2001")
    assert [(s.heading, s.basis) for s in source.sections] == [
        ("Abstract › Background", "abstract"),
        ("Abstract › Results", "abstract"),
    ]
    assert source.text == "Vesicles of test 1\n\nBackground\n\nCells in vivo, 10⁶; p < 0.1.\n\nResults\n\nIt rose."


def test_an_open_paper_whose_text_is_not_there(settings: IndexSettings, service: EuropePmc):
    service.hold(record(1), record(2, isOpenAccess="N", abstractText=None))
    service.texts.clear()
    one, two = fetch_sources(settings, ["1001", "1002"])
    assert "abstract only" in str(one.note)
    assert two.error == "PMC2002 has no open full text and no abstract in Europe PMC; add its text as a file."


def test_a_query_is_read_page_by_page(settings: IndexSettings, service: EuropePmc, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("corpus.fetch.europe_pmc._PAGE", 2)
    service.hold(*(record(i, isOpenAccess="N") for i in range(5)))
    assert [item.identifier for item in fetch_query(settings, "miRNA", 3)] == ["PMC2000", "PMC2001", "PMC2002"]
    assert len(fetch_query(settings, "miRNA", 50)) == 5
    assert len(service.asked) == 2 + 4
    assert fetch_query(settings, "EXT_ID:7 AND SRC:MED", 50) == []


def test_a_busy_service_is_waited_for(settings: IndexSettings, service: EuropePmc):
    service.hold(record(1))
    service.instead += [Response(status=429, headers={"Retry-After": "1"}), Response(status=500), Response(status=503)]
    start = time.monotonic()
    (item,) = fetch_sources(settings, ["1001"])
    assert item.ids
    assert time.monotonic() - start > 1


def test_a_service_that_asks_for_an_hour_is_left_alone(settings: IndexSettings, service: EuropePmc):
    service.instead += [Response(status=429, headers={"Retry-After": "3600"})] * 9
    with pytest.raises(ExociteError, match="asks to wait 3600 seconds"):
        fetch_sources(settings, ["1001"])
    assert len(service.asked) == 1


def test_what_is_cut_off_is_asked_for_again(settings: IndexSettings, service: EuropePmc):
    service.hold(record(1))
    text = service.texts["PMC2001"]
    service.instead += [Response(b'{"resultList": {"res', mimetype="application/json")]
    assert fetch_sources(settings, ["1001"])[0].ids
    assert len(service.asked) == 3
    service.hold(record(2))
    service.texts["PMC2002"] = text[: len(text) // 2]
    cut, other = fetch_sources(settings, ["1002", "1001"])
    assert other.ids
    assert "answers, but the answer stays broken (PMC2002 is not well-formed XML" in str(cut.error)
    assert service.asked.count("PMC2002/fullTextXML") == connection.ATTEMPTS


def test_a_body_shorter_than_announced_is_asked_for_again(settings: IndexSettings, service: EuropePmc):
    service.hold(record(1))
    service.instead += [Response(b"{}", headers={"Content-Encoding": "gzip"}), Response(gzip.compress(b"{}")[:9])]
    assert fetch_sources(settings, ["1001"])[0].ids


def test_what_has_not_changed_is_not_fetched_again(settings: IndexSettings, service: EuropePmc):
    service.hold(record(1), text="First words.")
    fetch_sources(settings, ["1001"])
    service.records[0]["citedByCount"] = 99
    (again,) = fetch_sources(settings, ["PMC2001"])
    assert (again.ids, again.note) == (("PMC2001",), "unchanged since it was fetched")
    assert service.asked.count("PMC2001/fullTextXML") == 1
    service.records.clear()
    service.hold(record(1, dateOfRevision="2024-01-02"), text="Second words.")
    (changed,) = fetch_sources(settings, ["PMC2001"])
    assert (changed.ids, changed.note) == (("PMC2001",), "full text; CC BY 4.0")
    assert "Second words." in held(settings, "PMC2001").text
    assert ids(settings) == ["PMC2001"]


STATUS = [
    ({"commentCorrectionList": notice("Retraction in")}, "retracted", "Retraction in: J Test. 2021; 1: 2"),
    (
        {"commentCorrectionList": notice("Expression of concern in")},
        "concern",
        "Expression of concern in: J Test. 2021",
    ),
    ({"commentCorrectionList": notice("Erratum in")}, "corrected", "Erratum in: J Test. 2021"),
    ({"commentCorrectionList": notice("Comment in")}, None, ""),
    ({"pubTypeList": {"pubType": ["Journal Article", "Retracted Publication"]}}, "retracted", "Retracted Publication"),
    (
        {"commentCorrectionList": {"commentCorrection": [{"type": "Erratum in"}, {"type": "Retraction in"}]}},
        *("retracted", ""),
    ),
]


@pytest.mark.parametrize(("fields", "status", "note"), STATUS)
def test_a_status_is_stored(fields: dict, status: str | None, note: str):
    read = record_of("here", record(1, **fields))
    source = source_of(read, None, 10_000)
    assert source.status == status
    assert (source.status_note or "").startswith(note)


def test_a_retraction_is_told_and_refreshed(settings: IndexSettings, service: EuropePmc):
    service.hold(record(1), record(2, commentCorrectionList=notice("Retraction in")))
    one, two = fetch_sources(settings, ["1001", "1002"])
    assert "RETRACTED" not in str(one.note)
    assert str(two.note).endswith("RETRACTED: Retraction in: J Test. 2021; 1: 2")
    assert held(settings, "PMC2002").status == "retracted"
    assert refresh_status(settings) == []
    service.records[0]["commentCorrectionList"] = notice("Retraction in")
    text = held(settings, "PMC2001").text
    (new,) = refresh_status(settings)
    assert (new.id, new.status, new.stored) == ("PMC2001", "retracted", True)
    assert (held(settings, "PMC2001").status, held(settings, "PMC2001").text) == ("retracted", text)
    assert refresh_status(settings) == []


def test_a_paper_added_in_another_form_is_one_source(settings: IndexSettings, service: EuropePmc, tmp_path: Path):
    service.hold(record(1), record(2))
    file = tmp_path / "mine.nxml"
    file.write_text(ARTICLE.format(doi="10.5555/test.1", title="Mine", text="My copy. " * 200))
    other = tmp_path / "other.md"
    other.write_text("---\npmid: 7\n---\nAnother paper.")
    assert [item.ids for item in add_files(settings, [file, other])] == [("mine.nxml",), ("other.md",)]
    fetch_sources(settings, ["1001", "1002"])
    assert ids(settings) == ["other.md", "PMC2001", "PMC2002"]
    add_files(settings, [file])
    assert ids(settings) == ["other.md", "PMC2002", "mine.nxml"]
    service.records[0] |= {"isOpenAccess": "N", "commentCorrectionList": notice("Retraction in")}
    (kept,) = fetch_sources(settings, ["1001"])
    assert (kept.ids, kept.note) == (("mine.nxml",), "only its abstract is open: mine.nxml keeps its text")
    assert held(settings, "mine.nxml").text.count("My copy.") == 200
    assert held(settings, "mine.nxml").status == "retracted"
    remove_sources(settings, ["mine.nxml"])
    assert fetch_sources(settings, ["1001"])[0].ids == ("PMC2001",)


def test_another_paper_may_hold_its_name(settings: IndexSettings, service: EuropePmc, tmp_path: Path):
    service.hold(record(1))
    (tmp_path / "x.jsonl").write_text('{"_id": "PMC2001", "text": "Not that paper."}')
    add_files(settings, [tmp_path / "x.jsonl"])
    assert fetch_sources(settings, ["1001"])[0].ids == ("PMC2001-2",)


def test_a_failing_network_keeps_what_was_taken(settings: IndexSettings, service: EuropePmc):
    service.hold(record(1), record(2))
    with pytest.raises(ExociteError, match="EXOCITE_FETCH_ADDRESS"):
        fetch_sources(settings.model_copy(update={"fetch_address": "http://127.0.0.1:9/rest"}), ["1001", "x"])
    given = service.answer

    def failing(request):
        return Response(status=503) if "1002" in request.args.get("query", "") else given(request)

    service.server.clear()
    service.server.expect_request(re.compile("/rest/.*")).respond_with_handler(failing)
    one, two, three = fetch_sources(settings, ["1001", "1002", "1003"])
    assert one.ids == ("PMC2001",)
    assert two.error == three.error
    assert "status 503" in str(two.error)
    assert ids(settings) == ["PMC2001"]


def test_an_interrupt_keeps_what_was_taken(
    settings: IndexSettings, service: EuropePmc, monkeypatch: pytest.MonkeyPatch
):
    service.hold(*(record(i) for i in range(3)))
    given = fetching.source_of

    def stopped(read, text, limit):
        if read.pmid == "1002":
            raise KeyboardInterrupt
        return given(read, text, limit)

    monkeypatch.setattr(fetching, "source_of", stopped)
    with pytest.raises(KeyboardInterrupt):
        fetch_query(settings, "all", 10)
    assert ids(settings) == ["PMC2000", "PMC2001"]
    monkeypatch.undo()
    service.asked.clear()
    notes = [item.note for item in fetch_query(settings, "all", 10)]
    assert notes == ["unchanged since it was fetched"] * 2 + ["full text; CC BY 4.0"]
    assert [path for path in service.asked if "fullText" in path] == ["PMC2002/fullTextXML"]


BOMB = b'<!DOCTYPE article [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]><article><body><p>&b;</p></body></article>'
ODD = [
    (
        Response(json.dumps({"errCode": 404, "errMsg": "Invalid\npage size"}), mimetype="application/json"),
        "Invalid page size",
    ),
    (Response("[]"), "form that is not known"),
    (Response(json.dumps({"resultList": {"result": [{"id": "1", "source": "MED", "title": ["x"]}]}})), "title"),
    (Response(json.dumps({"resultList": {"result": [7]}})), "form that is not known"),
    (Response("[" * 200_000), "too deeply"),
    (Response(status=403), "status 403"),
    (Response(b"x" * 3_000_000), "over 1 MB"),
    (Response(gzip.compress(b" " * 200_000_000), headers={"Content-Encoding": "gzip"}), "over 1 MB"),
    (Response(status=302, headers={"Location": "http://127.0.0.1:9/elsewhere"}), "not followed"),
    (Response(status=302, headers={"Location": "file:///etc/passwd"}), ""),
]


@pytest.mark.parametrize(("answer", "said"), ODD)
def test_odd_answers_are_one_sentence(settings: IndexSettings, service: EuropePmc, answer: Response, said: str):
    service.instead.append(answer)
    (item,) = fetch_sources(settings.model_copy(update={"max_file_mb": 1}), ["1001"])
    assert said in str(item.error)
    assert "\n" not in str(item.error)
    assert len(str(item.error)) < 500
    assert len(service.asked) == 1


@pytest.mark.parametrize("text", [BOMB, b"<html><body>Not here</body></html>", b"<article><front/></article>"])
def test_a_hostile_text_costs_only_its_paper(settings: IndexSettings, service: EuropePmc, text: bytes):
    service.hold(record(1), record(2))
    service.texts["PMC2001"] = text
    bad, good = fetch_sources(settings, ["1001", "1002"])
    assert "PMC2001" in str(bad.error)
    assert good.ids == ("PMC2002",)


def test_a_redirect_within_the_service_is_followed(settings: IndexSettings, service: EuropePmc):
    service.hold(record(1))
    service.instead.append(Response(status=301, headers={"Location": "/rest/PMC2001/fullTextXML"}))
    settings = settings.model_copy(update={"fetch_address": service.address + "/"})
    assert fetch_sources(settings, ["1001"])[0].ids  # asked for again, since no JSON lay there
    assert service.asked[:2] == ["search EXT_ID:1001 AND SRC:MED", "PMC2001/fullTextXML"]


def test_requests_keep_their_distance(settings: IndexSettings, service: EuropePmc):
    service.hold(*(record(i, isOpenAccess="N") for i in range(4)))
    start = time.monotonic()
    with fetching.service(settings.model_copy(update={"fetch_per_second": 10})) as europe_pmc:
        for i in range(4):
            assert europe_pmc.record(recognised(str(1000 + i)))
    assert time.monotonic() - start >= 0.3


def test_control_characters_of_a_record(settings: IndexSettings, service: EuropePmc):
    service.hold(record(1, title="A\x00\x1b[2J \ud800<script>x</script>", isOpenAccess="N", license="\x00" * 9))
    fetch_sources(settings, ["1001"])
    source = held(settings, "PMC2001")
    assert source.title == "A\ufffd\x1b[2J \ufffdx"
    source.text.encode()


def test_titles_and_abstracts_lose_their_tags_only():
    assert (
        plain("<i>In vivo</i> n &lt; 5, p<0.05 and a < b <script>kept</script>")
        == "In vivo n < 5, p<0.05 and a < b kept"
    )


def test_the_command_line(exocite: Command, service: EuropePmc):
    service.hold(record(1), record(2, isOpenAccess="N", commentCorrectionList=notice("Retraction in")))
    command = Command(exocite.data, {"EXOCITE_FETCH_ADDRESS": service.address, "EXOCITE_FETCH_PER_SECOND": "50"})
    done = command("fetch", "PMC2001", "1002", "nonsense")
    assert done.returncode == 2
    assert done.stdout.splitlines()[0] == "PMC2001: PMC2001: full text; CC BY 4.0."
    assert "'nonsense' is not a PMCID" in done.stderr
    assert "Licence: CC BY 4.0\nquotation from the paper\n" in command("source", "PMC2001").stdout
    listed = command("sources").stdout
    assert re.search(r"PMC2001 .*  \[CC BY 4\.0\]$", listed, re.MULTILINE)
    assert re.search(r"PMC2002 .*  \[CC BY\]  \[retracted\]$", listed, re.MULTILINE)
    assert "--query" in sentence_on_stderr(command("fetch"))
    unreachable = Command(exocite.data, {"EXOCITE_FETCH_ADDRESS": "http://127.0.0.1:9"})
    assert "http://127.0.0.1:9 can't be used now" in sentence_on_stderr(unreachable("fetch", "1001", "1002"))


def test_identifiers_of_one_kind_are_no_other():
    assert [str(found) for found in identifiers("7154138", "PMC1", "https://doi.org/10.1/x")] == ["PMC7154138"]
    assert [str(found) for found in identifiers("pmc1", "PMID 2", "10.1000/X")] == ["PMC1", "PMID 2", "DOI 10.1000/x"]


def test_the_status_on_the_command_line(settings: IndexSettings, service: EuropePmc, tmp_path: Path):
    service.hold(record(1))
    fetch_sources(settings, ["1001"])
    (tmp_path / "x.md").write_text("---\ndoi: 10.1000/unknown\n---\nWords.")
    add_files(settings, [tmp_path / "x.md"])
    service.records[0]["commentCorrectionList"] = notice("Expression of concern in")
    address = {"EXOCITE_FETCH_ADDRESS": service.address, "EXOCITE_FETCH_PER_SECOND": "50", "EXOCITE_BUILTIN": "false"}
    done = Command(settings.data, address)("sources", "--refresh-status")
    assert (done.returncode, done.stdout.splitlines()) == (
        0,
        [
            "PMC2001: EXPRESSION OF CONCERN: Expression of concern in: J Test. 2021; 1: 2",
            "1 with a new status.",
            "Europe PMC does not know 1: x.md.",
        ],
    )
    assert held(settings, "PMC2001").status == "concern"
