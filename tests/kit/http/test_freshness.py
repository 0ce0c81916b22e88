"""RFC 9111, and where it leaves a choice: the one that keeps less."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.kit.http import freshness

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
DAY = 86_400.0


def http_date(seconds: float) -> str:
    """A moment that many seconds from now, as HTTP writes it."""
    return (NOW + timedelta(seconds=seconds)).strftime("%a, %d %b %Y %H:%M:%S GMT")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("max-age=60", {"max-age": "60"}),
        (" Max-Age = 60 , PUBLIC,, ", {"max-age": "60", "public": ""}),
        ('private="set-cookie, x", no-store', {"private": "set-cookie, x", "no-store": ""}),
        ("private=x,no-store", {"private": "x", "no-store": ""}),
        ("max-age=1, max-age=900", {"max-age": "1"}),
        ('max-age="60', None),
        ("max-age=60; public", None),
        ("", {}),
    ],
)
def test_directives_are_read_or_said_to_be_unreadable(text: str, expected: dict[str, str] | None) -> None:
    assert freshness.directives(text) == expected


KEPT = [
    (200, {}),
    (200, {"cache-control": "public, max-age=60", "set-cookie": "a=1"}),
    (200, {"cache-control": "no-cache"}),
    (301, {}),
    (302, {"cache-control": "max-age=60"}),
    (200, {"vary": "accept, cookie"}),
]
NOT_KEPT = [
    (200, {"cache-control": "no-store"}),
    (200, {"cache-control": 'no-store="1"'}),
    (200, {"cache-control": "private, max-age=60"}),
    (200, {"cache-control": "private=x,max-age=60"}),
    (200, {"cache-control": 'max-age="60'}),
    (200, {"set-cookie": "session=1"}),
    (200, {"vary": "*"}),
    (200, {"vary": "accept, *"}),
    (302, {}),
    (206, {"cache-control": "max-age=60"}),
    (204, {}),
]


@pytest.mark.parametrize(("status", "headers"), KEPT)
def test_what_is_for_everybody_is_kept(status: int, headers: dict[str, str]) -> None:
    assert freshness.may_be_kept(status, headers)


@pytest.mark.parametrize(("status", "headers"), NOT_KEPT)
def test_what_may_be_for_one_person_or_for_once_is_not_kept(status: int, headers: dict[str, str]) -> None:
    assert not freshness.may_be_kept(status, headers)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"cache-control": "max-age=60"}, 60),
        ({"cache-control": "max-age=60, s-maxage=5"}, 5),
        ({"cache-control": "max-age=99999999999999999999"}, 0),
        ({"cache-control": "max-age=31536000"}, freshness.LONGEST),
        ({"cache-control": "max-age=-1"}, 0),
        ({"cache-control": "max-age=soon"}, 0),
        ({"cache-control": "max-age=60, no-cache"}, 0),
        ({"cache-control": 'no-cache="etag"'}, 0),
        ({"pragma": "no-cache"}, 0),
        ({"expires": http_date(90)}, 90),
        ({"expires": http_date(90), "date": http_date(-30)}, 120),
        ({"expires": http_date(-90)}, 0),
        ({"expires": "0"}, 0),
        ({"last-modified": http_date(-1000)}, 100),
        ({"last-modified": http_date(-1000 * DAY)}, freshness.LONGEST),
        ({"last-modified": http_date(1000)}, 0),
        ({"last-modified": "yesterday"}, freshness.UNKNOWN),
        ({}, freshness.UNKNOWN),
    ],
)
def test_how_long_an_answer_stands(headers: dict[str, str], seconds: float) -> None:
    assert freshness.lifetime(headers, NOW) == seconds


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 10),
        ({"age": "50"}, 60),
        ({"date": http_date(-70)}, 80),
        ({"date": http_date(-70), "age": "5"}, 80),
        ({"date": http_date(500)}, 10),
        ({"age": "old"}, 10),
    ],
)
def test_an_answer_ages_on_its_way_and_with_us(headers: dict[str, str], seconds: float) -> None:
    assert freshness.age(headers, NOW, NOW + timedelta(seconds=10)) == seconds


def test_only_a_tag_that_can_be_sent_back_is() -> None:
    asked = freshness.conditions({"etag": '"a\x7f"', "last-modified": http_date(0)})
    assert asked == {"if-modified-since": http_date(0)}


names = st.sampled_from(
    ["cache-control", "expires", "date", "age", "last-modified", "pragma", "vary", "etag"]
)
values = st.text(max_size=40) | st.sampled_from(["no-store", "max-age=1", "private", http_date(0)])


@given(st.dictionaries(names, values))
def test_any_header_is_answered_and_never_stands_for_longer_than_half_a_day(headers: dict[str, str]) -> None:
    freshness.may_be_kept(200, headers)
    assert 0 <= freshness.lifetime(headers, NOW) <= freshness.LONGEST
    assert freshness.age(headers, NOW, NOW) >= 0
    assert all(value.isascii() for value in freshness.conditions(headers).values())


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_store_is_seen_whatever_stands_beside_it(before: str, after: str) -> None:
    text = f"{before.replace(chr(34), '')}, no-store, {after.replace(chr(34), '')}"
    assert not freshness.may_be_kept(200, {"cache-control": text})
