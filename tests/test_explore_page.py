"""The tab "Explore" in a real browser."""

import csv
import json
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from assistant.assistant import Assistant
from index.filters import Filter
from tests.pages import Slow, save, served_here, visited
from ui.render.as_csv import records_csv
from ui.render.as_json import records_json

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def explore(page: Page, view: str | None = None) -> None:
    page.get_by_role("tab", name="Explore").click()
    expect(page.locator(".rows table")).to_be_visible()
    if view:
        turn(page, view)


def turn(page: Page, view: str) -> None:
    page.get_by_role("tab", name=view).click()
    expect(page.locator(".picture svg").locator("visible=true")).to_have_count(1)


def choose(page: Page, facet: str, value: str) -> None:
    box = page.get_by_label(facet, exact=True)
    box.click()
    box.fill(value.split(" (")[0])
    page.get_by_role("option", name=re.compile(rf"^\W*{re.escape(value)}( \(|$)")).first.click()
    page.keyboard.press("Escape")


def rows(page: Page) -> Locator:
    return page.locator(".rows tbody tr").locator("visible=true")


def downloaded(page: Page, name: str) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile(f"^{re.escape(name)}")).locator("visible=true").click()
    assert download.value.suggested_filename == name
    return Path(download.value.path()).read_text(encoding="utf-8")


def test_facets_narrow_the_table_and_the_pictures(page: Page, assistant: Assistant):
    explore(page)
    every = len(assistant.records())
    expect(page.locator(".told").first).to_have_text(f"{every} of {every} records")
    expect(rows(page)).to_have_count(every)
    choose(page, "Cancer", "gastric cancer")
    wanted = assistant.records(Filter(cancer=("gastric cancer",)))
    expect(rows(page)).to_have_count(len(wanted))
    choose(page, "Effect", "reverses resistance")
    wanted = assistant.records(Filter(cancer=("gastric cancer",), effect=("reverses_resistance",)))
    expect(rows(page)).to_have_count(len(wanted))
    assert {row.inner_text().split()[0] for row in rows(page).all()} == {found.record.id for found in wanted}
    pairs = [(found, json.loads(records_json([(found.record, found.source)]))) for found in wanted]
    assert json.loads(downloaded(page, "exocite-records.json"))["records"] == [one["records"][0] for _, one in pairs]
    turn(page, "Heat map")
    labels = page.locator("a.spot").locator("visible=true").evaluate_all("all => all.map(a => a.ariaLabel)")
    assert all("reverses resistance" in label for label in labels if ":" in label and ", " in label)
    table = list(csv.DictReader(StringIO(downloaded(page, "exocite-heat-map.csv"))))
    assert {record for row in table for record in row["records"].split()} == {found.record.id for found in wanted}
    assert downloaded(page, "exocite-heat-map.svg").startswith("<?xml")
    page.get_by_role("button", name="Clear filters").click()
    expect(page.locator(".told").first).to_have_text(f"{every} of {every} records")


def test_what_leaves_nothing_says_how_to_widen(page: Page, assistant: Assistant):
    explore(page)
    choose(page, "microRNA", "miR-567")
    expect(rows(page)).to_have_count(len(assistant.records(Filter(mirna=("miR-567",)))))
    page.get_by_label("Drug", exact=True).click()
    expect(page.get_by_role("option")).to_have_count(1)  # others would leave nothing
    expect(page.get_by_role("option")).to_contain_text("trastuzumab (1)")
    page.keyboard.press("Escape")
    choose(page, "Effect", "reverses resistance")
    page.get_by_role("tab", name="Heat map").click()
    expect(page.get_by_role("link", name=re.compile("^miR-567, trastuzumab"))).to_be_visible()
    page.get_by_label("Leave out retracted", exact=True).check()
    expect(page.locator(".told").first).to_have_text(re.compile("^0 of"))
    expect(page.locator(".view .told").locator("visible=true")).to_contain_text(
        re.compile(r"“microRNA” there would be \d+ records\.")
    )
    expect(page.get_by_role("button", name="exocite-heat-map.csv")).to_be_disabled()


