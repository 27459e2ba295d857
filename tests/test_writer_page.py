"""A model words answers on the page: chosen in the side bar, one checked sentence after the other, stopped, failing."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, expect

from assistant.assistant import Assistant
from assistant.settings import AssistantSettings
from tests.models import Says, copies
from tests.pages import Slow, answers_ended, ask, button, end, visited
from ui.page.blocks import build
from ui.page.serving import _script, _styles

LIST = "Which exosomal microRNAs promote gemcitabine resistance in pancreatic cancer?"


@contextmanager
def page_with(browser: Browser, assistant: Assistant, chat: Says) -> Iterator[Page]:
    """A page whose assistant asks that model, which is chosen in the side bar."""
    opening = Slow(Assistant(AssistantSettings.load(data=assistant.settings.data, model_timeout=600), chat=chat))
    opening.open.set()
    blocks = build(opening)
    _, address, _ = blocks.launch(prevent_thread_lock=True, quiet=True, ssr_mode=False, js=_script(), css=_styles())
    with visited(browser, address) as page:
        yield page
    end(blocks)


def choose_the_model(page: Page) -> None:
    year, side = page.get_by_label("From year"), page.get_by_role("button", name="Toggle Sidebar")
    side.click()
    expect(year).to_be_in_viewport()
    expect(page.get_by_label("The evidence itself")).to_be_checked()
    page.get_by_label("SmolLM2-135M-Instruct, bundled, on this machine: words it; each sentence is checked").check()
    side.click()
    expect(year).not_to_be_in_viewport()


def wrong_at_first(question: str, evidence: list[str]) -> str:
    return f"Exosomal miR-999 cures pancreatic cancer. [2]\n{copies(question, evidence)}"


def test_sentences_come_one_by_one_and_the_evidence_stays(browser: Browser, assistant: Assistant):
    chat = Says(reply=copies, hangs_after=60)  # within the third sentence
    with page_with(browser, assistant, chat) as page:
        choose_the_model(page)
        ask(page, LIST)
        answer = page.locator("article.answer")
        expect(answer.locator(".checked").first).to_have_text("✓ checked")
        expect(answer.locator(".going")).to_contain_text("each of its sentences is shown once it is checked")
        shown = answer.locator(".checked").count()
        assert 1 <= shown < 5
        expect(answer.locator("table")).to_be_visible()
        expect(page.locator("article.citation")).to_have_count(9)
        answer.locator(".cite").first.click()
        opened = page.locator("article.citation.open")
        expect(opened).to_have_count(1)
        quote = opened.locator(".quote").inner_text()
        chat.let_go.set()
        expect(answer.locator(".checked")).to_have_count(5)
        expect(answer.locator(".going")).to_have_count(0)
        expect(answer.locator(".wording")).to_contain_text("Worded by a model")
        answers_ended(page)
        expect(page.locator("article.citation.open .quote")).to_have_text(quote)
        expect(answer.locator(".cite").first).to_have_attribute("aria-expanded", "true")
        expect(page.locator("article.citation")).to_have_count(9)


def test_what_does_not_pass_is_counted(browser: Browser, assistant: Assistant):
    with page_with(browser, assistant, Says(reply=wrong_at_first)) as page:
        choose_the_model(page)
        ask(page, LIST)
        answer = page.locator("article.answer")
        expect(answer.locator(".wording")).to_contain_text("1 sentence of the model did not pass")
        answers_ended(page)
        assert "999" not in answer.inner_text()


def test_stopping_ends_the_model_and_keeps_what_is_checked(browser: Browser, assistant: Assistant):
    chat = Says(reply=copies, hangs_after=60)
    with page_with(browser, assistant, chat) as page:
        choose_the_model(page)
        ask(page, LIST)
        answer = page.locator("article.answer")
        expect(answer.locator(".checked").first).to_be_visible()
        button(page, "Stop").click()
        expect(answer.locator(".wording")).to_contain_text("Stopped before it was whole")
        expect(answer.locator(".going")).to_have_count(0)
        assert 1 <= answer.locator(".checked").count() < 5
        chat.let_go.set()
        assert chat.left.wait(20)


def test_a_model_that_fails_is_told_in_one_line(browser: Browser, assistant: Assistant):
    with page_with(browser, assistant, Says(reply=copies, breaks_after=0)) as page:
        choose_the_model(page)
        ask(page, LIST)
        answer = page.locator("article.answer")
        expect(answer.locator(".wording")).to_have_text(
            "The model worded nothing (it failed with ConnectionError); the evidence's own words are shown."
        )
        expect(answer.locator("li")).not_to_have_count(0)
        assert answer.locator(".checked").count() == 0
