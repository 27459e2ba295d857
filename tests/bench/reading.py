"""Files a second beside the bare parsing library on the same files, and what an article adds to the store."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Any

from corpus.readers import read_file
from index.build import bring_in_line
from index.library import change_adding
from index.settings import IndexSettings
from index.store.store import FILE, Store
from tests.bench.row import Row
from tests.bench.synthetic import FreeEncoder
from tests.papers import paper, prose

PAPERS, LIMIT = 20, 10**8


def measure(built: Path, folder: Path) -> list[Row]:
    """Read invented papers as PDF and as JATS; then add them, with an encoder that costs nothing."""
    folder.mkdir(parents=True)
    pdfs = [folder / f"{i}.pdf" for i in range(PAPERS)]
    articles = [folder / f"{i}.xml" for i in range(PAPERS)]
    for i, (pdf, article) in enumerate(zip(pdfs, articles, strict=True)):
        texts = [prose(40, 10 * i + j) for j in range(4)]
        names = ("Introduction", "Methods", "Results", "Discussion")
        pdf.write_bytes(paper([(name, [text]) for name, text in zip(names, texts, strict=True)], []))
        article.write_text(_jats(i, list(zip(names, texts, strict=True))), encoding="utf-8")
    pages = sum(_bare_pdf(path) for path in pdfs)
    rows: list[Row] = []
    for unit, count, paths, bare in (
        ("pages", pages, pdfs, _bare_pdf),
        ("articles", PAPERS, articles, _bare_xml),
    ):
        alone = count / _seconds(bare, paths)
        whole = count / _seconds(lambda path: read_file(path, LIMIT), paths)
        kind = "PDF, pypdfium2" if unit == "pages" else "JATS, lxml"
        rows.append(Row(f"reading: {kind} alone", alone, f"{unit}/s"))
        rows.append(Row(f"reading: {kind} and what is made of it", whole, f"{unit}/s"))
        rows.append(Row(f"reading: {kind}, share of the bare speed", whole / alone, ""))
    return [*rows, *_growth(built, folder, articles)]


def _growth(built: Path, folder: Path, articles: list[Path]) -> list[Row]:
    data = folder / "data"
    data.mkdir()
    (data / "encoder").symlink_to(built / "encoder")
    settings = IndexSettings.load(data=data, builtin=False)
    encoder = FreeEncoder(settings)
    bring_in_line(settings, encoder, adding=change_adding(settings, articles[:1], []))
    before = _size(data)
    start = perf_counter()
    bring_in_line(settings, encoder, adding=change_adding(settings, articles[1:], []))
    taken = perf_counter() - start
    text = Path(articles[1]).stat().st_size / 1000
    return [
        Row(
            "reading: an article of the size below grows the store by",
            (_size(data) - before) / (PAPERS - 1) / 1000,
            "kB",
        ),
        Row("reading: that article", text, "kB"),
        Row("reading: taking one in, no embedding", taken / (PAPERS - 1), "s"),
    ]


def _size(data: Path) -> int:
    Store(data).connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return (data / FILE).stat().st_size


def _seconds(read: Callable[[Path], object], paths: list[Path]) -> float:
    read(paths[0])  # what is loaded once is no file's cost
    start = perf_counter()
    for path in paths:
        read(path)
    return perf_counter() - start


def _bare_pdf(path: Path) -> int:
    pdfium: Any = import_module("pypdfium2")
    document = pdfium.PdfDocument(path.read_bytes())
    for page in document:
        page.get_textpage().get_text_range()
    return len(document)


def _bare_xml(path: Path) -> object:
    etree: Any = import_module("lxml.etree")
    return "".join(etree.fromstring(path.read_bytes()).itertext())


def _jats(number: int, sections: list[tuple[str, str]]) -> str:
    body = "".join(f"<sec><title>{name}</title><p>{text}</p></sec>" for name, text in sections)
    title = f"<title-group><article-title>Paper {number}</article-title></title-group>"
    return f"<article><front><article-meta>{title}</article-meta></front><body>{body}</body></article>"
