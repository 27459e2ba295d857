"""What stands between the page and a network."""

import asyncio
import base64
import os
import pty
import re
import signal
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from gradio_client import Client
from httpx2 import AsyncClient
from mcp import Client as Mcp
from mcp.client.streamable_http import streamable_http_client
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from corpus.errors import ExociteError
from tests.conftest import EXOCITE, Command, sentence_on_stderr
from tests.pages import served
from ui.page.safety.access import login_of
from ui.page.safety.buckets import Buckets
from ui.page.safety.headers import policy
from ui.settings import Settings

QUESTION = "What does exosomal miR-96 target in lung cancer?"
CLAIM = "Exosomal miR-96 promotes cisplatin resistance in lung cancer."
SECRET = "corréct horse: battery"
WITH_CONTENT = [
    *("", "config", "theme.css", "manifest.json", "static/img/logo.svg", "assets/x.js", "mcp", "nowhere", "monitoring"),
    *("gradio_api/info", "gradio_api/openapi.json", "gradio_api/file=/etc/hosts", "gradio_api/call/ask/x"),
    *("gradio_api/upload_progress?upload_id=x", "gradio_api/queue/data?session_hash=x", "gradio_api/queue/status"),
    *("gradio_api/heartbeat/x", "gradio_api/app_id", "gradio_api/token", "gradio_api/user", "gradio_api/runs"),
    *("gradio_api/deep_link", "gradio_api/proxy=http://198.51.100.1/", "monitoring/summary"),
]
WORK = [
    *(
        "gradio_api/queue/join",
        "gradio_api/call/ask",
        "gradio_api/call/v2/ask",
        "gradio_api/run/ask",
        "gradio_api/upload",
    ),
    *("gradio_api/cancel", "gradio_api/component_server", "login", "mcp", "mcp/"),
]


@pytest.fixture(scope="module")
def guarded(built: Path) -> Iterator[str]:
    """A page with a login, small limits, on an address that others reach."""
    few = {"EXOCITE_PASSWORD": SECRET, "EXOCITE_MAX_UPLOAD_MB": "1", "EXOCITE_UPLOADS_PER_MINUTE": "3"}
    with served(Command(built, few | {"EXOCITE_REQUESTS_PER_MINUTE": "30"}), *LOGIN) as address:
        yield address


LOGIN = (signal.SIGINT, "--host", "0.0.0.0", "--user", "lab")


def basic(user: str, password: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}


def test_the_headers(address: str):
    for path in ("", "config", "theme.css", "gradio_api/info", "nowhere"):
        headers = httpx.get(address + path).headers
        rules = dict(rule.split(" ", 1) for rule in headers["content-security-policy"].split("; "))
        assert rules["default-src"] == "'none'"
        assert rules["connect-src"] == rules["base-uri"] == rules["form-action"] == "'self'"
        assert rules["frame-ancestors"] == "'none'"
        assert not re.search(r"\*|https?:|unsafe-inline", rules["script-src"])
        assert not re.search(r"\*|http", " ".join(rules.values()))
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "no-referrer"
        assert "geolocation=()" in headers["permissions-policy"]


def test_scripts_of_a_page_are_named_by_their_hashes():
    rule = policy(b"<SCRIPT async>one()</script><script type=module src='a.js'></script><script\n>two()</script>")
    assert len(re.findall(r"'sha256-[\w+/]{43}='", rule)) == 2
    assert "sha256" not in policy(b"")


def test_the_console_is_clean_on_each_tab(page: Page, address: str):
    said: list[ConsoleMessage] = []

    def hear(one: ConsoleMessage) -> None:
        said.append(one)

    page.on("console", hear)
    page.goto(address)
    page.get_by_label("Your question").fill(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator("#citation-1-1")).to_be_visible(timeout=60_000)
    for tab in page.get_by_role("tab").all():
        tab.click()
        page.wait_for_timeout(300)
    page.get_by_role("tab", name="Check a claim").click()
    page.get_by_text("Its opposite").click()
    expect(page.locator(".overall")).to_be_visible(timeout=60_000)
    with page.expect_download():
        page.get_by_role("button", name="Download exocite.bib").click()
    assert not [one.text for one in said if one.type in ("error", "warning")]


def test_the_browser_runs_no_script_that_the_page_did_not_bring(page: Page):
    page.evaluate("""() => {
        document.body.insertAdjacentHTML("beforeend", "<img src=x onerror=window.owned=1>");
        const script = document.createElement("script");
        script.textContent = "window.owned=1";
        document.body.append(script);
    }""")
    refused = page.evaluate("fetch('http://198.51.100.1/').then(() => 'sent', error => String(error))")
    page.wait_for_timeout(300)
    assert page.evaluate("window.owned") is None
    assert "Failed to fetch" in refused


