"""Nothing leaves the machine: the command line and the page in a network namespace that has loopback alone."""

import json
import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.conftest import EXOCITE, ROOT, Command, need

UP = "import fcntl,socket,struct; s=socket.socket(); fcntl.ioctl(s,0x8914,struct.pack('16sH14x',b'lo',0x49))"
"""Brings the loopback of a new namespace up (SIOCSIFFLAGS, IFF_UP | IFF_RUNNING | IFF_LOOPBACK)."""

# Fails on a connection to anything but loopback, even one that the namespace would have refused.
GUARD = """
import socket
real = socket.socket.connect
def connect(self, address):
    host = address[0] if isinstance(address, tuple) else "unix"
    if host not in ("127.0.0.1", "::1", "localhost", "unix"):
        print("TRIED", address, file=__import__("sys").stderr, flush=True)
        raise OSError("refused by the test")
    return real(self, address)
socket.socket.connect = connect
asked = socket.getaddrinfo
def getaddrinfo(host, *more, **kinds):
    if host not in ("127.0.0.1", "::1", "localhost", None, "", "0.0.0.0", b"127.0.0.1", b"localhost"):
        print("TRIED", host, file=__import__("sys").stderr, flush=True)
        raise OSError("refused by the test")
    return asked(host, *more, **kinds)
socket.getaddrinfo = getaddrinfo
"""


def isolated(command: Command, arguments: list[str], folder: Path, timeout: float = 300) -> subprocess.CompletedProcess:
    """Run a program without a network, with every attempt to reach one written to standard error."""
    need("unshare, to cut the network", shutil.which("unshare") is not None)
    (folder / "sitecustomize.py").write_text(GUARD)
    cut = ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--net"]
    probe = subprocess.run([*cut, "true"], check=False, capture_output=True)
    need("the right to make a network namespace", probe.returncode == 0)
    start = f"{UP}; import os,sys; os.execv(sys.argv[1], sys.argv[1:])"
    environment = command.environment() | {"PYTHONPATH": str(folder), "HOME": str(folder)}
    return subprocess.run(
        [*cut, sys.executable, "-c", start, *arguments],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )


def check(done: subprocess.CompletedProcess) -> None:
    assert done.returncode == 0, done.stderr
    assert "TRIED" not in done.stderr, done.stderr


def test_ask_without_a_network(shared: Command, tmp_path: Path):
    done = isolated(shared, [str(EXOCITE), "ask", "What is GW4869 used for?", "--json"], tmp_path)
    check(done)
    assert json.loads(done.stdout)["status"] == "answered"


@pytest.mark.slow
def test_first_build_without_a_network(tmp_path: Path):
    """From nothing: the weights are checked and exported, the corpus is embedded, a question is answered."""
    done = isolated(Command(tmp_path / "data"), [str(EXOCITE), "ask", "What is GW4869 used for?", "--json"], tmp_path)
    check(done)
    assert json.loads(done.stdout.splitlines()[-1])["status"] == "answered"


PAGE = """
    import json, os, re, signal, subprocess, sys, time, urllib.request
    page = subprocess.Popen([sys.argv[1], "chat"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    address = re.search(r"http://\\S+", page.stdout.readline())[0]
    html = urllib.request.urlopen(address, timeout=30).read().decode()
    assert "Exocite" in html
    call = address + "gradio_api/call/"
    config = json.loads(urllib.request.urlopen(address + "config", timeout=30).read())
    from playwright.sync_api import sync_playwright
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=sys.argv[2], args=sys.argv[3].split())
        tab = browser.new_page()
        asked = []
        tab.on("request", lambda request: asked.append(request.url))
        tab.goto(address)
        tab.fill("textarea", "What is GW4869 used for?")
        tab.keyboard.press("Enter")
        tab.wait_for_selector("#citation-1-1", timeout=60000)
        browser.close()
    outside = [url for url in asked if not url.startswith((address, "data:", "blob:"))]
    page.send_signal(signal.SIGINT)
    out, err = page.communicate(timeout=30)
    sys.stderr.write(err)
    assert not outside, outside
"""


def test_page_without_a_network(shared: Command, tmp_path: Path, chromium: str, chromium_flags: list[str]):
    script = tmp_path / "page.py"
    script.write_text(textwrap.dedent(PAGE))
    check(isolated(shared, [sys.executable, str(script), str(EXOCITE), chromium, " ".join(chromium_flags)], tmp_path))
