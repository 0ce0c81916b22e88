"""A run killed again and again: ``python -m benchmarks.resume [KILLS]``.

The command is killed (signal 9) after a random number of told events and started again, until the run is done.
Its topic is compared with that of a run that was left in peace; a page written twice is a repeated step.
"""

from __future__ import annotations

import json
import random
import re
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.measuring import Sapere, table

TOPIC = ("Exceptions", "--offline", "--depth", "deep")
PAGE = re.compile(r"^ *[\d.]+ s  page +(.*) \(\d+ sentences\)$", re.MULTILINE)


def main(kills: int = 25, seed: int = 1) -> None:
    with tempfile.TemporaryDirectory(prefix="sapere-bench-") as folder:
        calm, stormy = Sapere(Path(folder) / "calm"), Sapere(Path(folder) / "stormy")
        for one in (calm, stormy):
            one.run("library", "add", "python:")
        taken = calm.run("research", *TOPIC)
        began = time.monotonic()
        done, output = _through_the_storm(stormy, kills, random.Random(seed))  # noqa: S311  # no secret
        seconds = time.monotonic() - began
        same = _essence(calm) == _essence(stormy)
    repeated = sum(count - 1 for count in Counter(PAGE.findall(output)).values()) - _namesakes(taken.output)
    heads = ("run", "kills", "seconds", "same topic", "pages written twice")
    table(
        "Kill and resume",
        heads,
        [("in peace", 0, taken.seconds, "", 0), ("killed", done, seconds, str(same), repeated)],
    )


def _through_the_storm(sapere: Sapere, kills: int, chance: random.Random) -> tuple[int, str]:
    """Kills until there were enough or the run is done; gives how many, and the last, whole story."""
    for number in range(kills):
        process = sapere.start("research", *TOPIC)
        patience = number + chance.randint(1, 3)  # lines: the story is told from its beginning each time
        for line in process.stdout or ():
            patience -= 1
            if patience < 0 or " done " in line.split("s  ", 1)[-1][:6]:
                break
        process.kill()
        process.communicate()
    return kills, sapere.run("research", *TOPIC).output


def _essence(sapere: Sapere) -> Any:
    """The topic without what differs between two runs by nature: ids, times."""
    topic = json.loads(sapere.run("export", "exceptions", "--format", "json").output)
    names = {one["id"]: f"{one['depth']}.{one['position']} {one['title']}" for one in topic["concepts"]}
    sources = {one["id"]: one["sha256"] for one in topic["sources"]}
    tree = [
        (names[one["id"]], names.get(one["parent"] or "", ""), sorted(names[p] for p in one["prerequisites"]))
        for one in topic["concepts"]
    ]
    pages = {
        names[page["concept"]]: [
            (sentence["text"], [(sources[c["source"]], c["start"], c["end"]) for c in sentence["citations"]])
            for section in page["sections"]
            for sentence in section["sentences"]
        ]
        for page in topic["pages"]
    }
    return sorted(sources.values()), tree, pages


def _namesakes(output: str) -> int:
    """Pages of one title in one run: different concepts may share it."""
    return sum(count - 1 for count in Counter(PAGE.findall(output)).values())


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
