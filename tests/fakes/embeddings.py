"""An embeddings endpoint that refuses what OpenAI's refuses, in its words, and can go wrong in every way it should not.

https://platform.openai.com/docs/api-reference/embeddings/create: a wrong key, an unknown model, an empty input, more
texts or tokens than one request may have, arguments it does not know. A word stands for the same direction each time.
"""

from __future__ import annotations

import hashlib
import json
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.server import Reply, Request

KNOWN = {"model", "input", "encoding_format", "dimensions", "user"}
_JSON = {"Content-Type": "application/json"}
Fault = Callable[[dict[str, Any]], "Reply | dict[str, Any] | None"]
"""Takes the right answer and gives a wrong one; None is silence until the test ends."""


@dataclass
class Embeddings:
    """``longest`` is what the model reads of one text, in words; ``batch`` how many texts it takes. ``faults`` happen to
    the requests in turn, None being none of them; ``embedded`` are the texts that were given vectors."""

    key: str = "right"
    model: str = "tiny"
    dimension: int = 16
    longest: int = 8000
    batch: int = 2048
    faults: list[Fault | None] = field(default_factory=list)
    embedded: list[str] = field(default_factory=list)
    calls: int = 0

    def __call__(self, request: Request, connection: socket.socket, gone: threading.Event) -> Reply | None:
        self.calls += 1
        refusal = self._refusal(request)
        if refusal:
            return refusal
        texts = json.loads(request.body)["input"]
        answer = self._answer([texts] if isinstance(texts, str) else texts)
        fault = self.faults.pop(0) if self.faults else None
        given = fault(answer) if fault else answer
        if given is None:
            gone.wait(30)
        return Reply(json.dumps(given).encode(), headers=_JSON) if isinstance(given, dict) else given

    def _refusal(self, request: Request) -> Reply | None:
        if request.headers.get("authorization") != f"Bearer {self.key}":
            return _error(401, "Incorrect API key provided.", "invalid_api_key")
        if (request.method, request.path) != ("POST", "/v1/embeddings"):
            return _error(404, f"Invalid URL ({request.method} {request.path})")
        asked = json.loads(request.body)
        if unknown := set(asked) - KNOWN:
            return _error(400, f"Unrecognized request argument supplied: {', '.join(unknown)}")
        if asked.get("model") != self.model:
            return _error(404, f"The model `{asked.get('model')}` does not exist", "model_not_found")
        return self._unfit(asked["input"])

    def _unfit(self, texts: Any) -> Reply | None:
        texts = [texts] if isinstance(texts, str) else texts
        if not isinstance(texts, list) or not texts or not all(isinstance(one, str) and one for one in texts):
            return _error(400, "'$.input' is invalid. Please check the API reference.")
        if len(texts) > self.batch:
            return _error(400, f"'$.input' is invalid: array too long, expected at most {self.batch}.")
        if any(len(one.split()) > self.longest for one in texts):
            return _error(400, f"This model's maximum context length is {self.longest} tokens.")
        return None

    def _answer(self, texts: list[str]) -> dict[str, Any]:
        self.embedded += texts
        rows = [
            {"object": "embedding", "index": place, "embedding": self._vector(text)}
            for place, text in enumerate(texts)
        ]
        used = sum(len(text.split()) for text in texts)
        usage = {"prompt_tokens": used, "total_tokens": used}
        return {"object": "list", "data": rows, "model": self.model, "usage": usage}

    def _vector(self, text: str) -> list[float]:
        """Not of length 1: nothing promises that it is."""
        numbers = [
            hashlib.shake_256(word.encode()).digest(self.dimension) for word in text.casefold().split()
        ]
        return [float(sum(column)) + 1 for column in zip(*numbers, strict=True)] or [1.0] * self.dimension


def _error(status: int, message: str, code: str | None = None) -> Reply:
    told = {"error": {"message": message, "type": "invalid_request_error", "param": None, "code": code}}
    return Reply(json.dumps(told).encode(), status=status, headers=_JSON)


# ── what can go wrong ────────────────────────────────────────────────────────


def wrong_dimension(answer: dict[str, Any]) -> dict[str, Any]:
    answer["data"][-1]["embedding"].append(1.0)
    return answer


def not_a_number(answer: dict[str, Any]) -> Reply:
    return Reply(_with(answer, "NaN").encode(), headers=_JSON)


def _with(answer: dict[str, Any], word: str) -> str:
    answer["data"][0]["embedding"][0] = "HERE"
    return json.dumps(answer).replace('"HERE"', word)


def infinite(answer: dict[str, Any]) -> Reply:
    return Reply(_with(answer, "1e999").encode(), headers=_JSON)


def null(answer: dict[str, Any]) -> Reply:
    return Reply(_with(answer, "null").encode(), headers=_JSON)


def all_zero(answer: dict[str, Any]) -> dict[str, Any]:
    answer["data"][0]["embedding"] = [0.0] * len(answer["data"][0]["embedding"])
    return answer


def backwards(answer: dict[str, Any]) -> dict[str, Any]:
    """Allowed: each says which text it is for."""
    answer["data"].reverse()
    return answer


def same_index(answer: dict[str, Any]) -> dict[str, Any]:
    for row in answer["data"]:
        row["index"] = 0
    return answer


def one_short(answer: dict[str, Any]) -> dict[str, Any]:
    answer["data"].pop()
    return answer


def no_list(answer: dict[str, Any]) -> dict[str, Any]:
    return {"embedding": answer["data"][0]["embedding"]}


def base64(answer: dict[str, Any]) -> dict[str, Any]:
    answer["data"][0]["embedding"] = "AACAPwAAAAA="
    return answer


def page(answer: dict[str, Any]) -> Reply:
    return Reply(b"<!DOCTYPE html><title>It works!</title>")


def busy(answer: dict[str, Any]) -> Reply:
    return Reply(
        b'{"error": {"message": "Rate limit reached"}}', status=429, headers={**_JSON, "Retry-After": "60"}
    )


def broken(answer: dict[str, Any]) -> Reply:
    return Reply(b'{"error": {"message": "The server had an error"}}', status=500, headers=_JSON)


def uncounted(answer: dict[str, Any]) -> dict[str, Any]:
    """As servers of one's own do that count no tokens."""
    del answer["usage"]
    return answer


def boasting(answer: dict[str, Any]) -> dict[str, Any]:
    """No request can have so many tokens."""
    answer["usage"]["prompt_tokens"] = 10**18
    return answer


def hang(answer: dict[str, Any]) -> None:
    return None
