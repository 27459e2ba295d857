"""Citations as BibTeX, RIS, CSL-JSON and reference lists: read again by other programs, and hostile words inert."""

import json
import re
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import SeparateCoAuthors
from citeproc import Citation as Cited
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc.formatter import plain
from citeproc.source.json import CiteProcJSON
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from assistant.model import Citation
from corpus.errors import ExociteError
from corpus.model import Source
from corpus.settings import CorpusSettings
from corpus.shipped import read_shipped
from tests.test_sentences import ODD
from ui.render.export import FORMATS, exported, styles
from ui.render.export.entries import entries_of, inline
from ui.render.labels import evidence_label, status_line

HOSTILE = [
    "}, title = {injected}, note = {",
    "\n}\n@article{evil, title={x}}\n",
    "\nER  - \nTY  - JOUR\nTI  - injected",
    "\r\nER  - \r\nAU  - Evil, E.\r",
    "\u2028ER  - \u2029TY  - BOOK\x85AU  - x\x0bTI  - y\x0c",
    "TI  - a tag in front; and; semicolons",
    '{{{ unbalanced \\" \\{ \\} } "quoted" \'\' `` -- --- ,, ?` !` << >>',
    "100% of $x^2$ & #1 a_b ~c \\input{/etc/passwd} \\\\ \\",
    '<script>alert(1)</script> <i>x</i> <span class="nocase">miR-21</span> &amp;',
    '", "id": "evil", "x": "',
    "\x00\x1b]0;owned\x07\x9b2J\x7f \ud800",
    "Smith and others and Doe, Jane",
    "@comment{x} @string{y = z} # concatenated # ",
    "\ufa70 \u212b \u037e e\u0301 Rák, Ű. – ő ű Ħ ß ﬁ 中文 \u202e ıİ μ µ α β-catenin",
    "...",
    ". , ; :",
    "?",
    "and",
    "-",
    '"',
    "\\",
]


def cited(source: Source, quote: str = "The quote.", number: int = 1, record: str | None = None) -> Citation:
    return Citation(number, quote, 0, len(quote), None, record, "abstract_read", (), source)


def decoder() -> LatexNodes2Text:
    """pylatexenc reads two of LaTeX's own commands otherwise, or not at all."""
    known = get_default_latex_context_db()
    signs = {"textasciicircum": "^", "textbackslash": "\\"}
    known.add_context_category("signs", [MacroTextSpec(name, sign) for name, sign in signs.items()], prepend=True)
    return LatexNodes2Text(latex_context=known)


def read_bibtex(text: str) -> list[dict[str, Any]]:
    library = bibtexparser.parse_string(text, append_middleware=[SeparateCoAuthors()])
    assert not library.failed_blocks
    assert len(library.blocks) == len(library.entries)
    decode = decoder().latex_to_text
    read: list[dict[str, Any]] = []
    for entry in library.entries:
        fields: dict[str, Any] = {field.key: field.value for field in entry.fields}
        for name in {"title", "journal", "howpublished", "note", "annote"} & set(fields):
            fields[name] = decode(fields[name])
        fields["author"] = [decode(author) for author in fields.get("author", [])]
        read.append(fields | {"id": entry.key, "type": entry.entry_type})
    return read


@pytest.fixture(scope="module")
def sources() -> list[Source]:
    return read_shipped(Path(CorpusSettings.model_fields["corpus"].default), 10_000_000)[0]


@pytest.fixture(scope="module")
def citations(sources: list[Source]) -> list[Citation]:
    """Each section of each source."""
    made = [(source, section) for source in sources for section in source.sections]
    return [
        Citation(n, s.text[p.start : p.end], p.start, p.end, p.heading, p.record, p.basis, (), s)
        for n, (s, p) in enumerate(made, 1)
    ]


