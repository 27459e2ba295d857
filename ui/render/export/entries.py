"""What every format says of a source: its bibliographic fields on one line each, and a note with the quotes."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from assistant.model import Citation
from corpus.model import Source
from corpus.storable import printable
from ui.render.export.names import Name, name
from ui.render.labels import evidence_label, identifiers, reference, status_line


@dataclass(frozen=True, slots=True)
class Entry:
    """A source to be exported. No text in it has line ends or control characters; None was not read."""

    key: str
    """ASCII letters, digits and hyphens; a source always has the same one, and no two sources share one."""
    is_article: bool
    authors: tuple[Name, ...]
    et_al: bool
    """Whether more authors may exist than the ones named, of whom there is at least one."""
    title: str | None
    journal: str | None
    year: int | None
    doi: str | None
    pmid: str | None
    pmcid: str | None
    url: str | None
    """An address on the web, and nothing else that a reader might run."""
    status: str | None
    """What must not be overlooked, such as "RETRACTED: retracted (May 2021)"."""
    note: str
    """The status, then the quotes, and whose words they are."""
    identifiers: str
    """The identifiers on one line; empty where none was read."""
    plain: str
    """The reference in the project's own words, for where a style has nothing to say."""


def entries_of(citations: Sequence[Citation]) -> list[Entry]:
    """One entry for each source, in the order of first citation."""
    cited: dict[str, list[Citation]] = {}
    for citation in citations:
        cited.setdefault(citation.source.id, []).append(citation)
    return [_entry(of_one[0].source, of_one) for of_one in cited.values()]


def inline(text: str | None) -> str | None:
    """The text on one line, control characters replaced; None where nothing is left."""
    return " ".join(printable(text).split()) or None if text else None


def _entry(source: Source, citations: list[Citation]) -> Entry:
    known = [known for known in map(inline, source.authors) if known]
    authors = tuple(name(author, expand=source.kind != "file") for author in known)
    status = inline(status_line(source))
    url = inline(source.url)
    return Entry(
        key=_key(source, authors),
        is_article=source.kind != "file" or _is_paper(source),
        authors=authors,
        et_al=source.et_al and bool(authors),
        title=inline(source.title),
        journal=inline(source.journal),
        year=source.year,
        doi=inline(source.doi),
        pmid=inline(source.pmid),
        pmcid=inline(source.pmcid),
        url=url if url and re.match(r"https?://\S+$", url, re.IGNORECASE) else None,
        status=status,
        note=" ".join([f"{status}."] * bool(status) + _said(citations)),
        identifiers=inline("; ".join(identifiers(source))) or "",
        plain=inline(reference(source)) or "",
    )


def _is_paper(source: Source) -> bool:
    """Whether a file that was added holds a journal's paper, as one that was fetched does."""
    return bool(source.journal) and (_is(r"10\.\d{4,9}/\S+", source.doi) or _is(r"PMC\d+", source.pmcid))


def _is(pattern: str, identifier: str | None) -> bool:
    return re.fullmatch(pattern, identifier or "", re.IGNORECASE) is not None


def _said(citations: list[Citation]) -> list[str]:
    """The quotes of a source by whose words they are, each once."""
    quotes: dict[str, dict[str, None]] = {}
    for citation in citations:
        label = evidence_label(citation.source, citation.record, citation.basis)
        page = f" (page {citation.page})" if citation.page else ""
        quotes.setdefault(label, {})[f'"{inline(citation.quote) or ""}"{page}'] = None
    return [f"{label[0].upper()}{label[1:]}: {' '.join(said)}" for label, said in quotes.items()]


def _key(source: Source, authors: tuple[Name, ...]) -> str:
    """Such as Wu2019-S020. The id of a file may hold anything, so a digest keeps two of them apart."""
    family = re.sub("[^A-Za-z0-9]", "", _ascii(authors[0].family))[:30] if authors else ""
    ident = re.sub("[^A-Za-z0-9]+", "-", _ascii(source.id)).strip("-")
    if source.kind == "file" or ident != source.id:
        digest = sha256(source.id.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        ident = f"{ident[:40]}-{digest}".lstrip("-")
    return "-".join(filter(None, (f"{family}{source.year or ''}", ident)))


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
