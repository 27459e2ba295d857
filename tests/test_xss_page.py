"""Hostile words through every input of the page, in a real browser: they are shown, and nothing comes of them."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Command, copy_of
from tests.pages import answers_ended, ask, served, visited
from tests.payloads import PAYLOADS

TOGETHER = 7
"""Payloads in one question: few page loads, and each question below 4,000 characters."""
GROUPS = [PAYLOADS[start : start + TOGETHER] for start in range(0, len(PAYLOADS), TOGETHER)]
ABOUT = "Exosomal miR-96 promotes cisplatin resistance in lung cancer"
AREAS = "[data-testid=user], [data-testid=bot], .claim, .picks, article.citation, .prose, .html-container"
MADE = "img script iframe svg style link base form meta object embed video audio math input body table".split()
OURS = ".rows *, .rows, figure *, .source .across *"
"""Where tables, boxes to filter them and pictures are the page's own; what the texts in them make is looked for too."""
WATCH = """document.addEventListener("securitypolicyviolation",
    event => (window.violated ??= []).push(event.violatedDirective))"""


def of_ours(page: Page) -> list[str]:
    """The elements in what is shown that no rendering of ours makes; buttons, labels and its spinner are Gradio's."""
    return page.evaluate(
        """([areas, made, ours]) => [...document.querySelectorAll(areas)]
            .flatMap(area => [...area.querySelectorAll("*")])
            .filter(one => one.matches(made) || [...one.attributes].some(held => held.name.startsWith("on")))
            .filter(one => !one.closest("button, label, .icon-button-wrapper, .avatar-container") || one.closest(ours))
            .filter(one => !one.matches("svg[class*=svelte-]"))
            .filter(one => !(one.closest(ours) && one.matches("table, input, svg, svg style")))
            .map(one => one.outerHTML.slice(0, 200))""",
        [AREAS, ", ".join(MADE), OURS],
    )


def is_inert(page: Page, address: str) -> None:
    page.wait_for_timeout(400)
    assert page.evaluate("window.owned") is None
    assert page.evaluate("window.violated") is None
    assert page.evaluate("location.origin") + "/" == address
    assert page.title() == "Exocite"
    assert not of_ours(page)
    hrefs = page.evaluate(
        """areas => [...document.querySelectorAll(areas)].flatMap(area => [...area.querySelectorAll("a")])
            .map(link => link.getAttribute("href") ?? "")""",
        AREAS,
    )
    assert not [href for href in hrefs if not href.startswith(("#", "https://", "http://"))]
    assert not [href for href in hrefs if (urlsplit(href).hostname or "").startswith("198.")]


@pytest.fixture(scope="module")
def hostile(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A page over an index to which papers were added, every field of which is hostile, and a file of such a name."""
    folder = tmp_path_factory.mktemp("hostile")
    exocite = Command(copy_of(built, folder / "data"))
    documents = [
        {
            "_id": f"h{number} {words}",
            "title": f"Title {words}",
            "authors": [words],
            "journal": words,
            "url": f"javascript:window.owned=1//{words}",
            "doi": f"10.1/{words}",
            "text": f"{ABOUT} {words}.",
        }
        for number, words in enumerate(" ".join(group) for group in GROUPS)
    ]
    named = folder / "<img src=x onerror=window.owned=1>.md"
    named.write_text(f"# {PAYLOADS[0]}\n\n{ABOUT} by LMO7 {PAYLOADS[1]}.\n", encoding="utf-8")
    lines = folder / "documents.jsonl"
    lines.write_text("\n".join(map(json.dumps, documents)), encoding="utf-8")
    done = exocite("add", lines, named, timeout=600)
    assert done.returncode == 0, done.stderr
    with served(exocite) as address:
        yield address


@pytest.fixture
def tab(browser: Browser, hostile: str) -> Iterator[Page]:
    with visited(browser, hostile) as page:
        page.on("dialog", lambda dialog: pytest.fail(f"a dialog: {dialog.message}"))
        page.add_init_script(WATCH)
        page.reload()
        page.wait_for_selector("textarea")
        yield page


def test_there_are_forty():
    assert len(set(PAYLOADS)) >= 40


def test_questions(tab: Page, hostile: str):
    for number, group in enumerate(GROUPS):
        asked = f"{ABOUT}? " + " ".join(group)
        ask(tab, asked)
        expect(tab.locator("[data-testid=user]")).to_have_count(number + 1)
        expect(tab.locator("[data-testid=bot]")).to_have_count(number + 1)
        is_inert(tab, hostile)
    assert tab.locator("[data-testid=user]", has_text="<script>window.owned=1</script>").count() >= 1


def test_claims(tab: Page, hostile: str):
    tab.get_by_role("tab", name="Check a claim").click()
    for group in GROUPS:
        written = f"{ABOUT}. " + " ".join(group)
        tab.get_by_label("A sentence or a paragraph").fill(written)
        tab.get_by_role("button", name="Check", exact=True).click()
        expect(tab.locator(".overall")).to_be_visible()
        expect(tab.locator(".text").first).to_contain_text(ABOUT)
        is_inert(tab, hostile)


def test_papers(tab: Page, hostile: str):
    """What was added is cited, on both tabs, with hostile ids, titles, authors, journals, addresses and texts."""
    tab.get_by_role("tab", name="Check a claim").click()
    tab.get_by_label("A sentence or a paragraph").fill(f"{ABOUT}.")
    tab.get_by_role("button", name="Check", exact=True).click()
    cited = tab.locator("article.citation", has_text="quotation from a file")
    expect(cited.first).to_be_visible()
    assert cited.count() >= 3
    for summary in tab.locator(".claim details.related summary").all():
        summary.click()
    is_inert(tab, hostile)
    tab.get_by_label("Reference list").check()
    is_inert(tab, hostile)
    tab.get_by_role("tab", name="Ask").click()
    for question in (f"{ABOUT}?", "What does the corpus hold?", "Which papers are about miR-96?"):
        ask(tab, question)
        answers_ended(tab)
        tab.wait_for_timeout(1000)
    is_inert(tab, hostile)


def test_the_library_and_the_records(tab: Page, hostile: str):
    """Hostile titles and ids in the list, in what is removed, and a hostile source that is opened and read."""
    tab.get_by_role("tab", name="Library").click()
    box = tab.get_by_label("Search the sources")
    box.fill("Title")
    titles = tab.locator(".holdings tbody a", has_text="Title <")
    expect(titles.first).to_be_visible()
    is_inert(tab, hostile)
    for place in range(titles.count()):
        titles.nth(place).click()
        expect(tab.locator(".source .stored")).to_contain_text(ABOUT)
        is_inert(tab, hostile)
    box.fill(" ".join(GROUPS[0])[:500])
    tab.wait_for_timeout(1000)
    is_inert(tab, hostile)
    tab.get_by_role("tab", name="Explore").click()
    rows = tab.get_by_label("Filter records")
    expect(rows.first).to_be_visible()
    rows.first.fill(" ".join(GROUPS[0])[:500])
    is_inert(tab, hostile)


def test_links(tab: Page, hostile: str):
    """What is written into the address: unknown parameters, known ones of Gradio, and the place in the page."""
    for group in GROUPS:
        words = quote(" ".join(group))
        tab.goto(f"{hostile}?q={words}&question={words}&claim={words}&__theme={words}&view={words}&tab={words}#{words}")
        tab.wait_for_selector("textarea")
        is_inert(tab, hostile)
