"""Chosen citations as a file for a reference manager, or as a reference list."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from assistant.model import Citation
from corpus.errors import ExociteError
from ui.render.export.bibtex import as_bibtex
from ui.render.export.csl_json import as_csl_json
from ui.render.export.entries import Entry, entries_of
from ui.render.export.references import as_references, styles
from ui.render.export.ris import as_ris

__all__ = ["FORMATS", "Format", "exported", "styles"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format to export in. ``write`` takes the entries and the name of a CSL style, which only some heed."""

    title: str
    suffix: str
    mime: str
    write: Callable[[Sequence[Entry], str], str]


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "bibtex": Format("BibTeX", ".bib", "application/x-bibtex", lambda given, _: as_bibtex(given)),
        "ris": Format("RIS", ".ris", "application/x-research-info-systems", lambda given, _: as_ris(given)),
        "csl-json": Format("CSL-JSON", ".json", "application/vnd.citationstyles.csl+json", lambda g, _: as_csl_json(g)),
        "references": Format("Reference list", ".txt", "text/plain", as_references),
    }
)


def exported(citations: Sequence[Citation], format: str, style: str = "vancouver") -> str:  # noqa: A002
    """The citations in a format: one entry for each source, in the order of first citation, with its quotes.

    Raises ExociteError for an unknown format, and for an unknown style whatever the format.
    """
    if format not in FORMATS:
        raise ExociteError(f"There is no format {format!r}; choose one of {', '.join(FORMATS)}.")
    if style not in styles():
        raise ExociteError(f"There is no style {style!r}; choose one of {', '.join(styles())}.")
    return FORMATS[format].write(entries_of(citations), style)
