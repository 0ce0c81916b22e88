"""T12: what is kept is public, is the right answer, and outlives damage."""

from __future__ import annotations

import logging
import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from sapere.kit.http import BadStatus, Cache, HttpClient, Limits
from tests.doubles.network import HandClock
from tests.fakes.server import Reply, Request, Server, answering, serving

pytestmark = pytest.mark.loopback
PAGE = Reply(b"<p>Tea</p>", headers={"Cache-Control": "max-age=60", "ETag": '"1"'})
Asker = Callable[..., HttpClient]


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def asker(clock: HandClock, tmp_path: Path) -> Iterator[Asker]:
    """Makes clients that share a cache, as the runs of two people do."""
    with ExitStack() as made:

        def make(site: Server, *, size: int = 1_000_000, also: Server | None = None) -> HttpClient:
            cache = Cache(tmp_path / "http", size=size, clock=clock)
            allow = {server.pair for server in (site, also) if server}
            client = HttpClient(
                allow=allow,
                clock=clock,
                sleep=clock.sleep,
                gap=0.0,
                cache=cache,
                limits=Limits(retries=0),
            )
            return made.enter_context(client)

        yield make


def versioned(request: Request, *_: object) -> Reply:
    """A page that has not changed, for whoever has it already."""
    if request.headers.get("if-none-match") == '"1"':
        return Reply(status=304, headers={"ETag": '"1"', "Cache-Control": "max-age=60"})
    return PAGE


def files(folder: Path) -> list[Path]:
    return [place for place in folder.rglob("*") if place.is_file()]


def test_what_one_run_was_told_another_need_not_ask_for(asker: Asker) -> None:
    with serving(answering(PAGE)) as site:
        first = asker(site).get(f"{site.url}/tea")
        assert asker(site).get(f"{site.url}/tea") == first
    assert len(site.requests) == 1


def test_once_it_no_longer_stands_only_a_change_is_asked_for(asker: Asker, clock: HandClock) -> None:
    with serving(versioned) as site:
        client = asker(site)
        for _ in range(4):
            assert client.get(site.url).body == b"<p>Tea</p>"
            clock.seconds += 40
    assert [request.headers.get("if-none-match") for request in site.requests] == [None, '"1"']


def test_a_changed_page_takes_the_place_of_the_old(asker: Asker, clock: HandClock) -> None:
    with serving(answering(PAGE, Reply(b"new", headers={"Cache-Control": "max-age=60"}))) as site:
        client = asker(site)
        client.get(site.url)
        clock.seconds += 61
        assert [client.get(site.url).body for _ in range(2)] == [b"new", b"new"]
    assert len(site.requests) == 2


def test_unchanged_said_of_another_version_is_asked_again(asker: Asker, clock: HandClock) -> None:
    other = Reply(status=304, headers={"ETag": '"2"'})
    with serving(answering(PAGE, other, Reply(b"whole"))) as site:
        client = asker(site)
        client.get(site.url)
        clock.seconds += 61
        assert client.get(site.url).body == b"whole"


def test_unchanged_said_to_nobody_who_asked_is_no_answer(asker: Asker) -> None:
    with serving(answering(Reply(status=304))) as site, pytest.raises(BadStatus):
        asker(site).get(site.url)


def test_a_new_answer_can_be_asked_for(asker: Asker) -> None:
    with serving(answering(PAGE, Reply(b"new"))) as site:
        client = asker(site)
        client.get(site.url)
        assert client.get(site.url, headers={"Cache-Control": "no-cache"}).body == b"new"
        assert client.get(site.url).body == b"new"


