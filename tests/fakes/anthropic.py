"""Anthropic's Messages on loopback, streamed and not, refusing what the real one refuses.

Used as :mod:`tests.fakes.openai`: ``ANTHROPIC_BASE_URL`` is the server's ``url``, ``ANTHROPIC_API_KEY`` is ``KEY``,
``SAPERE_MODEL`` is ``anthropic:claude-fake`` (asked for shapes as a tool) or ``anthropic:claude-sonnet-5-5`` (by a
schema, as models from then on).

https://platform.claude.com/docs/en/api/messages-streaming
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.fakes.anthropic_requests import FAULTS, checked, error, signed
from tests.fakes.server import Broken, Reply, Request, Stream
from tests.fakes.talking import HTML, THOUGHT, Author, Fault, Json, Refusal, Talking, counted, told

KEY = "sk-ant-fake-0123456789abcdef"
MODELS = ("claude-fake", "claude-sonnet-5-5")
CACHED_FROM = 1024  # tokens; a shorter beginning is not kept, though it is marked


def anthropic(
    author: Author,
    *,
    latency: float = 0.0,
    rate: float = 0.0,
    faults: Iterable[Fault | None] = (),
    key: str = KEY,
    models: Iterable[str] = MODELS,
) -> Anthropic:
    return Anthropic(author, key, latency=latency, rate=rate, faults=faults, models=models)


class Anthropic(Talking):
    def __init__(self, author: Author, key: str, **pace: Any) -> None:
        super().__init__(author, **pace)
        self.key = key

    def answer(self, request: Request, gone: threading.Event) -> Reply | Stream | None:
        signed(request, self.key)
        if (request.method, request.path) == ("GET", "/v1/models"):
            found = [{"type": "model", "id": name, "display_name": name} for name in self.models]
            return _json({"data": found, "has_more": False})
        if (request.method, request.path) != ("POST", "/v1/messages"):
            raise Refusal(404, error("not_found_error", "Not found"))
        body = checked(request, self.models)
        call = Call(body, self.next_fault(), self.begin(request, body))
        try:
            return self._begun(call, gone)
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
            return Stream(self._streamed(call, text, gone))
        said = "".join(self.paced(text, call, gone))
        self.finish(call.key)
        self.leave()
        return _json({**call.message(self._read(call)), **call.ended(said), "content": [call.block(said)]})

    def _streamed(self, call: Call, text: str, gone: threading.Event) -> Iterator[bytes]:
        try:
            said = ""
            if call.fault in {Fault.OVERLOADED_FIRST, Fault.CUT_THOUGHT}:
                yield _event("message_start", message=call.message(self._read(call)))
                yield from _trouble_first(call)
            for piece in self.paced(text, call, gone):
                if not said:
                    yield _event("message_start", message=call.message(self._read(call)))
                    yield _event("content_block_start", index=0, content_block=call.block(""))
                    yield _event("ping")
                said += piece
                yield _event("content_block_delta", index=0, delta=call.delta(piece))
            if not said:
                yield _event("message_start", message=call.message(self._read(call)))
            else:
                yield from _trouble(call, gone)
                yield _event("content_block_stop", index=0)
            ended = call.ended(said)
            yield _event("message_delta", delta={"stop_reason": ended["stop_reason"]}, usage=ended["usage"])
            self.finish(call.key)
            yield _event("message_stop")
        except Ended:
            return
        finally:
            self.leave()

    def _read(self, call: Call) -> Json:
        """What of the prompt was read anew, kept, and taken from what was kept: by the mark on its beginning."""
        beginning, rest = counted(call.instructions), counted(call.material)
        if not call.marked or beginning < CACHED_FROM:
            return {"input_tokens": beginning + rest, "output_tokens": 1}
        known = self.seen_before(call.instructions)
        name = "cache_read_input_tokens" if known else "cache_creation_input_tokens"
        return {"input_tokens": rest, name: beginning, "output_tokens": 1}


@dataclass(frozen=True)
class Call:
    body: Json
    fault: Fault | None
    key: str

    @property
    def instructions(self) -> str:
        return _text(self.body.get("system", ""))

    @property
    def marked(self) -> bool:
        """Whether the beginning is to be kept."""
        system = self.body.get("system")
        return isinstance(system, list) and any(block.get("cache_control") for block in system)

    @property
    def material(self) -> str:
        return "\n\n".join(_text(message["content"]) for message in self.body["messages"])

    @property
    def longest(self) -> int:
        """Tokens that the answer may have."""
        return int(self.body["max_tokens"])

    @property
    def tool(self) -> str:
        """The tool that has to be called; empty when text may be said."""
        choice = self.body.get("tool_choice", {})
        if choice.get("type") == "any":
            return str(self.body["tools"][0]["name"])
        return str(choice.get("name", "")) if choice.get("type") == "tool" else ""

    def message(self, usage: Json) -> Json:
        return {
            "id": f"msg_{self.key[:12]}",
            "type": "message",
            "role": "assistant",
            "model": self.body["model"],
            "content": [],
            "stop_reason": None,
            "stop_sequence": None,
            "usage": usage,
        }

    def block(self, said: str) -> Json:
        if self.tool:
            return {
                "type": "tool_use",
                "id": "toolu_fake",
                "name": self.tool,
                "input": json.loads(said or "{}"),
            }
        return {"type": "text", "text": said}

    def delta(self, piece: str) -> Json:
        if self.fault == Fault.TYPES:
            return {"type": "text_delta", "text": [1, 2, {"a": None}]}
        if self.tool:
            return {"type": "input_json_delta", "partial_json": piece}
        return {"type": "text_delta", "text": piece}

    def ended(self, said: str) -> Json:
        reason = "tool_use" if self.tool else "end_turn"
        if self.fault in {Fault.REFUSAL, Fault.FILTERED}:
            reason = "refusal"
        if self.fault == Fault.LENGTH or counted(said) >= self.longest:
            reason = "max_tokens"
        return {"stop_reason": reason, "usage": {"output_tokens": counted(said)}}


class Ended(Exception):
    """The stream ends here, properly, though the answer does not."""


def _trouble_first(call: Call) -> Iterator[bytes]:
    """What comes before the first word, once the stream has begun."""
    if call.fault == Fault.OVERLOADED_FIRST:
        yield f"event: error\ndata: {json.dumps(error('overloaded_error', 'Overloaded'))}\n\n".encode()
        raise Ended
    thinking = {"type": "thinking", "thinking": "", "signature": ""}
    yield _event("content_block_start", index=0, content_block=thinking)
    yield _event("content_block_delta", index=0, delta={"type": "thinking_delta", "thinking": THOUGHT})
    raise Broken


def _trouble(call: Call, gone: threading.Event) -> Iterator[bytes]:
    """What comes in the middle of a stream instead of its rest."""
    if call.fault == Fault.CUT:
        raise Broken
    if call.fault == Fault.SILENT:
        gone.wait()
        raise Broken
    if call.fault == Fault.GARBLED:
        yield b'event: content_block_delta\ndata: {"type": "content_bl\n\n'
    if call.fault == Fault.OVERLOADED_LATER:
        yield f"event: error\ndata: {json.dumps(error('overloaded_error', 'Overloaded'))}\n\n".encode()
    if call.fault in {Fault.NO_END, Fault.GARBLED, Fault.TYPES, Fault.OVERLOADED_LATER}:
        raise Ended


def _event(kind: str, **parts: Any) -> bytes:
    return f"event: {kind}\ndata: {json.dumps({'type': kind, **parts}, ensure_ascii=False)}\n\n".encode()


def _text(content: Any) -> str:
    if isinstance(content, list):
        return "\n\n".join(str(part.get("text", "")) for part in content)
    return content or ""


def _json(value: Json) -> Reply:
    return Reply(json.dumps(value).encode(), headers={"Content-Type": "application/json"})
