"""T11: a site's robots.txt is obeyed, whatever it looks like and however it is sent."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.kit.http import HttpClient, Limits, RobotsRefused
from sapere.kit.http.robots import LARGEST, Robots, rules_in
from sapere.kit.http.target import target
from tests.doubles.network import HandClock
from tests.fakes.hostile import hostile
from tests.fakes.server import Reply, Request, Server, serving

REAL = Path(__file__).parents[3].parent / "shared" / "data" / "nasty" / "robots-txt"
NO = b"User-agent: *\nDisallow: /private\n"


@contextmanager
def site(reply: Reply, clock: HandClock | None = None) -> Iterator[tuple[Server, HttpClient]]:
    """A site with this robots.txt, the hostile one's other pages, and a client that reads it."""

    def handler(request: Request, *rest: object) -> Reply | None:
        if request.path == "/robots.txt":
            return reply
        known = hostile(request, *rest)  # type: ignore[arg-type]
        return Reply(b"here") if known and known.status == 404 else known

    clock, limits = clock or HandClock(), Limits(retries=0)
    with serving(handler) as server:
        options = {"clock": clock, "sleep": clock.sleep, "gap": 0.0, "limits": limits}
        with HttpClient(allow={server.pair}, **options) as client:  # type: ignore[arg-type]
            yield server, client


def may_read(reply: Reply, path: str = "/private/page") -> bool:
    with site(reply) as (server, client):
        try:
            return client.get(f"{server.url}{path}", robots=True).body == b"here"
        except RobotsRefused as error:
            assert str(error).startswith("127.0.0.1 ")
            return False


@pytest.mark.loopback
def test_it_is_obeyed_and_asked_for_once() -> None:
    clock = HandClock()
    with site(Reply(NO + b"Crawl-delay: 2\n"), clock) as (server, client):
        assert client.get(f"{server.url}/open", robots=True).body == b"here"
        with pytest.raises(RobotsRefused, match=r"robots\.txt"):
            client.get(f"{server.url}/private/page", robots=True)
    assert [request.path for request in server.requests] == ["/robots.txt", "/open"]
    assert clock.slept == [2.0]


@pytest.mark.loopback
@pytest.mark.parametrize(
    ("status", "read"),
    [(404, True), (410, True), (401, True), (403, True), (500, False), (503, False), (429, False)],
)
def test_no_rules_mean_yes_and_rules_that_cannot_be_had_mean_no(status: int, read: bool) -> None:
    assert may_read(Reply(b"User-agent: *\nDisallow: /\n", status)) is read


@pytest.mark.loopback
@pytest.mark.parametrize(
    "body",
    [
        NO,
        b"\xef\xbb\xbf" + NO,
        NO.replace(b"\n", b"\r"),
        NO.replace(b"\n", b"\r\n"),
        b"\0" + NO,
        b"\xff\xfe\n" + NO,
        b"# " + b"x" * 300_000 + b"\n" + NO,
        b"<!doctype html>\n<p>Allow: /</p>\n" + NO,
        NO + b"Disallow: /%zz%\nAllow: *$*$\nCrawl-delay: never\nSitemap: javascript:alert(1)\n",
        b"USER-AGENT:*\ndisallow:/private",
        b"User-agent: sapere\nDisallow: /\n",
        b"User-agent: x\nUser-agent: SAPERE\nDisallow: /private*page$\n",
        b"User-agent: *\nDisallow: /" + b"*a" * 200 + b"b\nDisallow: /private\n",
        NO + b"Disallow: /x\n" * 60_000,
    ],
)
def test_rules_are_found_in_whatever_they_are_wrapped(body: bytes) -> None:
    assert not may_read(Reply(body, headers={"Content-Type": "text/html"}))


@pytest.mark.loopback
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<!doctype html><title>Not found</title>",
        json.dumps({"Disallow": "/"}).encode(),
        NO.decode().encode("utf-16"),
        b"Disallow: /\n",
        b"User-agent: other\nDisallow: /\n",
        b"User-agent: *\nDisallow:\n",
        b"\0" * 1000,
    ],
)
def test_what_holds_no_rules_for_us_forbids_nothing(body: bytes) -> None:
    assert may_read(Reply(body))


@pytest.mark.loopback
@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"Location": "http://169.254.169.254/robots.txt"}, b"", 302),
        ({"Location": "file:///etc/passwd"}, b"", 301),
        ({"Location": "/robots.txt"}, b"", 302),
        ({"Location": "/broken"}, b"", 307),
        ({"Location": "/cut"}, b"", 302),
        ({"Location": "/rubbish"}, b"", 302),
        ({"Content-Encoding": "gzip"}, NO, 200),
        ({"Content-Encoding": "gzip"}, gzip.compress(NO, mtime=0)[:-12], 200),
        ({"Content-Encoding": "br"}, NO, 200),
    ],
)
def test_rules_that_cannot_be_read_whole_forbid_everything(
    headers: Mapping[str, str], body: bytes, status: int
) -> None:
    assert not may_read(Reply(body, status, headers), "/open")


