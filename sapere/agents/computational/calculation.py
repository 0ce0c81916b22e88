"""The calculating child: limits itself, takes one task as JSON on its input, tells what it finds line by line, ends.

Each line is a JSON value: first the title, then pairs of a kind and a text, at last ``{"done": true}`` or
``{"failed": "reason"}``. Whatever was told before it was ended counts.

Started by :mod:`sapere.agents.computational.calculator` as ``python -m``.
"""

from __future__ import annotations

import json
import resource
import sys
from contextlib import suppress

MOST = 100_000  # characters told


def main() -> None:
    memory, seconds = int(sys.argv[1]), int(sys.argv[2])
    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError):  # the machine's own limit is tighter: then that one holds
            resource.setrlimit(kind, (most, most))
    try:
        _work(sys.stdin.read())
    except MemoryError:
        _tell({"failed": "memory"})
    except Exception as error:  # noqa: BLE001 - whatever SymPy raises, the parent says that it could not be done
        _tell({"failed": type(error).__name__})


def _work(job: str) -> None:
    from sapere.agents.computational.workings import page

    title, lines = page(json.loads(job))
    _tell(title)
    told = 0
    for kind, text in lines:
        told += len(text)
        if told > MOST:
            _tell({"failed": "length"})
            return
        _tell([kind, text])
    _tell({"done": True})


def _tell(value: object) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
