"""JATS articles: the corners of the format, hostile files, and any XML at all."""

import string
import time
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import ExociteError
from corpus.model import Source
from corpus.passages import make_passages
from corpus.readers import format_of, read_file
from corpus.readers.jats import article_source, looks_like_jats

DATA = Path(__file__).parent / "data" / "jats"
LIMIT = 1_000_000
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


@pytest.fixture(scope="module")
def corners() -> Source:
    (source,) = read_file(DATA / "corners.nxml", LIMIT)
    return source


def said(source: Source) -> dict[str | None, str]:
    """The text of each section by its heading, sections of one heading together."""
    found: dict[str | None, str] = {}
    for section in source.sections:
        text = source.text[section.start : section.end]
        found[section.heading] = f"{found[section.heading]}\n\n{text}" if section.heading in found else text
    return found


def article(body: str, front: str = "", attributes: str = "") -> bytes:
    front = f"<front><article-meta>{front}</article-meta></front>"
    return f"<article {XLINK} {attributes}>{front}<body>{body}</body></article>".encode()


def read(raw: bytes) -> Source:
    return article_source("it", "it", raw, LIMIT)


def paragraph(markup: str) -> str:
    source = read(article(f"<p>{markup}</p>"))
    return "\n\n".join(source.text[s.start : s.end] for s in source.sections)


def test_front(corners: Source):
    assert corners.title == "Vesicles carry miR-21 at 10⁶ copies: a test"
    assert corners.authors == ("Doe JQ", "Łoś AM", "The Test Group")
    assert (corners.year, corners.journal) == (2020, "Journal of Test Articles")
    assert (corners.doi, corners.pmid, corners.pmcid) == ("10.5555/Corners.1", "99000001", "PMC99000002")
    assert (corners.licence, corners.status, corners.kind) == ("CC BY-NC 4.0", None, "file")


def test_sections_keep_their_paths_and_order(corners: Source):
    headings = list(dict.fromkeys(section.heading for section in corners.sections))
    assert headings == [
        "Abstract › Background",
        "Abstract › Results",
        "Abstract (plain language summary)",
        "Introduction",
        "Introduction › Figure 1",
        "Methods",
        "Methods › Cells",
        "Methods › Cells › Medium",
        "Methods › Box 1. Advice",
        "Results",
        "Results › Table 1",
        "Results › Table 1: What the drugs did. › Lung",
        "Results › Table 1: What the drugs did. › Breast",
        "Figure 2",
        "Acknowledgements",
        "Data",
    ]
    assert said(corners)["Methods"].startswith("Text of methods.\n\nAfter the nested section.")
    assert said(corners)["Introduction › Figure 1"] == "Vesicles under the microscope. Scale bar, 100 nm."
    for left_out in ("vésicules", "decision letter", "Hidden", "Editor"):
        assert left_out not in corners.text


def test_running_text_reads_like_the_paper(corners: Source):
    text = said(corners)["Introduction"]
    assert "resist cisplatin [1], [2]. Drugs fail. As Doe and colleagues (Doe et al., 2018) wrote, miR-21 rose." in text
    assert "We gave 5 μM to 10⁶ CD8+ cells with Ca²⁺ and an IC50 of 2 cm⁻²;" in text
    assert "1. first arm,\n\n2. second arm.\n\nthen all stopped." in text
    methods = said(corners)["Methods"]
    assert "y=10^6\n\nThe value \\alpha < 2 held, and <not a tag> stayed.\n\nA quote.\n\nEV: vesicle" in methods


def test_each_row_is_a_passage_with_its_column_names(corners: Source):
    rows = [
        p for p in make_passages(corners, lambda texts: [len(t.split()) for t in texts], 256) if "Lung" in p.heading
    ]
    assert [row.text for row in rows] == [
        "miRNA: miR-21; Cisplatin IC50: 5; Cisplatin Change: up; n: 3",
        "miRNA: miR-21; Cisplatin IC50: 7; n: 4",
    ]
    breast = said(corners)["Results › Table 1: What the drugs did. › Breast"]
    assert breast == "miRNA: miR-155; Cisplatin IC50 / Cisplatin Change: not done; n: 0"


