"""Adding files: dropped or chosen, read one by one, each with what became of it."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.readers import ENDINGS
from index.library import Added, add_files, uploaded_place
from index.progress import Progress
from ui.page.library.changing import TOGETHER, Changes
from ui.page.library.uploads import Sent, sent, taken, uploads
from ui.render.report_html import Line, report_html, told_html
from ui.settings import Settings

if TYPE_CHECKING:
    from gradio.components import Component
    from gradio.events import Dependency

_HINT = (
    f"Read are {', '.join(ENDINGS)}. What is dropped is added at once and stays on this machine; a file that has the "
    "name of one sent before takes its place."
)


def adding(changes: Changes, report: "Component") -> "Dependency":
    """The components; their event."""
    import gradio as gr

    gr.HTML(f'<div class="library"><h3>Add files</h3>{told_html(_HINT)}</div>')
    files = uploads("Files to add")

    def add(value: object) -> Iterator[tuple[Any, ...]]:
        same: Any = gr.skip()  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        yield None, same  # the next files may come meanwhile
        for html in _add(changes, sent(value)):
            yield same, html

    return files.upload(add, files, [files, report], trigger_mode="multiple", preprocess=False, **TOGETHER)


def _add(changes: Changes, files: Sequence[Sent]) -> Iterator[str]:
    own, paths, refused = taken(files)

    def work(settings: Settings, progress: Progress) -> str:
        try:
            added = add_files(settings, paths, progress, uploaded_place)
        finally:
            shutil.rmtree(own, ignore_errors=True)
        lines = [_line(item, own) for item in added]
        lines += [Line(name, why, good=False) for name, why in refused.items()]
        good = sum(line.good for line in lines)
        return report_html(f"{good} of {len(lines)} {'files was' if good == 1 else 'files were'} added.", lines)

    yield from changes.run(work)


def _line(item: Added, own: Path) -> Line:
    """What became of a file; its own name stands for where the copy lay."""
    name = item.path.name
    if item.error:
        said = item.error.replace(str(item.path), "").replace(str(own), "").lstrip(" :,")
        return Line(name, said, good=False)
    many = f"{len(item.ids):,} sources" if len(item.ids) > 1 else f"as {''.join(item.ids)}"
    note = f" ({item.note})" if item.note else ""
    if item.unchanged:
        return Line(name, f"is there already, {many}, and has not changed.")
    return Line(
        name, f"added again, {many}, in place of what was sent before{note}." if item.again else f"added, {many}{note}."
    )
