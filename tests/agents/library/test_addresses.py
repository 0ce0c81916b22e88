from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.agents.library.addresses import checked
from sapere.agents.library.located import Located
from sapere.agents.library.roots import documents_under
from sapere.kit.http import HttpClient
from sapere.kit.http.inside import is_inside
from sapere.kit.http.target import target
from sapere.research.errors import BadLibrary, Refused, SourceError, Unreachable
from tests.fakes.server import Reply, Request, serving

PAGE = b"<!DOCTYPE html><title>Tides</title><p>The Moon pulls.</p>"


def site(request: Request, *_: object) -> Reply:
    if request.path == "/robots.txt":
        return Reply(b"User-agent: *\nDisallow: /private\n")
    if request.path == "/moved":
        return Reply(status=301, headers={"Location": "/tides"})
    if request.path == "/inside":
        return Reply(status=302, headers={"Location": "http://169.254.169.254/latest/meta-data"})
    return Reply(PAGE) if request.path in ("/tides", "/private") else Reply(status=404)


def located(address: str, http: HttpClient | None) -> Located:
    (found,) = documents_under(address, http=http)
    assert isinstance(found, Located)
    return found


@pytest.mark.loopback
def test_one_page_is_read_under_the_address_it_was_added_by() -> None:
    with serving(site) as server, HttpClient(allow=[server.pair]) as http:
        for path in ("/tides", "/moved"):
            raw = located(server.url + path, http).open()
            assert (raw.body, raw.media_type, raw.locator) == (PAGE, "text/html", server.url + path)
    assert "/robots.txt" in [one.path for one in server.requests]


@pytest.mark.loopback
def test_a_site_that_asks_not_to_be_read_is_not() -> None:
    with (
        serving(site) as server,
        HttpClient(allow=[server.pair]) as http,
        pytest.raises(Refused, match=r"robots\.txt"),
    ):
        located(f"{server.url}/private", http).open()
    assert [one.path for one in server.requests] == ["/robots.txt"]


@pytest.mark.loopback
@pytest.mark.parametrize(("path", "leaf"), [("/inside", Refused), ("/gone", Unreachable)])
def test_a_redirect_inside_and_a_page_that_is_gone_say_why(path: str, leaf: type[SourceError]) -> None:
    with serving(site) as server, HttpClient(allow=[server.pair]) as http, pytest.raises(leaf):
        located(server.url + path, http).open()


@pytest.mark.loopback
def test_an_own_service_that_nobody_let_through_is_not_asked() -> None:
    with serving(site) as server, HttpClient() as http, pytest.raises(Refused):
        located(f"{server.url}/tides", http).open()
    assert server.connections == 0


def test_where_nothing_may_be_asked_it_says_so() -> None:
    with pytest.raises(Unreachable, match="stay on this machine"):
        located("https://example.org/tides", None).open()


def test_a_page_is_asked_for_anew_each_time() -> None:
    address = "https://example.org/tides"
    assert located(address, None).fingerprint != located(address, None).fingerprint


def test_the_address_is_kept_without_its_fragment_and_as_the_guard_reads_it() -> None:
    assert checked(" https://Example.ORG/tides?a=1#moon ") == "https://example.org/tides?a=1"
    assert checked("http://127.0.0.1:8080/x", ["127.0.0.1:8080"]) == "http://127.0.0.1:8080/x"


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:8080/", "http://127.1/", "https://router.lan/", "http://a\\@b/", "http://①②⑦.⓪.⓪.①/",
        "gopher://example.org/", "https://example.org:6379/", "https://u:p@example.org/", "https://example.org/" + "a" * 2000,
        "https://", "http://[::ffff:127.0.0.1]/",
    ],
)  # fmt: skip
def test_what_the_guard_refuses_is_refused_before_anything_begins(address: str) -> None:
    with pytest.raises(BadLibrary) as caught:
        checked(address)
    assert caught.value.advice


@given(st.text() | st.text(alphabet="htps:/.@[]1270xlocalhost#?%\\ ").map("http://".__add__))
def test_whatever_is_typed_is_refused_in_words_or_lies_outside(text: str) -> None:
    try:
        address = checked(text)
    except BadLibrary as error:
        assert error.what
    else:
        assert not is_inside(target(address).host)
        assert checked(address) == address
