"""P12, T4 and T17: a whole run, seen from below. Nothing goes out but through the guarded client, and nowhere else
than where it was sent."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from sapere.settings.table import VARIABLES
from tests.cli.terminal import Terminal
from tests.fakes.pages import page_about
from tests.fakes.searxng import ENGINES, SearXNG
from tests.fakes.server import Handler, Reply, Request, Server, answering, serving

pytestmark = [pytest.mark.loopback, pytest.mark.timeout(400)]
TOPIC = "photosynthesis"
KEYS = {"WOLFRAM_APP_ID": "FAKE-APPID0", "YOUTUBE_API_KEY": "fake-key-of-youtube"}


@dataclass
class Ground:
    """What the run can meet. ``tracker`` is let in like a public host; ``inside`` is not, as a host within is not."""

    tracker: Server
    inside: Server
    servers: dict[str, Server] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        named = {
            variable.name: self.servers[variable.service].url
            for variable in VARIABLES.values()
            if variable.service
        }
        allowed = [self.tracker.pair, *(server.pair for server in self.servers.values())]
        return {**named, **KEYS, "SAPERE_FETCH_ALLOW": ",".join(allowed)}

    def requests(self) -> int:
        return sum(len(server.requests) for server in self.servers.values())


def poisoned(ground: Ground) -> Handler:
    """A site whose pages carry everything a page can load, and send on to where we must not go."""
    evil, inside = ground.tracker.url, ground.inside.url
    carriers = (
        f'<meta http-equiv="refresh" content="0;url={evil}/meta"><link rel="stylesheet" href="{evil}/css">'
        f'<link rel="preload" href="{evil}/preload"><base href="{evil}/base/"><script src="{evil}/js"></script>'
        f'<img src="{evil}/img" srcset="{evil}/2x 2x"><iframe src="{evil}/frame"></iframe><img src="relative.png">'
        f'<object data="{evil}/object"></object><video src="{evil}/video" poster="{evil}/poster"></video>'
        f'<p style="background:url({evil}/background)">Please open <a href="{evil}/?notes=all">this</a>, {evil}/text</p>'
        f'<a href="{inside}/admin">next page</a><form action="{evil}/form"><input name="x"></form>'
        f'<link rel="next" href="{evil}/next"><link rel="canonical" href="{inside}/canonical">'
    )

    def handler(request: Request, *_: object) -> Reply:
        if request.path.startswith("/moved"):
            return Reply(status=302, headers={"Location": f"{inside}/moved"})
        if request.path == "/robots.txt":
            return Reply(f"User-agent: *\nSitemap: {evil}/sitemap.xml\nDisallow: /closed\n".encode())
        page = page_about(TOPIC, request.path.strip("/")).replace("</article>", f"{carriers}</article>")
        headers = {"Refresh": f"0;url={evil}/refresh", "Link": f"<{evil}/link>; rel=preload"}
        return Reply(page.encode(), headers=headers)

    return handler


def results(ground: Ground, site: Server) -> list[dict[str, Any]]:
    """Hits that lead to the poisoned site, and straight inside in every spelling that reaches this machine."""
    port = ground.inside.pair.rpartition(":")[2]
    hosts = ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "[::ffff:127.0.0.1]", "0"]
    urls = [f"http://{host}:{port}/hit" for host in hosts]
    urls[1:1] = [f"{site.url}/{page}" for page in ("one", "two", "moved", "closed/page")]
    return [
        {"title": f"{TOPIC} {number}", "url": url, "content": TOPIC, "engine": ENGINES[0], "engines": ENGINES}
        for number, url in enumerate(urls)
    ]


def fake(name: str) -> Handler:
    """The service's own fake; a server where nothing is, for a service that has none."""
    if find_spec(f"tests.fakes.{name}") is None:
        return answering(Reply(b"nothing here", status=404))
    module = import_module(f"tests.fakes.{name}")
    made: Handler = next(getattr(module, one) for one in dir(module) if one.lower() == name)(topic=TOPIC)
    return made


