"""The shipped corpus: reviews, records and background facts, read and checked together."""

from pathlib import Path

from corpus.errors import ExociteError
from corpus.model import Record, Source
from corpus.readers.background import read_background
from corpus.readers.records import read_records
from corpus.readers.reviews import read_review


def read_shipped(folder: Path, max_bytes: int) -> tuple[list[Source], list[Record]]:
    """All sources and records of a corpus folder, the seed review first.

    Raises ExociteError for the first fault in any file, for an identifier used twice, and for two
    sources of one paper that disagree on its publication status.
    """
    for part in ("reviews", "background", "records"):
        if not (folder / part).is_dir():
            raise ExociteError(f"{folder} has no folder {part}, so it is not a corpus; check the setting corpus.")
    studies, records = read_records(folder / "records")
    sources = [read_review(path, max_bytes) for path in sorted((folder / "reviews").glob("*.md"))]
    sources += studies
    for path in sorted((folder / "background").glob("*.md")):
        sources += read_background(path, max_bytes)
    _check_identifiers(folder, sources)
    _check_statuses(folder, sources)
    return sources, records


def _check_identifiers(folder: Path, sources: list[Source]) -> None:
    seen: set[str] = set()
    for source in sources:
        if source.id in seen:
            raise ExociteError(f"{folder}: the id {source.id} is given to two sources; change one of them.")
        seen.add(source.id)


def _check_statuses(folder: Path, sources: list[Source]) -> None:
    """A retraction must not hide because the same paper was entered twice."""
    first: dict[str, Source] = {}
    for source in sources:
        for identifier in filter(None, (source.doi, source.pmid, source.pmcid)):
            other = first.setdefault(identifier, source)
            if other.status != source.status:
                raise ExociteError(
                    f"{folder}: {other.id} and {source.id} are one paper ({identifier}) with different status; "
                    "give both the same."
                )
