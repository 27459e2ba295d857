"""What is shown: labels, references, and markup that stays inert."""

import csv
import re
from dataclasses import replace
from html.parser import HTMLParser
from io import StringIO
from time import perf_counter
from typing import Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.context import Context
from assistant.model import (
    Answer,
    Citation,
    ClaimedFinding,
    JudgedSentence,
    Row,
    Seconds,
    Stance,
    Statement,
    Verdict,
)
from corpus.model import Passage, Record, Source
from corpus.storable import printable
from index.asked import Asked
from index.search import Found, Hit
from tests.test_sentences import ODD
from ui.render.answer_html import answer_html
from ui.render.as_csv import answer_csv
from ui.render.as_html import evidence_html
from ui.render.as_json import answer_json, found_json
from ui.render.as_markdown import inert
from ui.render.as_text import answer_text, found_text, record_line, source_line, source_text, verdict_text
from ui.render.labels import evidence_label, reference, status_line

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![x](http://198.51.100.1/x.png)",
    "[x](javascript:alert(1))",
    "<svg/onload=alert(1)>",
    "<iframe src='http://198.51.100.1'></iframe>",
    '"><img src=http://198.51.100.1/>',
    "`code` **bold** _it_ ~~s~~ $x^2$ | a | b |",
    "# heading\n- item\n1. one\n> quote\n---\n```\ncode\n```",
    "&lt;img src=x&gt; &#60;b&#62;",
    "{{constructor}} ${7*7} {% raw %}",
    "<style>*{background:url(http://198.51.100.1)}</style>",
    "<!-- comment --> <details open ontoggle=alert(1)>",
    "[a]: http://198.51.100.1\n![a]",
    "line  \nbreak\\\nhere",
    "a\r- item\r1. one",
    "\tcode\n\n    code",
]


class Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def plain(text: str) -> str:
    return "".join(text.split())


def shown(markdown: str) -> Tags:
    return Tags(MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(markdown))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_words_from_outside_are_inert_in_a_message(payload: str):
    tags = shown(inert(payload))
    assert {tag for tag, _ in tags.seen} <= {"p", "br"}
    assert plain(tags.text) == plain(payload)


@given(ODD | st.text(alphabet="<>!&[]()*_`~#|\\-+=.1 \nab", max_size=80))
@example("__0__")
def test_any_words_make_no_markup(text: str):
    assert {tag for tag, _ in shown(inert(text)).seen} <= {"p", "br"}


def test_very_many_line_ends_take_no_time():
    start = perf_counter()
    assert inert("\n" * 50_000 + "- x") == "\n" * 50_000 + "\\- x"
    assert perf_counter() - start < 1


RECORD = Record(
    *("R1", "S1", "miR-1", "glioma", ("drug",), "promotes_resistance", None, "miRNA", None, None, ("G",), (), (), None),
    *("", "title_only"),
)


def answer(words: str) -> Answer:
    source = Source(words, "file", words, (), title=words, journal=words, doi=words, url=words, status="retracted")
    source = Source(**{**{f: getattr(source, f) for f in source.__slots__}, "status_note": words, "authors": (words,)})
    citation = Citation(1, words, 0, len(words), words, None, None, (), source)
    statement = Statement(words, (1,), words, words, words)
    row = Row(replace(RECORD, mirna=words, cancer=words, drugs=(words,), targets=(words,), model=words), source, 1)
    shown = (statement,), (citation,), (row,)
    return Answer(words, f"{words} ", "finding", "answered", words, *shown, Seconds(0, 0, 0), suggestions=(words,))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_words_from_outside_are_inert_in_the_panel(payload: str):
    page = evidence_html([(1, answer(payload))], lambda c: Context(payload, c.quote, payload, opens=True, closes=False))
    tags = Tags(page)
    layout = "section h2 h3 h4 h5 article ol li p b cite blockquote mark a button div span dl dt dd"
    assert {tag for tag, _ in tags.seen} <= set(layout.split())
    for tag, attributes in tags.seen:
        assert not any(name.startswith("on") for name in attributes)
        if tag == "a":
            assert attributes["href"].startswith("https://doi.org/")


