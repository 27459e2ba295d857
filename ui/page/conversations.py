"""Conversations, kept in the browser and nowhere else: their questions and filters, which are answered anew."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast
from uuid import uuid4

from index.filters import EVERYTHING, Filter
from ui.page.exchanges import Exchange

if TYPE_CHECKING:
    from gradio.components import HTML

_LONGEST = 100
"""Questions of a conversation that are read back."""
_TEMPLATE = (
    '<section class="conversations" aria-label="Conversations"><h2>Conversations</h2>'
    "<p>Your questions are kept in this browser only. One that you open is answered anew, from the corpus as it is now."
    '</p><p class="none">None yet.</p><ul></ul></section>'
)


def conversation_list() -> "HTML":
    """The list, in the side bar that is being built; its value is the conversation to be kept."""
    import gradio as gr

    script = files("ui").joinpath("static", "conversations.js").read_text(encoding="utf-8")
    return gr.HTML(None, elem_id="kept", html_template=_TEMPLATE, js_on_load=script)


def new_conversation() -> str:
    """A name for one."""
    return uuid4().hex


def kept(name: str, exchanges: Iterable[Exchange]) -> dict[str, Any]:
    """What the browser is to keep of a conversation: plain values."""
    return {"id": name, "turns": [{"question": e.question, "wanted": _plain(e.wanted)} for e in exchanges]}


def read_back(turns: Any) -> list[Exchange]:
    """The exchanges to be answered anew; what is not as ``kept`` made it is passed over."""
    given = cast("list[Any]", turns)[:_LONGEST] if isinstance(turns, list) else []
    read = [cast("dict[str, Any]", turn) for turn in given if isinstance(turn, dict)]
    return [Exchange(turn["question"], _filter(turn.get("wanted"))) for turn in read if _is_text(turn.get("question"))]


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _plain(wanted: Filter) -> dict[str, Any]:
    held = {field.name: getattr(wanted, field.name) for field in fields(wanted)}
    return json.loads(json.dumps({name: value for name, value in held.items() if value}))


def _filter(value: Any) -> Filter:
    if not isinstance(value, Mapping):
        return EVERYTHING
    given = cast("Mapping[str, Any]", value)
    years: dict[str, Any] = {name: given[name] for name in ("since", "until") if isinstance(given.get(name), int)}
    lists: dict[str, Any] = {
        field.name: tuple(str(item) for item in cast("list[Any]", given[field.name]))
        for field in fields(Filter)
        if isinstance(given.get(field.name), list)
    }
    return Filter(**years, **lists)