def test_all_sources_come_back_from_bibtex(citations: list[Citation], sources: list[Source]):
    text = exported(citations, "bibtex")
    read = read_bibtex(text)
    assert len({entry["id"].lower() for entry in read}) == len(read) == len(sources)
    for source, entry in zip(sources, read, strict=True):
        assert entry["type"] == "article"
        assert [entry.get(name) for name in ("title", "journal", "doi", "pmid", "pmcid")] == [
            source.title,
            source.journal,
            source.doi,
            source.pmid,
            source.pmcid,
        ]
        assert entry.get("year") == (str(source.year) if source.year else None)
        assert len(entry["author"]) == len(source.authors) + source.et_al
        assert ("others" in entry["author"]) == source.et_al
        assert entry.get("note") == status_line(source)


def test_a_second_reader_finds_the_same_in_bibtex(citations: list[Citation], sources: list[Source]):
    read = parse_string(exported(citations, "bibtex"), "bibtex")
    assert len(read.entries) == len(sources)
    for source, entry in zip(sources, read.entries.values(), strict=True):
        assert entry.fields.get("doi") == source.doi
        assert len(entry.persons.get("author", [])) == len(source.authors) + source.et_al
        if source.authors and " " in source.authors[0] and source.id != "S042" and source.authors[0] != "Au Yeung":
            assert " ".join(entry.persons["author"][0].last_names) == source.authors[0].rpartition(" ")[0]


def test_all_sources_come_back_from_ris(citations: list[Citation], sources: list[Source]):
    text = exported(citations, "ris")
    assert text.startswith("TY  - JOUR\n")
    read = rispy.loads(text)
    assert len(read) == len(sources)
    for source, entry in zip(sources, read, strict=True):
        assert entry["type_of_reference"] == "JOUR"
        names = {"title": source.title, "secondary_title": source.journal, "doi": source.doi}
        names |= {"accession_number": source.pmid, "custom2": source.pmcid}
        assert {name: entry.get(name) for name in names} == names
        assert entry.get("year") == (str(source.year) if source.year else None)
        assert len(entry.get("authors", [])) == len(source.authors) + source.et_al
        assert (entry.get("authors", [""])[-1] == "et al.,") == source.et_al
        assert "unknown_tag" not in entry


STRINGS = {"id", "type", "title", "container-title", "DOI", "PMID", "PMCID", "URL", "note"}
"""What CSL's data schema has as text, of the variables written."""


def test_all_sources_come_back_from_csl_json(citations: list[Citation], sources: list[Source]):
    text = exported(citations, "csl-json")
    items = json.loads(text)
    for source, item in zip(sources, items, strict=True):
        assert {name for name, value in item.items() if isinstance(value, str)} <= STRINGS
        assert set(item) <= STRINGS | {"author", "issued"}
        assert item["type"] == "article-journal"
        assert (item.get("title"), item.get("PMCID")) == (source.title, source.pmcid)
        for name in item.get("author", []):
            assert set(name) in ({"family", "given"}, {"literal"})
    assert '"family": "Guo",\n        "given": "Q. R."' in text
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), plain)
    bibliography.register(Cited([CitationItem(item["id"]) for item in items]))
    lines = list(map(str, bibliography.bibliography()))
    assert len(lines) == len(sources)
    assert "Guo, Q.R." in lines[0]
    for source, line in zip(sources, lines, strict=True):
        assert str(source.year or "") in line


@pytest.mark.parametrize("style", styles())
def test_all_sources_stand_in_a_reference_list(style: str, citations: list[Citation], sources: list[Source]):
    lines = exported(citations, "references", style).splitlines()
    assert len(lines) == len(sources)
    for number, (source, line) in enumerate(zip(sources, lines, strict=True), 1):
        assert line.startswith(f"{number}. ")
        assert not line.startswith(f"{number}. {number}")
        if source.title:
            assert line.count(source.title) == 1, line
        if source.doi:
            assert line.count(source.doi) == 1, line
        elif source.pmid or source.pmcid:
            assert any(known and known in line for known in (source.pmid, source.pmcid, source.url)), line
        if source.et_al:
            assert source.authors[0].split()[0] in line
            assert line.count("et al.") == 1, line
        if source.status:
            assert line.endswith(f"[{status_line(source)}]")
        assert "None" not in line
        assert "  " not in line