def test_references_are_kept_apart(corners: Source):
    assert corners.text.endswith("References\n\n1 Doe J. On tests. 2018.\n\n2 Roe R. 2017. On drugs. J Test")
    assert max(section.end for section in corners.sections) < corners.text.index("References")


def test_a_notice_says_what_was_retracted():
    (notice,) = read_file(DATA / "retraction.xml", LIMIT)
    assert (notice.status, notice.status_note) == ("retracted", "this is the notice about 10.5555/Corners.1")


STATUS = [
    ("", "", None),
    ('article-type="correction"', "", "corrected"),
    ('article-type="expression-of-concern"', "", "concern"),
    ("", '<related-article related-article-type="retraction-forward" xlink:href="10.1/n"/>', "retracted"),
    ("", '<related-article related-article-type="commentary" xlink:href="10.1/n"/>', None),
    ("", "<title-group><article-title>RETRACTED: Vesicles</article-title></title-group>", "retracted"),
    ("", "<title-group><article-title>Retracted Article: Vesicles</article-title></title-group>", "retracted"),
    ("", "<title-group><article-title>Retracted papers on vesicles</article-title></title-group>", None),
]


@pytest.mark.parametrize(("attributes", "front", "status"), STATUS)
def test_status(attributes: str, front: str, status: str | None):
    assert read(article("<p>x</p>", front, attributes)).status == status


MARKUP = [
    ("end<sup>12</sup>.", "end¹²."),
    ("end <sup><xref ref-type='bibr' rid='a'>12</xref>&#8211;<xref ref-type='bibr' rid='b'>14</xref></sup>.", "end."),
    (
        "let-7a<xref ref-type='bibr' rid='a'><sup>3</sup></xref><sup>,</sup><xref rid='b'><sup>4</sup></xref> fell",
        "let-7a fell",
    ),
    ("miR-21<sup>*</sup>", "miR-21*"),
    ("seen [<xref rid='a'>1</xref>,<xref rid='b'>2</xref>]", "seen [1,2]"),
    ("seen [<xref rid='a'/>].", "seen."),
    ("a<break/>b <bold>c</bold><italic>d</italic>", "a b cd"),
    ("x &lt;b&gt; <![CDATA[<i>]]>", "x <b> <i>"),
    ("<inline-graphic xlink:href='x'><alt-text>arrow</alt-text></inline-graphic> up", "arrow up"),
    ("a <list><list-item><label>(i)</label><p>b</p></list-item></list> c", "a\n\n(i) b\n\nc"),
    ("<mfrac><mi>a</mi><mn>2</mn></mfrac>", "a2"),
    ("<math><mfrac><mi>a</mi><mrow><mi>b</mi><mo>+</mo><mn>2</mn></mrow></mfrac></math>", "a/(b+2)"),
]


@pytest.mark.parametrize(("markup", "text"), MARKUP)
def test_markup(markup: str, text: str):
    assert paragraph(markup) == text


def test_columns_of_a_cals_table():
    table = (
        "<table-wrap><label>T</label><tgroup><colspec colname='a'/><colspec colname='b'/><colspec colname='c'/>"
        "<thead><row><entry>A</entry><entry namest='b' nameend='c'>BC</entry></row></thead>"
        "<tbody><row><entry morerows='1'>x</entry><entry colname='c'>3</entry></row>"
        "<row><entry>2</entry></row></tbody></tgroup></table-wrap>"
    )
    assert said(read(article(table)))["T"] == "A: x; BC: 3\n\nA: x; BC: 2"


