"""The calculating child: limits itself, takes one task as JSON on its input, writes one answer, ends.

Started by :mod:`sapere.agents.computational.calculator` as ``python -m``.
"""

from __future__ import annotations

import json
import resource
import sys
from contextlib import suppress


def main() -> None:
    memory, seconds = int(sys.argv[1]), int(sys.argv[2])
    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError):  # the machine's own limit is tighter: then that one holds
            resource.setrlimit(kind, (most, most))
    json.dump(_answer(sys.stdin.read()), sys.stdout)


def _answer(job: str) -> dict[str, object]:
    try:
        from sapere.agents.computational.workings import page

        title, lines = page(json.loads(job))
    except MemoryError:
        return {"failed": "memory"}
    except Exception as error:  # noqa: BLE001 - whatever SymPy raises, the parent says that it could not be done
        return {"failed": type(error).__name__}
    return {"title": title, "lines": lines}


if __name__ == "__main__":
    main()