@pytest.mark.parametrize(
    "private",
    [
        {"secret": {"key": "mine"}},
        {"headers": {"Authorization": "Bearer mine"}},
        {"headers": {"X-Api-Key": "mine"}},
        {"headers": {"Cookie": "session=mine"}},
        {"headers": {"X-Goog-Api-Key": "mine"}},
        {"headers": {"Cache-Control": "no-store"}},
    ],
)
def test_what_was_told_to_one_person_is_not_told_to_the_next(
    asker: Asker, tmp_path: Path, private: dict[str, dict[str, str]]
) -> None:
    with serving(
        answering(Reply(b"yours alone", headers={"Cache-Control": "public, max-age=60"}), PAGE)
    ) as site:
        assert asker(site).get(site.url, **private).body == b"yours alone"  # type: ignore[arg-type]
        assert files(tmp_path) == []
        assert asker(site).get(site.url).body == b"<p>Tea</p>"


@pytest.mark.parametrize("private", [{"secret": {"key": "mine"}}, {"headers": {"Cookie": "a=mine"}}])
def test_where_a_private_question_is_sent_on_to_is_not_kept_either(
    asker: Asker, tmp_path: Path, private: dict[str, dict[str, str]]
) -> None:
    with serving(answering(PAGE)) as second:
        moved = Reply(status=302, headers={"Location": f"{second.url}/?signed=for-you"})
        with serving(answering(moved)) as first:
            assert asker(first, also=second).get(first.url, **private).body == b"<p>Tea</p>"  # type: ignore[arg-type]
    assert files(tmp_path) == []


def test_what_one_person_knows_is_not_shown_to_one_with_a_key(asker: Asker) -> None:
    with serving(answering(PAGE, Reply(b"yours"))) as site:
        asker(site).get(site.url)
        assert asker(site).get(site.url, headers={"Authorization": "Bearer mine"}).body == b"yours"


def test_one_language_is_not_answered_with_another(asker: Asker) -> None:
    def polyglot(request: Request, *_: object) -> Reply:
        return Reply(request.headers.get("accept-language", "").encode(), headers={"Vary": "Accept-Language"})

    with serving(polyglot) as site:
        client = asker(site)
        for language in ["de", "ar", "de"]:
            assert client.get(site.url, headers={"Accept-Language": language}).body == language.encode()
    assert len(site.requests) == 2


@pytest.mark.parametrize("value", ["no-store", "private", "max-age=0"])
def test_what_is_not_to_be_kept_is_asked_for_each_time(asker: Asker, value: str) -> None:
    with serving(answering(Reply(b"x", headers={"Cache-Control": value}))) as site:
        client = asker(site)
        client.get(site.url)
        client.get(site.url)
    assert len(site.requests) == 2


@pytest.mark.parametrize("reply", [Reply(status=404), Reply(status=403), Reply(status=500)])
def test_a_failure_is_not_kept(asker: Asker, tmp_path: Path, reply: Reply) -> None:
    with serving(answering(reply)) as site, pytest.raises(Exception, match=r"127\.0\.0\.1"):
        asker(site).get(site.url)
    assert files(tmp_path) == []


def test_a_part_of_a_page_is_not_kept(asker: Asker, tmp_path: Path) -> None:
    half = Reply(b"half", headers={"Content-Length": "10", "Connection": "close"})

    def cut(request: Request, connection: object, gone: object) -> Reply | None:
        connection.sendall(half.encoded())  # type: ignore[attr-defined]
        return None

    with serving(cut) as site:
        assert asker(site).get(site.url).partial
    assert files(tmp_path) == []


def test_a_lasting_redirect_is_remembered_and_checked_again(asker: Asker) -> None:
    def moved(request: Request, *_: object) -> Reply:
        return PAGE if request.path == "/new" else Reply(status=301, headers={"Location": "/new"})

    with serving(moved) as site:
        assert [asker(site).get(f"{site.url}/old").url for _ in range(2)] == [f"{site.url}/new"] * 2
    assert len(site.requests) == 2


def damage(place: Path) -> list[Callable[[], object]]:
    whole = place.read_bytes()
    return [
        lambda: place.write_bytes(b""),
        lambda: place.write_bytes(whole[:-1]),
        lambda: place.write_bytes(whole[:80]),
        lambda: place.write_bytes(whole.replace(b"Tea", b"Tee")),
        lambda: place.write_bytes(b"\x00\xff" * 50),
        place.unlink,
    ]