def test_a_head_inside_a_table_names_the_columns_below_it():
    rows = [("a", "1", "2"), ("", "<bold>C</bold>", "<bold>D</bold>"), ("b", "3", "<bold>4</bold>")]
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    head = "<thead><tr><th/><th>A</th><th>B</th></tr></thead>"
    source = read(article(f"<table-wrap><label>T</label><table>{head}<tbody>{body}</tbody></table></table-wrap>"))
    assert said(source)["T"] == "a; A: 1; B: 2\n\nb; C: 3; D: 4"
    assert "C; D" in source.text


def test_a_table_without_a_head():
    table = "<table-wrap><table><tr><td>a</td><td>b</td></tr><tr><td/><td/></tr></table></table-wrap>"
    assert said(read(article(table)))["Table"] == "a; b"


def test_the_content_decides(tmp_path: Path):
    raw = (DATA / "corners.nxml").read_bytes()
    for name in ("paper", "paper.txt", "paper.jsonl", "paper.XML"):
        path = tmp_path / name
        path.write_bytes(raw)
        found = format_of(path)
        assert found
        assert not found.many
        (source,) = read_file(path, LIMIT)
        assert (source.id, source.pmid) == (name, "99000001")
    encoded = b"<?xml version='1.0'?>" + article("<p>caf\u00e9</p>")
    assert looks_like_jats(b"\xef\xbb\xbf" + encoded)
    assert looks_like_jats(encoded.decode().encode("utf-16"))
    assert not looks_like_jats(b"# Title\n\n<article>")
    assert not looks_like_jats(b"<articles>")


def test_other_encodings():
    raw = '<?xml version="1.0" encoding="iso-8859-1"?><article><body><p>café</p></body></article>'
    assert "café" in read(raw.encode("latin-1")).text
    raw = '<?xml version="1.0" encoding="utf-16"?><article><body><p>café</p></body></article>'
    assert "café" in read(raw.encode("utf-16")).text


def doctype(declared: str, used: str) -> bytes:
    return f"<!DOCTYPE article [{declared}]><article><body><p>{used}</p></body></article>".encode()


def test_entities_of_html_are_read_where_a_dtd_is_named():
    named = b'<!DOCTYPE article SYSTEM "http://127.0.0.1:9/x.dtd">'
    raw = named + b"<article><body><p>5&nbsp;&mu;M &alpha;</p></body></article>"
    source = read(raw)
    assert source.text[source.sections[0].start :] == "5 μM α"


