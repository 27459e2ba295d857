"""Removing what was added: picked first, named once more, and then removed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from corpus.errors import ExociteError
from index.library import remove_sources
from index.progress import Progress
from index.store.holdings import Holding
from ui.page.library.changing import TOGETHER, Changes
from ui.page.library.listing import held
from ui.page.library.reading import origin
from ui.render.report_html import Line, named_html, report_html, told_html
from ui.settings import Settings

if TYPE_CHECKING:
    from gradio import Tab
    from gradio.components import Component
    from gradio.events import Dependency

_FILE, _SOURCE = "file ", "source "
_OFFERED = 500
_HINT = "Only what was added can be removed; the shipped corpus stays."


def removing(changes: Changes, report: "Component", tab: "Tab", others: "Sequence[Dependency]") -> "Dependency":
    """The components; their event. What can be picked is read when the tab is opened, and after ``others``."""
    import gradio as gr

    gr.HTML(f'<div class="library"><h3>Remove</h3>{told_html(_HINT)}</div>')
    picks = gr.Dropdown([], multiselect=True, label="Sources or files to remove", elem_classes=["legible"])
    ask = gr.Button("Remove …", size="md")
    names = gr.State([])
    with gr.Column(visible=False) as confirm:
        named = gr.HTML("")
        with gr.Row():
            sure = gr.Button("Remove", variant="stop", size="md")
            keep = gr.Button("Keep them", size="md")

    same: Any = gr.skip()  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]

    def offer() -> Any:
        try:
            return gr.update(choices=_choices(held(changes.opening)[0]), value=[])
        except ExociteError:  # the list says why
            return gr.update(choices=[], value=[])

    def asked(picked: list[str]) -> tuple[Any, ...]:
        found = _picked(held(changes.opening)[0], picked)
        if not found:
            return [], "", same, gr.update(visible=False), told_html("Pick what to remove first.")
        count = _sources(len(found))
        listed = [f"{h.source.title or h.source.id} ({h.source.id})" for h in found]
        ids = [h.source.id for h in found]
        question = named_html(f"Remove {count} from the library?", listed)
        return ids, question, gr.update(value=f"Remove {count}"), gr.update(visible=True), ""

    def remove(chosen: list[str]) -> Iterator[tuple[Any, ...]]:
        def work(settings: Settings, progress: Progress) -> str:
            remove_sources(settings, chosen, progress)
            lines = [Line(name, "removed.") for name in chosen[:_OFFERED]]
            return report_html(f"{_sources(len(chosen))} removed.", lines)

        yield gr.update(visible=False), same
        for html in changes.run(work):
            yield same, html

    quiet: Any = {"show_progress": "hidden", "api_visibility": "private"}
    ask.click(asked, picks, [names, named, sure, confirm, report], **quiet)
    keep.click(lambda: gr.update(visible=False), None, confirm, **quiet)
    removed = sure.click(remove, names, [confirm, report], trigger_mode="once", **TOGETHER)
    tab.select(offer, None, picks, **quiet)
    for event in (*others, removed):
        event.then(offer, None, picks, **quiet)
    return removed


def _sources(count: int) -> str:
    return f"{count:,} source{'' if count == 1 else 's'}"


def _choices(holdings: Sequence[Holding]) -> list[tuple[str, str]]:
    """(label, value) of the files that were added, the last one first, and of sources where a file holds several."""
    added = [holding for holding in reversed(holdings) if holding.origin == "user"]
    counts = Counter(holding.place for holding in added)
    files = {
        place: (f"{origin(place)}: all {_sources(count)}", f"{_FILE}{place}")
        for place, count in counts.items()
        if count > 1
    }
    sources = [(f"{h.source.title or h.source.id} ({h.source.id})", f"{_SOURCE}{h.source.id}") for h in added]
    return [*files.values(), *sources][:_OFFERED]


def _picked(holdings: Sequence[Holding], picked: Sequence[str]) -> list[Holding]:
    """The sources that were picked, each once, by themselves or with their file."""
    return [
        holding
        for holding in holdings
        if holding.origin == "user"
        and (f"{_FILE}{holding.place}" in picked or f"{_SOURCE}{holding.source.id}" in picked)
    ]