@pytest.mark.parametrize("status", ["answered", "refused"])
@pytest.mark.parametrize("payload", PAYLOADS)
def test_words_from_outside_are_inert_in_an_answer(payload: str, status: Literal["answered", "refused"]):
    said = replace(answer(payload), status=status)
    tags = Tags(answer_html(said, 1))
    parts = "article h2 h3 p ul li em b button section ol blockquote template span code div"
    table = "label input output table caption thead tbody tr th td"
    picture = "figure figcaption svg g path text tspan use defs clippath rect"
    assert {tag for tag, _ in tags.seen} <= set(f"{parts} {table} {picture}".split())
    for _, attributes in tags.seen:
        assert not any(name.startswith("on") or name == "src" for name in attributes)
        assert attributes.get("href", "#").startswith("#")
        assert "url(" not in attributes.get("style", "")
    asks = [attributes["data-ask"] for _, attributes in tags.seen if "data-ask" in attributes]
    assert asks == ([payload] if status == "refused" else [])


@given(ODD)
def test_the_panel_shows_the_quote_as_it_is(text: str):
    page = evidence_html([(1, answer(text))], lambda c: Context("", c.quote, "", opens=True, closes=True))
    marked = re.search(r"<mark>(.*?)</mark>", page, re.DOTALL)
    assert marked
    assert plain(Tags(marked[1]).text) == plain(text)


def test_an_address_that_is_no_web_address_is_no_link():
    source = Source("S1", "study", "x", (), url="javascript:alert(1)")
    citation = Citation(1, "x", 0, 1, None, None, None, (), source)
    page = evidence_html(
        [(1, Answer("q", "q", "finding", "answered", None, (), (citation,), (), Seconds(0, 0, 0)))], lambda _: None
    )
    assert "<a " not in page
    assert "changed or removed" in page


def test_citation_numbers_are_buttons_that_open_their_evidence():
    said = answer("Plain words.")
    cites = [attributes for _, attributes in Tags(answer_html(said, 3)).seen if attributes.get("class") == "cite"]
    assert {cite["aria-controls"] for cite in cites} == {"citation-3-1"}
    assert cites[0]["aria-label"] == "Citation 1, Plain words., retracted"
    panel = evidence_html([(3, said)], lambda _: None)
    assert 'id="citation-3-1"' in panel
    assert "Passed: Plain words.." in panel
    assert "RETRACTED" in panel
    assert 'data-source="Plain words."' not in panel


def test_earlier_answers_are_folded_under_their_questions():
    old, new = replace(answer("Old."), question="Old?"), replace(answer("New."), question="New?")
    panel = evidence_html([(1, old), (2, new)], lambda _: None)
    assert panel.index("New?") < panel.index("<summary>Old? (1)</summary>") < panel.index('id="citation-1-1"')
    refused = replace(new, status="refused", statements=(), citations=(), rows=())
    assert "cites nothing" in evidence_html([(1, old), (2, refused)], lambda _: None)


def test_more_of_a_section_is_asked_for_only_where_there_is_more():
    said = answer("Plain words.")
    whole = Context("", "Plain words.", "", opens=True, closes=True)
    assert "data-digest" not in evidence_html([(1, said)], lambda _: whole)
    assert "data-digest" in evidence_html([(1, said)], lambda _: replace(whole, closes=False))


def test_a_list_as_csv_and_json_holds_the_citation_numbers():
    said = answer("Plain words.")
    [row] = csv.DictReader(StringIO(answer_csv(said)))
    assert (row["mirna"], row["source_id"], row["citation"]) == ("Plain words.", "Plain words.", "1")
    shown = answer_json(said)
    assert shown["rows"][0]["citation"] == 1
    assert shown["statements"][0]["why"] == "Plain words."
    assert shown["suggestions"] == ["Plain words."]