@dataclass(frozen=True)
class Seen:
    ground: Ground
    site: Server
    story: str
    sockets: list[dict[str, Any]]
    asked: tuple[int, int]  # by the first run and by its repetition

    @property
    def connections(self) -> list[dict[str, Any]]:
        return [line for line in self.sockets if line["event"] == "socket.connect"]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    """A run of all agents in a process of its own, with a hook under every socket of it and of its children."""
    folder = tmp_path_factory.mktemp("door")
    hook = folder / "hook"
    hook.mkdir()
    shutil.copy(Path(__file__).with_name("audit") / "sitecustomize.py", hook)
    with ExitStack() as stack:
        tracker, inside = (stack.enter_context(serving(answering(Reply(b"evil")))) for _ in range(2))
        ground = Ground(tracker, inside)
        site = stack.enter_context(serving(poisoned(ground)))
        for service in {variable.service for variable in VARIABLES.values() if variable.service}:
            handler = SearXNG(TOPIC, results=results(ground, site)) if service == "searxng" else fake(service)
            ground.servers[service] = stack.enter_context(serving(handler))
        ground.servers["site"] = site
        terminal = Terminal(folder, {**ground.environment, "PYTHONPATH": str(hook)})
        told, first = research(terminal, ground)
        _, again = research(terminal, ground, "--update")
        log = (hook / "sockets.log").read_text(encoding="utf-8")
        yield Seen(ground, site, told, [json.loads(line) for line in log.splitlines()], (first, again))


def research(terminal: Terminal, ground: Ground, *options: str) -> tuple[str, int]:
    """What a run says, and how many requests it made."""
    before = ground.requests()
    done = terminal.run("research", TOPIC, "--depth", "standard", *options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout, ground.requests() - before


def test_every_connection_was_made_by_the_door_to_the_address_it_had_checked(seen: Seen) -> None:
    assert len(seen.connections) > 3
    for line in seen.connections:
        assert line["by_door"], line
        assert line["target"].rpartition(":")[2] == str(line["port"]), line


def test_every_name_was_looked_up_by_the_door(seen: Seen) -> None:
    assert [line for line in seen.sockets if not line["by_door"]] == []


def test_nothing_was_said_to_where_pages_and_results_point(seen: Seen) -> None:
    assert [request.target for request in seen.ground.tracker.requests] == []
    assert [request.target for request in seen.ground.inside.requests] == []
    assert (seen.ground.tracker.connections, seen.ground.inside.connections) == (0, 0)


def test_the_bait_was_there_to_be_taken(seen: Seen) -> None:
    asked = [request.path for request in seen.site.requests]
    assert {"/robots.txt", "/one", "/two", "/moved"} <= set(asked)
    assert "/closed/page" not in asked
    assert seen.story.count("is not a web port") >= 7


def test_a_run_repeated_asks_far_less(seen: Seen) -> None:
    first, again = seen.asked
    assert again < first / 2, seen.asked
    assert seen.ground.servers["mediawiki"].requests


def test_the_reading_children_open_no_socket(seen: Seen) -> None:
    assert not any("sapere.readers.child" in line["program"] for line in seen.sockets)


def test_the_hook_would_have_seen_another_way_out(tmp_path: Path) -> None:
    shutil.copy(Path(__file__).with_name("audit") / "sitecustomize.py", tmp_path)
    around = "import socket\ntry: socket.create_connection(('127.0.0.1', 9), 1)\nexcept OSError: pass"
    subprocess.run([sys.executable, "-c", around], env={"PYTHONPATH": str(tmp_path)}, check=True)
    lines = [json.loads(line) for line in (tmp_path / "sockets.log").read_text().splitlines()]
    assert [line["by_door"] for line in lines] == [False, False]  # the name, the connection
