"""One guard before every route: HTTP Basic, which browsers, ``gradio_client``, MCP clients and curl all speak.

Gradio's own login leaves routes open and speaks only to browsers and its own client.
"""

from base64 import b64decode
from secrets import compare_digest

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.page.safety.access import Login
from ui.page.safety.buckets import Buckets
from ui.page.safety.replies import client_of, turn_away

_CHALLENGE = {"WWW-Authenticate": 'Basic realm="Exocite", charset="UTF-8"'}
_OPEN = "/gradio_api/startup-events"
"""Gradio asks itself there whether it is up; it tells nothing."""
_WRONG_PER_MINUTE = 20


class LoginGuard:
    """Lets those pass who know the login, and slows down those who guess."""

    def __init__(self, app: ASGIApp, login: Login) -> None:
        self._app = app
        self._expected = f"{login.user}:{login.password}".encode()
        self._guesses = Buckets(_WRONG_PER_MINUTE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or scope["path"] == _OPEN:
            await self._app(scope, receive, send)
            return
        given = _given(Headers(scope=scope).get("authorization", ""))
        client = client_of(scope)
        if given is not None and self._guesses.empty(client):
            await turn_away(scope, receive, send, 429, "Too many wrong passwords; try again in a minute.")
            return
        if given is not None and compare_digest(given, self._expected):
            await self._app(scope, receive, send)
            return
        if given is not None:
            self._guesses.take(client)
        await turn_away(scope, receive, send, 401, "This page asks for a user and a password.", _CHALLENGE)
        return


def _given(header: str) -> bytes | None:
    """User and password of a header; None where it holds none."""
    scheme, _, value = header.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        return b64decode(value, validate=True)
    except ValueError:
        return None
