"""The tools as named endpoints of Gradio, for ``gradio_client`` and plain HTTP."""

from inspect import Parameter, Signature
from typing import Any

from corpus.errors import ExociteError
from ui.opening import Opening
from ui.page.programs.tools import TOOLS, Tool


def offer_tools(opening: Opening) -> None:
    """The endpoints ``/ask``, ``/cite``, ``/search``, ``/records`` and ``/source`` of the page being built."""
    from gradio.events import api  # pyright: ignore[reportUnknownVariableType]

    for tool in TOOLS:
        fields = tool.arguments.model_fields
        told = "; ".join(f"{name}: {fields[name].description}" for name in tool.arguments.names())
        api(_endpoint(tool, opening), api_name=tool.name, api_description=f"{tool.description} Arguments: {told}")


def _endpoint(tool: Tool, opening: Opening) -> Any:
    """A function with the tool's arguments in its signature, in which Gradio reads them."""
    import gradio as gr

    names, fields = tool.arguments.names(), tool.arguments.model_fields

    def endpoint(*values: Any) -> dict[str, Any]:
        try:
            return tool(opening, dict(zip(names, values, strict=True)))
        except ExociteError as error:
            raise gr.Error(str(error), print_exception=False) from None

    parameters = [
        Parameter(
            name,
            Parameter.POSITIONAL_OR_KEYWORD,
            default=Parameter.empty if fields[name].is_required() else fields[name].default,
            annotation=fields[name].annotation,
        )
        for name in names
    ]
    endpoint.__name__ = tool.name
    endpoint.__doc__ = tool.description
    endpoint.__signature__ = Signature(parameters, return_annotation=dict[str, Any])  # pyright: ignore[reportFunctionMemberAccess]
    endpoint.__annotations__ = {one.name: one.annotation for one in parameters} | {"return": dict[str, Any]}
    return endpoint
