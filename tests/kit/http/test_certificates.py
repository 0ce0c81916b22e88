"""A certificate that does not hold ends the connection before anything is asked."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest
import trustme

from sapere.kit.http import AddressRefused, HttpClient, HttpError, Limits, Unreached
from tests.doubles.network import HandClock, Names
from tests.fakes.server import Reply, Server, answering, serving

pytestmark = pytest.mark.loopback
HOST = "library.example"
NAMES = {HOST: [["127.0.0.1"]]}
OUR_CA = trustme.CA()
NOW = datetime.now(UTC)


@cache
def trusted() -> ssl.SSLContext:
    context = ssl.create_default_context()
    OUR_CA.configure_trust(context)
    return context


def server_side(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


def good() -> ssl.SSLContext:
    return server_side(OUR_CA.issue_cert(HOST))


def run_out() -> ssl.SSLContext:
    return server_side(OUR_CA.issue_cert(HOST, not_after=NOW - timedelta(days=1)))


def not_yet() -> ssl.SSLContext:
    return server_side(OUR_CA.issue_cert(HOST, not_before=NOW + timedelta(days=1)))


def wrong_host() -> ssl.SSLContext:
    return server_side(OUR_CA.issue_cert("elsewhere.example"))


def wrong_number() -> ssl.SSLContext:
    return server_side(OUR_CA.issue_cert("127.0.0.1"))


def strange_authority() -> ssl.SSLContext:
    return server_side(trustme.CA().issue_cert(HOST))


def self_signed() -> ssl.SSLContext:
    own = trustme.CA()
    pems = [own.cert_pem.bytes()]
    return server_side(trustme.LeafCert(own.private_key_pem.bytes(), pems[0], []))


def incomplete_chain() -> ssl.SSLContext:
    leaf = OUR_CA.create_child_ca().issue_cert(HOST)
    alone = trustme.LeafCert(leaf.private_key_pem.bytes(), leaf.cert_chain_pems[0].bytes(), [])
    return server_side(alone)


def without_common_version() -> ssl.SSLContext:
    context = good()
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    return context


def asking(server: Server, tls: ssl.SSLContext | None) -> HttpClient:
    clock = HandClock()
    pair = f"{HOST}:{server.pair.rpartition(':')[2]}"
    return HttpClient(
        allow={pair},
        resolver=Names(dict(NAMES)),
        clock=clock,
        sleep=clock.sleep,
        gap=0.0,
        tls=tls,
        limits=Limits(seconds=1.0, retries=0),
    )


def address(server: Server) -> str:
    return f"https://{HOST}:{server.pair.rpartition(':')[2]}/"


def test_a_good_certificate_of_a_known_authority_is_trusted() -> None:
    with serving(answering(Reply(b"here")), good()) as site, asking(site, trusted()) as http:
        assert http.get(address(site)).body == b"here"


@pytest.mark.parametrize(
    ("certificate", "said"),
    [
        (run_out, "has run out"),
        (not_yet, "not valid yet"),
        (wrong_host, "another name"),
        (wrong_number, "another name"),
        (strange_authority, "no known authority"),
        (self_signed, "signed itself"),
        (incomplete_chain, "no known authority"),
    ],
)
def test_one_that_does_not_hold_is_refused_at_once(
    certificate: Callable[[], ssl.SSLContext], said: str
) -> None:
    with serving(answering(Reply(b"here")), certificate()) as site, asking(site, trusted()) as http:
        with pytest.raises(AddressRefused, match=f"{HOST} shows a certificate .*{said}.*, so nothing"):
            http.get(address(site), secret={"key": "mine"})
        assert (site.requests, site.connections) == ([], 1)


def test_an_authority_that_only_a_test_knows_is_unknown_otherwise() -> None:
    with serving(answering(Reply(b"here")), good()) as site, asking(site, None) as http:
        with pytest.raises(AddressRefused, match="no known authority"):
            http.get(address(site))
        assert site.requests == []


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
@pytest.mark.parametrize("tls", [None, without_common_version])
def test_a_server_that_speaks_no_tls_of_today_is_not_spoken_to(
    tls: Callable[[], ssl.SSLContext] | None,
) -> None:
    with serving(answering(Reply(b"here")), tls() if tls else None) as site:
        with asking(site, trusted()) as http, pytest.raises(Unreached, match=r"answer|encrypt"):
            http.get(address(site))
        assert site.requests == []


def test_a_redirect_does_not_get_round_a_certificate() -> None:
    with serving(answering(Reply(b"here")), self_signed()) as site:
        moved = Reply(status=302, headers={"Location": address(site)})
        with serving(answering(moved)) as first:
            clock = HandClock()
            allowed = {first.pair, f"{HOST}:{site.pair.rpartition(':')[2]}"}
            http = HttpClient(allow=allowed, resolver=Names(dict(NAMES)), clock=clock, tls=trusted())
            with pytest.raises(HttpError, match="certificate"):
                http.get(first.url)
        assert site.requests == []
