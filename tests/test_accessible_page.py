"""WCAG 2.2 AA by axe-core on the whole page: every tab, with content in it, light and dark, narrow and wide."""

from functools import partial

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.pages import ask, button, visited

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (320, 768, 1440)
CLAIM = "Exosomal miR-155 transfers gemcitabine resistance in pancreatic cancer. Exosomal miR-223 reverses it."


def filled_ask(page: Page) -> None:
    ask(page, "Who won the 1998 World Cup?")
    expect(page.locator("[data-testid=bot]").last).to_contain_text("Not answered")
    ask(page, "Is the miR-32-5p study in hepatocellular carcinoma reliable?")
    expect(page.locator("#citation-2-1")).to_be_visible()
    ask(page, "Which exosomal microRNAs promote gemcitabine resistance in pancreatic cancer?")
    expect(page.locator("#citation-3-1")).to_be_visible()
    page.locator("[data-testid=bot] .cite").last.click()


def filled_claim(page: Page) -> None:
    page.get_by_label("A sentence or a paragraph").fill(CLAIM)
    button(page, "Check").click()
    expect(page.locator("section.claim .overall")).to_be_visible()


def filled_explore(page: Page) -> None:
    expect(page.get_by_role("table").filter(visible=True).first).to_be_visible()
    page.get_by_role("link", name="R0018").click()
    expect(page.locator("#listing h2")).to_have_text("R0018: 1 record")
    page.get_by_label("Filter records").fill("miR-21")  # rows are alike, and each costs time


def filled_view(page: Page, view: str) -> None:
    page.get_by_role("tab", name="Explore").click()
    expect(page.get_by_role("table").filter(visible=True).first).to_be_visible()
    page.get_by_role("tab", name=view).click()
    expect(page.locator("svg a").filter(visible=True).first).to_be_visible()


def filled_library(page: Page) -> None:
    page.get_by_label("Search the sources").fill("exosomal miR-21")
    expect(page.locator(".holdings")).to_contain_text("sources match")
    page.locator(".holdings tbody a").first.click()
    expect(page.locator(".source")).to_be_visible()


def filled_side_bar(page: Page) -> None:
    page.get_by_role("button", name="Toggle Sidebar").click()
    expect(page.get_by_label("From year")).to_be_in_viewport()


TABS = {
    "Ask": filled_ask,
    "Check a claim": filled_claim,
    "Explore": filled_explore,
    **{view: partial(filled_view, view=view) for view in ("Heat map", "Network", "By year")},
    "Library": filled_library,
    "side bar": filled_side_bar,
}


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("tab", TABS)
def test_nothing_that_axe_finds(browser: Browser, address: str, tab: str, theme: str):
    with visited(browser, address, f"?__theme={theme}") as page:
        if tab in ("Check a claim", "Explore", "Library"):
            page.get_by_role("tab", name=tab).click()
        TABS[tab](page)
        faults = []
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.wait_for_timeout(300)
            for fault in Axe().run(page, options={"runOnly": RULES}).response["violations"]:
                faults += [(width, fault["id"], node["html"][:200]) for node in fault["nodes"][:3]]
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                faults.append((width, "horizontal scroll", ""))
        assert not faults, "\n".join(map(str, faults))
