"""A real searx and the site that its engines know: pages about photosynthesis, on loopback."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests import services
from tests.fakes.pages import page_about
from tests.fakes.server import Reply, Request, Server, serving
from tests.searx_settings import NAMES, Entry

TOPIC = "photosynthesis"
PAPER = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>ArXiv Query</title><entry>
<id>{url}</id><published>2024-05-06T07:08:09Z</published><title>A paper on {topic}</title>
<summary>An abstract on {topic}.</summary><author><name>Ann Example</name></author>
</entry></feed>"""


@dataclass(frozen=True)
class SearxHouse:
    """``searx`` is the server's address, ``site`` the fake that serves the pages; ``allow`` lets both through."""

    searx: str
    site: Server
    allow: tuple[str, ...]


def site(request: Request, connection: socket.socket, gone: threading.Event) -> Reply:
    """Pages and their robots.txt; one more page told in JSON, and one paper in arXiv's Atom."""
    host = request.headers["host"]
    if request.path == "/robots.txt":
        return Reply(b"User-agent: *\nDisallow: /closed/\n", headers={"Content-Type": "text/plain"})
    if request.path == "/json":
        found = {"url": f"http://{host}/pages/qwant", "title": f"More on {TOPIC}", "content": "By JSON."}
        return Reply(json.dumps({"results": [found]}).encode(), headers={"Content-Type": "application/json"})
    if request.path == "/atom":
        paper = PAPER.format(url=f"http://{host}/pages/arxiv", topic=TOPIC)
        return Reply(paper.encode(), headers={"Content-Type": "application/atom+xml"})
    return Reply(page_about(TOPIC, request.path.rpartition("/")[2]).encode())


def entries(base: str) -> list[Entry]:
    """Two open pages of each engine, and one that robots.txt closes."""
    found = [
        Entry(name, f"{base}/pages/{name.replace(' ', '-')}-{at}", f"{name} {at} on {TOPIC}", f"On {TOPIC}.")
        for name in NAMES
        for at in (1, 2)
    ]
    return [
        *found,
        Entry(NAMES[0], f"{base}/closed/{NAMES[0]}", f"Closed page on {TOPIC}", "Not for robots."),
    ]


@contextmanager
def opened() -> Iterator[SearxHouse]:
    with serving(site) as pages, services.searx(entries(pages.url), pages.url) as address:
        yield SearxHouse(address, pages, (address.removeprefix("http://"), pages.pair))
