from __future__ import annotations

import json

import pytest
from hypothesis import given

from sapere.agents.academic.refusals import explained, listed, told
from sapere.kit.http import BadStatus, Busy, Unreached
from sapere.research.errors import BadAnswer, RateLimited, Refused, SourceError, Unreachable
from tests.json_values import json_with

JSON = json_with(["message", "error", "items", "total", "data"], leaves=10)


def raised(status: int, body: object, key: str | None = None) -> SourceError:
    encoded = body if isinstance(body, bytes) else json.dumps(body).encode()
    with pytest.raises(SourceError) as caught, explained("Here", key):
        raise BadStatus(f"here.example answered with status {status}.", status=status, body=encoded)
    return caught.value


@pytest.mark.parametrize(
    ("status", "body", "key", "leaf", "words"),
    [
        (
            400,
            {"error": "Bad.", "message": "x is not a field."},
            None,
            BadAnswer,
            "what it was asked: x is not a field.",
        ),
        (400, {"message": [{"message": "One"}, {"message": "two"}]}, None, BadAnswer, "One; two"),
        (
            404,
            {"error": "Paper not found"},
            None,
            Unreachable,
            "does not have what was asked for: Paper not found",
        ),
        (404, b"<h1>Not Found</h1>", None, Unreachable, "no such page"),
        (403, {"message": "Forbidden"}, None, Refused, "refuses to answer: Forbidden"),
        (403, {"message": "Forbidden"}, "k1", Refused, "does not accept the key"),
        (401, b"", "k1", Refused, "does not accept the key"),
        (400, {"error": "API key invalid", "api-key": "k1"}, "k1", Refused, "does not accept the key"),
        (418, b"\xff\xfe", None, BadAnswer, "418"),
    ],
)
def test_a_refusal_is_told_in_the_services_words(
    status: int, body: object, key: str | None, leaf: type[SourceError], words: str
) -> None:
    error = raised(status, body, key)
    assert type(error) is leaf
    assert words in error.what
    assert "k1" not in error.what


def test_who_has_no_key_learns_that_one_would_help() -> None:
    with (
        pytest.raises(RateLimited, match="those who have a key ask more often") as caught,
        explained("Here", ""),
    ):
        raise Busy("here.example asks us to come back later (429).", retry_after=7.0)
    assert caught.value.retry_after == 7.0


@pytest.mark.parametrize("key", [None, "k1"])
def test_else_a_limit_is_only_a_limit(key: str | None) -> None:
    with pytest.raises(RateLimited) as caught, explained("Here", key):
        raise Busy("here.example asks us to come back later (429).")
    assert "key" not in caught.value.what


def test_other_failures_stay_what_they_are() -> None:
    with pytest.raises(Unreachable, match=r"Here: here\.example does not answer"), explained("Here"):
        raise Unreached("here.example does not answer.")


@pytest.mark.parametrize("answer", [None, [], "text", 3, {}, {"items": None}, {"items": {}}, {"total": 4}])
def test_what_holds_no_list_is_a_bad_answer(answer: object) -> None:
    with pytest.raises(BadAnswer, match="does not promise"):
        listed("Here", answer, "items")


def test_no_hits_may_be_told_without_a_list() -> None:
    assert listed("Here", {"total": 0, "offset": 0}, "data") == []


def test_what_is_no_object_in_a_list_is_passed_over() -> None:
    assert listed("Here", {"message": {"items": [None, {"a": 1}, 3]}}, "message", "items") == [{"a": 1}]


@given(JSON)
def test_whatever_is_answered_is_a_list_or_a_reason(answer: object) -> None:
    assert len(told(answer)) <= 202
    try:
        assert all(isinstance(item, dict) for item in listed("Here", answer, "data", "items"))
    except BadAnswer as error:
        assert error.what.startswith("Here ")
