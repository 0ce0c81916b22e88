"""What real providers once answered, byte for byte: each ends as the right text, the right value or the right reason."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sapere.providers.models.remote import RemoteModel
from sapere.research.errors import BadSaying, Declined, ModelError, ModelRefuses, TooLong
from tests.fakes.server import Broken, Handler, Reply, Stream, answering
from tests.providers.models.calls import asked, failed, prompt, said

RECORDED = Path(__file__).parents[3].parent / "shared" / "data" / "api"
pytestmark = [
    pytest.mark.loopback,
    pytest.mark.skipif(not RECORDED.exists(), reason="the recorded answers are not on this machine"),
]
OPENAI, ANTHROPIC = "openai:gpt-fake", "anthropic:claude-fake"
CAPITAL: dict[str, str] = {"country": "UK"}
TEXTS = {"messages_stream_short.sse": "2", "messages_stream_text.sse": "1\n2\n3"}
VALUES: dict[str, tuple[Any, Any, tuple[int, int]]] = {  # the shape, the value, the tokens in and out
    "chat_stream_text.sse": (dict[str, str], CAPITAL, (53, 15)),
    "chat_stream_tool_call.sse": (dict[str, int], {"a": 1231, "b": 2331}, (54, 20)),
    "chat_stream_tool_call_variant_a.sse": (dict[str, str], {}, (57, 17)),
}
REFUSED: dict[str, tuple[type[ModelError], str]] = {
    "chat_completion.json": (BadSaying, "in one piece"),
    "responses_stream_function_call.sse": (BadSaying, "protocol"),
    "error_400_bad_image.json": (ModelRefuses, "unsupported image"),
    "error_400_context_length_exceeded.json": (TooLong, "more than"),
    "error_400_invalid_value.json": (ModelRefuses, "does not support 'system'"),
    "openai/error_401_bad_key.json": (ModelRefuses, "does not accept the key"),
    "error_404_model_not_found.json": (ModelRefuses, "has no model"),
    "error_429_insufficient_quota.json": (ModelRefuses, "no money is left"),
    "error_429_request_too_large_tpm.json": (TooLong, "more than"),
    "anthropic/error_401_bad_key.json": (ModelRefuses, "does not accept the key"),
    "error_404_model.json": (ModelRefuses, "has no model"),
}
STREAMS = (*TEXTS, *VALUES, "messages_stream_thinking.sse")


def entries() -> Iterator[tuple[str, dict[str, Any]]]:
    for provider in ("openai", "anthropic"):
        index = RECORDED / provider / "index.json"
        for one in json.loads(index.read_text()) if index.exists() else []:
            yield provider, one


FILES = {f"{provider}/{one['file']}": one for provider, one in entries()}


def found_as(name: str) -> str:
    return name if name in FILES else next(path for path in FILES if path.endswith(f"/{name}"))


def played(name: str, *, until: int | None = None, broken: bool = False) -> Handler:
    """The recorded answer with its status and headers; only its first bytes, and then a broken connection or an end."""
    path = found_as(name)
    body, one = (RECORDED / path).read_bytes()[:until], FILES[path]
    headers = {"Content-Type": "text/event-stream; charset=utf-8"} if path.endswith(".sse") else {}
    headers |= {part.title(): value for part, value in (one.get("headers") or {}).items() if part != "date"}
    if not broken:
        return answering(Reply(body, one["status"], {**headers, "Content-Length": str(len(body))}))

    def pieces() -> Iterator[bytes]:
        yield body
        raise Broken

    return lambda *_: Stream(pieces(), headers)


def model_for(name: str) -> str:
    return ANTHROPIC if found_as(name).startswith("anthropic/") else OPENAI


def test_every_recorded_answer_is_played_here() -> None:
    told = {*TEXTS, *VALUES, *REFUSED, *STREAMS}
    assert {path for path in FILES if path not in told and path.rpartition("/")[2] not in told} == set()


@pytest.mark.parametrize("name", TEXTS)
def test_a_recorded_text(name: str) -> None:
    with asked(ANTHROPIC, played(name)) as found:
        answer = found.stream(prompt(), lambda _: None)
    assert answer.value == TEXTS[name]
    assert (answer.usage.input_tokens, answer.usage.output_tokens) in [(20, 5), (15, 9)]


def test_thoughts_are_not_said() -> None:
    with asked(ANTHROPIC, played("messages_stream_thinking.sse")) as found:
        answer = found.stream(prompt(), lambda _: None)
    assert answer.value.endswith(" streets.") and "This is a straightforward question" not in answer.value
    assert (answer.usage.input_tokens, answer.usage.output_tokens) == (43, 282)


@pytest.mark.parametrize("name", VALUES)
def test_a_recorded_value(name: str) -> None:
    shape, value, used = VALUES[name]
    with asked(OPENAI, played(name)) as found:
        answer = found.ask(prompt(), shape)
    assert answer.value == value
    assert (answer.usage.input_tokens, answer.usage.output_tokens) == used


@pytest.mark.parametrize("name", VALUES)
def test_a_tool_that_nobody_asked_for_is_no_text(name: str) -> None:
    with asked(OPENAI, played(name)) as found:
        failed(found, Declined)


@pytest.mark.parametrize("shape", [None, dict[str, str]])
@pytest.mark.parametrize("name", REFUSED)
def test_a_recorded_refusal(name: str, shape: Any) -> None:
    kind, words = REFUSED[name]
    with asked(model_for(name), played(name)) as found, pytest.raises(kind, match=words) as caught:
        said(found, shape)
    assert "invalid-key" not in str(caught.value) and "org-" not in str(caught.value)


@pytest.mark.parametrize("broken", [True, False])
@pytest.mark.parametrize("name", STREAMS)
def test_what_is_cut_is_never_taken_for_whole(name: str, broken: bool) -> None:
    """At every 50th byte. A stream that is cut after the model said that it has finished may be whole, and then is."""
    shape = VALUES[name][0] if name in VALUES else None
    size = (RECORDED / found_as(name)).stat().st_size
    whole = taken(name, shape)
    kept = [taken(name, shape, until=until, broken=broken) for until in range(50, size, 50)]
    assert whole is not None
    assert {repr(one) for one in kept} <= {repr(None), repr(whole)}
    assert kept.count(None) > len(kept) * 0.6
    assert not broken or all(one is None for one in kept)


def taken(name: str, shape: Any, **cut: Any) -> Any:
    """The answer that was taken, None where there was none."""
    one: RemoteModel
    with asked(model_for(name), played(name, **cut), retries=0) as one:
        try:
            return said(one, shape, within=10)
        except ModelError:
            return None
