"""What the tab "Explore" answers to what is chosen in it: new values of its components."""

from collections.abc import Iterator, Sequence
from typing import Any

from assistant.assistant import Assistant
from assistant.context import context_of
from assistant.model import Citation
from assistant.overview.facts import Fact
from assistant.overview.picks import Pick, picked, question
from corpus.errors import ExociteError
from ui.opening import Opening
from ui.page.explore.facet_controls import TITLES, fresh_choices, none_chosen, passing, wanted, widening
from ui.page.explore.held import Counted, Held
from ui.page.explore.panes import buttons, fresh
from ui.page.explore.views import VIEWS, record_files, view
from ui.render.labels import counted
from ui.render.listing_html import listing_html, told_html
from ui.render.pick_link import read_pick


class Showing:
    """Answers for one page; ``values`` are those of the boxes, and of the one that asks to draw all. Safe to share."""

    def __init__(self, opening: Opening) -> None:
        self._opening = opening
        self._counted = Counted()

    def views(self, name: str, values: Sequence[Any], but: str | None = None) -> Iterator[list[Any]]:
        """Of the line that counts, the boxes and the views; ``name`` is the view to draw, ``but`` a box to leave."""
        kept = [_same() for _ in TITLES]
        for note in self._opening.notes():
            yield [told_html(note), *kept, *_in_place(name, ["", *_no_files()])]
        try:
            held, _ = self._held()
        except ExociteError as error:
            yield [told_html(str(error)), *kept, *_in_place(name, ["", *_no_files()])]
            return
        *chosen, whole = values
        asked = wanted(chosen)
        found = passing(held, asked)
        tally = told_html(f"{len(found)} of {counted(len(held.facts), 'record')}")
        if found:
            drawn = view(held, name, [fact.id for fact in found], whole=bool(whole))
            shown = fresh(drawn.html, drawn.files)
        else:
            shown = fresh(told_html(widening(held, asked) if held.facts else "The index holds no curated record."), ())
        yield [tally, *fresh_choices(held, asked, but), *_in_place(name, shown)]

    def cleared(self, name: str, whole: bool) -> Iterator[list[Any]]:
        """The same after nothing is chosen any more, and before it the box on retraction."""
        empty = none_chosen()
        for tally, *rest in self.views(name, [*empty, False, whole]):
            boxes = [{**new, "value": value} for new, value in zip(rest, empty, strict=False)]
            yield [False, tally, *boxes, *rest[len(empty) :]]

    def files(self, shown: Sequence[str]) -> list[Any]:
        """Of the buttons under the table: the records that its rows show, in their order."""
        held, _ = self._held()
        by_id = {fact.id: fact for fact in held.facts}
        found = [by_id[name] for name in shown if name in by_id]
        return buttons(record_files(found), f" ({counted(len(found), 'row')})")

    def picked(self, link: str, values: Sequence[Any]) -> str:
        """The list of the records of a link in a picture or a table, and the question that asks about them."""
        try:
            held, assistant = self._held()
        except ExociteError as error:
            return told_html(str(error))
        pick = read_pick(link)
        found = picked(held.facts if pick.record else passing(held, wanted(values[:-1])), pick)
        if not found:
            return told_html("None of the records shown is on that.")
        return _listed(pick, found, assistant)

    def _held(self) -> tuple[Held, Assistant]:
        assistant = self._opening.assistant()
        return self._counted.held(assistant), assistant


def _listed(pick: Pick, found: Sequence[Fact], assistant: Assistant) -> str:
    def contexts(citation: Citation) -> Any:
        return context_of(assistant.searcher.store.connection, citation)

    title = ", ".join(pick.names())
    return listing_html(title, question(pick, found), [fact.finding for fact in found], contexts)


def _in_place(name: str, new: Sequence[Any]) -> list[Any]:
    """New values of all views, of which the one of that name changes."""
    return [part for view in VIEWS for part in (new if view == name else [_same() for _ in new])]


def _no_files() -> list[Any]:
    return fresh("", ())[1:]


def _same() -> Any:
    import gradio as gr

    return gr.skip()  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