@pytest.mark.parametrize("host", ["evil.example", "evil.example:7860", "127.0.0.1.evil.example", "", "[::1"])
def test_a_name_of_others_is_not_answered(address: str, host: str):
    for path in ("", "gradio_api/info", "config"):
        assert httpx.get(address + path, headers={"Host": host}).status_code in (400, 421)


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:1", "http://localhost", "http://[x"]
)
def test_other_web_pages_are_kept_out(address: str, origin: str):
    headers = {"Origin": origin}
    for path in ("", "config", "gradio_api/info"):
        assert httpx.get(address + path, headers=headers).status_code == 403
    ask = httpx.post(f"{address}gradio_api/call/ask", headers=headers, json={"data": [QUESTION]})
    mcp = httpx.post(f"{address}mcp", headers=headers, json={})
    assert ask.status_code == mcp.status_code == 403
    preflight = {"Access-Control-Request-Method": "POST", **headers}
    if "127.0.0.1" not in origin and "localhost" not in origin:
        assert "access-control-allow-origin" not in httpx.options(f"{address}mcp", headers=preflight).headers


def test_its_own_origin_is_let_in(address: str):
    assert httpx.get(f"{address}config", headers={"Origin": address.rstrip("/")}).status_code == 200


@pytest.mark.parametrize("path", ["monitoring", "monitoring/summary", "gradio_api/vibe-code", "gradio_api/runs", "docs",
                                  "gradio_api/file=/etc/hosts", "gradio_api/proxy=http://198.51.100.1/"])  # fmt: skip
def test_what_is_not_served(address: str, path: str):
    assert httpx.get(address + path).status_code in (400, 403, 404)


def test_every_route_asks_for_the_login(guarded: str):
    for path in WITH_CONTENT:
        for headers in ({}, basic("lab", "wrong") if path == "config" else {"Authorization": "Bearer x"}):
            got = httpx.get(guarded + path, headers=headers)
            assert got.status_code == 401, path
            assert got.json() == {"detail": "This page asks for a user and a password."}
            assert got.headers["www-authenticate"].startswith("Basic ")
    for path in WORK:
        assert httpx.post(guarded + path, json={}).status_code == 401, path


def test_clients_with_the_login(guarded: str):
    login = basic("lab", SECRET)
    client = Client(guarded, verbose=False, analytics_enabled=False, headers=login)
    assert client.predict(question=QUESTION, api_name="/ask")["status"] == "answered"

    async def verdict() -> str:
        place = f"{guarded}mcp"
        async with (
            AsyncClient(headers=login) as http,
            Mcp(streamable_http_client(place, http_client=http)) as mcp,
        ):
            said = await mcp.call_tool("cite", {"claim": CLAIM})
            return said.structured_content["verdict"]

    with ThreadPoolExecutor() as other:  # the browser's own loop runs in this thread
        assert other.submit(asyncio.run, verdict()).result() == "supported"


def test_a_browser_with_the_login(browser: Browser, guarded: str):
    context = browser.new_context(http_credentials={"username": "lab", "password": SECRET})
    page = context.new_page()
    page.goto(guarded)
    page.get_by_label("Your question").fill(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator("#citation-1-1")).to_be_visible(timeout=60_000)
    context.close()


def test_too_large_an_upload(guarded: str):
    for megabytes, status in ((0.5, 200), (1.5, 413)):
        files = {"files": ("a.txt", b"x" * int(megabytes * 1_000_000))}
        got = httpx.post(f"{guarded}gradio_api/upload", files=files, headers=basic("lab", SECRET))
        assert got.status_code == status


def test_too_large_a_request(address: str):
    much = b"x" * 17_000_000

    def pieces() -> Iterator[bytes]:
        for start in range(0, len(much), 1_000_000):
            yield much[start : start + 1_000_000]

    for content in (much, pieces()):
        try:
            got = httpx.post(f"{address}gradio_api/call/ask", content=content)
        except httpx.WriteError:  # the connection was closed on us
            continue
        assert got.status_code == 413
        assert got.json() == {"detail": "This request is larger than 16 MB; send less at once."}


