"""An answer and its evidence in a real browser: citations, tooltips, lists, refusals, paper, and who can use them."""

import csv
import json
from io import StringIO
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from assistant.assistant import Assistant
from tests.pages import answers_ended, ask, save, visited

RETRACTED = "Is the miR-32-5p study in hepatocellular carcinoma reliable?"
TARGET = "What does exosomal miR-96 target in lung cancer?"
LIST = "Which exosomal microRNAs promote gemcitabine resistance in pancreatic cancer?"
REFUSED = "Does exosomal miR-888 affect olaparib response?"


def asked(page: Page, question: str) -> Locator:
    """The answer, once it is there."""
    before = page.locator(".answer").count()
    ask(page, question)
    expect(page.locator(".answer")).to_have_count(before + 1)
    expect(page.locator(".evidence")).to_contain_text(question if question != REFUSED else "cites nothing")
    return page.locator(".answer").last


def is_inside(inner: Locator, outer: Locator) -> bool:
    """Whether one box is seen whole within another."""
    a, b = inner.bounding_box(), outer.bounding_box()
    assert a
    assert b
    return b["y"] <= a["y"] + 1 and a["y"] + a["height"] <= b["y"] + b["height"] + 1


def test_a_citation_opens_its_source_and_esc_goes_back(page: Page, tmp_path: Path):
    answer = asked(page, RETRACTED)
    cite = answer.locator(".cite").nth(2)
    card = page.locator("#citation-1-3")
    quoted = card.locator(".quote").inner_text()
    expect(cite).to_have_attribute("aria-expanded", "false")
    expect(card.locator(".whole")).to_be_hidden()
    cite.click()
    expect(cite).to_have_attribute("aria-expanded", "true")
    expect(card).to_be_focused()
    mark = card.locator("mark")
    assert " ".join(mark.inner_text().split()) == " ".join(quoted.split())
    expect(mark).to_be_in_viewport(ratio=1)
    assert is_inside(mark, card.locator(".passage"))
    assert len(card.locator(".passage").inner_text()) > len(quoted)
    for words in ("Exosomal microRNA-32-5p", "2018", "Journal of Experimental", "this project's own summary"):
        expect(card.locator("dl")).to_contain_text(words)
    expect(card.locator("dl a")).to_have_attribute("href", "https://doi.org/10.1186/s13046-018-0677-7")
    expect(card.locator(".status")).to_contain_text("RETRACTED")
    expect(answer.locator(".badge").first).to_have_text("RETRACTED")
    expect(card.locator("dl")).to_contain_text("Passed: the evidence's own words.")
    save(page, "ask.png", tmp_path)
    answer.locator(".cite").first.click()
    expect(cite).to_have_attribute("aria-expanded", "false")
    expect(page.locator(".card.open")).to_have_count(1)
    expect(page.locator("#citation-1-1 dl")).to_contain_text("same names: miR-32-5p")
    page.keyboard.press("Escape")
    expect(answer.locator(".cite").first).to_be_focused()
    expect(page.locator(".card.open")).to_have_count(0)


