"""From where the page may be asked: from itself, and under this machine's own names."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.page.safety.access import is_loopback
from ui.page.safety.replies import turn_away


class OriginGuard:
    """Keeps other web pages out: those that a browser here shows, and those that give this machine a name of theirs.

    Programs send no origin. On an address that others reach, names are the network's affair, and only the origin is
    compared with the name that was asked for.
    """

    def __init__(self, app: ASGIApp, host: str) -> None:
        self._app = app
        self._local = is_loopback(host)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        asked = headers.get("host", "").lower()
        if self._local and not _is_own(asked):
            await turn_away(scope, receive, send, 421, "This page is only served under this machine's own name.")
            return
        origins = headers.getlist("origin")
        if any(_place(origin) != asked for origin in origins):
            await turn_away(scope, receive, send, 403, "Other web pages may not ask this one.")
            return
        await self._app(scope, receive, send)
        return


def _is_own(host: str) -> bool:
    try:
        return is_loopback(urlsplit(f"//{host}").hostname or "")
    except ValueError:
        return False


def _place(origin: str) -> str | None:
    """Name and port of an origin; None of one that has none, such as that of a file."""
    try:
        return urlsplit(origin.lower()).netloc or None
    except ValueError:
        return None
