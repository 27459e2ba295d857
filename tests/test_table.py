"""Tables that are sorted and filtered in the browser."""

from collections.abc import Iterator
from importlib.resources import files

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.pages import HOSTILE
from ui.render.table_html import Cell, table_html

COLUMNS = ("microRNA", "Source", "Year")
ROWS = (
    ("miR-21", Cell("S010", "https://doi.org/10.1/x", mark="RETRACTED"), Cell("2021", key=2021)),
    ("miR-155", Cell("S002", "#pick=record:R2"), Cell("")),
    ("miR-9", "Müller, cisplatin", Cell("2009", key=2009)),
)
NAMES = ("R1", "R2", "R3")


@pytest.fixture
def table(browser: Browser) -> Iterator[Page]:
    folder = files("ui").joinpath("static")
    styles, script = (folder.joinpath(f"table.{kind}").read_text(encoding="utf-8") for kind in ("css", "js"))
    tab = browser.new_page()
    faults: list[str] = []
    tab.on("pageerror", lambda error: faults.append(str(error)))
    tab.set_content(
        "<html lang=en><title>T</title><style>:root { --body-text-color: #1f2328 }</style>"
        f"<style>{styles}</style><script>{script}</script><main><h1>T</h1><div id=here></div></main>"
    )
    show(tab, table_html("Three records", COLUMNS, ROWS, names=NAMES, noun="records"))
    yield tab
    tab.close()
    assert not faults


def show(tab: Page, html: str) -> None:
    """As Gradio renders it: after the script has run."""
    tab.evaluate("html => { document.querySelector('#here').innerHTML = html }", html)


def firsts(tab: Page) -> list[str]:
    return tab.locator("tbody tr:visible th").all_inner_texts()


def test_a_table_is_sorted_by_any_heading(table: Page):
    head = table.locator("thead th")
    assert firsts(table) == ["miR-21", "miR-155", "miR-9"]
    head.nth(0).get_by_role("button").click()
    assert firsts(table) == ["miR-9", "miR-21", "miR-155"]
    expect(head.nth(0)).to_have_attribute("aria-sort", "ascending")
    head.nth(2).get_by_role("button").focus()
    table.keyboard.press("Enter")
    assert firsts(table) == ["miR-9", "miR-21", "miR-155"]  # the one without a year is last
    table.keyboard.press("Space")
    assert firsts(table) == ["miR-21", "miR-9", "miR-155"]  # and stays so the other way round
    assert [one.get_attribute("aria-sort") for one in head.all()] == ["none", "none", "descending"]


def test_words_filter_its_rows_and_are_counted(table: Page):
    table.evaluate("addEventListener('rows-shown', event => { window.shown = event.detail })")
    box = table.get_by_label("Filter records")
    box.fill("CISPLATIN muller")
    assert firsts(table) == ["miR-9"]
    expect(table.get_by_role("status")).to_have_text("1 of 3 records")
    assert table.evaluate("shown") == ["R3"]
    box.fill("mir-2 elsewhere")
    assert firsts(table) == []
    box.fill("")
    table.locator("thead button").first.click()
    expect(table.get_by_role("status")).to_have_text("All shown")
    assert table.evaluate("shown") == ["R3", "R1", "R2"]


def test_its_links_and_marks(table: Page):
    out, inside = table.locator("tbody a").all()
    assert (out.get_attribute("href"), out.get_attribute("rel")) == ("https://doi.org/10.1/x", "noopener noreferrer")
    assert (inside.get_attribute("href"), inside.get_attribute("target")) == ("#pick=record:R2", None)
    expect(table.locator("tbody tr").first).to_contain_text("RETRACTED")
    expect(table.locator("caption")).to_have_text("Three records")


def test_hostile_words_in_it_are_inert(table: Page):
    evil = f"\"><svg onload=alert(1)> '{HOSTILE}"
    link = 'javascript:document.title="x"'
    cells = [Cell(evil, link, mark=evil), Cell(evil, f'https://x/"onclick="{evil}'), evil]
    show(table, table_html(evil, [evil] * 3, [cells], names=[evil], noun=evil))
    assert table.locator("#here :is(img, script, svg)").count() == 0
    assert table.locator("#here a").count() == 1
    assert table.evaluate(
        "[...document.querySelectorAll('#here *')].flatMap(e => e.getAttributeNames())"
        ".every(name => !name.startsWith('on') && name !== 'src')"
    )
    table.locator("thead button").first.click()
    assert table.title() == "T"


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("dark", [False, True])
def test_it_can_be_used_by_all(table: Page, width: int, dark: bool):
    if dark:
        table.evaluate(
            "document.body.className = 'dark'; document.documentElement.style"
            " = 'background: #0b0f19; --body-text-color: #f3f4f6; color: #f3f4f6'"
        )
    table.set_viewport_size({"width": width, "height": 700})
    found = Axe().run(table, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert not found.response["violations"], found.generate_report()
    assert table.evaluate("document.documentElement.scrollWidth") <= width
    table.get_by_label("Filter records").focus()
    table.keyboard.press("Tab")
    expect(table.get_by_role("region", name="Three records")).to_be_focused()
