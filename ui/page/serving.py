"""Serving the page on this machine, until it is interrupted."""

import os
import signal
from collections.abc import Callable, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from corpus.errors import ExociteError
from ui.opening import Opening
from ui.page.blocks import build
from ui.page.programs.mcp import mcp_route
from ui.page.safety.access import Login, login_of, warn_of_plain_http
from ui.page.safety.guards import guards
from ui.settings import Settings

if TYPE_CHECKING:
    from gradio import Blocks

_STYLES = ("page.css", "claim.css", "table.css", "explore.css", "answer.css", "evidence.css", "library.css")
_SCRIPTS = ("table.js", "asking.js", "chat.js", "answer.js", "evidence.js", "tooltip.js")
_ASKERS = 16


def serve(settings: Settings, announce: Callable[[str], None]) -> None:
    """Serve the page until it is interrupted; ``announce`` is told its address once it answers.

    Raises ExociteError when the address can't be had, or would let in everybody unasked.
    """
    login = login_of(settings)
    opening = Opening(settings)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl+C does, so that no file stays behind
    blocks, address = launched(opening, login)
    warn_of_plain_http(settings.host)
    announce(address)
    opening.start()
    try:
        blocks.block_thread()
    finally:
        opening.leave()


def launched(opening: Opening, login: Login | None = None) -> "tuple[Blocks, str]":
    """The page, served from threads of its own, and its address; the assistant is not opened yet.

    Raises ExociteError when the address can't be had.
    """
    settings = opening.settings
    _ask_ourselves_directly(settings.host)
    blocks = build(opening)
    blocks.queue(default_concurrency_limit=_ASKERS, api_open=False)
    try:
        _, address, _ = blocks.launch(
            server_name=settings.host,
            server_port=settings.port,
            share=False,
            quiet=True,
            inbrowser=False,
            prevent_thread_lock=True,
            ssr_mode=False,
            mcp_server=False,
            enable_monitoring=False,
            max_file_size=settings.max_upload_mb * 1_000_000,
            app_kwargs={"middleware": guards(settings, login), "routes": [mcp_route(opening)]},
            footer_links=[],
            theme=_theme(),
            css=_styles(),
            js=_script(),
            head=_media(),
        )
    except OSError as error:
        where = f"{settings.host}:{settings.port or 'any free port from 7860'}"
        raise ExociteError(
            f"The page can't be served at {where} ({error}); choose another with --host and --port."
        ) from error
    return blocks, address


def _styles() -> str:
    """The style sheets of the page, beside Gradio's own."""
    return _static(_STYLES)


def _script() -> str:
    """The scripts of the page as the function that Gradio calls once: a tag of theirs in its head would be refused."""
    return f"() => {{\n{_static(_SCRIPTS)}\n}}"


def _media() -> str:
    """On paper, and for who wants no motion: within ``@media`` of a style sheet Gradio changes the selectors."""
    kinds = {"print": "print.css", "(prefers-reduced-motion: reduce)": "still.css"}
    return "".join(f'<style media="{media}">{_static((name,))}</style>' for media, name in kinds.items())


def _static(names: Sequence[str]) -> str:
    folder = files("ui").joinpath("static")
    return "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in names)


def _theme() -> Any:
    """Gradio's plain one, by fonts of the machine; where it falls short of a contrast of 4.5, darker or lighter."""
    from gradio import themes

    plain = themes.Base(primary_hue="blue", font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"])
    return plain.set(  # pyright: ignore[reportUnknownMemberType]
        button_primary_background_fill="*primary_600",
        button_primary_background_fill_hover="*primary_700",
        input_placeholder_color="*neutral_600",
        input_placeholder_color_dark="*neutral_300",
    )


def _ask_ourselves_directly(host: str) -> None:
    """Keep this machine's own addresses from a proxy, which Gradio would ask whether the page is up."""
    kept = os.environ.get("no_proxy") or os.environ.get("NO_PROXY") or ""
    names = [name.strip() for name in kept.split(",") if name.strip()]
    own = dict.fromkeys(("127.0.0.1", "localhost", host))
    for variable in ("no_proxy", "NO_PROXY"):
        os.environ[variable] = ",".join([*names, *(name for name in own if name not in names)])
