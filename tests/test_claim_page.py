"""The tab "Check a claim" in a real browser, its export, and the same over HTTP."""

import json
import signal
from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.assistant import Assistant
from assistant.context import Context
from assistant.model import Citation
from tests.conftest import Command
from tests.pages import HOSTILE, Slow, save, served, served_here, visited
from ui.page.checking import EXAMPLES
from ui.render.claim_html import claim_html, note_html
from ui.render.export import FORMATS, exported, styles

SUPPORTED = "Exosomal miR-96 promotes cisplatin resistance in lung cancer."
OPPOSITE = "Exosomal miR-96 reverses cisplatin resistance in lung cancer."
TWO_FINDINGS = (
    "Exosomal miR-522 promotes ferroptosis in gastric cancer and exosomal miR-96 promotes cisplatin resistance."
)
PARAGRAPH = EXAMPLES["A paragraph"]
CONTRASTS = """() => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
    const painted = colours => {
        canvas.clearRect(0, 0, 1, 1);
        for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
        return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const light = rgb => rgb.map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
        .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const at = walker.currentNode.parentElement;
        if (!walker.currentNode.data.trim() || !at.checkVisibility({visibilityProperty: true, opacityProperty: true}))
            continue;
        const behind = [];
        for (let up = at; up; up = up.parentElement) behind.unshift(getComputedStyle(up).backgroundColor);
        const under = ["white", ...behind];
        const [a, b] = [light(painted(under)), light(painted([...under, getComputedStyle(at).color]))];
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        found.push([Math.round(ratio * 100) / 100, walker.currentNode.data.trim().slice(0, 40)]);
    }
    return found.sort((a, b) => a[0] - b[0]);
}"""


def check(page: Page, claim: str) -> None:
    page.get_by_role("tab", name="Check a claim").click()
    page.get_by_label("A sentence or a paragraph").fill(claim)
    page.get_by_role("button", name="Check", exact=True).click()


def test_a_claim_that_the_corpus_supports(page: Page):
    check(page, SUPPORTED)
    expect(page.locator(".overall")).to_contain_text("Supported")
    expect(page.locator(".said.supported")).to_contain_text(SUPPORTED)
    expect(page.locator(".said .sign")).to_have_attribute("aria-label", "Sentence 1: supported")
    piece = page.locator(".side.supports article.citation").first
    expect(piece.locator("mark")).to_contain_text("Exosomes carrying miR-96 raised lung cancer cell viability")
    expect(piece.locator(".why")).to_have_text("Same microRNA, drug and cancer; same effect.")
    expect(piece.locator(".label")).to_contain_text("this project's own summary")
    expect(piece.locator(".place")).to_contain_text("Source S001")
    expect(page.locator(".side.contradicts")).to_contain_text("Nothing in the corpus contradicts it.")
    related = page.locator("details.related article.citation")
    expect(related.first).to_be_hidden()
    page.locator("details.related summary").click()
    expect(related.first).to_be_visible()


def test_its_opposite(page: Page):
    check(page, OPPOSITE)
    expect(page.locator(".overall")).to_contain_text("Contradicted")
    expect(page.locator(".said.contradicted")).to_contain_text(OPPOSITE)
    expect(page.locator(".side.contradicts article.citation").first).to_contain_text("S001")
    assert page.locator(".side.supports article.citation").count() == 0


def test_a_paragraph(page: Page, tmp_path: Path):
    check(page, PARAGRAPH)
    marked = page.locator(".text .said")
    expect(marked).to_have_count(3)
    kinds = marked.evaluate_all("all => all.map(one => one.classList[1])")
    assert kinds == ["supported", "contradicted", "unchecked"]
    assert marked.locator(".sign").all_inner_texts() == ["✓ 1", "✗ 2", "– 3"]
    words = page.locator(".text").evaluate(
        "one => { const copy = one.cloneNode(true); copy.querySelectorAll('.sign').forEach(s => s.remove());"
        " return copy.textContent }"
    )
    assert words.replace("\xa0", "") == PARAGRAPH
    assert page.locator(".legend li").count() == 5
    expect(page.locator(".judged")).to_have_count(3)
    page.locator(".said.contradicted .sign").click()
    expect(page.locator("#claim-2")).to_be_in_viewport()
    ids = page.locator("article").evaluate_all("all => all.map(one => one.id)")
    assert len(ids) == len(set(ids))
    page.set_viewport_size({"width": 1280, "height": 1200})
    page.evaluate("scrollTo(0, 0)")
    save(page, "claim.png", tmp_path)


