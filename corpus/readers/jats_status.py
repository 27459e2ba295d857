"""Whether a JATS article says that it, or the paper it is about, was retracted, corrected or put in question.

The values are those of the tag library and of PMC's tagging guidelines: a notice is of type ``retraction``,
``correction`` or ``expression-of-concern`` and names its paper as ``retracted-article``, ``corrected-article`` or
``object-of-concern``; a paper names the notice about it as ``retraction-forward`` or ``correction-forward``
(jats.nlm.nih.gov/archiving/tag-library, attribute related-article-type). Publishers also write it into the title.
"""

import re
from collections.abc import Mapping

from corpus.model import Status
from corpus.readers.xml_tree import Element, attribute, children

_TYPES: dict[str, Status] = {
    "retraction": "retracted",
    "partial-retraction": "retracted",
    "retracted-article": "retracted",
    "retraction-forward": "retracted",
    "expression-of-concern": "concern",
    "object-of-concern": "concern",
    "concern-forward": "concern",
    "expression-of-concern-forward": "concern",
    "correction": "corrected",
    "corrected-article": "corrected",
    "correction-forward": "corrected",
    "erratum": "corrected",
}
_GRAVEST: tuple[Status, ...] = ("retracted", "concern", "corrected")
_NOTICES = frozenset("retraction partial-retraction expression-of-concern correction erratum".split())
_TITLE = re.compile(r"\W*(?:retracted|withdrawn)(?: article| paper)?\s*[:\]\u2013\u2014-]", re.IGNORECASE)


def status_of(article: Element, meta: Element, title: str) -> tuple[Status | None, str | None]:
    """The gravest status that the file names, and the words that say where."""
    kind = str(article.get("article-type") or "").lower()
    found: dict[Status, str] = {}
    for related in children(meta, "related-article"):
        relation = attribute(related, "related-article-type").lower()
        if status := _TYPES.get(relation):
            found.setdefault(status, _note(kind, relation, attribute(related, "href")))
    if kind in _TYPES:
        found.setdefault(_TYPES[kind], f"this is a notice of {kind.replace('-', ' ')}" if kind in _NOTICES else kind)
    if _TITLE.match(title):
        found.setdefault("retracted", "its title says so")
    return gravest(found)


def gravest(found: Mapping[Status, str]) -> tuple[Status | None, str | None]:
    """The status that readers must know of first, with its note; None and None where nothing was found."""
    for status in _GRAVEST:
        if status in found:
            return status, found[status]
    return None, None


def _note(kind: str, relation: str, place: str) -> str:
    paper = f" {place[:200]}" if place else ""
    if kind in _NOTICES or relation in ("retracted-article", "corrected-article", "object-of-concern"):
        return f"this is the notice about{paper or ' another paper'}"
    return f"the notice is{paper}" if paper else relation.replace("-", " ")
