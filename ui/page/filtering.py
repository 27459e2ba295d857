"""The side bar's filters: what may be searched for answers and for evidence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from corpus.errors import ExociteError
from corpus.model import NameKind
from index.filters import EVERYTHING, Filter
from ui.opening import Opening
from ui.render.labels import KIND

if TYPE_CHECKING:
    from gradio import Sidebar
    from gradio.components import Component

_NAMES: tuple[tuple[NameKind, str], ...] = (
    ("cancer", "Only these cancers"),
    ("drug", "Only these drugs"),
    ("mechanism", "Only these mechanisms"),
)
_SOUND = ("none", "corrected", "concern")
_YEARS = (1900, 2100)


@dataclass(frozen=True, slots=True)
class Filters:
    """The components in the order in which ``wanted_of`` takes their values."""

    kinds: "Component"
    names: "tuple[Component, ...]"
    since: "Component"
    until: "Component"
    sound: "Component"

    def all(self) -> "list[Component]":
        """All of them."""
        return [self.kinds, *self.names, self.since, self.until, self.sound]


def filter_controls() -> Filters:
    """The components, in the side bar that is being built; the names' choices come by ``offer_choices``."""
    import gradio as gr

    gr.HTML("<h2>What is searched</h2><p>For answers and for the evidence on claims.</p>")
    kinds = gr.CheckboxGroup([(title, kind) for kind, title in KIND.items()], label="Kind of source")
    names = tuple(
        gr.Dropdown([], label=label, multiselect=True, value=[], filterable=True, elem_classes=["names"])
        for _, label in _NAMES
    )
    with gr.Row():
        since, until = (
            gr.Textbox(label=f"{end} year", placeholder="any", max_length=4, max_lines=1, min_width=90)
            for end in ("From", "To")
        )
    sound = gr.Checkbox(label="Leave out retracted papers", value=False)
    filters = Filters(kinds, names, since, until, sound)
    cleared = gr.Button("Clear all filters", size="sm")
    cleared.click(lambda: values_of(EVERYTHING), None, filters.all(), show_progress="hidden", api_visibility="private")
    return filters


def offer_choices(opening: Opening, side: "Sidebar", filters: Filters) -> None:
    """Fill the names when the side bar is opened, which is soon enough and waits for the index where it must."""

    def choices(*held: Any) -> list[Any]:
        return _choices(opening, held)

    names = list(filters.names)
    side.expand(choices, names, names, show_progress="hidden", api_visibility="private")


def _choices(opening: Opening, held: Sequence[Any]) -> list[Any]:
    """New choices of the names: what the records hold, and what is chosen already."""
    import gradio as gr

    for _ in opening.notes():
        pass
    try:
        findings = opening.assistant().records()
    except ExociteError:
        return [gr.skip() for _ in _NAMES]  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    new: list[Any] = []
    for (kind, _), chosen in zip(_NAMES, held, strict=True):
        names = {name for finding in findings for name in finding.names[kind]} | {str(name) for name in chosen or ()}
        new.append(gr.update(choices=sorted(names, key=str.casefold)))
    return new


def wanted_of(values: Sequence[Any]) -> Filter:
    """The filter that the components' values ask for; what isn't such a value asks for nothing."""
    kinds, *names, since, until, sound = values
    chosen = {kind: _texts(name) for (kind, _), name in zip(_NAMES, names, strict=True)}
    return Filter(
        kind=tuple(kind for kind in _texts(kinds) if kind in KIND),
        status=_SOUND if sound is True else (),
        since=_year(since),
        until=_year(until),
        **cast("dict[str, Any]", chosen),
    )


def values_of(wanted: Filter) -> list[Any]:
    """The values of the components that ask for a filter."""
    names = [list(getattr(wanted, kind)) for kind, _ in _NAMES]
    years = ("" if year is None else str(year) for year in (wanted.since, wanted.until))
    return [list(wanted.kind), *names, *years, wanted.status == _SOUND]


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(item for item in cast("list[Any]", value) if isinstance(item, str)) if isinstance(value, list) else ()


def _year(value: Any) -> int | None:
    """The year that was typed; what is none is passed over."""
    text = value.strip() if isinstance(value, str) else ""
    return int(text) if re.fullmatch(r"[0-9]{4}", text) and _YEARS[0] <= int(text) <= _YEARS[1] else None
