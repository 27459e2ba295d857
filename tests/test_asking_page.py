"""The chat in a real browser: stop, ask again, edit, conversations that the browser keeps, names and filters."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from assistant.assistant import Assistant
from tests.pages import HOSTILE, Slow, answers_ended, ask, button, served_here, visited

QUESTION = "What does exosomal miR-96 target in lung cancer?"
LIST = "Which exosomal microRNAs promote platinum resistance in lung cancer?"


def asked(page: Page) -> Locator:
    return page.locator("[data-testid=user]")


def answered(page: Page, question: str) -> None:
    """Ask, and wait for the answer."""
    before = asked(page).count()
    ask(page, question)
    expect(asked(page)).to_have_count(before + 1)
    answers_ended(page)


def test_asking_again_and_editing_take_the_place_of_the_last_answer(page: Page):
    answered(page, "What is an exosome?")
    answered(page, QUESTION)
    button(page, "Ask again").dblclick()
    answers_ended(page)
    expect(page.locator("#citation-2-1")).to_be_visible()
    expect(asked(page)).to_have_text(["What is an exosome?", QUESTION])
    button(page, "Edit the last question").click()
    expect(page.get_by_label("to be asked anew")).to_have_value(QUESTION)
    ask(page, "What does exosomal miR-32-5p do in hepatocellular carcinoma?")
    expect(asked(page)).to_have_text(
        ["What is an exosome?", "What does exosomal miR-32-5p do in hepatocellular carcinoma?"]
    )
    expect(page.locator("#citation-2-1")).to_contain_text("miR-32")
    expect(page.get_by_label("Your question")).to_have_value("")
    button(page, "New conversation").click()
    expect(asked(page)).to_have_count(0)
    assert page.locator("article.citation").count() == 0
    page.get_by_label("Your question").press("Enter")  # nothing, which is no question
    page.wait_for_timeout(1000)
    expect(asked(page)).to_have_count(0)


def test_stopping_leaves_the_question_and_the_next_one_is_answered(browser: Browser, assistant: Assistant):
    slow = Slow(assistant)
    with served_here(slow) as address, visited(browser, address) as page:
        ask(page, QUESTION)
        expect(page.locator("[data-testid=bot]").last).to_contain_text("Opening")
        button(page, "Stop").click()
        expect(page.locator("[data-testid=bot]").last).to_contain_text("Stopped")
        button(page, "Ask again").click()
        expect(page.locator("[data-testid=bot]").last).to_contain_text("Opening")
        for passed_over in ("Ask again", "Edit the last question"):
            expect(button(page, passed_over)).to_be_disabled()
        slow.open.set()
        expect(page.locator("#citation-1-1")).to_be_visible()
        answered(page, "What is an exosome?")
        expect(asked(page)).to_have_text([QUESTION, "What is an exosome?"])
        expect(page.locator("#citation-2-1")).to_be_visible()
        button(page, "Ask again").click()
        expect(page.locator("#citation-2-1")).to_be_visible()


def test_after_an_error_that_nobody_foresaw_questions_are_heard_again(browser: Browser, assistant: Assistant):
    class Breaks(Slow):
        broken = False

        def assistant(self) -> Assistant:
            if not self.broken:
                self.broken = True
                raise ZeroDivisionError
            return super().assistant()

    breaks = Breaks(assistant)
    breaks.open.set()
    with served_here(breaks) as address, visited(browser, address) as page:
        ask(page, QUESTION)
        button(page, "Ask again").click()
        expect(page.locator("#citation-1-1")).to_be_visible()
        answers_ended(page)
        expect(asked(page)).to_have_text([QUESTION])


def test_conversations_are_kept_by_the_browser_alone(page: Page, address: str):
    answered(page, f"{QUESTION} {HOSTILE}")
    answered(page, QUESTION)
    answered(page, "And in gastric cancer?")
    understood = page.locator("[data-testid=bot]").last.inner_text()
    button(page, "New conversation").click()
    expect(asked(page)).to_have_count(0)
    answered(page, LIST)
    page.reload()
    page.wait_for_selector("textarea")
    assert asked(page).count() == 0
    opened(page)
    kept = page.locator(".conversations li .open")
    expect(kept).to_have_text([LIST, f"{QUESTION} {HOSTILE}"])
    assert page.locator(".conversations img").count() == 0
    kept.nth(1).click()
    expect(asked(page)).to_have_count(3)
    expect(page.locator("[data-testid=bot]").last).to_contain_text("Understood as")
    assert page.locator("[data-testid=bot]").last.inner_text() == understood
    expect(kept.nth(0)).to_have_attribute("aria-current", "true")
    page.get_by_role("button", name=f"Delete the conversation: {LIST}").click()
    expect(kept).to_have_count(1)
    page.reload()
    page.wait_for_selector("textarea")
    opened(page)
    expect(kept).to_have_count(1)


def test_what_is_asked_or_opened_from_another_tab_is_seen_at_once(browser: Browser, assistant: Assistant):
    slow = Slow(assistant)
    slow.open.set()
    with served_here(slow) as address, visited(browser, address) as page:
        here = page.get_by_role("tab", name="Ask", exact=True)
        for _ in range(3):
            answered(page, LIST)
        page.get_by_role("tab", name="Explore").click()
        page.get_by_role("link", name="R0018").click()
        slow.open.clear()
        page.get_by_role("button", name=re.compile("^Ask: ")).click()
        expect(here).to_have_attribute("aria-selected", "true")
        expect(asked(page)).to_have_count(4)
        expect(page.locator("[data-testid=bot]").last).to_contain_text("Opening")
        expect(asked(page).last).to_be_in_viewport()
        slow.open.set()
        answers_ended(page)
        expect(asked(page).last).to_be_in_viewport()
        page.get_by_role("tab", name="Explore").click()
        opened(page)
        page.locator(".conversations li .open").first.click()
        expect(here).to_have_attribute("aria-selected", "true")


def test_what_another_script_left_in_the_storage_does_no_harm(page: Page):
    page.evaluate("""
        localStorage.setItem('exocite:conversation:a', '{broken');
        localStorage.setItem('exocite:conversation:b', JSON.stringify({turns: [{question: 7}, {wanted: 1}, null]}));
        const wanted = {kind: ['study', 'x'], cancer: ['no such'], since: 'x'};
        localStorage.setItem('exocite:conversation:c', JSON.stringify({turns: [{question: 'What is an EV?', wanted}]}));
    """)
    page.reload()
    page.wait_for_selector("textarea")
    opened(page)
    button(page, "7").click()
    expect(button(page, "7")).to_have_attribute("aria-current", "true")
    button(page, "What is an EV?").click()
    expect(page.locator("[data-testid=bot]").last).to_contain_text("no such")


def test_names_are_shown_and_a_click_leaves_one_out_or_narrows_it(page: Page):
    answered(page, LIST)
    names = page.locator(".found-names > ul > li")
    expect(names).to_have_count(2)
    expect(names.nth(0)).to_contain_text("drug platinum drug “platinum”")
    names.nth(0).get_by_text("Narrow").click()
    names.nth(0).get_by_role("button", name="cisplatin", exact=True).click()
    expect(asked(page).last).to_have_text("Which exosomal microRNAs promote cisplatin resistance in lung cancer?")
    expect(names.nth(0)).to_contain_text("UNII Q20Q21Q62J")
    answers_ended(page)
    page.get_by_role("button", name="Ask without lung cancer").focus()
    page.keyboard.press("Enter")
    expect(asked(page).last).to_have_text("Which exosomal microRNAs promote cisplatin resistance?")
    expect(names).to_have_count(1)
    expect(names.get_by_role("button")).to_have_count(0)  # the only name can't be left out
    answered(page, "Does miR-99999 cause resistance to cisplatin?")
    expect(names.nth(0)).to_contain_text("not in the corpus")


def test_filters_narrow_answers_and_are_told(page: Page):
    opened(page)
    page.get_by_label("Studies").check()
    page.get_by_label("From year").fill("2019")
    page.get_by_label("Leave out retracted papers").check()
    cancer = page.get_by_label("Only these cancers")
    cancer.click()
    page.get_by_role("option", name="hepatocellular carcinoma", exact=True).click()
    answered(page, "Which exosomal microRNAs promote resistance?")
    expect(asked(page).last).to_contain_text(
        "Searched only: Studies (curated records); hepatocellular carcinoma; from 2019; retracted left out."
    )
    shown = page.locator("[data-testid=bot]").last
    expect(shown).to_contain_text("hepatocellular carcinoma")
    for years in page.locator("article.citation .reference").all_inner_texts():
        assert any(f"({year})" in years for year in range(2019, 2030))
    expect(shown).not_to_contain_text("RETRACTED")
    page.get_by_role("tab", name="Check a claim").click()
    page.get_by_label("A sentence or a paragraph").fill("Exosomal miR-96 promotes cisplatin resistance in lung cancer.")
    button(page, "Check").click()
    expect(page.locator("section.claim")).to_contain_text("Not found")
    page.get_by_role("button", name="Clear all filters").click()
    expect(page.get_by_label("Leave out retracted papers")).not_to_be_checked()
    expect(page.get_by_label("From year")).to_have_value("")
    button(page, "Check").click()
    expect(page.locator("section.claim .overall")).to_contain_text("Supported")


def opened(page: Page) -> None:
    """Open the side bar."""
    page.get_by_role("button", name="Toggle Sidebar").click()
    expect(page.get_by_label("From year")).to_be_in_viewport()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_side_bar_stays_out_of_the_way(page: Page, width: int):
    page.set_viewport_size({"width": width, "height": 800})
    expect(page.get_by_label("From year")).not_to_be_in_viewport()
    opened(page)
    page.get_by_role("button", name="Toggle Sidebar").click()
    expect(page.get_by_label("From year")).not_to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