def test_the_files_hold_the_rows_that_are_shown(page: Page, assistant: Assistant):
    explore(page)
    pairs = {found.record.id: (found.record, found.source) for found in assistant.records()}
    assert downloaded(page, "exocite-records.csv") == records_csv(pairs.values())
    page.get_by_role("button", name="Year", exact=True).click()
    page.get_by_label("Filter records").fill("cisplatin gastric")
    shown = [row.inner_text().split()[0] for row in rows(page).all()]
    assert 3 < len(shown) < 20
    expect(page.get_by_role("button", name=f"exocite-records.csv ({len(shown)} rows)")).to_be_visible()
    assert downloaded(page, "exocite-records.csv") == records_csv(pairs[name] for name in shown)


def test_a_cell_lists_its_records_and_asks(page: Page, tmp_path: Path):
    explore(page, "Heat map")
    page.get_by_role("link", name=re.compile("^miR-21, cisplatin: promotes resistance, 2 records")).click()
    listing = page.locator("#listing")
    expect(listing.locator("h2")).to_have_text("miR-21, cisplatin: 2 records")
    expect(listing.locator("article.citation")).to_have_count(2)
    expect(listing).to_be_focused()
    expect(listing.locator("mark").first).to_contain_text("miR-21")
    page.set_viewport_size({"width": 1440, "height": 1100})
    save(page, "explore.png", tmp_path)
    page.get_by_role("button", name="Ask: What does exosomal miR-21 do to cisplatin resistance?").click()
    expect(page.get_by_role("tab", name="Ask", exact=True)).to_have_attribute("aria-selected", "true")
    expect(page.locator("#citation-1-1")).to_be_visible()
    expect(page.locator("[data-testid=bot]").last).to_contain_text("miR-21 promotes resistance to cisplatin")


def test_a_node_is_chosen_by_the_keyboard_and_asked_about(page: Page):
    explore(page, "Network")
    page.get_by_role("region", name="Donor cells, microRNAs, targets and drugs").focus()
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert first.startswith("Donor ")
    node = page.get_by_role("link", name=re.compile("^Target PTEN"))
    node.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#listing h2")).to_contain_text("PTEN: 10 records")
    expect(page.locator("#listing")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Ask: Which exosomal microRNAs target PTEN?")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-testid=bot]").last).to_contain_text("PTEN")
    expect(page.locator("[data-testid=bot]").last).not_to_contain_text("Not answered")


def test_a_year_and_a_record_are_listed(page: Page):
    explore(page)
    page.get_by_role("link", name="R0018").click()
    expect(page.locator("#listing h2")).to_have_text("R0018: 1 record")
    turn(page, "By year")
    page.get_by_role("link", name=re.compile("^glioblastoma, 2019: ")).click()
    expect(page.locator("#listing h2")).to_have_text("glioblastoma, 2019: 4 records")
    expect(page.locator("#listing article.citation")).to_have_count(4)


def test_retracted_sources_are_marked_or_left_out(page: Page, assistant: Assistant):
    retracted = [found.record.id for found in assistant.records() if found.source.status == "retracted"]
    explore(page)
    marked = rows(page).filter(has_text="RETRACTED")
    expect(marked).to_have_count(len(retracted))
    marked.first.get_by_role("link").first.click()
    expect(page.locator("#listing .status")).to_contain_text("RETRACTED")
    page.get_by_label("Leave out retracted", exact=True).check()
    expect(marked).to_have_count(0)


def test_no_view_is_wider_than_the_screen(page: Page):
    explore(page)
    page.get_by_role("link", name="R0018").click()
    expect(page.locator("#listing h2")).to_have_text("R0018: 1 record")
    for view in ("Table", "Heat map", "Network", "By year"):
        page.set_viewport_size({"width": 768, "height": 900})
        page.get_by_role("tab", name=view).click()
        expect(page.locator(".view").filter(visible=True).locator("table, svg").first).to_be_visible()
        for width in (320, 768, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            page.wait_for_timeout(150)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (view, width)


def test_nothing_is_drawn_before_it_is_asked_for():
    code = "import sys; import ui.page.serving, ui.page.explore.views; print('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False\n"


def test_the_index_may_still_be_opening(browser: Browser, assistant: Assistant):
    slow = Slow(assistant)
    with served_here(slow) as address, visited(browser, address) as page:
        page.get_by_role("tab", name="Explore").click()
        expect(page.locator(".told").first).to_contain_text("Opening the index")
        slow.open.set()
        expect(page.locator(".rows table")).to_be_visible(timeout=30_000)
