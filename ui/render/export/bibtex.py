"""BibTeX in UTF-8, as biber, JabRef and Zotero read it."""

import re
from collections.abc import Sequence
from importlib import import_module
from typing import Any
from urllib.parse import quote

from ui.render.export.entries import Entry
from ui.render.export.names import Name

# bibtexparser's own encoder writes \{, which BibTeX counts as a brace, and turns the ű of a name into ú: so the signs
# that mean something to LaTeX are escaped here, and letters beyond ASCII stay as they are.
_SIGNS = {sign: f"\\{sign}" for sign in "#$%&_"} | {
    "\\": r"{\textbackslash}",
    "{": r"\ensuremath{\lbrace}",
    "}": r"\ensuremath{\rbrace}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    "<": r"\ensuremath{<}",
    ">": r"\ensuremath{>}",
    "|": r"\ensuremath{|}",
}
_ESCAPED = str.maketrans(_SIGNS)
_LIGATURE = re.compile(r"([-'`,])(?=\1)|([?!])(?=`)")


def as_bibtex(entries: Sequence[Entry]) -> str:
    """``note`` has the status, which styles print; ``annote`` has the quotes, which they leave out."""
    parser: Any = import_module("bibtexparser")
    model: Any = import_module("bibtexparser.model")
    blocks: list[Any] = []
    for entry in entries:
        fields = {
            "author": " and ".join([_name(author) for author in entry.authors] + ["others"] * entry.et_al),
            # In braces of its own: a style that lowers titles would make a mir-155 of miR-155.
            "title": f"{{{_latex(entry.title)}}}" if entry.title else None,
            "journal" if entry.is_article else "howpublished": _latex(entry.journal or ""),
            "year": str(entry.year or ""),
            "doi": _verbatim(entry.doi),
            "pmid": _verbatim(entry.pmid),
            "pmcid": _verbatim(entry.pmcid),
            "url": _verbatim(entry.url),
            "note": _latex(entry.status or ""),
            "annote": _latex(entry.note),
        }
        known = [model.Field(key, value) for key, value in fields.items() if value]
        blocks.append(model.Entry("article" if entry.is_article else "misc", entry.key, known))
    form = parser.BibtexFormat()
    form.block_separator = "\n"
    return parser.write_string(parser.Library(blocks), bibtex_format=form)


def _latex(text: str) -> str:
    """The text as LaTeX prints it: neither -- as a dash nor '' as a quotation mark."""
    return _LIGATURE.sub(r"\g<0>{}", text.translate(_ESCAPED))


def _name(author: Name) -> str:
    """Braces keep a name whole, which might hold an "and"."""
    return f"{_latex(author.family)}, {_latex(author.given)}" if author.given else f"{{{_latex(author.family)}}}"


def _verbatim(identifier: str | None) -> str:
    """An identifier, in which LaTeX commands would break the link; only what ends a field is escaped, as in a URL."""
    return re.sub(r"[\\{}\s]", lambda sign: quote(sign[0]), identifier or "")