def test_every_note_has_the_quotes_and_whose_words_they_are(citations: list[Citation]):
    chosen = citations[:: max(1, len(citations) // 60)]
    bib, ris = read_bibtex(exported(chosen, "bibtex")), rispy.loads(exported(chosen, "ris"))
    csl = json.loads(exported(chosen, "csl-json"))
    known = [entry.key for entry in entries_of(chosen)]
    for citation in chosen:
        place = known.index(entries_of([citation])[0].key)
        label = evidence_label(citation.source, citation.record, citation.basis)
        for note in (bib[place]["annote"], ris[place]["notes"][0], csl[place]["note"]):
            assert inline(citation.quote) in note
            assert label[1:] in note


FILE = Source(
    "a b.md", "file", "", (), "A title", ("Doe, Jane", "WHO"), year=2020, journal="J", url="javascript:alert(1)"
)
STUDY = Source("S1", "study", "", (), "miR-155 in A549", ("Wu H",), et_al=True, year=2020, doi="10.1/x")


def test_one_source_gives_one_entry_in_the_order_of_first_citation():
    chosen = [cited(STUDY, "One."), cited(FILE, "Two."), cited(STUDY, "Three.", 3, "R1"), cited(STUDY, "One.", 4)]
    first, second = json.loads(exported(chosen, "csl-json"))
    assert first["id"] == "Wu2020-S1"
    assert first["note"] == ('Curated record: this project\'s own summary of the paper\'s abstract: "One." "Three."')
    assert second["note"] == 'Quotation from a file that was added: "Two."'
    assert exported(chosen, "references").startswith("1. Wu H et al. miR-155 in A549.")
    for name in FORMATS:
        assert exported([], name).strip() in ("", "[]")


def test_a_file_is_no_article_and_its_address_nothing_to_run():
    (bib,), (ris,) = read_bibtex(exported([cited(FILE)], "bibtex")), rispy.loads(exported([cited(FILE)], "ris"))
    (csl,) = json.loads(exported([cited(FILE)], "csl-json"))
    assert (bib["type"], ris["type_of_reference"], csl["type"]) == ("misc", "GEN", "document")
    assert bib["author"] == ["Doe, Jane", "WHO"]
    assert csl["author"] == [{"family": "Doe", "given": "Jane"}, {"literal": "WHO"}]
    assert not any("javascript" in exported([cited(FILE)], name) for name in FORMATS)


def test_a_paper_that_was_fetched_is_an_article():
    fetched = replace(FILE, id="PMC1", pmcid="PMC1")
    assert json.loads(exported([cited(fetched)], "csl-json"))[0]["type"] == "article-journal"


def test_keys_keep_sources_apart():
    ids = ["a b.md", "a-b.md", "A-B.md", "é", "中", "x" * 200, "x" * 201, "a\n},b={"]
    keys = [entry.key for entry in entries_of([cited(replace(FILE, id=name)) for name in ids])]
    assert len({key.lower() for key in keys}) == len(ids)
    assert all(re.fullmatch("[A-Za-z0-9-]+", key) for key in keys)
    assert keys[0] == entries_of([cited(replace(FILE, id="a b.md"))])[0].key
    assert entries_of([cited(Source("bg123", "note", "", ()))])[0].key == "bg123"


@pytest.mark.parametrize(
    ("style", "start"),
    [
        ("vancouver", "1. Wu H et al. miR"),
        ("nature", "1. Wu, H. et al. miR"),
        ("apa", "1. Wu, H. et al. (2020). miR"),
        ("ieee", "1. H. Wu et al., “miR"),
    ],
)
def test_et_al_shows_after_a_first_author(style: str, start: str):
    assert exported([cited(STUDY)], "references", style).startswith(start)
    known = replace(STUDY, id="S2", et_al=False)
    both = exported([cited(STUDY), cited(known)], "references", style).splitlines()
    assert "et al" not in both[1]
    assert "et al" not in exported([cited(replace(STUDY, authors=()))], "references", style)


@pytest.mark.parametrize("style", styles())
def test_names_in_a_title_keep_their_case(style: str):
    title = "let-7 and miR-155 in p53-null A549: mir-21, exosomes"
    chosen = [
        cited(replace(source, title=title, journal="eLife"))
        for source in (FILE, STUDY, replace(STUDY, id="S2", authors=()))
    ]
    lines = exported(chosen, "references", style).splitlines()
    assert [line.count(title) for line in lines] == [1, 1, 1]
    assert all("eLife" in line for line in lines)


def test_et_al_after_more_authors_than_a_style_shows():
    many = replace(STUDY, authors=tuple(f"Name{letter} A" for letter in "abcdefghijklmnopqrstuvwxyz"))
    assert exported([cited(many)], "references").count("et al.") == 1
    assert "Namez" in exported([cited(many)], "references", "apa")
    assert "…" not in exported([cited(many)], "references", "apa")


def test_an_unknown_style_or_format_is_told_with_the_known_ones():
    for wrong in ({"format": "docx"}, {"format": "references", "style": "../x"}, {"format": "ris", "style": ""}):
        with pytest.raises(ExociteError, match="choose one of") as caught:
            exported([], **wrong)
        assert ("vancouver" if "style" in wrong else "bibtex") in str(caught.value)
    assert {"vancouver", "nature", "apa", "ieee"} <= set(styles())


def test_formats_have_a_suffix_and_a_media_type():
    assert len({known.suffix for known in FORMATS.values()}) == 4
    assert all(re.fullmatch(r"[a-z]+/[a-z.+-]+", known.mime) for known in FORMATS.values())


def check(words: str) -> None:
    """Every field of a file that was added holds the words; nothing else comes of them."""
    told = inline(words)
    source = Source(words, "file", "", (), words, (words, "Wu H"), True, 2020, words, words, words, words, None, words)
    source = replace(source, status="concern", status_note=words)
    chosen = [cited(source, words), cited(replace(STUDY, title=words), words)]
    said = f'"{told or ""}"'

    text = exported(chosen, "bibtex")
    file, study = read_bibtex(text)
    assert list(parse_string(text, "bibtex").entries) == [file["id"], study["id"]]
    assert study.get("title") == file.get("title") == file.get("howpublished") == told
    assert said in file["annote"]
    assert said in study["annote"]
    assert len(file["author"]) == bool(told) + 2
    assert set(file) <= set("id type author title howpublished year doi pmid pmcid note annote".split())

    file, study = rispy.loads(exported(chosen, "ris"))
    assert study.get("title") == file.get("title") == file.get("secondary_title") == file.get("doi") == told
    assert said in file["notes"][0]
    assert (file["type_of_reference"], study["type_of_reference"]) == ("GEN", "JOUR")
    assert "unknown_tag" not in file
    assert len(file["authors"]) == bool(told) + 2

    file, study = json.loads(exported(chosen, "csl-json"))
    assert study.get("title") == file.get("title") == file.get("DOI") == told
    assert said in study["note"]

    for style in ("vancouver", "apa"):
        lines = exported(chosen, "references", style)
        assert lines.count("\n") == len(lines.splitlines()) == 2
        assert (told or "") in lines
        lines.encode()


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(words: str):
    check(words)


@settings(max_examples=150, deadline=None)
@given(ODD | st.text(alphabet="{}\\\"'`%#$&_~^<>|@,;=-?! \n\rERTYaß中", max_size=40))
def test_any_words_stay_words(words: str):
    check(words)


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object, **__: object):
        raise AssertionError("no network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    for name in FORMATS:
        for style in styles():
            assert exported([cited(STUDY)], name, style)


def test_the_libraries_wait_until_they_are_needed():
    heavy = "{'citeproc', 'rispy', 'bibtexparser', 'pylatexenc', 'lxml'}"
    code = f"import sys, ui.render.export; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_styles_name_their_licence_and_authors():
    folder = Path(sys.modules["ui.render.export"].__file__ or "").parent / "styles"
    for path in folder.glob("*.csl"):
        text = path.read_text(encoding="utf-8")
        assert "creativecommons.org/licenses/by-sa/3.0" in text
        assert "<author>" in text
    assert "citationstyles.org" in (folder / "README.md").read_text(encoding="utf-8")