def test_too_many_requests_are_told_on_the_page_too(browser: Browser, guarded: str):
    login = basic("lab", SECRET)
    told = [httpx.post(f"{guarded}gradio_api/call/ask", json={}, headers=login) for _ in range(45)]
    over = told[-1]
    assert over.status_code == 429
    assert re.fullmatch(r"Too many requests in a minute; try again in \d+ seconds?\.", over.json()["detail"])
    assert int(over.headers["retry-after"]) > 0
    context = browser.new_context(http_credentials={"username": "lab", "password": SECRET})
    page = context.new_page()
    page.goto(guarded)
    page.get_by_label("Your question").fill(QUESTION)
    for _ in range(35):  # what came back meanwhile
        httpx.post(f"{guarded}gradio_api/call/ask", json={}, headers=login)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Too many requests in a minute")).to_be_visible(timeout=20_000)
    context.close()
    uploads = [httpx.post(f"{guarded}gradio_api/upload", headers=login).status_code for _ in range(5)]
    assert uploads[-1] == 429


def test_a_guesser_is_slowed_down(guarded: str):
    """Last in this file: afterwards this address is locked out for a while."""
    tried = [httpx.get(f"{guarded}config", headers=basic("lab", str(n))).status_code for n in range(25)]
    assert tried[0] == 401
    assert tried[-1] == 429
    assert httpx.get(f"{guarded}config", headers=basic("lab", SECRET)).status_code == 429


def test_buckets_fill_again():
    now = 0.0
    buckets = Buckets(60, lambda: now)
    assert not any(buckets.take("a") for _ in range(60))
    assert buckets.take("a") == pytest.approx(1)
    assert not buckets.take("b")
    now = 2.0
    assert [buckets.take("a") > 0 for _ in range(3)] == [False, False, True]
    assert not any(Buckets(0).take("a") for _ in range(1000))


REFUSED = [
    ({}, ["--host", "0.0.0.0"], "can be reached by others"),
    ({}, ["--host", "::"], "can be reached by others"),
    ({}, ["--user", "lab"], "A user is set and no password"),
    ({"EXOCITE_PASSWORD": "x"}, [], "A password is set and no user"),
    ({"EXOCITE_PASSWORD": "x"}, ["--user", "a:b"], "has a colon"),
    ({"EXOCITE_PASSWORD": "x"}, ["--user", "lab", "--no-auth"], "leave one of the two out"),
]


@pytest.mark.parametrize(("environment", "arguments", "said"), REFUSED)
def test_no_page_without_a_decision(tmp_path: Path, environment: dict, arguments: list[str], said: str):
    done = Command(tmp_path, environment)("chat", *arguments)
    assert said in sentence_on_stderr(done)


def test_without_a_login_only_when_told(caplog: pytest.LogCaptureFixture):
    assert login_of(Settings(host="0.0.0.0", no_auth=True)) is None
    assert "Everybody who reaches 0.0.0.0" in caplog.text
    for host in ("127.0.0.1", "127.8.0.1", "localhost", "::1", "[::1]"):
        assert login_of(Settings(host=host)) is None
    for host in ("0.0.0.0", "192.168.1.5", "localhost.evil.example", "::"):
        with pytest.raises(ExociteError, match="can be reached by others"):
            login_of(Settings(host=host))


def test_a_password_is_never_shown(tmp_path: Path):
    (tmp_path / "exocite.toml").write_text('password = ["hunter2"]\n')
    for command in (
        Command(tmp_path, {"EXOCITE_PASSWORD": "hunter2", "EXOCITE_USER": "lab"}),
        Command(tmp_path, {"EXOCITE_CONFIG": str(tmp_path / "exocite.toml")}),
    ):
        done = command("doctor")
        assert "password" in done.stdout
        assert "hunter2" not in done.stdout + done.stderr
    assert "hunter2" not in str(login_of(Settings(user="lab", password="hunter2")))


def test_a_password_is_asked_for_on_a_terminal(tmp_path: Path):
    ours, theirs = pty.openpty()
    env = Command(tmp_path).environment()
    process = subprocess.Popen([EXOCITE, "chat", "--user", "a:b"], stdin=theirs, stderr=theirs, stdout=theirs, env=env,
                               start_new_session=True)  # fmt: skip
    os.close(theirs)
    shown = b""
    while b"Password for the page" not in shown:
        shown += os.read(ours, 1000)
    os.write(ours, b"hunter2\n")
    while b"Repeat" not in shown:
        shown += os.read(ours, 1000)
    os.write(ours, b"hunter2\n")
    assert process.wait(30) == 2
    while b"colon" not in shown:
        shown += os.read(ours, 1000)
    os.close(ours)
    assert b"hunter2" not in shown
