"""The fakes of language models refuse what the real ones refuse, and answer at their pace."""

from __future__ import annotations

import http.client
import json
import time
from typing import Any

import pytest

from tests.fakes import anthropic, openai
from tests.fakes.server import Server, serving
from tests.fakes.talking import Fault, pieces

pytestmark = pytest.mark.loopback
Json = dict[str, Any]
SAID = "Tea is a drink. " * 5
ASK = {"model": "gpt-fake", "messages": [{"role": "user", "content": "Tea?"}]}
ASK_A = {"model": "claude-fake", "max_tokens": 100, "messages": [{"role": "user", "content": "Tea?"}]}
SIGNED = {"Authorization": f"Bearer {openai.KEY}", "Content-Type": "application/json"}
SIGNED_A = {"x-api-key": anthropic.KEY, "anthropic-version": "2023-06-01", "Content-Type": "application/json"}


def asked(server: Server, path: str, headers: dict[str, str], body: Any) -> tuple[int, str]:
    connection = http.client.HTTPConnection(server.pair, timeout=20)
    connection.request("POST" if body is not None else "GET", path, json.dumps(body), headers)
    answer = connection.getresponse()
    said = answer.read().decode()
    connection.close()
    return answer.status, said


def of_openai(headers: dict[str, str] = SIGNED, **changed: Any) -> tuple[int, Json]:
    body = {name: value for name, value in {**ASK, **changed}.items() if value is not None}
    with serving(openai.openai(lambda *_: SAID)) as server:
        status, said = asked(server, "/v1/chat/completions", headers, body)
    return status, json.loads(said)


def of_anthropic(headers: dict[str, str] = SIGNED_A, **changed: Any) -> tuple[int, Json]:
    body = {name: value for name, value in {**ASK_A, **changed}.items() if value is not None}
    with serving(anthropic.anthropic(lambda *_: SAID)) as server:
        status, said = asked(server, "/v1/messages", headers, body)
    return status, json.loads(said)


def test_both_answer_whole() -> None:
    status, said = of_openai()
    assert (status, said["choices"][0]["message"]["content"]) == (200, SAID)
    assert said["usage"]["completion_tokens"] == 20
    status, said = of_anthropic()
    assert (status, said["content"][0]["text"], said["stop_reason"]) == (200, SAID, "end_turn")


def test_both_stream_to_the_last_word_of_their_protocol() -> None:
    with serving(openai.openai(lambda *_: SAID)) as server:
        options = {"stream": True, "stream_options": {"include_usage": True}}
        _, said = asked(server, "/v1/chat/completions", SIGNED, {**ASK, **options})
    assert (
        said.endswith("data: [DONE]\n\n")
        and '"finish_reason": "stop"' in said
        and '"usage": {"prompt' in said
    )
    with serving(anthropic.anthropic(lambda *_: SAID)) as server:
        _, said = asked(server, "/v1/messages", SIGNED_A, {**ASK_A, "stream": True})
    assert said.endswith('event: message_stop\ndata: {"type": "message_stop"}\n\n')


@pytest.mark.parametrize(
    ("changed", "status", "says"),
    [
        ({"model": None}, 400, "'model'"),
        ({"messages": None}, 400, "'messages'"),
        ({"messages": []}, 400, "too short"),
        ({"messages": [{"role": "robot", "content": "x"}]}, 400, "role"),
        ({"messages": [{"role": "user", "content": 7}]}, 400, "content"),
        ({"model": "gpt-9"}, 404, "does not exist"),
        ({"temperature": "warm"}, 400, "temperature"),
        ({"max_tokens": True}, 400, "max_tokens"),
        ({"max_tokens": 5, "max_completion_tokens": 5}, 400, "same time"),
        ({"colour": "red"}, 400, "colour"),
        ({"stream_options": {"include_usage": True}}, 400, "stream"),
        ({"response_format": {"type": "json_schema", "json_schema": {"name": "x"}}}, 400, "schema"),
        ({"tools": [{"type": "function"}]}, 400, "tools"),
    ],
)
def test_openai_refuses(changed: Json, status: int, says: str) -> None:
    found, said = of_openai(**changed)
    assert found == status and says in said["error"]["message"]


def test_openai_refuses_a_strict_schema_that_is_open() -> None:
    schema = {"type": "object", "properties": {"a": {"type": "string"}}, "required": []}
    wanted = {"type": "json_schema", "json_schema": {"name": "x", "schema": schema, "strict": True}}
    assert of_openai(response_format=wanted)[0] == 400


@pytest.mark.parametrize(
    ("changed", "status", "says"),
    [
        ({"max_tokens": None}, 400, "max_tokens: Field required"),
        ({"messages": []}, 400, "at least one"),
        ({"messages": [{"role": "system", "content": "x"}]}, 400, "role"),
        ({"messages": [{"role": "assistant", "content": "x"}]}, 400, "first message"),
        ({"messages": [{"role": "user", "content": [{"type": "text", "text": " "}]}]}, 400, "non-whitespace"),
        ({"model": "claude-9"}, 404, "model: claude-9"),
        ({"frequency_penalty": 1}, 400, "Extra inputs"),
        ({"max_tokens": "many"}, 400, "max_tokens"),
    ],
)
def test_anthropic_refuses(changed: Json, status: int, says: str) -> None:
    found, said = of_anthropic(**changed)
    assert found == status and said["type"] == "error" and says in said["error"]["message"]


def test_without_the_right_key_or_version_nothing_is_answered() -> None:
    assert of_openai({"Content-Type": "application/json"})[0] == 401
    assert of_openai({**SIGNED, "Authorization": "Bearer sk-other"})[0] == 401
    assert of_anthropic({**SIGNED_A, "x-api-key": "other"})[0] == 401
    without = {name: value for name, value in SIGNED_A.items() if name != "anthropic-version"}
    assert of_anthropic(without)[0] == 400


def test_an_answer_takes_its_latency_and_a_second_for_each_rate_of_tokens() -> None:
    fake = openai.openai(lambda *_: "abcd" * 40, latency=0.3, rate=80)
    with serving(fake) as server:
        began = time.monotonic()
        status, _ = asked(server, "/v1/chat/completions", SIGNED, {**ASK, "stream": True})
    assert status == 200
    assert 0.8 <= time.monotonic() - began < 2.5


def test_calls_are_counted_by_their_key_begun_and_whole() -> None:
    fake = openai.openai(lambda *_: SAID, faults=[Fault.BROKEN, Fault.CUT])
    with serving(fake) as server:
        for _ in range(2):
            connection = http.client.HTTPConnection(server.pair)
            headers = {**SIGNED, "Idempotency-Key": "one"}
            connection.request("POST", "/v1/chat/completions", json.dumps({**ASK, "stream": True}), headers)
            connection.getresponse().close()
            connection.close()
        asked(server, "/v1/chat/completions", {**SIGNED, "Idempotency-Key": "one"}, ASK)
    assert (fake.begun["one"], fake.whole["one"]) == (3, 1)


def test_a_text_is_its_pieces() -> None:
    assert "".join(pieces(SAID, 0)) == "".join(pieces(SAID, 500)) == SAID
    assert max(map(len, pieces(SAID, 80))) == 16