@pytest.mark.loopback
def test_a_redirect_to_rules_elsewhere_on_the_site_is_followed() -> None:
    def moved(request: Request, *_: object) -> Reply:
        if request.path == "/robots.txt":
            return Reply(status=301, headers={"Location": "/rules"})
        return Reply(NO)

    with (
        serving(moved) as server,
        HttpClient(allow={server.pair}, gap=0.0) as client,
        pytest.raises(RobotsRefused),
    ):
        client.get(f"{server.url}/private", robots=True)


@pytest.mark.loopback
def test_rules_that_never_come_end_with_the_time_for_them() -> None:
    def slow(request: Request, connection: object, gone: object) -> Reply | None:
        gone.wait()  # type: ignore[attr-defined]
        return None

    limits = Limits(seconds=0.5, retries=0)
    with (
        serving(slow) as server,
        HttpClient(allow={server.pair}, gap=0.0, limits=limits) as client,
        pytest.raises(RobotsRefused, match="did not answer within"),
    ):
        client.get(f"{server.url}/page", robots=True)


@pytest.mark.loopback
@pytest.mark.parametrize(
    ("delay", "slept"),
    [("0", []), ("3", [3.0]), ("1.5", [1.5]), ("86400", [5.0]), ("1e308", [5.0]), ("-9", []), ("nan", []),
     ("inf", []), ("soon", []), ("", [])],
)  # fmt: skip
def test_a_pause_is_kept_within_reason(delay: str, slept: list[float]) -> None:
    clock = HandClock()
    with site(Reply(f"User-agent: *\nCrawl-delay: {delay}\n".encode()), clock) as (server, client):
        assert client.get(f"{server.url}/open", robots=True).body == b"here"
    assert clock.slept == slept


def test_rules_beyond_what_is_read_are_cut_where_a_line_ends() -> None:
    body = b"Allow: /a\n" * (LARGEST // 10) + b"Disallow: /half-a-rule\n" * 2
    assert rules_in(body).endswith("Allow: /a") or rules_in(body).endswith("half-a-rule")


@given(
    st.text()
    | st.lists(st.sampled_from([*NO.decode().split(), "Crawl-delay:", "\n", "*", "$"])).map(" ".join)
)
def test_any_text_gives_a_pause_or_a_refusal(text: str) -> None:
    robots = Robots(lambda _: rules_in(text.encode("utf-8", "surrogatepass")), "Sapere", HandClock())
    try:
        assert 0.0 <= robots.permit(target("https://outside.example/private")) <= 5.0
    except RobotsRefused as error:
        assert "outside.example" in str(error)


def plain_rules(text: str) -> list[str]:
    """What the group for everybody forbids by a plain path, read the simplest way there is."""
    forbidden, ours, grouped = [], False, False
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        name, _, value = (part.strip() for part in line.partition("#")[0].partition(":"))
        if name.lower() == "user-agent":
            ours = value == "*" or (ours and grouped)
            grouped = True
        elif name:
            grouped = False
        if ours and name.lower() == "disallow" and value.startswith("/") and value.isascii():
            forbidden += [] if set("*$%") & set(value) else [value]
    return forbidden


@pytest.mark.skipif(not REAL.is_dir(), reason="the real robots.txt files are not on this machine")
@pytest.mark.parametrize("file", sorted(REAL.glob("*.robots.txt")), ids=lambda file: file.name)
def test_a_real_one_is_obeyed(file: Path) -> None:
    text = rules_in(file.read_bytes())
    robots = Robots(lambda _: text, "Sapere", HandClock())
    origin = f"https://{file.name.removesuffix('.robots.txt')}"
    with suppress(RobotsRefused):
        assert 0.0 <= robots.permit(target(f"{origin}/")) <= 5.0
    for path in plain_rules(text) if "\nallow:" not in text.lower() else ():
        with pytest.raises(RobotsRefused, match=r"robots\.txt"):
            robots.permit(target(f"{origin}{path}"))


@pytest.mark.skipif(not REAL.is_dir(), reason="the real robots.txt files are not on this machine")
def test_the_real_ones_are_all_there_and_many_forbid_something() -> None:
    texts = [rules_in(file.read_bytes()) for file in REAL.glob("*.robots.txt")]
    assert len(texts) == 42
    assert sum(bool(plain_rules(text)) for text in texts) > 15