def test_findings_of_one_sentence(page: Page, assistant: Assistant):
    verdict = assistant.cite(TWO_FINDINGS)
    findings = verdict.sentences[0].findings
    assert len(findings) == 2
    check(page, TWO_FINDINGS)
    lines = page.locator(".findings li")
    expect(lines).to_have_count(2)
    for line, finding in zip(lines.all(), findings, strict=True):
        expect(line).to_contain_text(", ".join(finding.names))
        if finding.lacks:
            expect(line).to_contain_text(f"Nearest evidence: {finding.lacks}.")
        for number in finding.evidence:
            assert page.locator(f"#claim-1-{number}").count() == 1
            assert line.locator(f"a[href='#claim-1-{number}']").count() == 1


def test_an_example_is_checked(page: Page):
    page.get_by_role("tab", name="Check a claim").click()
    page.get_by_text("Its opposite").click()
    expect(page.locator(".overall")).to_contain_text("Contradicted")
    expect(page.get_by_label("A sentence or a paragraph")).to_have_value(EXAMPLES["Its opposite"])


def test_what_cannot_be_checked_is_told(page: Page):
    check(page, SUPPORTED)
    expect(page.locator(".overall")).to_be_visible()
    check(page, " ")
    expect(page.locator(".note")).to_have_text("The claim is empty; write one.")
    expect(page.locator(".exported")).to_be_hidden()
    check(page, "x " * 3000)
    expect(page.locator(".note")).to_contain_text("limit is 4000")


def test_the_ticked_citations_in_every_format(page: Page, assistant: Assistant, tmp_path: Path):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    evidence = assistant.cite(PARAGRAPH).evidence
    decisive = [item.citation for item in evidence if item.stance != "related"]
    related = next(item.citation for item in evidence if item.stance == "related")
    check(page, PARAGRAPH)
    boxes = page.locator(".picks input[type=checkbox]")
    expect(boxes).to_have_count(len({item.citation.number for item in evidence}))
    ticked = page.locator(".picks label:has(input:checked)").all_inner_texts()
    assert [text.split("]")[0] for text in ticked] == [f"[{citation.number}" for citation in decisive]
    page.locator(".picks label").filter(has_text=f"[{decisive[0].number}]").locator("input").uncheck()
    page.locator(".picks label").filter(has_text=f"[{related.number}]").locator("input").check()
    wanted = {related.number, *(citation.number for citation in decisive[1:])}
    chosen = list({item.citation.number: item.citation for item in evidence if item.citation.number in wanted}.values())
    for name, form in FORMATS.items():
        page.get_by_label(form.title).check()
        expect(page.locator(".exported textarea")).to_have_value(exported(chosen, name))
        with page.expect_download() as download:
            page.get_by_role("button", name=f"Download exocite{form.suffix}").click()
        assert download.value.suggested_filename == f"exocite{form.suffix}"
        download.value.save_as(tmp_path / name)
        assert (tmp_path / name).read_bytes().decode() == exported(chosen, name)
    page.get_by_role("button", name="Copy").locator("visible=true").click()
    expect(page.locator(".exported textarea")).to_have_value(page.evaluate("navigator.clipboard.readText()"))
    for style in styles():
        page.get_by_label("Style").click()
        page.get_by_role("option", name=style, exact=True).click()
        expect(page.locator(".exported textarea")).to_have_value(exported(chosen, "references", style))
    for number in wanted:
        page.locator(".picks label").filter(has_text=f"[{number}]").locator("input").uncheck()
    expect(page.locator(".exported textarea")).to_have_value("")
    expect(page.get_by_role("button", name="Download exocite.txt")).to_be_disabled()


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_files_are_gone_when_the_page_ends(browser: Browser, built: Path, tmp_path: Path, end: signal.Signals):
    with served(Command(built, {"TMPDIR": str(tmp_path)}), end) as address, visited(browser, address) as page:
        check(page, SUPPORTED)
        button = page.get_by_role("button", name="Download exocite.bib")
        expect(button).to_be_enabled()
        assert [path.name for path in tmp_path.rglob("*.bib")] == ["exocite.bib"]
        assert str(tmp_path) not in page.content()
    assert not list(tmp_path.rglob("*"))


