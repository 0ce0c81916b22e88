"""The reading child: a process of its own for untrusted bytes, which may die without anyone being hurt.

Each job comes on standard input as one line of JSON, which says how long the body is, and the body. Each answer goes out
as its length (8 bytes, big endian) and JSON: ``{"document": …}``, ``{"unreadable": …, "advice": …}`` or
``{"failed": …}``. Nothing that the child says is ever executed by the parent, so no pickle.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import resource
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, BinaryIO

from sapere.readers.limits import Limits
from sapere.research.errors import Unreadable
from sapere.research.shapes import Document, Raw

Parse = Callable[[Raw, Limits], Document]


def main() -> None:
    """``python -m sapere.readers.child PARSER LIMITS``: module:function, and the limits as JSON."""
    limits = Limits(**json.loads(sys.argv[2]))
    jobs = sys.stdin.buffer
    # What a parser prints must not get between the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    _bind(limits)
    module, _, function = sys.argv[1].partition(":")
    parse: Parse = getattr(importlib.import_module(module), function)
    while job := jobs.readline():
        raw = _raw(json.loads(job), jobs)
        _allow(limits.seconds)
        _answer(answers, answer_to(raw, limits, parse))


def answer_to(raw: Raw, limits: Limits, parse: Parse) -> dict[str, Any]:
    """What to say of one job. A parser's own failure is named, and ends this job only."""
    try:
        return {"document": asdict(parse(raw, limits))}
    except Unreadable as reason:
        return {"unreadable": reason.what, "advice": reason.advice}
    except MemoryError:
        return {"failed": "memory"}
    except Exception as error:  # noqa: BLE001 - a parser may raise anything on hostile bytes; the parent is told which
        return {"failed": f"{type(error).__name__}: {error}"[:500]}


def _raw(job: dict[str, Any], jobs: BinaryIO) -> Raw:
    return Raw(body=jobs.read(job.pop("length")), **job)


def _answer(answers: BinaryIO, answer: dict[str, Any]) -> None:
    body = json.dumps(answer).encode("ascii")
    answers.write(len(body).to_bytes(8, "big") + body)
    answers.flush()


def _bind(limits: Limits) -> None:
    """What holds for the child's whole life: its memory, no files written, no core dumped, few descriptors."""
    sys.setrecursionlimit(max(sys.getrecursionlimit(), 20 * limits.depth))
    for name, value in (("AS", limits.memory), ("FSIZE", 0), ("CORE", 0), ("NOFILE", 64)):
        with contextlib.suppress(ValueError):  # the machine's own limit is tighter: then that one holds
            resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (value, value))


def _allow(seconds: int) -> None:
    """Processor time for one job, on top of what was used for those before."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, hard))


if __name__ == "__main__":
    main()
