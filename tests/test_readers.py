"""Files that users add: what is read, and a table of what is refused."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import ExociteError
from corpus.readers import read_file
from corpus.readers.background import read_background
from corpus.readers.markdown import markdown_sections
from tests.test_sentences import ODD

LIMIT = 1_000_000


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_markdown_with_front_matter(tmp_path: Path):
    text = (
        "---\ntitle: On vesicles\nauthors: [Doe J, Roe R]\nyear: 2021\ndoi: https://doi.org/10.1000/x\npmid: 123\n"
        "tags: [a]\n---\n\nOpening.\n\n# Results\n\n## miR-21\n\nIt rose.\n\n```\n# not a heading\n```\n"
    )
    (source,) = read_file(write(tmp_path, "note.md", text), LIMIT)
    assert (source.id, source.kind, source.title, source.year) == ("note.md", "file", "On vesicles", 2021)
    assert (source.authors, source.doi, source.pmid) == (("Doe J", "Roe R"), "10.1000/x", "123")
    assert [s.heading for s in source.sections] == [None, "Results › miR-21"]
    assert "not a heading" in source.text[source.sections[1].start : source.sections[1].end]


def test_first_heading_is_the_title(tmp_path: Path):
    (source,) = read_file(write(tmp_path, "a.md", "# My paper\n\nText.\n\n## Methods\n\nCells.\n"), LIMIT)
    assert source.title == "My paper"
    assert [s.heading for s in source.sections] == [None, "Methods"]


@given(ODD)
def test_markdown_sections_lie_in_the_text_in_order(text: str):
    last = 0
    for section in markdown_sections(text):
        assert last <= section.start < section.end <= len(text)
        assert text[section.start : section.end].strip()
        last = section.end


def test_crlf_and_utf16_are_kept(tmp_path: Path):
    (source,) = read_file(write(tmp_path, "a.txt", "One.\r\nTwo.\r\n"), LIMIT)
    assert source.text == "One.\r\nTwo.\r\n"
    (source,) = read_file(write(tmp_path, "b.txt", "µRNA β".encode("utf-16")), LIMIT)
    assert source.text == "µRNA β"


def test_what_no_store_keeps_is_replaced_in_place(tmp_path: Path):
    line = '{"_id": "1", "title": "t", "text": "a\\u0000b \\ud800 c"}'
    (source,) = read_file(write(tmp_path, "a.jsonl", line), LIMIT)
    assert source.text == "a\ufffdb \ufffd c"


def test_json_lines(tmp_path: Path):
    lines = [
        {"_id": "d1", "title": "T", "text": "Body.", "doi": "10.1/x", "pmid": 7, "year": "2020", "authors": "A B; C D"},
        {"_id": 2, "title": "", "text": "Body two.", "metadata": {"x": 1}, "year": ""},
        {"_id": "d3", "title": "Only a title", "text": ""},
    ]
    path = write(tmp_path, "c.jsonl", "\n".join(map(json.dumps, lines)) + "\n\n")
    one, two, three = read_file(path, LIMIT)
    assert (one.id, one.title, one.doi, one.pmid, one.year, one.authors) == (
        *("d1", "T", "10.1/x", "7", 2020),
        ("A B", "C D"),
    )
    assert (two.id, two.title, two.year) == ("2", None, None)
    assert three.text == "Only a title"


OBJECT = '{"_id": "1", "title": "t", "text": "x"}'
REFUSED = [
    ("a.md", "", "empty"),
    ("a.md", " \n\t\n", "empty"),
    ("a.md", "---\ntitle: x\n---\n\n", "no text below"),
    ("a.md", "---\ntitle: [x\n---\ntext", "line 3"),
    ("a.md", "---\ntitle: x\ntext", "never closed"),
    ("a.md", "---\n- a\n- b\n---\ntext", "name: value"),
    ("a.md", "---\nyear: later\n---\ntext", "year"),
    ("a.md", "---\nyear: 2020-13-45\n---\ntext", "line"),
    ("a.md", "---\nyear: 20200\n---\ntext", "year is 20200; write a year from 1400 to 2200"),
    ("a.md", '---\nyear: !!int ""\n---\ntext', "front matter is broken"),
    ("a.md", "---\ndate: !!timestamp x\n---\ntext", "front matter is broken"),
    ("a.md", "# Only\n\n## headings\n", "headings and no text"),
    ("a.md", "---\nstatus: bad\n---\ntext", "status"),
    ("a.md", "---\nauthors: 5\n---\ntext", "authors"),
    ("a.md", "---\na: &a [x]\nb: &b [*a,*a,*a]\ntitle: [*b,*b,*b]\n---\ntext", "title"),
    ("a.md", b"\xff\xfe\x00", "UTF-8"),
    ("a.txt", b"caf\xe9 au lait", "byte 4"),
    ("a.txt", b"\x89PNG\r\n\x1a\n", "UTF-8"),
    ("a.pdf", b"%PDF-1.7", "not a readable PDF"),
    ("noending", b"\x00\x01text", "not read"),
    ("a.jsonl", "{", "line 1"),
    ("a.jsonl", f"{OBJECT}\nnot json", "line 2"),
    ("a.jsonl", "[1, 2]", "not an object"),
    ("a.jsonl", "null", "not an object"),
    ("a.jsonl", '{"title": "t", "text": "x"}', "_id"),
    ("a.jsonl", '{"_id": "", "text": "x"}', "_id"),
    ("a.jsonl", '{"_id": true, "text": "x"}', "_id"),
    ("a.jsonl", '{"_id": "1", "text": ["x"]}', "text"),
    ("a.jsonl", '{"_id": "1", "title": "", "text": " "}', "neither"),
    ("a.jsonl", f"{OBJECT}\n{OBJECT}", "also in line 1"),
    ("a.jsonl", '{"_id": "1", "text": "x", "year": "next"}', "year"),
    ("a.jsonl", '{"_id": "1", "text": "x", "year": 1e20}', "year"),
    ("a.jsonl", '{"_id": "1", "text": "x", "year": -1}', "year"),
    ("a.jsonl", '{"_id": "1", "text": "x", "authors": [1]}', "authors"),
    ("a.jsonl", "[" * 100_000, "line 1"),
]


@pytest.mark.parametrize(("name", "content", "said"), REFUSED)
def test_refused_in_one_sentence(tmp_path: Path, name: str, content: str | bytes, said: str):
    path = write(tmp_path, name, content)
    with pytest.raises(ExociteError) as caught:
        read_file(path, LIMIT)
    message = str(caught.value)
    assert said in message
    assert str(path) in message
    assert "\n" not in message
    assert len(message) < 500


def test_two_facts_under_one_heading(tmp_path: Path):
    text = "---\ntopic: T\nsources:\n  K1:\n    title: t\n---\n\n# K1\n\nOne.\n\n# K1\n\nTwo.\n"
    path = write(tmp_path, "b.md", text)
    with pytest.raises(ExociteError, match=r"b\.md, line 12: K1 is the heading of two facts"):
        read_background(path, LIMIT)


def test_places_that_are_no_files(tmp_path: Path):
    folder = tmp_path / "folder.md"
    folder.mkdir()
    for path in (folder, tmp_path / "missing.md"):
        with pytest.raises(ExociteError, match=path.name):
            read_file(path, LIMIT)


def test_a_file_over_the_limit_is_not_read(tmp_path: Path):
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(ExociteError, match="100 MB and the limit is 50 MB"):
        read_file(path, 50_000_000)


@settings(max_examples=100)
@given(st.binary(max_size=200), st.sampled_from([".md", ".txt", ".jsonl"]))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes, suffix: str):
    path = write(tmp_path_factory.mktemp("any"), f"x{suffix}", content)
    try:
        sources = read_file(path, LIMIT)
    except ExociteError:
        return
    for source in sources:
        source.text.encode()
        assert "\x00" not in source.text
