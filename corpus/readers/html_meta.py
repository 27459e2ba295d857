"""What the head of a page says of its article: the tags that publishers put there for search engines."""

import re
from typing import Any

from corpus.readers.references import inverted
from corpus.readers.xml_tree import Element, local

_SINGLE = {
    "title": ("citation_title", "dc.title", "og:title"),
    "journal": ("citation_journal_title", "prism.publicationname"),
    "doi": ("citation_doi", "prism.doi", "dc.identifier"),
    "pmid": ("citation_pmid",),
    "pmcid": ("citation_pmcid",),
    "licence": ("dc.rights",),
}
_AUTHORS = ("citation_author", "dc.creator")
_DATES = ("citation_publication_date", "citation_date", "citation_online_date", "dc.date", "prism.publicationdate")
_FORMS = {
    "doi": re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE),
    "pmid": re.compile(r"(\d{1,9})"),
    "pmcid": re.compile(r"(PMC\d{1,10})", re.IGNORECASE),
}
_YEAR = re.compile(r"\b((?:1[4-9]|20|21)\d{2})\b")
_LONGEST = 1000


def meta_fields(root: Element) -> dict[str, Any]:
    """The bibliographic fields that a page states; what does not have their form is passed over."""
    tags = _tags(root)
    fields: dict[str, Any] = {}
    for field, names in _SINGLE.items():
        form = _FORMS.get(field)
        for value in (value for name in names for value in tags.get(name, ())):
            found = form.fullmatch(value) if form else None
            if form is None or found:
                fields[field] = found[1] if found else value
                break
    authors = next((tags[name] for name in _AUTHORS if name in tags), list[str]())
    fields["authors"] = [inverted(author) for author in authors]
    if year := next(
        (found[1] for name in _DATES for value in tags.get(name, ()) if (found := _YEAR.search(value))), None
    ):
        fields["year"] = year
    if licence := next((node.get("href") for node in root.iter("link") if node.get("rel") == "license"), None):
        fields.setdefault("licence", str(licence)[:_LONGEST])
    return fields


def _tags(root: Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in root.iter("meta"):
        name = str(node.get("name") or node.get("property") or "").lower()
        value = " ".join(str(node.get("content") or "").split())[:_LONGEST]
        if local(node) and name and value:
            found.setdefault(name, []).append(value)
    return found
