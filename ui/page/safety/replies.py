"""What those are told who are turned away."""

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send


async def turn_away(
    scope: Scope, receive: Receive, send: Send, status: int, sentence: str, headers: dict[str, str] | None = None
) -> None:
    """Answer with a status and one sentence, which the page shows where it made the request."""
    await JSONResponse({"detail": sentence}, status, headers)(scope, receive, send)


def client_of(scope: Scope) -> str:
    """The address that asks. A proxy asks for all behind it, whatever it says of them."""
    client = Request(scope).client
    return client.host if client else ""
