"""The boxes by which the records are narrowed down."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from assistant.overview.facets import Choice, Facet, Wanted, narrowed
from assistant.overview.facts import Fact
from ui.page.explore.held import Held
from ui.render.labels import EFFECT, counted

if TYPE_CHECKING:
    from gradio import EventData

TITLES = {
    "mirna": "microRNA",
    "drug": "Drug",
    "class": "Drug class",
    "cancer": "Cancer",
    "effect": "Effect",
    "mechanism": "Mechanism",
    "donor": "Vesicles from",
    "status": "Source notice",
    "since": "Published since",
}
_STATUS = {"none": "none", "concern": "expression of concern"}
_SOUND = ("none", "corrected", "concern")
_ONE = "since"
"""The facet of which one value is chosen; of the others several."""


def facet_controls() -> list[Any]:
    """The boxes, without choices until the records are known."""
    import gradio as gr

    with gr.Row(elem_classes=["facets"]):
        return [
            gr.Dropdown(
                [("any", "")] if name == _ONE else [],
                value=value,
                label=title,
                multiselect=name != _ONE,
                min_width=150,
            )
            for (name, title), value in zip(TITLES.items(), none_chosen(), strict=True)
        ]


def box_of(event: "EventData") -> str | None:
    """The facet whose box an event comes from."""
    label = getattr(event.target, "label", None)
    return next((name for name, title in TITLES.items() if title == label), None)


def none_chosen() -> list[Any]:
    """The values of boxes in which nothing is chosen."""
    return ["" if name == _ONE else [] for name in TITLES]


def wanted(values: Sequence[Any]) -> list[Wanted]:
    """What the values of the boxes ask for, and after them of the one that leaves out what was retracted."""
    *chosen, sound = values
    asked = [
        Wanted(name, (str(value),) if isinstance(value, str) and value else tuple(map(str, value or ())))
        for name, value in zip(TITLES, chosen, strict=True)
    ]
    return [*asked, *([Wanted("status", _SOUND)] if sound else [])]


def fresh_choices(held: Held, asked: Sequence[Wanted], but: str | None) -> list[Any]:
    """New choices of the boxes with how many records each would leave; the box ``but`` stays as it is."""
    import gradio as gr

    news: list[Any] = []
    for facet in held.facets:
        if facet.name == but:
            news.append(gr.skip())  # pyright: ignore[reportUnknownMemberType]
            continue
        others = [want for want in asked if want.facet != facet.name or want.values == _SOUND]
        left = frozenset(fact.id for fact in narrowed(held.facts, held.facets, others))
        kept = {value for want in asked if want.facet == facet.name for value in want.values}
        news.append(gr.update(choices=_choices(facet, left, kept)))
    return news


def widening(held: Held, asked: Sequence[Wanted]) -> str:
    """Where nothing passes: which one box keeps out most."""
    without = {
        want.facet: len(narrowed(held.facts, held.facets, [other for other in asked if other is not want]))
        for want in asked
        if want.values
    }
    best = max(without, key=lambda name: without[name], default="")
    if not without.get(best):
        return "No record passes all of these together; take away several of them."
    return (
        f"No record passes all of these together; without what is chosen under “{TITLES[best]}” there would be "
        f"{counted(without[best], 'record')}."
    )


def passing(held: Held, asked: Sequence[Wanted]) -> list[Fact]:
    """The records that the boxes let through."""
    return narrowed(held.facts, held.facets, asked)


def _choices(facet: Facet, left: frozenset[str], kept: set[str]) -> list[tuple[str, str]]:
    counts = [(choice, len(choice.records & left)) for choice in facet.choices]
    if facet.name != _ONE:
        counts.sort(key=lambda item: -item[1])
    found = [(_label(facet, choice, count), choice.value) for choice, count in counts if count or choice.value in kept]
    return [("any", ""), *found] if facet.name == _ONE else found


def _label(facet: Facet, choice: Choice, count: int) -> str:
    words: dict[str, str] = {"effect": {str(k): v for k, v in EFFECT.items()}, "status": _STATUS}.get(facet.name, {})
    return f"{words.get(choice.value, choice.value)} ({count})"
