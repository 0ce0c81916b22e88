"""OpenAI's Chat Completions on loopback, streamed and not, refusing what the real one refuses.

    fake = openai(author, latency=0.3, rate=80)
    with serving(fake) as server:
        ...  # OPENAI_BASE_URL is f"{server.url}/v1", OPENAI_API_KEY is KEY, SAPERE_MODEL is "openai:gpt-fake"

``author(instructions, material)`` gives the whole text of an answer: what stands in the system or developer messages,
and what in the user's. Where a value of a shape is asked for (``response_format`` or a tool that has to be called), the
text has to be its JSON; the fake puts it where it is due. A text comes after ``latency`` seconds and then at ``rate``
tokens a second, four characters each; 0 is at once. ``faults`` go wrong one a call, None where nothing does:
``[Fault.BROKEN, None]``, or ``itertools.repeat(Fault.SILENT)``. ``fake.begun`` and ``fake.whole`` count the calls by
their ``Idempotency-Key``: paid once means ``set(fake.whole.values()) == {1}``.

https://platform.openai.com/docs/api-reference/chat and .../chat-streaming
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.fakes.openai_requests import FAULTS, checked, error, signed
from tests.fakes.server import Broken, Reply, Request, Stream
from tests.fakes.talking import HTML, THOUGHT, Author, Fault, Json, Refusal, Talking, counted, told

KEY = "sk-fake-0123456789abcdef"
MODELS = ("gpt-fake", "gpt-fake-small")
CACHED_FROM = 1024  # tokens of a beginning that has come before; shorter ones are not kept


def openai(
    author: Author,
    *,
    latency: float = 0.0,
    rate: float = 0.0,
    faults: Iterable[Fault | None] = (),
    key: str = KEY,
    models: Iterable[str] = MODELS,
) -> OpenAI:
    """``key`` empty is a server that asks for none, as those of one's own do."""
    return OpenAI(author, key, latency=latency, rate=rate, faults=faults, models=models)


class OpenAI(Talking):
    def __init__(self, author: Author, key: str, **pace: Any) -> None:
        super().__init__(author, **pace)
        self.key = key

    def answer(self, request: Request, gone: threading.Event) -> Reply | Stream | None:
        if self.key:
            signed(request, self.key)
        if (request.method, request.path) == ("GET", "/v1/models"):
            return _json({"object": "list", "data": [_model(name) for name in self.models]})
        if (request.method, request.path) != ("POST", "/v1/chat/completions"):
            raise Refusal(
                404, error(f"Invalid URL ({request.method} {request.path})", "invalid_request_error")
            )
        body = checked(request, self.models)
        fault = self.next_fault()
        key = self.begin(request, body)
        try:
            return self._begun(Call(body, fault, key), gone)
        except BaseException:  # however it ends, the call is under way no more
            self.leave()
            raise

    def _begun(self, call: Call, gone: threading.Event) -> Reply | Stream | None:
        if call.fault and call.fault in FAULTS:
            gone.wait(self.latency)
            raise FAULTS[call.fault]
        if call.fault in {Fault.HTML, Fault.HANGS_UP}:
            self.leave()
            return HTML if call.fault == Fault.HTML else None
        if call.fault == Fault.MUTE:
            gone.wait()
        text = told(self.author(call.instructions, call.material), call.fault)
        if call.body.get("stream"):
            return Stream(self._streamed(call, text, gone), {"openai-version": "2020-10-01"})
        said = "".join(self.paced(text, call, gone))
        self.finish(call.key)
        self.leave()
        return _json(_whole(call, said, self._usage(call, said)))

    def _streamed(self, call: Call, text: str, gone: threading.Event) -> Iterator[bytes]:
        try:
            said = ""
            yield from _trouble_first(call)
            for piece in self.paced(text, call, gone):
                yield call.chunk(_delta(call, piece, first=not said))
                said += piece
            yield from _trouble(call, gone)
            yield call.chunk({}, finish=_reason(call, said))
            self.finish(call.key)
            if (call.body.get("stream_options") or {}).get("include_usage"):
                yield call.event(call.frame(choices=[], usage=self._usage(call, said)))
            yield b"data: [DONE]\n\n"
        except Ended:
            return
        finally:
            self.leave()

    def _usage(self, call: Call, said: str) -> Json:
        beginning = counted(call.instructions)
        kept = (
            beginning // 128 * 128 if beginning >= CACHED_FROM and self.seen_before(call.instructions) else 0
        )
        into, out = beginning + counted(call.material), counted(said)
        return {
            "prompt_tokens": into,
            "completion_tokens": out,
            "total_tokens": into + out,
            "prompt_tokens_details": {"cached_tokens": kept, "audio_tokens": 0},
            "completion_tokens_details": {"reasoning_tokens": 0, "audio_tokens": 0},
        }


