"""Fetching papers by identifier, which uses the internet and says so. Only the button fetches."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from index.progress import Progress
from ui.page.library.changing import TOGETHER, Changes
from ui.render.report_html import Line, report_html, told_html
from ui.settings import Settings

if TYPE_CHECKING:
    from gradio.components import Component
    from gradio.events import Dependency

    from index.fetching import Fetched

_BETWEEN = re.compile(r"[\s,;]+")


def fetching(changes: Changes, report: "Component") -> "Dependency":
    """The components; their event."""
    import gradio as gr

    address = changes.opening.settings.fetch_address
    hint = (
        "This uses the internet: the identifiers, and nothing else, are sent to Europe PMC at "
        f"{urlsplit(address).hostname} when you press Fetch. Where a paper's full text is not "
        "open, its abstract is added."
    )
    gr.HTML(f'<div class="library"><h3>Fetch by identifier</h3>{told_html(hint)}</div>')
    box = gr.Textbox(
        label="DOI, PMID or PMCID, one or several", placeholder="PMC7153144, 10.1186/…", lines=2, max_lines=6
    )
    button = gr.Button("Fetch over the internet", size="md")

    def fetch(written: str) -> Iterator[str]:
        identifiers = [part for part in _BETWEEN.split(written) if part]
        if not identifiers:
            yield told_html("Write an identifier first: a DOI, a PMID or a PMCID.")
            return

        def work(settings: Settings, progress: Progress) -> str:
            from index.fetching import fetch_sources

            lines = [_line(item) for item in fetch_sources(settings, identifiers, progress)]
            good = sum(line.good for line in lines)
            return report_html(f"{good} of {len(lines)} identifiers {'was' if good == 1 else 'were'} fetched.", lines)

        yield from changes.run(work)

    return button.click(fetch, box, report, trigger_mode="once", **TOGETHER)


def _line(item: "Fetched") -> Line:
    if item.error:
        return Line(item.identifier, item.error, good=False)
    return Line(item.identifier, f"added as {', '.join(item.ids)}{f' ({item.note})' if item.note else ''}.")
