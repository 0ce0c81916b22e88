"""One tree of so many concepts, its pages asked for: ``python -m benchmarks.mindmap_pages CONCEPTS``, in an empty data
folder. Prints JSON: what was asked for, milliseconds first and again, kilobytes."""

from __future__ import annotations

import json
import statistics
import sys
from time import perf_counter

import django

django.setup()

from django.core.cache import cache  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from sapere.accounts.actions import local_person  # noqa: E402
from tests.doubles.wooded import wooded  # noqa: E402

ASKED = ("", "?layout=radial", "?layout=force", "?layout=force&open=all&view=map")
TIMES = 5


def measured(asked: str, client: Client) -> tuple[str, float, float, int]:
    first, again, size = [], [], 0
    for _ in range(TIMES):
        cache.clear()
        first.append(_asked(asked, client)[0])
        taken, size = _asked(asked, client)
        again.append(taken)
    return asked or "as it comes", statistics.median(first), statistics.median(again), round(size / 1000)


def _asked(asked: str, client: Client) -> tuple[float, int]:
    began = perf_counter()
    answer = client.get(f"/topics/forests/map{asked}", headers={"host": "localhost"})
    if answer.status_code != 200:
        raise SystemExit(f"the map answered with {answer.status_code}")
    return (perf_counter() - began) * 1000, len(answer.content)


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    wooded(local_person(), int(sys.argv[1]))
    visitor = Client()
    _asked("", visitor)
    sys.stdout.write(json.dumps([measured(asked, visitor) for asked in ASKED]))
