"""The number of a citation as a button, which opens its card in the evidence panel (``ui/static/evidence.js``)."""

from html import escape

from assistant.model import Citation
from corpus.model import Source
from ui.render.labels import STATUS, short_reference


def anchor(turn: int, number: int) -> str:
    """Id of a citation's card on the page."""
    return f"citation-{turn}-{number}"


def cite_html(turn: int, citation: Citation) -> str:
    """The button, and beside it what must not be overlooked of its source."""
    source = citation.source
    status = f", {STATUS[source.status].lower()}" if source.status else ""
    name = escape(f"Citation {citation.number}, {short_reference(source)}{status}")
    return (
        f'<button type="button" class="cite" aria-label="{name}" aria-expanded="false" '
        f'aria-controls="{anchor(turn, citation.number)}">{citation.number}</button>{badge_html(source)}'
    )


def badge_html(source: Source) -> str:
    """The publication status of a source in a word; empty where nothing is wrong with it."""
    return f' <b class="badge {source.status}">{STATUS[source.status]}</b>' if source.status else ""
