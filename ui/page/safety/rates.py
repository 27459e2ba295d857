"""How often one client may ask and upload, and how much it may send at once."""

from math import ceil

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.page.safety.buckets import Buckets
from ui.page.safety.replies import client_of, turn_away

_UPLOAD = "/gradio_api/upload"
_LARGEST = 16_000_000
"""Bytes of a request that is no upload; a long conversation is sent along with each question."""


class RateGuard:
    """Every POST is work: an upload, or a question and the like."""

    def __init__(self, app: ASGIApp, requests_per_minute: int, uploads_per_minute: int) -> None:
        self._app = app
        self._requests = Buckets(requests_per_minute)
        self._uploads = Buckets(uploads_per_minute)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "POST":
            await self._app(scope, receive, send)
            return
        upload = scope["path"].startswith(_UPLOAD)
        wait = (self._uploads if upload else self._requests).take(client_of(scope))
        length = Headers(scope=scope).get("content-length", "")
        if wait:
            what, seconds = "uploads" if upload else "requests", ceil(wait)
            sentence = f"Too many {what} in a minute; try again in {seconds} second{'s' * (seconds > 1)}."
            await turn_away(scope, receive, send, 429, sentence, {"Retry-After": str(seconds)})
        elif upload or (length.isdecimal() and int(length) <= _LARGEST):  # Gradio counts the bytes of a file
            await self._app(scope, receive, send)
        else:
            await self._counted(scope, receive, send)

    async def _counted(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A request that is too large, or that does not say how large it is: read before it is passed on."""
        body = bytearray()
        message: Message = {"more_body": True}
        length = Headers(scope=scope).get("content-length")
        while length is None and message.get("more_body") and len(body) <= _LARGEST:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body += message.get("body", b"")
        if length is not None or len(body) > _LARGEST:
            sentence = f"This request is larger than {_LARGEST // 1_000_000} MB; send less at once."
            await turn_away(scope, receive, send, 413, sentence, {"Connection": "close"})
            return
        whole: list[Message] = [{"type": "http.request", "body": bytes(body), "more_body": False}]

        async def again() -> Message:
            return whole.pop() if whole else await receive()

        await self._app(scope, again, send)
