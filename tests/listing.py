"""``corpus/sources.toml``: the shipped reviews and studies by identifier, written from the corpus's own files."""

from pathlib import Path

from corpus.model import Source
from corpus.readers.records import read_records
from corpus.readers.reviews import read_review
from corpus.settings import CorpusSettings

CORPUS: Path = CorpusSettings.model_fields["corpus"].default
LISTING = CORPUS / "sources.toml"
_HEAD = """# The reviews and studies of the shipped corpus by identifier, as its own files have them; see "make docs".
# "exocite fetch --shipped" asks Europe PMC for them. A source of which no identifier was read is not listed.
"""


def listing() -> str:
    """The file as it should be."""
    reviews = [read_review(path, 10**8) for path in sorted((CORPUS / "reviews").glob("*.md"))]
    return _HEAD + "".join(map(_entry, [*reviews, *read_records(CORPUS / "records")[0]]))


def _entry(source: Source) -> str:
    known = [(name, getattr(source, name)) for name in ("pmcid", "pmid", "doi")]
    lines = [f'{name} = "{value}"\n' for name, value in known if value]
    return f'\n[[source]]\nid = "{source.id}"\n{"".join(lines)}' if lines else ""
