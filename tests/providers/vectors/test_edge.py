from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sapere.providers.vectors import points
from sapere.providers.vectors.edge import EdgeIndex
from sapere.providers.vectors.edge_folder import VectorRecord, read_vectors, write_vectors
from sapere.research.errors import AlreadyOpen, Damaged, DiskFull, IndexAway
from sapere.research.ports import Embedded, Entry, Scope
from tests.doubles.embedder import WordEmbedder

ALICE = Scope(owner="alice")


@pytest.fixture
def index(tmp_path: Path) -> Iterator[EdgeIndex]:
    opened = EdgeIndex(tmp_path / "index")
    yield opened
    opened.close()


def entry(text: str, number: int = 0, **fields: object) -> Entry:
    plain = Entry(f"p{number}", f"d{number}", 0, len(text), "", (), text, "en")
    return replace(plain, **fields)  # type: ignore[arg-type]


def test_second_opener_is_told_so(tmp_path: Path, index: EdgeIndex) -> None:
    with pytest.raises(AlreadyOpen, match="open"):
        EdgeIndex(tmp_path / "index")
    with pytest.raises(AlreadyOpen):
        EdgeIndex.rebuild(tmp_path / "index")


def test_second_process_is_told_so(tmp_path: Path, index: EdgeIndex) -> None:
    code = f"from pathlib import Path; from sapere.providers.vectors.edge import EdgeIndex; EdgeIndex(Path({str(index.folder)!r}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "AlreadyOpen" in done.stderr


def test_what_was_written_is_there_after_a_restart(tmp_path: Path) -> None:
    index = EdgeIndex(tmp_path / "index")
    index.upsert(ALICE, [entry("coroutines are awaited")])
    index.close()
    again = EdgeIndex(tmp_path / "index")
    assert [hit.id for hit in again.search(ALICE, "coroutine", language="en", limit=3)] == ["p0"]
    again.close()


def test_acknowledged_points_outlive_a_kill(tmp_path: Path) -> None:
    code = (
        "import os, signal; from pathlib import Path\n"
        "from sapere.providers.vectors.edge import EdgeIndex\n"
        "from sapere.research.ports import Entry, Scope\n"
        f"index = EdgeIndex(Path({str(tmp_path / 'index')!r}))\n"
        "for n in range(50): index.upsert(Scope('alice'), [Entry(f'p{n}', 'd', n, n + 1, '', (), 'kept', 'en')])\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=False)
    index = EdgeIndex(tmp_path / "index")
    assert index.count(ALICE) == 50
    index.close()


def test_other_format_says_rebuild_and_rebuild_helps(tmp_path: Path) -> None:
    EdgeIndex(tmp_path / "index").close()
    record = tmp_path / "index" / "format.json"
    record.write_text(json.dumps({**json.loads(record.read_text()), "format": 0}))
    with pytest.raises(Damaged, match="another format") as caught:
        EdgeIndex(tmp_path / "index")
    assert "makes it anew" in caught.value.advice
    index = EdgeIndex.rebuild(tmp_path / "index")
    assert index.count(ALICE) == 0
    index.close()


def test_damaged_folder_says_rebuild_and_rebuild_helps(tmp_path: Path) -> None:
    index = EdgeIndex(tmp_path / "index")
    index.upsert(ALICE, [entry("a")])
    index.close()
    for file in (tmp_path / "index" / "shard").rglob("*.json"):
        file.write_text("{broken")
    with pytest.raises(Damaged) as caught:
        EdgeIndex(tmp_path / "index")
    assert "makes it anew" in caught.value.advice
    EdgeIndex.rebuild(tmp_path / "index").close()


def test_rebuild_leaves_strange_files_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    EdgeIndex.rebuild(tmp_path).close()
    assert (tmp_path / "thesis.txt").read_text() == "years of work"


def test_closed_index_says_so(tmp_path: Path) -> None:
    index = EdgeIndex(tmp_path / "index")
    index.close()
    index.close()
    with pytest.raises(IndexAway, match="closed"):
        index.count(ALICE)


def test_threads_write_and_search_at_once(index: EdgeIndex) -> None:
    failures: list[BaseException] = []

    def work(worker: int) -> None:
        try:
            for number in range(20):
                index.upsert(ALICE, [entry("streams and queues", 100 * worker + number)])
                index.search(ALICE, "queues", language="en", limit=3)
        except Exception as error:  # noqa: BLE001  # a thread's failure must reach the test
            failures.append(error)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert index.count(ALICE) == 80


def test_a_full_disk_is_said_before_anything_is_written(tmp_path: Path, index: EdgeIndex) -> None:
    index.upsert(ALICE, [entry("before")])
    index.room = 1 << 60
    with pytest.raises(DiskFull, match="safe"):
        index.upsert(ALICE, [entry("after", 1)])
    assert index.count(ALICE) == 1
    index.room = 0
    index.upsert(ALICE, [entry("after", 1)])
    assert index.count(ALICE) == 2


def test_vectors_are_there_after_a_restart(tmp_path: Path) -> None:
    embedder = WordEmbedder(same={"automobile": "car"})
    index = EdgeIndex(tmp_path / "index", embedder=embedder)
    index.upsert(ALICE, [entry("The car is fast"), entry("Bread is baked", 1)])
    index.begin_vectors(embedder.name, embedder.dimension)
    wanting = [one for batch in index.unembedded() for one in batch]
    index.put_vectors([(one, embedder.query("car" if one.document == "d0" else "bread")) for one in wanting])
    index.end_vectors()
    index.close()
    again = EdgeIndex(tmp_path / "index", embedder=embedder)
    assert [hit.id for hit in again.search(ALICE, "automobile", language="en", limit=1)] == ["p0"]
    again.close()


def test_a_damaged_record_of_vectors_says_rebuild_and_rebuild_helps(tmp_path: Path) -> None:
    EdgeIndex(tmp_path / "index").close()
    (tmp_path / "index" / "vectors.json").write_text("{")
    with pytest.raises(Damaged, match="vectors"):
        EdgeIndex(tmp_path / "index")
    EdgeIndex.rebuild(tmp_path / "index").close()


def test_vectors_that_were_being_thrown_away_at_a_kill_are_gone(tmp_path: Path) -> None:
    index = EdgeIndex(tmp_path / "index")
    index.upsert(ALICE, [entry("word")])
    index.begin_vectors("old", 4)
    index.close()
    old = points.vector_name(Embedded("old", 4))
    write_vectors(tmp_path / "index", VectorRecord(Embedded("new", 4), old))
    index = EdgeIndex(tmp_path / "index")
    index.begin_vectors("new", 4)
    assert index.with_vector() == (0, 1)
    assert read_vectors(tmp_path / "index") == VectorRecord(Embedded("new", 4))
    index.close()
