"""Runs in a process of its own: forks a worker or an errand, ready to go, as often as it is asked to.

A line of JSON comes in, ``{"do": name, ...}``; the fork does it and answers with a line of JSON. A fork that
was killed is answered for: ``{"killed": true}``. ``{"do": "work", "stay": true}`` answers with its process id.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

import django

django.setup()

from tests.work import errands  # noqa: E402 - the models need Django set up


def main() -> None:
    for line in sys.stdin:
        wanted = json.loads(line)
        stay = wanted.pop("stay", False)
        child = os.fork()
        if not child:
            _answer(wanted, quiet=stay)
            os._exit(0)
        if stay:
            _say({"pid": child})
        elif os.WIFSIGNALED(os.waitpid(child, 0)[1]):
            _say({"killed": True})


def _answer(wanted: dict[str, Any], *, quiet: bool) -> None:
    done = getattr(errands, wanted.pop("do"))(**wanted)
    if not quiet:
        _say(done)


def _say(value: Any) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


main()