@pytest.mark.parametrize("kind", range(6))
def test_a_damaged_file_is_asked_for_again_and_mended(asker: Asker, tmp_path: Path, kind: int) -> None:
    with serving(answering(PAGE)) as site:
        client = asker(site)
        client.get(site.url)
        damage(files(tmp_path)[0])[kind]()
        assert [client.get(site.url).body for _ in range(2)] == [b"<p>Tea</p>"] * 2
    assert len(site.requests) == 2


def test_a_folder_that_takes_nothing_leaves_pages_readable_and_says_so_once(
    asker: Asker, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "http").write_text("a file where the folder should be")
    with serving(answering(PAGE)) as site, caplog.at_level(logging.WARNING):
        client = asker(site)
        assert [client.get(f"{site.url}/{number}").status for number in range(3)] == [200] * 3
    assert len(caplog.records) == 1 and "cannot be kept" in caplog.text


def test_the_folder_keeps_to_its_size(asker: Asker, tmp_path: Path) -> None:
    with serving(answering(Reply(os.urandom(8000), headers=PAGE.headers))) as site:
        client = asker(site, size=200_000)
        for number in range(100):
            client.get(f"{site.url}/{number}")
        assert client.get(f"{site.url}/99").status == 200
    assert 50_000 < sum(place.stat().st_size for place in files(tmp_path)) <= 200_000
    assert len(site.requests) == 100


def test_one_page_cannot_push_all_others_out(asker: Asker, tmp_path: Path) -> None:
    with serving(answering(Reply(b"x" * 30_000, headers=PAGE.headers))) as site:
        asker(site, size=200_000).get(site.url)
    assert files(tmp_path) == []


def test_an_answer_kept_by_a_clock_that_ran_ahead_is_asked_about(asker: Asker, clock: HandClock) -> None:
    with serving(versioned) as site:
        asker(site).get(site.url)
        clock.seconds -= 3600
        asker(site).get(site.url)
    assert len(site.requests) == 2


def test_many_threads_that_want_one_page_ask_once(asker: Asker) -> None:
    with serving(answering(PAGE)) as site, ThreadPoolExecutor(8) as threads:
        client = asker(site)
        assert {answer.body for answer in threads.map(client.get, [site.url] * 8)} == {b"<p>Tea</p>"}
    assert len(site.requests) == 1


def keep_asking(folder: Path, url: str, pair: str) -> None:
    with HttpClient(allow={pair}, gap=0.0, cache=Cache(folder, size=100_000)) as client:
        for number in range(60):
            answer = client.get(f"{url}/{number % 20}")
            assert answer.body == b"%d" % (number % 20) * 2000


def test_several_processes_share_it_while_it_is_tidied(tmp_path: Path) -> None:
    def numbered(request: Request, *_: object) -> Reply:
        return Reply(request.path[1:].encode() * 2000)

    spawn = multiprocessing.get_context("spawn")
    with serving(numbered) as site:
        asking = [spawn.Process(target=keep_asking, args=(tmp_path, site.url, site.pair)) for _ in range(3)]
        for process in asking:
            process.start()
        for process in asking:
            process.join()
    assert [process.exitcode for process in asking] == [0, 0, 0]
    assert len(site.requests) < 180


def test_it_may_be_deleted_any_time(asker: Asker, tmp_path: Path) -> None:
    with serving(answering(PAGE)) as site:
        client = asker(site)
        client.get(site.url)
        for place in sorted((tmp_path / "http").rglob("*"), reverse=True):
            place.unlink() if place.is_file() else place.rmdir()
        (tmp_path / "http").rmdir()
        assert [client.get(site.url).status for _ in range(2)] == [200, 200]
    assert len(site.requests) == 2


def test_only_its_owner_can_read_what_was_read(asker: Asker, tmp_path: Path) -> None:
    with serving(answering(PAGE)) as site:
        asker(site).get(site.url)
    assert {place.stat().st_mode & 0o077 for place in files(tmp_path)} == {0}
