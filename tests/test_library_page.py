"""The tab "Library" in a real browser, on a page that may change its library, and on one that may not."""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from html import escape
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from filelock import FileLock
from playwright.sync_api import Browser, FilePayload, Page, expect

from corpus.model import Section, Source
from index.store.holdings import Holding
from index.store.sources import Held
from index.store.store import FILE
from tests.conftest import Command, copy_of
from tests.pages import HOSTILE, ask, save, served, visited
from ui.page.files import folder
from ui.page.library.tab import READ_ONLY
from ui.page.library.uploads import named, sent, taken
from ui.render.holdings_html import cells, holdings_html
from ui.render.report_html import Line, named_html, report_html, told_html
from ui.render.source_html import PART, source_html

NAME = '<img src=x onerror=alert(1)> {draft} "1"!.md'
PAPER = "---\ntitle: Zebrafish vesicles\nauthors: [Doe J]\nyear: 2031\n---\n# Zebrafish vesicles\n\n## Findings\n\n{}\n"
FIRST = "Exosomal miR-4321 promotes docetaxel resistance in thymoma by way of frobnication."
SECOND = "Exosomal miR-4321 reverses docetaxel resistance in thymoma after all."
QUESTION = "What does exosomal miR-4321 do to docetaxel resistance in thymoma?"