SECRET = "root:x:0"
LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "lol"}">' for i in range(12))
REFUSED = [
    (doctype(LAUGHS, "&l11;"), "entity"),
    (doctype(LAUGHS, '<bold x="&l11;"/>'), "entity"),
    (doctype('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;"), "entity of its own"),
    (doctype(f'<!ENTITY x "{SECRET}">', "&x;"), "entity of its own"),
    (b"<article><body><p>&nbsp;</p></body></article>", "not defined"),
    (b"<article><body><p>x</p></body>", "not well-formed"),
    (b"", "not well-formed"),
    (b"not xml", "not well-formed"),
    (b"<?xml version='1.0' encoding='x-none'?><article/>", "XML"),
    (b"<html><body><p>x</p></body></html>", "another kind (<html>)"),
    (b"<article/>", "neither an abstract nor a text"),
    (b"<pmc-articleset><article/><article/></pmc-articleset>", "holds 2 articles"),
    (b"<article><body>" + b"<sec>" * 300 + b"</sec>" * 300 + b"</body></article>", "not well-formed"),
    (article("<table-wrap><table><thead><tr><th>" + "x" * 9000 + "</th></tr></thead>" + "<tr><td>1</td></tr>" * 900
             + "</table></table-wrap>"), "characters; split it"),
    (article("<table-wrap><table><tr><td rowspan='9999'>" + "x" * 9000 + "</td></tr>" + "<tr><td>1</td></tr>" * 900
             + "</table></table-wrap>"), "characters; split it"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "what"), REFUSED)
def test_refused_in_one_sentence(raw: bytes, what: str):
    start = time.monotonic()
    with pytest.raises(ExociteError) as caught:
        read(raw)
    message = str(caught.value)
    assert what in message
    assert message.startswith("it")
    assert "\n" not in message
    assert len(message) < 500
    assert time.monotonic() - start < 5


def test_outside_files_are_never_read():
    for declared in ('<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;', '<!ENTITY x SYSTEM "file:///etc/passwd">'):
        assert SECRET not in read(doctype(declared, "Words.")).text
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd" parse="text"/>Words.'
    assert paragraph(include) == "Words."


def test_hostile_shapes_end_in_time():
    start = time.monotonic()
    deep = "<sec><title>" + "t" * 4000 + "</title>"
    nested = read(article(deep * 200 + "<p>x</p>" * 2000 + "</sec>" * 200, f"<article-id>{'1' * 500}</article-id>"))
    assert max(len(section.heading or "") for section in nested.sections) <= 400
    read(article("<p>" + "<sup>" * 200 + "x" * 100_000 + "</sup>" * 200 + "</p>"))
    read(article("<p>" + "<xref><sup>1</sup>, </xref>" * 30_000 + "x</p>"))
    read(
        article(
            "<table-wrap><table>"
            "<tr>" + "<td colspan='99999' rowspan='99999'>x</td>" * 2000 + "</tr></table></table-wrap>"
        )
    )
    assert time.monotonic() - start < 20


def test_one_endless_line_is_refused_before_it_is_read(tmp_path: Path):
    path = tmp_path / "line.xml"
    with path.open("wb") as file:
        file.write(b"<article><body><p>")
        file.truncate(1_000_000_000)
    with pytest.raises(ExociteError, match="1000 MB and the limit is 1 MB"):
        read_file(path, LIMIT)


NAMES = st.sampled_from(
    "article front article-meta title-group article-title body back sec title p list list-item table-wrap table thead "
    "tbody tr th td fig caption label sup sub xref bold fn ref-list ref mixed-citation element-citation name surname "
    "given-names alternatives inline-formula math msup mn tex-math boxed-text disp-formula abstract def-list def-item "
    "contrib-group contrib permissions license ext-link pub-date year article-id related-article odd".split()
)
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=12)
WORDS = st.sampled_from(["miR-21", " ", "1", "10.1/x", "2020", "\n ", "[", "]", ","]) | TEXT
ATTRIBUTES = st.dictionaries(
    st.sampled_from(["rowspan", "colspan", "morerows", "namest", "colname", "pub-id-type", "contrib-type", "ref-type"]),
    st.sampled_from(["0", "2", "99999", "-1", "doi", "author", "bibr", "x"]),
    max_size=2,
)


def element(name: str, attributes: dict[str, str], inside: list[str]) -> str:
    written = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{name}{written}>{''.join(inside)}</{name}>"


TREES = st.recursive(
    WORDS.map(escape), lambda inner: st.builds(element, NAMES, ATTRIBUTES, st.lists(inner, max_size=5)), max_leaves=40
)


@settings(max_examples=300, deadline=None)
@given(st.lists(TREES, max_size=6), st.booleans())
def test_any_xml_is_a_source_or_one_error(trees: list[str], wrapped: bool):
    inside = "".join(trees)
    raw = article(inside, inside) if wrapped else f"<article>{inside}</article>".encode()
    try:
        source = read(raw)
    except ExociteError as error:
        assert "\n" not in str(error)  # noqa: PT017
        return
    last = 0
    for section in source.sections:
        assert last <= section.start < section.end <= len(source.text)
        assert source.text[section.start : section.end].strip()
        last = section.end
    source.text.encode()


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=100) | st.text(string.printable, max_size=100).map(str.encode))
def test_any_bytes_are_a_source_or_one_error(raw: bytes):
    try:
        read(raw)
    except ExociteError as error:
        assert len(str(error)) < 500  # noqa: PT017
