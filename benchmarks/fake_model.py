"""A model of fixed pace over HTTP, in a process of its own, so that it takes no time from who asks it.

``python -m benchmarks.fake_model [LATENCY RATE KEEPS]`` prints its address, answers until its input is closed, then
prints every call it was asked. With ``KEEPS`` it is a gateway that keeps each answer under its ``Idempotency-Key`` and
gives it again without counting it a second time.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field

from tests.fakes.author import author
from tests.fakes.openai import KEY, OpenAI
from tests.fakes.server import Request, serving
from tests.fakes.talking import Author, Json, counted
from tests.fakes.told import job_of

LATENCY, RATE = 0.3, 80.0
"""Seconds before the first token, and tokens a second from there on."""
MODEL = "gpt-fake"


@dataclass
class Call:
    """One that was asked. ``key`` is its ``Idempotency-Key``; ``ended`` is 0 unless the answer was sent to its end."""

    key: str
    job: str
    prompt: int  # tokens
    completion: int
    began: float
    ended: float = 0.0
    again: bool = False  # an answer that was kept, given once more

    @property
    def seconds(self) -> float:
        """At the fixed pace."""
        return LATENCY + self.completion / RATE


class Counting(OpenAI):
    """Writes down every call."""

    def __init__(self, author: Author, *, latency: float, rate: float, keeps: bool = False) -> None:
        super().__init__(author, KEY, latency=latency, rate=rate, faults=(), models=(MODEL,))
        self.calls: list[Call] = []
        self._keeps = keeps
        self._writing = threading.Lock()

    def begin(self, request: Request, body: Json) -> str:
        key = super().begin(request, body)
        instructions, material = (str(message["content"]) for message in body["messages"])
        said = self.author(instructions, material)
        length = counted(instructions) + counted(material)
        call = Call(key, job_of(instructions), length, counted(said), time.time())
        with self._writing:
            call.again = self._keeps and self.whole[key] > 0
            self.calls.append(call)
        return key

    def finish(self, key: str) -> None:
        with self._writing:
            call = next(one for one in reversed(self.calls) if one.key == key)
            call.ended = time.time()
            if not call.again:
                super().finish(key)


@dataclass
class FakeModel:
    """``calls`` are there when it has ended."""

    address: str
    calls: list[Call] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        """What leads a Sapere to it."""
        return {
            "OPENAI_BASE_URL": f"{self.address}/v1",
            "OPENAI_API_KEY": KEY,
            "SAPERE_MODEL": f"openai:{MODEL}",
            "SAPERE_FETCH_ALLOW": self.address.removeprefix("http://"),
        }


@contextmanager
def fake_model(*, latency: float = LATENCY, rate: float = RATE, keeps: bool = False) -> Iterator[FakeModel]:
    arguments = [str(latency), str(rate), *(["keeps"] if keeps else [])]
    command = [sys.executable, "-m", "benchmarks.fake_model", *arguments]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=os.environ) as process:
        assert process.stdout is not None  # noqa: S101 - it was asked for
        model = FakeModel(process.stdout.readline().strip())
        try:
            yield model
        finally:
            said, _ = process.communicate()
            model.calls += [Call(**one) for one in json.loads(said)]


def main(latency: str = str(LATENCY), rate: str = str(RATE), keeps: str = "") -> None:
    fake = Counting(author, latency=float(latency), rate=float(rate), keeps=bool(keeps))
    with serving(fake) as server:
        print(server.url, flush=True)
        sys.stdin.read()
    print(json.dumps([asdict(call) for call in fake.calls]))


if __name__ == "__main__":
    main(*sys.argv[1:])
