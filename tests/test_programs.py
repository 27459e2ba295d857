"""The tools that the page offers to programs, by real clients: ``gradio_client``, the package ``mcp``, plain HTTP."""

import asyncio
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import jsonschema
import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError
from mcp import Client as McpClient

from assistant.writers.chat.files import is_installed
from tests.conftest import Command, need
from ui.page.programs.tools import TOOLS

QUESTION = "What does exosomal miR-96 target in lung cancer?"
CLAIM = "Exosomal miR-96 promotes cisplatin resistance in lung cancer. It was first seen in yeast."
NAMES = ["ask", "cite", "search", "records", "source"]
CALLS: list[tuple[str, dict[str, Any], list[object]]] = [
    ("ask", {"question": "And in lung cancer?", "history": ["What does miR-96 target?"], "since": 2000},
     ["ask", "And in lung cancer?", "--after", "What does miR-96 target?", "--since", 2000]),
    ("ask", {"question": QUESTION, "writer": "extractive"}, ["ask", QUESTION, "--writer", "extractive"]),
    ("ask", {"question": "Who won the 1998 World Cup?"}, ["ask", "Who won the 1998 World Cup?"]),
    ("cite", {"claim": CLAIM, "drug": ["cisplatin"]}, ["cite", CLAIM, "--drug", "cisplatin"]),
    ("search", {"query": "macrophages", "limit": 3, "kind": ["study", "review"]},
     ["search", "macrophages", "-k", 3, "--kind", "study", "--kind", "review"]),
    ("records", {"words": ["lung"], "effect": "promotes_resistance"},
     ["records", "lung", "--effect", "promotes_resistance"]),
]  # fmt: skip
WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("ask", {"question": ""}, "The question is empty; write one."),
    ("ask", {"question": "x", "writer": "poet"}, "The writer must be 'extractive' or 'model', not 'poet'."),
    ("cite", {"claim": "x " * 3000}, "The claim has 6000 characters and the limit is 4000; shorten it."),
    ("cite", {"claim": 5}, "The claim must be text, not 5."),
    ("search", {"query": "x", "limit": 0}, "The limit must be at least 1, not 0."),
    ("search", {"query": "x", "since": "soon"}, "The since must be a whole number, not 'soon'."),
    ("search", {"query": "x", "kind": ["book"]}, "The kind must be 'review', 'study', 'note' or 'file', not 'book'."),
    (
        "search",
        {"query": "x", "mirna": "zzz"},
        "'zzz' is no microRNA that the vocabulary knows; check how it is written.",
    ),
    ("records", {"words": 7}, "The words must be a list of texts, not 7."),
    ("source", {"id": "nowhere"}, "There is no source 'nowhere'; 'exocite sources' lists them."),
]
PEOPLE = 20


def timeless(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if name != "seconds"}


@pytest.fixture(scope="module")
def client(address: str) -> Client:
    return Client(address, verbose=False, analytics_enabled=False)


def over_mcp(address: str, *calls: tuple[str, dict[str, Any]]) -> list[Any]:
    """What the tools say, one after the other, to one client."""

    async def run() -> list[Any]:
        async with McpClient(f"{address}mcp") as session:
            return [await session.call_tool(*call) for call in calls]

    return asyncio.run(run())


def test_both_say_what_the_command_line_says(address: str, client: Client, shared: Command):
    source = shared.json("records", "lung")["records"][0]["source"]["id"]
    calls = [*CALLS, ("source", {"id": source}, ["source", source])]
    structured = over_mcp(address, *[call[:2] for call in calls])
    for (tool, given, typed), over in zip(calls, structured, strict=True):
        expected = timeless(shared.json(*typed))
        assert timeless(client.predict(**given, api_name=f"/{tool}")) == expected, tool
        assert timeless(over.structured_content) == expected, tool
        assert json.loads(over.content[0].text) == over.structured_content
        assert not over.is_error


def test_a_model_words_an_answer_where_that_is_asked_for(client: Client):
    need("the bundled model", is_installed())
    said = client.predict(question=QUESTION, writer="model", api_name="/ask")
    assert (said["status"], said["writer"], said["note"]) == ("answered", "model", None)


@pytest.mark.parametrize(("tool", "given", "sentence"), WRONG)
def test_wrong_input_is_told_in_a_sentence(client: Client, address: str, tool: str, given: dict, sentence: str):
    with pytest.raises(AppError) as raised:
        client.predict(**given, api_name=f"/{tool}")
    assert str(raised.value) == sentence
    (said,) = over_mcp(address, (tool, given))
    assert said.is_error
    assert [part.text for part in said.content] == [sentence]


def test_what_only_mcp_can_get_wrong(address: str):
    missing, strange, unknown = over_mcp(address, ("ask", {}), ("source", {"id": "x", "ids": "y"}), ("add", {}))
    assert missing.content[0].text == "The question is missing; give it."
    assert strange.content[0].text == "There is no argument 'ids'; there are id."
    assert unknown.content[0].text == "There is no tool 'add'; there are ask, cite, search, records, source."
    assert all(one.is_error for one in (missing, strange, unknown))


