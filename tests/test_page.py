"""The page in a real browser."""

import os
import time
from threading import Event

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.assistant import Assistant
from corpus.errors import ExociteError
from index.progress import Progress
from tests.conftest import Command
from tests.pages import HOSTILE, Slow, ask, served, served_here, visited
from ui import opening as opened
from ui.opening import Opening
from ui.page.serving import _ask_ourselves_directly
from ui.settings import Settings

QUESTION = "What does exosomal miR-96 target in lung cancer?"
ADDRESSES = "http://198.51.100.9/z https://example.org/a_b HTTP://EXAMPLE.ORG WWW.example.org www.a.org a.b@example.org"


def test_two_questions_and_a_citation_followed(page: Page):
    expect(page.locator("h1")).to_have_text("Exocite")
    ask(page, QUESTION)
    first = page.locator("#citation-1-1")
    expect(first).to_be_visible()
    ask(page, "Is the miR-32-5p study in hepatocellular carcinoma reliable?")
    expect(page.locator("#citation-2-1")).to_be_visible()
    expect(page.locator("#citation-2-1 .status")).to_contain_text("RETRACTED")
    expect(page.locator("[data-testid=bot]").last).to_contain_text("RETRACTED")
    link = page.locator("[data-testid=bot] .cite[aria-controls='citation-1-3']").first  # the note, word for word
    quoted = link.locator("xpath=..").inner_text().removesuffix("3").strip()
    link.click()
    target = page.locator("#citation-1-3")
    expect(target).to_be_in_viewport()
    assert " ".join(target.locator("mark").inner_text().split()) == quoted
    expect(target).to_be_focused()
    expect(target.locator("dl")).to_contain_text("this project's own summary")


def test_an_example_is_asked(page: Page):
    page.get_by_text("What is an exosome?").first.click()
    expect(page.locator("#citation-1-1")).to_be_visible()


def test_a_refusal_is_told_and_has_no_citation(page: Page):
    ask(page, "Who won the 1998 World Cup?")
    answer = page.locator("[data-testid=bot]").last
    expect(answer).to_contain_text("Not answered by the corpus")
    assert page.locator("article.citation").count() == 0


def test_a_hostile_question_is_shown_as_it_is(page: Page):
    ask(page, HOSTILE)
    shown = page.locator("[data-testid=user]").last
    expect(shown).to_contain_text('<img src="http://198.51.100.7/x.png')
    expect(page.locator("[data-testid=bot]").last).to_be_visible()
    page.wait_for_timeout(500)
    assert page.locator("[data-testid=user] img").count() == 0
    assert page.title() == "Exocite"


def test_addresses_in_a_question_are_no_links(page: Page):
    ask(page, ADDRESSES)
    expect(page.locator("[data-testid=user]").last).to_have_text(ADDRESSES)
    expect(page.locator("[data-testid=bot]").last).to_be_visible()
    page.wait_for_timeout(500)
    assert page.locator("[data-testid=user] a").count() == 0


def test_an_overlong_question_is_told(page: Page):
    ask(page, "x " * 3000)
    expect(page.locator("[data-testid=bot]").last).to_contain_text("limit is 4000")


def test_two_people_do_not_see_each_other(page: Page, browser: Browser, address: str):
    ask(page, QUESTION)
    expect(page.locator("#citation-1-1")).to_be_visible()
    other = browser.new_page()
    other.goto(address)
    other.wait_for_selector("textarea")
    assert other.locator("article.citation").count() == 0
    other.close()


def test_what_is_asked_while_an_answer_is_made_waits_in_the_box(browser: Browser, assistant: Assistant):
    """An example and then a question: neither is lost, and no two citations have one id."""
    slow = Slow(assistant)
    with served_here(slow) as address, visited(browser, address) as page:
        page.get_by_label("Your question").fill(QUESTION)
        page.get_by_text("What is an exosome?").first.click()
        expect(page.locator("[data-testid=bot]").last).to_contain_text("Opening")
        page.get_by_label("Your question").press("Enter")
        slow.open.set()
        expect(page.locator("#citation-1-1")).to_be_visible()
        expect(page.locator("[data-testid=user]")).to_have_text(["What is an exosome?"])
        expect(page.get_by_label("Your question")).to_have_value(QUESTION)
        ask(page, QUESTION)
        expect(page.locator("#citation-2-1")).to_be_visible()
        expect(page.locator("[data-testid=user]")).to_have_text(["What is an exosome?", QUESTION])
        ids = page.locator("article.citation").evaluate_all("all => all.map(one => one.id)")
        assert len(ids) == len(set(ids))


def test_opening_is_tried_again_after_a_failure(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    faults = [ExociteError("Run 'exocite index'.")]

    def fails_once(*_: object) -> Assistant:
        if faults:
            raise faults.pop()
        return assistant

    monkeypatch.setattr(opened, "Assistant", fails_once)
    opening = Opening(Settings.load(data=assistant.settings.data))
    opening.start()
    assert opening.ready(10)
    with pytest.raises(ExociteError, match="exocite index"):
        opening.assistant()
    opening.start()
    opening.start()
    assert opening.ready(10)
    assert opening.assistant() is assistant
    assert "corpus has changed" not in caplog.text


def test_a_page_that_ends_leaves_what_it_opens_at_the_next_step(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    begun, steps = Event(), []

    def long(_: object, progress: Progress) -> Assistant:
        with progress("Steps", 1000) as advance:
            for step in range(1000):
                steps.append(step)
                advance(1)
                begun.set()
                time.sleep(0.01)
        return assistant

    monkeypatch.setattr(opened, "Assistant", long)
    opening = Opening(Settings.load(data=assistant.settings.data))
    opening.start()
    assert begun.wait(10)
    opening.leave()
    assert opening.ready(0)
    assert len(steps) < 1000
    assert not caplog.records
    with pytest.raises(ExociteError):
        opening.assistant()


def test_a_page_may_be_ended_as_soon_as_it_is_there(shared: Command):
    for _ in range(3):
        with served(shared):
            pass  # its index is being opened, in code that would not survive the end of Python


def test_an_index_behind_the_corpus_is_told_when_it_is_opened(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setattr("index.search.shipped_fingerprint", lambda _: "other")
    opening = Opening(Settings.load(data=assistant.settings.data))
    opening.start()
    assert opening.ready(60)
    assert "The shipped corpus has changed" in caplog.text


@pytest.mark.parametrize("before", [{}, {"NO_PROXY": "example.org"}, {"no_proxy": "example.org, localhost"}])
def test_a_proxy_is_not_asked_for_this_machine(before: dict[str, str], monkeypatch: pytest.MonkeyPatch):
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    for name, value in before.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("HTTP_PROXY", "http://198.51.100.1:9")
    _ask_ourselves_directly("192.0.2.7")
    assert os.environ["NO_PROXY"] == os.environ["no_proxy"]
    assert ("example.org" in os.environ["no_proxy"]) == bool(before)
    with httpx.Client() as client:
        proxied = client._transport_for_url(httpx.URL("http://elsewhere.org"))
        for host in ("127.0.0.1", "localhost", "192.0.2.7"):
            assert client._transport_for_url(httpx.URL(f"http://{host}:7860")) is client._transport
        assert proxied is not client._transport
