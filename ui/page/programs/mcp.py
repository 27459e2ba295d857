"""The tools over MCP (streamable HTTP, no session) at ``/mcp`` of the page.

Gradio's own server is passed over: its extra ``mcp`` does not install beside our pydantic, and it asks the page over
HTTP for each call. The package takes most of a second to import, so that it is only imported when it is first asked.
"""

import json
import logging
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from corpus.errors import ExociteError
from ui.opening import Opening
from ui.page.programs.tools import TOOLS, Tool

if TYPE_CHECKING:
    from mcp.server import Server
    from mcp_types import CallToolResult
    from starlette.routing import Route
    from starlette.types import Receive, Scope, Send

log = logging.getLogger(__name__)

PATH = "/mcp"
_INSTRUCTIONS = (
    "Exocite knows a small, curated corpus on exosomal microRNAs and cancer drug resistance. Ask it instead of "
    "answering from memory, repeat its quotes word for word, cite its sources, and pass its refusals on."
)


def mcp_route(opening: Opening) -> "Route":
    """The route to be put in front of those of the page."""
    from starlette.routing import Route

    return Route(f"{PATH}{{slash:path}}", endpoint=_Endpoint(opening), methods=["POST"])


class _Endpoint:
    """An ASGI application that imports what it needs when it is first called."""

    def __init__(self, opening: Opening) -> None:
        self._server = cache(lambda: server(opening))

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        from anyio.to_thread import run_sync

        manager = await run_sync(self._manager)
        async with manager.run():
            await manager.handle_request(scope, receive, send)

    def _manager(self) -> Any:
        """One for each request: there are no sessions, so nothing outlives it."""
        from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

        return StreamableHTTPSessionManager(self._server(), json_response=True, stateless=True)


def server(opening: Opening) -> "Server[Any]":
    """The server with the tools."""
    from anyio.to_thread import run_sync
    from mcp.server import Server
    from mcp_types import ListToolsResult

    listed = ListToolsResult(tools=[_described(tool) for tool in TOOLS])
    held = {tool.name: tool for tool in TOOLS}

    async def on_list_tools(*_: object) -> ListToolsResult:
        return listed

    async def on_call_tool(_: object, params: Any) -> "CallToolResult":
        if params.name not in held:
            return _failed(f"There is no tool {params.name[:80]!r}; there are {', '.join(held)}.")
        given: dict[str, Any] = params.arguments or {}
        try:
            return _done(await run_sync(held[params.name], opening, given))
        except ExociteError as error:
            return _failed(str(error))
        except Exception:
            log.exception("The tool %s failed.", params.name)
            return _failed(f"A fault in Exocite kept {params.name} from answering; its terminal says more.")

    return Server(
        "exocite",
        version=version("exocite"),
        title="Exocite",
        instructions=_INSTRUCTIONS,
        on_list_tools=on_list_tools,
        on_call_tool=on_call_tool,
    )


def _described(tool: Tool) -> Any:
    """What a list of tools says of one."""
    from mcp_types import Tool as Described
    from mcp_types import ToolAnnotations

    from ui.page.programs import results

    return Described(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.arguments.schema_for_programs(),
        output_schema=results.schema(getattr(results, tool.result)),
        annotations=ToolAnnotations(
            title=tool.title, read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
        ),
    )


def _done(value: dict[str, Any]) -> "CallToolResult":
    """The JSON, and the same as text for clients that read no structure."""
    from mcp_types import CallToolResult, TextContent

    text = json.dumps(value, ensure_ascii=False)
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=value)


def _failed(sentence: str) -> "CallToolResult":
    from mcp_types import CallToolResult, TextContent

    return CallToolResult(content=[TextContent(type="text", text=sentence)], is_error=True)