STUDY = Source("S1", "study", "", (), "A title", year=2020, status="retracted", status_note="retracted (May 2021)")


def found(text: str, source: Source, record: str | None, basis: str | None) -> Found:
    passage = Passage(0, len(text), text, "", None, record, basis, ((0, len(text)),), 5)
    return Found((Hit(passage, source, 0.5, 0.5, ()),), Asked(), 0, 0)


def test_hits_show_whose_words_they_are_and_the_status():
    hits = found("Words of a record.", STUDY, "R1", "title_only")
    text = found_text(hits)
    assert "!! RETRACTED: retracted (May 2021)" in text
    assert "only the title of the paper was read; source S1" in text
    assert found_json("q", hits)["hits"][0]["label"] == evidence_label(STUDY, "R1", "title_only")
    added = found("Own words.", Source("a.md", "file", "", ()), None, None)
    assert "quotation from a file that was added" in found_text(added)


def test_lines_of_lists_do_not_hide_the_status():
    assert (
        record_line(RECORD, STUDY) == "R1  miR-1; promotes_resistance; drug; glioma; G  (S1)  [title only]  [retracted]"
    )
    assert source_line(STUDY).endswith("[retracted]")
    assert "[from a review]" in record_line(replace(RECORD, confidence="secondary_review"), STUDY)


def judged(text: str, citation: Citation) -> Verdict:
    """A verdict with one text in every field that is shown."""
    finding = ClaimedFinding(text, (text,), "not_found", (1,), text)
    sentence = JudgedSentence(text, 0, len(text), "mixed", text, (finding, finding))
    evidence = Stance("related", text, 1.0, 0, citation)
    return Verdict(text, "mixed", text, (sentence, sentence), (evidence,), Seconds(0, 0, 0))


def test_a_terminal_is_given_no_commands():
    evil = "\x1b]0;owned\x07\x1b[2J\x9b2J\x00\x08\x7f\x85 \ud800"
    source = Source(evil, "file", f"One\tline.\r\nTwo {evil}", (), title=evil, status="concern", status_note=evil)
    said = replace(answer(evil), citations=(replace(answer(evil).citations[0], source=source, section=evil),))
    shown = [
        answer_text(said),
        answer_text(replace(said, message=evil)),
        verdict_text(judged(evil, said.citations[0])),
        found_text(found(evil, source, None, None)),
        source_text(source),
        source_line(source),
        record_line(replace(RECORD, cancer=evil), source),
    ]
    for text in shown:
        assert not [sign for sign in text if sign != "\n" and sign != "\t" and not sign.isprintable()]
        assert "owned" in text
        text.encode()
    assert source_text(source).endswith("One\tline.\nTwo " + printable(evil))


def test_references():
    known = Source("S1", "study", "", (), "T", ("A B",), et_al=True, year=2020, journal="J", doi="10.1/x", pmid="7")
    assert reference(known) == "A B et al. (2020). T. J. doi:10.1/x; PMID 7."
    unknown = Source("S2", "study", "", (), url="https://example.org/a")
    assert reference(unknown) == "Title not read. identifier not known, https://example.org/a."
    many = Source("S3", "review", "", (), "T?", ("A", "B", "C", "D"), year=2021, pmcid="PMC1")
    assert reference(many) == "A, B, C et al. (2021). T?. PMC1."


def test_labels():
    study, review, note, file = (Source("x", kind, "", ()) for kind in ("study", "review", "note", "file"))
    assert "own summary" in evidence_label(study, "R1", "abstract_read")
    assert "only the title" in evidence_label(study, "R1", "title_only")
    assert "what a review reports" in evidence_label(study, "R1", "secondary_review")
    assert "own summary" in evidence_label(review, None, "digest")
    assert "conference abstract read" in evidence_label(note, None, "conference_abstract_read")
    assert evidence_label(file, None, None).startswith("quotation")
    assert status_line(Source("x", "study", "", (), status="concern")) == "EXPRESSION OF CONCERN"
