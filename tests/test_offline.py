"""Nothing leaves the machine: the command line and the page in a network namespace in which every packet is seen."""

import json
import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.conftest import EXOCITE, ROOT, Command, need

# Runs a program in a new network namespace, in which every address there is lies on the loopback device, and names on
# standard error each one that a packet went to. Whatever sends it, by whatever call, is seen, and nothing answers.
# A name to be looked up is such a packet too, be the machine's resolver elsewhere or on this machine (port 53).
WATCH = """
import ipaddress, os, select, socket, subprocess, sys

def outside(packet):
    fourth = packet[0] >> 4 == 4
    start, to, kind = (4 * (packet[0] & 15), packet[16:20], packet[9]) if fourth else (40, packet[24:40], packet[6])
    address, port = ipaddress.ip_address(to), int.from_bytes(packet[start + 2 : start + 4], "big")
    if kind in (1, 58) or (address.is_loopback and port != 53):  # 1 and 58: this machine says that nothing is there
        return None
    name = "".join(map(chr, packet[start + 20 :])) if port == 53 else ""
    return f"{address} port {port} {name!r}"

everywhere = ["route", "add", "local", "default", "dev", "lo"]
subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
subprocess.run(["ip", "-4", *everywhere], check=True)
if subprocess.run(["ip", "-6", *everywhere]).returncode:
    print("WITHOUT IPV6", file=sys.stderr, flush=True)
packets = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(3))
packets.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 24)
program = os.getpid()
if os.fork():
    packets.close()
    os.execv(sys.argv[1], sys.argv[1:])
end = os.pidfd_open(program)
print("WATCHING", file=sys.stderr, flush=True)
while True:
    ready, _, _ = select.select([packets, end], [], [])
    if packets in ready:
        packet, (_, kind, *_) = packets.recvfrom(256)
        if kind in (0x0800, 0x86DD) and (tried := outside(packet)):
            print("TRIED", tried, file=sys.stderr, flush=True)
    elif end in ready:
        break
"""


def isolated(command: Command, arguments: list[str], folder: Path, timeout: float = 300) -> subprocess.CompletedProcess:
    """Run a program without a network, with every attempt to reach one written to standard error."""
    need("unshare, to cut the network, and ip", all(map(shutil.which, ("unshare", "ip"))))
    cut = ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--net"]
    probe = subprocess.run([*cut, "true"], check=False, capture_output=True)
    need("the right to make a network namespace", probe.returncode == 0)
    return subprocess.run(
        [*cut, sys.executable, "-c", WATCH, *arguments],
        env=command.environment() | {"HOME": str(folder)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )


def check(done: subprocess.CompletedProcess) -> None:
    assert done.returncode == 0, done.stderr
    assert "WATCHING" in done.stderr, done.stderr
    assert "TRIED" not in done.stderr, done.stderr


_UDP = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 9))"
_TCP = "import socket; socket.socket().connect_ex(('192.0.2.1', 443))"
_TCP6 = "import socket; socket.socket(socket.AF_INET6).connect_ex(('2001:db8::1', 443))"
_LOOPBACK = "import socket; socket.socket().connect_ex(('127.0.0.1', 443))"
ATTEMPTS = [
    ([sys.executable, "-c", _UDP], "192.0.2.1 port 9"),
    ([sys.executable, "-c", _TCP], "192.0.2.1 port 443"),
    ([sys.executable, "-c", _TCP6], "2001:db8::1 port 443"),
    (["/usr/bin/env", "getent", "hosts", "example.org"], " port 53"),
    (["/bin/sh", "-c", f"'{sys.executable}' -c \"{_UDP}\""], "192.0.2.1 port 9"),
]


@pytest.mark.parametrize(("arguments", "tried"), ATTEMPTS, ids=["udp", "tcp", "tcp6", "native look-up", "child"])
def test_every_attempt_is_seen(tmp_path: Path, arguments: list[str], tried: str):
    """The tests below are worth something only if this holds, whatever makes the attempt."""
    done = isolated(Command(tmp_path), arguments, tmp_path)
    if "WITHOUT IPV6" in done.stderr and ":" in tried:
        pytest.skip("needs IPv6")
    assert any(line.startswith("TRIED") and tried in line for line in done.stderr.splitlines()), done.stderr


def test_loopback_is_no_attempt(tmp_path: Path):
    check(isolated(Command(tmp_path), [sys.executable, "-c", _LOOPBACK], tmp_path))


def test_ask_without_a_network(shared: Command, tmp_path: Path):
    done = isolated(shared, [str(EXOCITE), "ask", "What is GW4869 used for?", "--json"], tmp_path)
    check(done)
    assert json.loads(done.stdout)["status"] == "answered"


STAY = """
    import sys, time
    from pathlib import Path
    from index.search import Searcher
    from index.settings import IndexSettings
    searcher = Searcher(IndexSettings.load(data=Path(sys.argv[1])))
    assert searcher.search("What is GW4869 used for?", 5).hits
    time.sleep(15)
"""


@pytest.mark.slow
def test_libraries_that_stay_loaded_without_a_network(shared: Command, tmp_path: Path):
    """Some report their use seconds later, from threads of their own: onnxruntime after ten."""
    check(isolated(shared, [sys.executable, "-c", textwrap.dedent(STAY), str(shared.data)], tmp_path))


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
        # Chromium asks its maker for updates and more: it may look up no name. What the page asks for is in `asked`.
        deaf = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
        browser = p.chromium.launch(executable_path=sys.argv[2], args=[*sys.argv[3].split(), deaf])
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