@dataclass(frozen=True)
class Call:
    body: Json
    fault: Fault | None
    key: str

    @property
    def instructions(self) -> str:
        return self._of("system", "developer")

    @property
    def material(self) -> str:
        return self._of("user", "assistant", "tool")

    @property
    def longest(self) -> int:
        """Tokens that the answer may have."""
        return self.body.get("max_completion_tokens") or self.body.get("max_tokens") or 4096

    @property
    def tool(self) -> str:
        """The tool that has to be called; empty when text may be said."""
        choice = self.body.get("tool_choice")
        if isinstance(choice, dict):
            return str(choice.get("function", {}).get("name", ""))
        must = choice == "required" and self.body.get("tools")
        return str(self.body["tools"][0]["function"]["name"]) if must else ""

    def frame(self, **parts: Any) -> Json:
        return {
            "id": f"chatcmpl-{self.key[:12]}",
            "object": "chat.completion.chunk",
            "created": 1_790_000_000,
            "model": self.body["model"],
            "system_fingerprint": "fp_fake",
            **parts,
        }

    def chunk(self, delta: Json, *, finish: str | None = None) -> bytes:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        return self.event(self.frame(choices=[choice], usage=None))

    def event(self, value: Json) -> bytes:
        return f"data: {json.dumps(value, ensure_ascii=False)}\n\n".encode()

    def _of(self, *roles: str) -> str:
        said = [message for message in self.body["messages"] if message["role"] in roles]
        return "\n\n".join(_text(message.get("content")) for message in said)


def _text(content: Any) -> str:
    if isinstance(content, list):
        return "".join(str(part.get("text", "")) for part in content)
    return content or ""


def _delta(call: Call, piece: str, *, first: bool) -> Json:
    opening = {"role": "assistant"} if first else {}
    if call.fault == Fault.REFUSAL:
        return {**opening, "content": None, "refusal": piece}
    if not call.tool:
        return {**opening, "content": piece}
    name = {"id": "call_fake", "type": "function"} if first else {}
    function = {"name": call.tool, "arguments": piece} if first else {"arguments": piece}
    return {**opening, "content": None, "tool_calls": [{"index": 0, **name, "function": function}]}


def _trouble_first(call: Call) -> Iterator[bytes]:
    """What comes before the first word, once the stream has begun."""
    if call.fault == Fault.OVERLOADED_FIRST:
        yield call.chunk({"role": "assistant", "content": ""})
        yield call.event(error("The server had an error while processing your request.", "server_error"))
        raise Ended
    if call.fault == Fault.CUT_THOUGHT:
        yield call.chunk({"role": "assistant", "content": None, "reasoning_content": THOUGHT})
        raise Broken


def _trouble(call: Call, gone: threading.Event) -> Iterator[bytes]:
    """What comes in the middle of a stream instead of its rest."""
    if call.fault == Fault.CUT:
        raise Broken
    if call.fault == Fault.SILENT:
        gone.wait()
        raise Broken
    if call.fault == Fault.GARBLED:
        yield b'data: {"id": "chatcmpl-1", "choi\n\n'
    if call.fault == Fault.TYPES:
        yield call.event(call.frame(choices=[{"index": "zero", "delta": {"content": [1, 2, {"a": None}]}}]))
    if call.fault == Fault.OVERLOADED_LATER:
        yield call.event(error("The server had an error while processing your request.", "server_error"))
    if call.fault in (Fault.NO_END, Fault.GARBLED, Fault.TYPES, Fault.OVERLOADED_LATER):
        raise Ended


class Ended(Exception):
    """The stream ends here, properly, though the answer does not."""


def _reason(call: Call, said: str) -> str:
    if call.fault == Fault.FILTERED:
        return "content_filter"
    if call.fault == Fault.LENGTH or counted(said) >= call.longest:
        return "length"
    return "tool_calls" if call.tool and call.fault != Fault.REFUSAL else "stop"


def _whole(call: Call, said: str, usage: Json) -> Json:
    message = {"content": None, "refusal": None, **_delta(call, said, first=True)}
    for one in message.get("tool_calls", []):
        del one["index"]
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": _reason(call, said)}
    return call.frame(object="chat.completion", choices=[choice], usage=usage)


def _model(name: str) -> Json:
    return {"id": name, "object": "model", "created": 1_790_000_000, "owned_by": "openai"}


def _json(value: Json) -> Reply:
    return Reply(json.dumps(value).encode(), headers={"Content-Type": "application/json"})