def test_citations_by_keyboard_alone(page: Page):
    answer = asked(page, TARGET)
    cites = answer.locator(".cite")
    cites.first.focus()
    page.keyboard.press("Tab")
    expect(cites.nth(1)).to_be_focused()
    name = cites.nth(1).get_attribute("aria-label") or ""
    assert name.startswith("Citation 2")
    tip = page.locator("[role=tooltip]")
    expect(tip).to_contain_text(page.locator("#citation-1-2 .quote").inner_text())
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    expect(cites.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    card = page.locator("#citation-1-2")
    expect(card).to_be_focused()
    page.keyboard.press("Tab")
    expect(card.locator(".toggle")).to_be_focused()
    page.keyboard.press("Tab")
    expect(card.locator(".passage")).to_be_focused()
    page.keyboard.press("Escape")
    expect(cites.nth(1)).to_be_focused()
    expect(card.locator(".whole")).to_be_hidden()


def test_the_quote_is_shown_under_the_pointer(page: Page):
    answer = asked(page, TARGET)
    cite, tip = answer.locator(".cite").first, page.locator("[role=tooltip]")
    cite.hover()
    expect(tip).to_be_visible()
    assert cite.get_attribute("aria-describedby") == tip.get_attribute("id")
    tip.hover()
    page.wait_for_timeout(500)
    expect(tip).to_be_visible()
    page.mouse.move(5, 5)
    expect(tip).to_be_hidden()
    cite.hover()
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()


def test_earlier_answers_keep_their_evidence(page: Page):
    first = asked(page, RETRACTED)
    first = page.locator(".answer").first
    asked(page, TARGET)
    folded = page.locator("details.earlier")
    expect(folded).to_have_count(1)
    expect(page.locator("#citation-1-1")).to_be_hidden()
    first.locator(".cite").first.click()
    expect(page.locator("#citation-1-1")).to_be_focused()
    expect(page.locator("#citation-1-1 mark")).to_be_in_viewport()
    ids = page.locator("article.citation").evaluate_all("all => all.map(one => one.id)")
    assert len(ids) == len(set(ids))
    asked(page, LIST)
    expect(page.locator(".cite[aria-expanded=true]")).to_have_count(0)


def test_a_list_is_sorted_filtered_and_saved(page: Page, assistant: Assistant, tmp_path: Path):
    answer = asked(page, LIST)
    rows = answer.locator(".list tbody tr")
    expected = assistant.ask(LIST).rows
    expect(rows).to_have_count(len(expected))
    names = rows.locator("th")
    answer.get_by_role("button", name="microRNA").click()
    ascending = names.all_inner_texts()
    answer.get_by_role("button", name="microRNA").click()
    assert names.all_inner_texts() == ascending[::-1] != ascending
    answer.get_by_label("Filter records").fill("FGFRL1")
    expect(rows.filter(visible=True)).to_have_count(1)
    save(page, "list.png", tmp_path)
    rows.filter(visible=True).locator(".cite").click()
    expect(page.locator(".card.open mark")).to_contain_text("miR-210")
    with page.expect_download() as saved:
        answer.get_by_role("button", name="Download CSV").click()
    table = list(csv.DictReader(StringIO(Path(saved.value.path()).read_text(encoding="utf-8"))))
    assert saved.value.suggested_filename == "exocite.csv"
    assert [(row["id"], row["citation"]) for row in table] == [(r.record.id, str(r.citation)) for r in expected]
    with page.expect_download() as saved:
        answer.get_by_role("button", name="Download JSON").click()
    records = json.loads(Path(saved.value.path()).read_text(encoding="utf-8"))
    assert [(row["id"], row["source"]["id"]) for row in records] == [(r.record.id, r.source.id) for r in expected]


def test_a_refusal_offers_questions_that_are_answered(page: Page, tmp_path: Path):
    answer = asked(page, REFUSED)
    expect(answer).to_contain_text("Not answered by the corpus")
    expect(answer).to_contain_text("exocite add FILE")
    assert page.locator("article.citation").count() == 0
    offered = answer.locator("[data-ask]")
    assert offered.count()
    question = offered.first.inner_text()
    save(page, "refused.png", tmp_path)
    answers_ended(page)
    offered.first.click()
    expect(page.locator("[data-testid=user]").last).to_have_text(question)
    expect(page.locator(".answer")).to_have_count(2)
    expect(page.locator(".answer").last.locator(".cite").first).to_be_visible()
    assert page.locator(".answer.refused").count() == 1


def test_an_answer_is_copied_with_its_references(browser: Browser, address: str):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address)
    answer = asked(page, TARGET)
    answer.get_by_role("button", name="Copy with references").click()
    expect(answer.locator(".acts [role=status]")).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "[1]" in copied
    assert page.locator("#citation-1-1 .quote").inner_text().split(".")[0] in " ".join(copied.split())
    context.close()


def test_on_paper_only_questions_answers_and_references(page: Page):
    asked(page, RETRACTED)
    answer = asked(page, TARGET)
    quote = page.locator("#citation-2-1 .quote").inner_text()
    page.emulate_media(media="print")
    for gone in (".evidence", "textarea", "header", ".tab-wrapper", "[data-testid=user]", ".acts"):
        expect(page.locator(gone).filter(visible=True)).to_have_count(0)
    expect(answer.locator(".asked")).to_have_text(TARGET)
    box = answer.locator(".asked").bounding_box()
    assert box
    assert box["height"] > 10
    expect(answer.locator(".references li").first).to_contain_text(quote)
    assert answer.locator(".references li").evaluate_all("all => all.map(one => one.value)")[:2] == [1, 2]
    tall = page.evaluate("[document.documentElement.scrollHeight, document.querySelector('.answer').clientHeight]")
    assert tall[0] > tall[1] + 100
    expect(page.locator(".answer").filter(visible=True)).to_have_count(2)
    answer.evaluate("one => one.classList.add('printed')")
    expect(page.locator(".answer").filter(visible=True)).to_have_count(1)


def test_buttons_can_be_hit_and_nothing_moves(browser: Browser, address: str):
    with visited(browser, address) as page:
        page.emulate_media(reduced_motion="reduce")
        asked(page, RETRACTED)
        asked(page, REFUSED)
        asked(page, LIST).locator(".cite").first.click()
        small = page.locator(":is(.answer, .evidence) :is(button, summary)").filter(visible=True)
        sizes = small.evaluate_all(
            "all => all.map(one => [one.offsetWidth, one.offsetHeight, one.outerHTML.slice(0, 90)])"
        )
        assert not [size for size in sizes if min(size[:2]) < 24]
        moving = (
            "[...document.querySelectorAll('.answer *, .evidence *')].filter(one => one.getAnimations().length).length"
        )
        assert page.evaluate(moving) == 0


def test_text_is_selected_with_its_numbers(page: Page):
    answer = asked(page, TARGET)
    selected = (
        answer.locator("li, p")
        .filter(has=page.locator(".cite"))
        .first.evaluate("one => { getSelection().selectAllChildren(one); return getSelection().toString() }")
    )
    assert "miR-96" in selected
    assert "1" in selected
