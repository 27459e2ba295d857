"""What is shown: labels, references, and markup that stays inert."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.context import Context
from assistant.model import Answer, Citation, Seconds, Statement
from corpus.model import Source
from tests.test_sentences import ODD
from ui.render.as_html import evidence_html
from ui.render.as_markdown import answer_markdown, inert
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
def test_any_words_make_no_markup(text: str):
    assert {tag for tag, _ in shown(inert(text)).seen} <= {"p", "br", "em", "strong"} - {"em", "strong"} | {"p", "br"}


def answer(words: str) -> Answer:
    source = Source(words, "file", words, (), title=words, journal=words, doi=words, url=words, status="retracted")
    source = Source(**{**{f: getattr(source, f) for f in source.__slots__}, "status_note": words, "authors": (words,)})
    citation = Citation(1, words, 0, len(words), words, None, None, source)
    return Answer(words, "answered", None, (Statement(words, (1,)),), (citation,), Seconds(0, 0, 0))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_words_from_outside_are_inert_in_the_panel(payload: str):
    page = evidence_html([(1, answer(payload))], lambda c: Context(payload, c.quote, payload, opens=True, closes=False))
    tags = Tags(page)
    allowed = {"section", "h2", "h3", "article", "p", "b", "cite", "blockquote", "mark", "a"}
    assert {tag for tag, _ in tags.seen} <= allowed
    for tag, attributes in tags.seen:
        assert not any(name.startswith("on") for name in attributes)
        if tag == "a":
            assert attributes["href"].startswith("https://doi.org/")


@given(ODD)
def test_the_panel_shows_the_quote_as_it_is(text: str):
    page = evidence_html([(1, answer(text))], lambda c: Context("", c.quote, "", opens=True, closes=True))
    marked = re.search(r"<mark>(.*?)</mark>", page, re.DOTALL)
    assert marked
    assert plain(Tags(marked[1]).text) == plain(text)


def test_an_address_that_is_no_web_address_is_no_link():
    source = Source("S1", "study", "x", (), url="javascript:alert(1)")
    citation = Citation(1, "x", 0, 1, None, None, None, source)
    page = evidence_html([(1, Answer("q", "answered", None, (), (citation,), Seconds(0, 0, 0)))], lambda _: None)
    assert "<a " not in page
    assert "changed or removed" in page


def test_citation_numbers_are_links_to_their_evidence():
    text = answer_markdown(answer("Plain words."), 3)
    assert text == r"Plain words. [\[1\]](#citation-3-1) **RETRACTED**"
    assert 'id="citation-3-1"' in evidence_html([(3, answer("Plain words."))], lambda _: None)


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