def test_only_the_five_are_public(client: Client):
    offered = client.view_api(return_format="dict", print_info=False)
    assert list(offered["named_endpoints"]) == [f"/{name}" for name in NAMES]
    assert not offered["unnamed_endpoints"]


def test_what_a_list_of_tools_tells(address: str):
    async def listed() -> tuple[Any, Any, Any]:
        async with McpClient(f"{address}mcp") as session:
            asked = await session.call_tool("ask", {"question": QUESTION})
            return (await session.list_tools()).tools, session.instructions, asked.structured_content

    tools, instructions, answer = asyncio.run(listed())
    assert [tool.name for tool in tools] == NAMES
    assert "memory" in instructions
    for tool in tools:
        assert "Use it" in tool.description
        assert all(one["description"] for one in tool.input_schema["properties"].values())
        assert tool.annotations.read_only_hint
        assert not tool.annotations.open_world_hint
    assert "A refusal" in tools[0].description
    assert tools[0].input_schema["required"] == ["question"]
    jsonschema.validate(answer, tools[0].output_schema)
    assert set(tools[0].output_schema["properties"]) == set(answer)


def test_results_have_the_shape_that_is_told(client: Client):
    from ui.page.programs import results

    given = {"ask": {"question": "Which exosomal microRNAs promote gemcitabine resistance?"}, "cite": {"claim": CLAIM},
             "search": {"query": "miR-21"}, "records": {"words": ["miR-21"]}, "source": {"id": ""}}  # fmt: skip
    for tool in TOOLS:
        said = client.predict(**given[tool.name], api_name=f"/{tool.name}")
        schema = results.schema(getattr(results, tool.result))
        jsonschema.validate(said, schema)
        assert set(schema["properties"]) == set(said)
        if tool.name == "records":
            given["source"]["id"] = said["records"][0]["id"]


def test_an_older_client_by_plain_http(address: str):
    """The handshake of 2025, as clients in other languages speak it."""
    headers = {"Accept": "application/json, text/event-stream"}
    with httpx.Client(headers=headers, timeout=60) as http:

        def rpc(method: str, **params: object) -> dict[str, Any]:
            body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
            return http.post(f"{address}mcp", json=body).json()["result"]

        hello = rpc(
            "initialize", protocolVersion="2025-06-18", capabilities={}, clientInfo={"name": "t", "version": "1"}
        )
        assert hello["serverInfo"]["name"] == "exocite"
        assert [tool["name"] for tool in rpc("tools/list")["tools"]] == NAMES
        said = rpc("tools/call", name="cite", arguments={"claim": CLAIM})
        assert said["structuredContent"]["sentences"][0]["verdict"] == "supported"
        assert http.get(f"{address}mcp").status_code == 405


def test_http_without_a_client(address: str):
    with httpx.Client(base_url=f"{address}gradio_api/") as http:
        event = http.post("call/v2/cite", json={"claim": CLAIM}).json()["event_id"]
        lines = http.get(f"call/cite/{event}", timeout=60).text.splitlines()
        assert lines[0] == "event: complete"
        assert json.loads(lines[1].removeprefix("data: "))[0]["sentences"][0]["verdict"] == "supported"
        assert http.post("run/cite", json={"data": [CLAIM]}).status_code == 404
        assert http.get("runs").status_code == 404


def test_twenty_people_ask_at_once(address: str):
    """Each gets the answer to the own question; how long they wait, and how alike, ``make bench`` measures."""
    clients = [Client(address, verbose=False, analytics_enabled=False) for _ in range(PEOPLE)]
    questions = [f"Does exosomal miR-{number} promote cisplatin resistance?" for number in range(21, 21 + PEOPLE)]
    together = threading.Barrier(PEOPLE)

    def ask(number: int) -> str:
        together.wait()
        return clients[number].predict(question=questions[number], api_name="/ask")["question"]

    with ThreadPoolExecutor(PEOPLE) as people:
        assert list(people.map(ask, range(PEOPLE))) == questions


def test_the_examples_of_the_readme(address: str, capsys: pytest.CaptureFixture[str]):
    for code in EXAMPLES:
        exec(compile(code.replace("http://127.0.0.1:7860/", address), "example", "exec"), {})
    shown = capsys.readouterr().out
    assert "miR-96" in shown
    assert "supported" in shown


EXAMPLES = (
    """
from gradio_client import Client

exocite = Client("http://127.0.0.1:7860/")
answer = exocite.predict(question="What does exosomal miR-96 target in lung cancer?", api_name="/ask")
for citation in answer["citations"]:
    print(citation["quote"], citation["source"]["doi"])
""",
    """
import asyncio
from mcp import Client

async def main():
    async with Client("http://127.0.0.1:7860/mcp") as exocite:
        claim = "Exosomal miR-96 promotes cisplatin resistance in lung cancer."
        said = await exocite.call_tool("cite", {"claim": claim})
        print(said.structured_content["verdict"])

asyncio.run(main())
""",
)