class Tags(HTMLParser):
    """The tags of a piece of a page, and the attributes that could act."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.acting: list[tuple[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.acting += [(name, to) for name, to in attrs if name in ("src", "style", "srcset") or name.startswith("on")]
        self.acting += [
            (name, to) for name, to in attrs if name == "href" and not (to or "").startswith(("#", "https:"))
        ]


def test_every_word_of_a_verdict_is_escaped(assistant: Assistant):
    evil = f"\"><svg onload=alert(1)> '{HOSTILE}"
    real = assistant.cite(TWO_FINDINGS)

    def spoilt(value: Any) -> Any:
        """The same with every text in it made hostile, but for what only a few words may stand in."""
        if isinstance(value, tuple):
            return tuple(map(spoilt, value))
        if not is_dataclass(value) or isinstance(value, type):
            return evil if isinstance(value, str) else value
        kept = ("verdict", "stance", "kind", "studied_in")
        changed = {field.name: spoilt(getattr(value, field.name)) for field in fields(value) if field.name not in kept}
        return replace(value, **changed | ({"status": "retracted"} if "status" in changed else {}))

    def spoilt_context(_: Citation) -> Context:
        return Context(evil, evil, evil, opens=False, closes=False)

    tags = Tags(claim_html(spoilt(real), spoilt_context) + note_html(evil))
    assert tags.tags <= set(
        "section p span div ul li a article h2 h3 h4 details summary b i cite blockquote mark".split()
    )
    assert not tags.acting


def test_hostile_text_is_shown_as_it_is(page: Page):
    check(page, f"{HOSTILE} {SUPPORTED}")
    expect(page.locator(".text")).to_contain_text('<img src="http://198.51.100.7/x.png')
    page.wait_for_timeout(500)
    assert page.locator(".claim img, .claim script").count() == 0
    assert page.title() == "Exocite"


def test_a_hostile_file_is_shown_as_it_is(browser: Browser, exocite: Command, tmp_path: Path):
    document = {
        "_id": 'x"><script>document.title="id"</script>',
        "title": f"Title {HOSTILE}",
        "authors": [HOSTILE],
        "journal": HOSTILE,
        "url": 'javascript:document.title="url"',
        "text": f"{SUPPORTED[:-1]} {HOSTILE}.",
    }
    (tmp_path / "hostile.jsonl").write_text(json.dumps(document), encoding="utf-8")
    done = exocite("add", tmp_path / "hostile.jsonl")
    assert done.returncode == 0, done.stderr
    with served(exocite) as address, visited(browser, address) as page:
        check(page, SUPPORTED)
        piece = page.locator("article.citation", has_text="quotation from a file")
        expect(piece).to_have_count(1)
        expect(piece.locator("mark")).to_contain_text("198.51.100.7")
        expect(page.locator(".picks label", has_text="Title <img")).to_have_count(1)
        page.wait_for_timeout(500)
        assert page.locator(".claim img, .claim script, .picks img, .picks script").count() == 0
        assert page.locator("a[href^=javascript]").count() == 0
        assert page.title() == "Exocite"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_can_be_read_in_both_modes_and_on_a_narrow_screen(page: Page, address: str, theme: str):
    page.goto(f"{address}?__theme={theme}")
    check(page, f"{PARAGRAPH} {TWO_FINDINGS} {HOSTILE}{'x' * 300}")
    expect(page.locator(".overall")).to_be_visible()
    page.get_by_label("Reference list").check()
    expect(page.get_by_label("Style")).to_be_visible()
    for summary in page.locator("details.related summary").all():
        summary.click()
    page.mouse.move(0, 0)
    page.wait_for_timeout(500)
    contrasts = page.evaluate(CONTRASTS)
    assert len(contrasts) > 50
    assert not [found for found in contrasts if found[0] < 4.5]
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 860})
        page.wait_for_timeout(200)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        columns = page.locator(".sides").first.evaluate(
            "one => getComputedStyle(one).gridTemplateColumns.split(' ').length"
        )
        assert columns == (2 if width == 1280 else 1)


def test_the_index_may_still_be_opening(browser: Browser, assistant: Assistant):
    slow = Slow(assistant)
    with served_here(slow) as address, visited(browser, address) as page:
        check(page, SUPPORTED)
        expect(page.locator(".note")).to_contain_text("Opening the index")
        page.get_by_label("A sentence or a paragraph").fill(OPPOSITE)
        page.wait_for_timeout(700)
        slow.open.set()
        expect(page.locator(".overall")).to_contain_text("Supported")
        expect(page.get_by_label("A sentence or a paragraph")).to_have_value(OPPOSITE)
