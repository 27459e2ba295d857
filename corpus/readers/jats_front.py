"""What a JATS article says of itself: title, authors, journal, year, identifiers, licence."""

import re
from typing import Any

from corpus.readers.inline import inline_text
from corpus.readers.jats_status import status_of
from corpus.readers.references import is_name, person
from corpus.readers.xml_tree import Element, attribute, child, children, local

_LONGEST = 1000
_AUTHORS = 2000
_YEAR = re.compile(r"(?:1[4-9]|20|21)[0-9]{2}")
_PRINTED = ("ppub", "collection", "pub", "epub", "epub-ppub")
"""Kinds of date, the one that a bibliography takes first."""
_DEED = re.compile(r"creativecommons\.org/(?:licenses/([a-z-]+)/([0-9.]+)|publicdomain/(zero|mark)/([0-9.]+))")
_PUBLIC = {"zero": "CC0", "mark": "Public Domain Mark"}


def front_fields(article: Element) -> dict[str, Any]:
    """The bibliographic fields of ``Source`` that an article fills, as text that may come from anyone."""
    front = child(article, "front")
    meta = child(front, "article-meta") if front is not None else None
    if meta is None:
        return {}
    title = _title(meta)
    status, note = status_of(article, meta, title)
    fields: dict[str, Any] = {
        "title": title[:_LONGEST],
        "authors": _authors(meta),
        "year": _year(meta),
        "journal": _journal(front)[:_LONGEST],
        "doi": _identifier(meta, "doi"),
        "pmid": _identifier(meta, "pmid"),
        "pmcid": _pmcid(_identifier(meta, "pmc") or _identifier(meta, "pmcid")),
        "licence": _licence(meta),
        "status": status,
        "status_note": note,
    }
    return {name: value for name, value in fields.items() if value}


def _title(meta: Element) -> str:
    group = child(meta, "title-group")
    if group is None:
        return ""
    title, subtitle = (inline_text(child(group, name)) for name in ("article-title", "subtitle"))
    return f"{title.rstrip(':')}: {subtitle}" if title and subtitle else title


def _authors(meta: Element) -> list[str]:
    contribs = [contrib for group in children(meta, "contrib-group") for contrib in children(group, "contrib")]
    contribs = [contrib for contrib in contribs if contrib.get("contrib-type", "author") == "author"]
    return [name for contrib in contribs[:_AUTHORS] if (name := _author(contrib)[:200])]


def _author(contrib: Element) -> str:
    names = child(contrib, "name-alternatives")
    found = next((element for element in (contrib if names is None else names) if is_name(element)), None)
    if found is None:
        found = child(contrib, "collab-alternatives", "collab")
    return person(found) if found is not None else ""


def _year(meta: Element) -> int | None:
    years: dict[str, int] = {}
    for date in children(meta, "pub-date"):
        kind = str(date.get("pub-type") or date.get("date-type") or "")
        if found := _YEAR.fullmatch(inline_text(child(date, "year"))):
            years.setdefault(kind, int(found[0]))
    years = {kind: year for kind, year in years.items() if kind != "pmc-release"} or years
    return next((years[kind] for kind in _PRINTED if kind in years), next(iter(years.values()), None))


def _journal(front: Element) -> str:
    meta = child(front, "journal-meta")
    if meta is None:
        return ""
    title = child(meta, "journal-title-group", "journal-title")
    return inline_text(child(meta, "journal-title") if title is None else title)


def _identifier(meta: Element, kind: str) -> str:
    """Without anything that no identifier holds."""
    ids = (inline_text(element) for element in children(meta, "article-id") if element.get("pub-id-type") == kind)
    return next((found for found in ids if found and len(found) <= 200 and " " not in found), "")


def _pmcid(number: str) -> str:
    return f"PMC{number}" if number.isdigit() else number


def _licence(meta: Element) -> str:
    """A short name, as CC BY 4.0, where the file names a deed of Creative Commons; else its own words."""
    permissions = child(meta, "permissions")
    for licence in children(permissions, "license"):
        links = (element for element in licence.iter() if local(element) in ("license_ref", "ext-link", "uri"))
        places = [attribute(licence, "href"), *(attribute(link, "href") or inline_text(link) for link in links)]
        for place in places:
            if deed := _DEED.search(place.lower()):
                return f"CC {deed[1].upper()} {deed[2]}" if deed[1] else f"{_PUBLIC[deed[3]]} {deed[4]}"
        if words := inline_text(licence) or attribute(licence, "license-type"):
            return words[:300]
    return ""