@pytest.fixture(scope="module")
def changing(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Command:
    """The command on a copy of the index, and with a place of its own for temporary files."""
    folder = tmp_path_factory.mktemp("library")
    (folder / "tmp").mkdir()
    return Command(copy_of(built, folder / "data"), {"TMPDIR": str(folder / "tmp"), "EXOCITE_LOCK_WAIT": "6"})


@pytest.fixture(scope="module")
def address(changing: Command) -> Iterator[str]:
    with served(changing) as found:
        yield found


@pytest.fixture
def library(page: Page) -> Page:
    return opened(page)


def opened(page: Page) -> Page:
    page.get_by_role("tab", name="Library").click()
    expect(page.locator(".holdings table")).to_be_visible()
    return page


def send(page: Page, *files: tuple[str, bytes]) -> None:
    sent = [FilePayload(name=name, mimeType="application/octet-stream", buffer=content) for name, content in files]
    page.locator("input[type=file]").set_input_files(sent)


def titles(page: Page) -> list[str]:
    return page.locator(".holdings tbody th").all_inner_texts()


def pick(page: Page, words: str) -> None:
    box = page.get_by_label("Sources or files to remove")
    box.click()
    box.fill(words)
    page.get_by_role("option", name=re.compile(re.escape(words))).first.click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Remove …").click()


def test_what_is_there_is_counted_searched_and_sorted(library: Page, changing: Command, tmp_path: Path):
    sources = changing.json("sources")["sources"]
    expect(library.locator(".library dl")).to_contain_text(f"Sources\n{len(sources)}", use_inner_text=True)
    retracted = [one for one in sources if one["status"] == "retracted"]
    expect(library.locator(".library dl")).to_contain_text(f"{len(retracted)} retracted")
    assert len(titles(library)) == len(sources)
    save(library, "library.png", tmp_path)

    library.get_by_role("combobox", name="Status").click()
    library.get_by_role("option", name="Retracted").click()
    expect(library.locator(".holdings")).to_contain_text(f"{len(retracted)} of {len(sources)} sources match")
    assert sorted(titles(library)) == sorted(one["title"] for one in retracted)
    library.get_by_role("combobox", name="Status").click()
    library.get_by_role("option", name="Any status").click()

    wanted = next(one for one in sources if one["doi"])
    library.get_by_label("Search the sources").fill(wanted["doi"].upper())
    same = [one["title"] for one in sources if one["doi"] == wanted["doi"]]
    expect(library.locator(".holdings tbody tr")).to_have_count(len(same))
    assert titles(library) == same
    library.get_by_label("Search the sources").fill("nothing is called so")
    expect(library.locator(".holdings")).to_contain_text("No source matches")
    library.get_by_label("Search the sources").fill("")

    heads = library.locator(".holdings thead th")
    expect(heads).to_have_count(10)
    heads.nth(5).get_by_role("button").click()
    expect(library.locator(".holdings[data-order=ascending]")).to_be_visible()
    years = [int(year) for year in library.locator(".holdings td:nth-child(6)").all_inner_texts() if year]
    assert years == sorted(years)
    assert len(set(years)) > 3
    heads.nth(5).get_by_role("button").click()
    expect(library.locator(".holdings[data-order=descending]")).to_be_visible()
    expect(heads.nth(5)).to_have_attribute("aria-sort", "descending")
    expect(heads.nth(5).get_by_role("button")).to_be_focused()
    assert library.locator(".holdings td:nth-child(6)").first.inner_text() == str(max(years))


def test_a_source_is_opened_and_read(library: Page, changing: Command):
    records = changing.json("records")["records"]
    record = next(one for one in records if one["source"]["status"] == "retracted")
    source = changing.json("source", record["source"]["id"])
    library.get_by_label("Search the sources").fill(source["id"])
    library.locator(".holdings").get_by_role("link", name=source["title"], exact=True).click()
    shown = library.locator("article.source")
    expect(shown.locator("h2")).to_be_focused()
    expect(shown.locator(".status")).to_contain_text("RETRACTED")
    expect(shown.locator(".across tbody th", has_text=record["id"])).to_have_count(1)
    expect(shown.locator(".stored .label").first).to_contain_text("this project's own summary", ignore_case=True)
    words = " ".join(shown.locator(".words").all_inner_texts()).split()
    stored = " ".join(source["text"][one["start"] : one["end"]] for one in source["sections"]).split()
    assert words == stored
    links = shown.locator(".reference a").evaluate_all("all => all.map(one => one.href)")
    assert any(source["doi"] in link for link in links)


def test_files_are_added_told_one_by_one_asked_about_replaced_and_removed(library: Page, changing: Command):
    before = changing.json("sources")["sources"]
    documents = "".join(json.dumps({"_id": f"J{n}", "text": f"Exosomes of quokka {n}."}) + "\n" for n in range(3))
    send(
        library,
        (NAME, PAPER.format(FIRST).encode()),
        ("quokka.jsonl", documents.encode()),
        ("empty.txt", b""),
        ("paper.txt", b"Vesicles \xff\xfe\x00"),
    )
    report = library.locator(".report")
    expect(report).to_contain_text("2 of 4 files were added.")
    lines = report.locator("li").all_inner_texts()
    assert [line.split()[0] for line in lines] == ["✓", "✓", "✗", "✗"]
    assert NAME in lines[0]
    assert "3 sources" in lines[1]
    assert "empty" in lines[2]
    assert "UTF-8" in lines[3]
    assert "/tmp" not in report.inner_text()
    assert library.locator(".report img, .holdings img").count() == 0
    expect(library.locator(".library dl")).to_contain_text(f"Sources\n{len(before) + 4}", use_inner_text=True)
    assert not [path for path in Path(changing.env["TMPDIR"]).rglob("*") if path.suffix in (".md", ".txt", ".jsonl")]
    assert changing.json("source", NAME)["title"] == "Zebrafish vesicles"

    answer = cited(library)
    expect(answer).to_contain_text(FIRST)
    expect(answer).to_contain_text("quotation")

    opened(library)
    send(library, (NAME, PAPER.format(SECOND).encode()))
    expect(report).to_contain_text("in place of what was sent before")
    assert SECOND in changing.json("source", NAME)["text"]
    assert len(changing.json("sources")["sources"]) == len(before) + 4
    expect(cited(library)).to_contain_text(SECOND)

    opened(library)
    library.get_by_label("Search the sources").fill("zebrafish")
    library.locator(".holdings").get_by_role("link", name="Zebrafish vesicles").click()
    expect(library.locator(".source .place").first).to_contain_text(f"added from {NAME}")
    expect(library.locator(".source .label")).to_have_text("Quotation from a file that was added")

    pick(library, "quokka.jsonl: all 3 sources")
    expect(report).to_contain_text("Remove 3 sources from the library?")
    assert [line.split("(")[1] for line in report.locator("li").all_inner_texts()] == ["J0)", "J1)", "J2)"]
    library.get_by_role("button", name="Keep them").click()
    assert len(changing.json("sources")["sources"]) == len(before) + 4
    pick(library, "Zebrafish")
    library.get_by_role("button", name="Remove 4 sources").click()
    expect(report).to_contain_text("4 sources removed.")
    assert changing.json("sources")["sources"] == before
    expect(library.locator(".holdings")).to_contain_text("No source matches")


def cited(page: Page) -> Any:
    """The evidence of an answer to the question; the index may have changed a moment ago."""
    page.get_by_role("tab", name="Ask").click()
    before = page.locator("[data-testid=bot]").count()
    ask(page, QUESTION)
    expect(page.locator("[data-testid=bot]")).to_have_count(before + 1)
    expect(page.locator("article.citation").first).to_be_visible()
    return page.locator(".evidence article.citation").first


def test_the_index_is_rebuilt_and_others_wait_their_turn(library: Page, browser: Browser, address: str):
    """Two changes at once: both are done, one after the other."""
    with visited(browser, address) as other:
        opened(other)
        send(library, ("one.txt", b"Exosomes of the axolotl."))
        other.get_by_role("button", name="Rebuild").click()
        expect(library.locator(".report")).to_contain_text("one.txt added")
        told = other.locator(".note").filter(has_text=re.compile("The index is in line|Nothing has changed"))
        expect(told).to_have_count(1)
    pick(library, "one.txt")
    library.get_by_role("button", name="Remove 1 source").click()
    expect(library.locator(".report")).to_contain_text("1 source removed.")


def test_a_builder_elsewhere_is_waited_for_and_told(library: Page, changing: Command):
    with FileLock(changing.data / "build.lock"):
        library.get_by_role("button", name="Rebuild").click()
        expect(library.locator(".note", has_text="Another process builds this index")).to_be_visible()
        said = library.locator(".note", has_text="still builds the index")
        expect(said).to_have_text(
            re.compile(r"^Another process still builds .* after 6 seconds; try again"), timeout=30_000
        )


def test_one_name_twice_and_odd_names(library: Page, changing: Command):
    send(library, ("twice.txt", b"First axolotl."), ("twice.txt", b"Second axolotl."), ("x" * 250 + ".txt", b"Long."))
    report = library.locator(".report")
    expect(report).to_contain_text("2 of 3 files were added.")
    expect(report.locator("li.bad")).to_contain_text("twice.txt was sent twice at once")
    assert "First" in changing.json("source", "twice.txt")["text"]
    for name in ("twice", "xxxx"):
        pick(library, name)
        library.get_by_role("button", name="Remove 1 source").click()
        expect(report).to_contain_text("1 source removed.")
        expect(library.get_by_role("button", name="Remove 1 source")).to_be_hidden()


def test_a_name_that_was_sent_is_made_one_that_can_be_kept():
    assert named("../../etc/passwd.txt") == "passwd.txt"
    assert named("C:\\papers\\a b.MD") == "a b.MD"
    assert named("a\x00\x1b.txt") == "a\ufffd\ufffd.txt"
    assert named("..") == named("") == "file"
    assert len(named("é" * 300 + ".jsonl").encode()) <= 220
    assert named("é" * 300 + ".jsonl").endswith("é.jsonl")


def test_only_what_was_sent_is_taken(tmp_path: Path):
    (tmp_path / "x.txt").write_text("x")
    mine = folder() / ("a" * 64) / "x.txt"
    for path in (
        tmp_path / "x.txt",
        "/etc/passwd",
        folder() / "x" / ".." / ".." / "x.txt",
        "http://198.51.100.7/x.txt",
    ):
        assert sent([{"path": str(path), "orig_name": "x.txt"}]) == []
    assert sent([{"path": str(mine), "orig_name": "X.txt"}, "x", None, {}]) == [(mine, "X.txt")]
    assert sent(None) == sent({"path": 1}) == []
    own, paths, refused = taken([(mine, "X.txt")])
    assert not paths
    assert "did not arrive" in refused["X.txt"]
    own.rmdir()


def endpoints(address: str) -> list[dict[str, Any]]:
    return httpx.get(f"{address}config").json()["dependencies"]


def called(address: str, number: int, inputs: list[Any], event: Any) -> None:
    """Call an endpoint as the page itself does, and wait for its end."""
    session = uuid4().hex  # a second event of one session can be lost with the end of the first
    body = {"data": inputs, "fn_index": number, "session_hash": session, "event_data": event}
    httpx.post(f"{address}gradio_api/queue/join", json=body, timeout=60).raise_for_status()
    told = {"session_hash": session}
    with httpx.stream("GET", f"{address}gradio_api/queue/data", params=told, timeout=60) as stream:
        for line in stream.iter_lines():
            if "process_completed" in line or "unexpected_error" in line or "close_stream" in line:
                return


def test_a_page_that_may_only_be_read_has_nothing_that_changes(browser: Browser, built: Path, tmp_path: Path):
    command = Command(copy_of(built, tmp_path / "data"), {"EXOCITE_READ_ONLY": "true"})
    before = state(command)
    with served(command) as address:
        with visited(browser, address) as page:
            opened(page)
            expect(page.get_by_text(READ_ONLY)).to_be_visible()
            assert page.locator("input[type=file]").count() == 0
            assert page.get_by_role("button", name=re.compile("Remove|Rebuild|Fetch")).count() == 0
        sent_files = httpx.post(f"{address}gradio_api/upload", files={"files": ("new.txt", b"A new source.")}).json()
        upload = [{"path": sent_files[0], "orig_name": "new.txt", "meta": {"_type": "gradio.FileData"}}]
        assert not [one for one in endpoints(address) if ["upload"] in [target[1:] for target in one["targets"]]]
        for one in endpoints(address):
            if one["cancels"]:
                continue  # ends another event, and does nothing else
            for value in (upload, ["V001"], "V001"):
                event = {"opened": "V001", "column": 1, "down": True, "value": {"text": "x"}, "index": 0}
                called(address, one["id"], [value] * len(one["inputs"]), event)
    assert state(command) == before


def state(command: Command) -> tuple[Any, list[str], str]:
    """What a change would change: the sources, the versions of the index, the store's own count of changes."""
    with closing(sqlite3.connect(command.data / FILE)) as connection:
        rows = connection.execute("SELECT id, revision, live, wanted FROM sources ORDER BY key").fetchall()
        version = connection.execute("SELECT version FROM finished").fetchone()[0]
    return rows, sorted(path.name for path in (command.data / "vectors").iterdir()), version


def test_adding_and_removing_can_be_used_by_all(page: Page):
    opened(page)
    page.get_by_label("Search the sources").fill("exosomal miR-21")
    expect(page.locator(".holdings")).to_contain_text("sources match")
    send(page, ("good.txt", b"Exosomes of the axolotl."), ("bad.txt", b""))
    expect(page.locator(".report")).to_contain_text("1 of 2")
    pick(page, "good.txt")
    expect(page.get_by_role("button", name="Remove 1 source")).to_be_visible()
    for width in (1440, 768, 320):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(300)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
        assert not found.response["violations"], found.generate_report()
    page.get_by_role("button", name="Remove 1 source").click()
    expect(page.locator(".report")).to_contain_text("1 source removed.")


def test_every_word_of_a_source_and_of_a_report_is_escaped():
    evil = f"\"><svg onload=alert(1)> '{HOSTILE}"
    source = Source(
        id=evil,
        kind="file",
        text=evil,
        sections=(Section(evil, 0, len(evil), basis=evil),),
        title=evil,
        authors=(evil,),
        journal=evil,
        licence=evil,
        url=f"javascript:{evil}",
        status="concern",
        status_note=evil,
    )
    html = source_html(Held(source, "user", evil), (), 0, evil)
    html += report_html(evil, [Line(evil, evil)]) + named_html(evil, [evil]) + told_html(evil)
    html += holdings_html([cells(Holding(source, "user", evil, 1, 0))], 1, 1, None, down=False)
    assert not re.search(r"<(img|svg|script)", html)
    assert html.count(escape(evil)) > 10


def test_a_very_long_text_is_shown_part_by_part():
    text = "Exosomes. " * (PART // 5)
    sections = (Section("One", 0, PART // 2), Section("Two", PART // 2, len(text)))
    held = Held(Source(id="L", kind="file", text=text, sections=sections), "user", "L.txt")
    first, second = source_html(held), source_html(held, start=PART)
    assert "<h4>One</h4>" in first
    assert "<h4>Two</h4>" in first
    assert "<h4>One</h4>" not in second
    assert f"Characters {PART:,} to {len(text):,} of {len(text):,}" in second
    assert len(first) < PART * 1.1
