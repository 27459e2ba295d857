"""What a browser may load and do on the page: nothing from elsewhere, and no script that the page did not bring."""

import re
from base64 import b64encode
from hashlib import sha256

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self' 'unsafe-eval'",  # Gradio compiles the templates of its HTML component
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "media-src": "'self' data: blob:",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "manifest-src": "'self'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
_OTHERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), clipboard-write=(self)",
}
_INLINE = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)


class HeaderGuard:
    """Puts the headers on every answer; the scripts written into a page of HTML are named by their hashes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        else:
            await self._app(scope, receive, _Sending(send))


class _Sending:
    """Passes an answer on, with the headers; HTML is held until it is whole."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._held: Message = {}
        self._body = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            html = Headers(raw=message["headers"]).get("content-type", "").startswith("text/html")
            if html:
                self._held = message
            else:
                await self._send(_guarded(message, b""))
        elif not self._held:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._send(_guarded(self._held, bytes(self._body)))
                await self._send({"type": "http.response.body", "body": bytes(self._body)})


def _guarded(start: Message, page: bytes) -> Message:
    headers = MutableHeaders(raw=start["headers"])
    headers.update(_OTHERS | {"Content-Security-Policy": policy(page)})
    return {**start, "headers": headers.raw}


def policy(page: bytes) -> str:
    """The policy for a page of HTML, which lets its own scripts run."""
    hashes = dict.fromkeys(f"'sha256-{b64encode(sha256(code).digest()).decode()}'" for code in _INLINE.findall(page))
    scripts = {"script-src": " ".join([_POLICY["script-src"], *hashes])}
    return "; ".join(f"{name} {value}" for name, value in (_POLICY | scripts).items())
