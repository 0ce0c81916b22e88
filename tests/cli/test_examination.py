"""Each check of the doctor, once where all is well and once where it is not."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from sapere.accounts.actions import local_person
from sapere.cli.embedder_check import embedder_with
from sapere.cli.examination import disk_with, look_at, sqlite_of
from sapere.cli.house import House
from sapere.kit.ids import content_hash
from sapere.providers.store.folder import FolderStore
from sapere.research.cut import cut
from sapere.research.embedding import Coverage, Embedding
from sapere.research.index import entries, keep
from sapere.research.ports import Scope
from sapere.research.shapes import Document, Raw
from sapere.settings import Settings
from sapere.topics import actions
from sapere.topics.actions import LibraryEntry
from sapere.topics.models import Snapshot
from sapere.wiring import build_index, index_folder
from sapere.work.mending import UNFINISHED
from sapere.work.ownership import DataFolder
from tests.cli.terminal import Terminal
from tests.fakes.embeddings import Embeddings
from tests.fakes.server import serving

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "Water boils at a hundred degrees."


@pytest.fixture
def house(tmp_path: Path) -> House:
    folder = tmp_path / "data"
    return House(Settings(data=folder), DataFolder(folder))


def _state(name: str, house: House) -> str:
    return look_at(name, house).state


def _read_a_document(house: House) -> None:
    document = Document(TEXT, "Water", "en")
    keep(FolderStore(house.folder.path / "store"), Raw(TEXT.encode(), locator="file:///w.txt"), document)
    index = build_index(house.settings)
    rows = entries(document, cut(document), locator="file:///w.txt", root="/w")
    index.upsert(Scope(str(local_person().key)), rows)
    index.close()
    row = Snapshot(sha256=content_hash(TEXT), title="Water", characters=len(TEXT))
    actions.keep_library_items(local_person(), [LibraryEntry("file:///w.txt", "/w", "1", snapshot=row)])


def test_settings(tmp_path: Path) -> None:
    assert "ok    settings" in Terminal(tmp_path).run("doctor").stdout
    wrong = Terminal(tmp_path, {"SAPERE_BOGUS": "hidden"}).run("doctor")
    assert wrong.returncode == 1
    assert "FAIL  settings" in wrong.stdout and "SAPERE_BOGUS" in wrong.stdout
    assert "hidden" not in wrong.stdout + wrong.stderr


def test_the_data_folder_is_for_its_owner_alone(house: House) -> None:
    assert _state("data folder", house) == "ok"
    house.folder.path.chmod(0o755)
    assert _state("data folder", house) == "warn"


def test_the_owner_is_named(house: House) -> None:
    assert "no process" in look_at("owner", house).said
    with house.folder.claim("up", "http://127.0.0.1:8000/"):
        assert "sapere up" in look_at("owner", house).said


@pytest.mark.parametrize(("free", "state"), [(0, "fail"), (200_000_000, "warn"), (5_000_000_000, "ok")])
def test_room_on_the_disk(free: int, state: str) -> None:
    assert disk_with(free).state == state


@pytest.mark.parametrize(("version", "state"), [((3, 40, 1), "warn"), ((3, 51, 3), "ok"), ((3, 44, 6), "ok")])
def test_the_version_of_sqlite(version: tuple[int, ...], state: str) -> None:
    assert sqlite_of(version).state == state


def test_a_database_that_cannot_be_written_is_red(house: House) -> None:
    assert _state("database", house) == "ok"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only=ON")
        assert _state("database", house) == "fail"
        cursor.execute("PRAGMA query_only=OFF")
    assert _state("database", house) == "ok"


def test_a_damaged_record_of_runs_is_red(house: House) -> None:
    assert _state("runs", house) == "ok"
    place = house.folder.path / "runs.sqlite3"
    sqlite3.connect(place).execute("CREATE TABLE one (number)").connection.close()
    assert _state("runs", house) == "ok"
    place.write_bytes(b"no database" * 1000)
    assert _state("runs", house) == "fail"


def test_tables_of_another_version_are_told(house: House) -> None:
    assert _state("tables", house) == "ok"
    [newest] = MigrationLoader(connection).graph.leaf_nodes("topics")
    MigrationRecorder(connection).record_unapplied(*newest)
    assert _state("tables", house) == "warn"
    MigrationRecorder(connection).record_applied(*newest)


def test_an_index_that_is_missing_damaged_or_half_made_is_red(house: House) -> None:
    _read_a_document(house)
    assert _state("index", house) == "ok"
    mark = house.folder.path / UNFINISHED
    mark.touch()
    assert _state("index", house) == "fail"
    mark.unlink()
    (index_folder(house.settings) / "format.json").write_text("{", encoding="utf-8")
    assert _state("index", house) == "fail"
    shutil.rmtree(index_folder(house.settings))
    assert _state("index", house) == "fail"


def test_the_doctor_mends_the_index(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    assert terminal.run("doctor").returncode == 0
    index = tmp_path / "data" / "index"
    (index / "format.json").write_text("{", encoding="utf-8")
    assert "FAIL  index" in terminal.run("doctor").stdout
    mended = terminal.run("doctor", "--mend")
    assert mended.returncode == 0, mended.stdout + mended.stderr
    assert mended.stdout.startswith("The index was made anew: 0 passages.")


def test_a_store_that_cannot_be_written_is_red(house: House) -> None:
    assert _state("store", house) == "ok"
    shutil.rmtree(house.folder.path / "store")
    (house.folder.path / "store").write_text("a file in its place")
    assert _state("store", house) == "fail"


def test_every_door_in_the_guard_is_named(house: House) -> None:
    assert _state("way out", house) == "ok"
    opened = House(Settings(data=house.folder.path, fetch_allow=("127.0.0.1:8888",)), house.folder)
    assert look_at("way out", opened).state == "warn"
    assert "127.0.0.1:8888" in look_at("way out", opened).said


@pytest.mark.loopback
def test_an_embedder_and_how_far_it_is(house: House) -> None:
    assert "none" in look_at("embedder", house).said
    _read_a_document(house)
    with serving(Embeddings()) as server:
        address = f"{server.url}/v1"
        chosen = replace(house.settings, embedder="openai:tiny", embedder_url=address, embedder_key="right")
        said = look_at("embedder", House(chosen, house.folder))
        assert said.state == "warn"
        assert "openai:tiny, 16 numbers" in said.said and "none yet" in said.said
        with closing(build_index(chosen)) as index:
            Embedding(index, house.store, told=lambda _: None).run()
            found = look_at("embedder", House(chosen, house.folder))
            assert "has the index open has not counted yet" in found.said
        assert "1 of 1 passages" in look_at("embedder", House(chosen, house.folder)).said
        other = replace(chosen, embedder="openai:other")
        assert "no model other" in look_at("embedder", House(other, house.folder)).said


@pytest.mark.loopback
def test_an_embedder_whose_price_nobody_knows_is_not_asked_under_a_budget(house: House) -> None:
    with serving(Embeddings()) as server:
        chosen = replace(
            house.settings,
            embedder="openai:tiny",
            embedder_url=f"{server.url}/v1",
            embedder_key="right",
            budget_day=1.0,
        )
        found = look_at("embedder", House(chosen, house.folder))
        assert (found.state, "openai:NAME=0/0" in found.advice) == ("warn", True)
        assert "nobody knows what it costs" in found.said
        priced = replace(chosen, model_prices=(("openai:tiny", 0.0, 0.0),))
        assert "nobody knows" not in look_at("embedder", House(priced, house.folder)).said


@pytest.mark.parametrize(
    ("found", "state", "said"),
    [
        (None, "ok", "not counted yet"),
        (Coverage("", 0, 0, 0, whole=False), "ok", "nothing to embed"),
        (Coverage("", 0, 0, 5, whole=False), "warn", "none yet"),
        (Coverage("old", 8, 5, 5, whole=True), "warn", "vectors of old (8 numbers)"),
        (Coverage("new", 8, 5, 5, whole=True), "warn", "vectors of new (8 numbers)"),
        (Coverage("new", 16, 3, 5, whole=False), "warn", "3 of 5 passages"),
        (Coverage("new", 16, 4, 5, whole=True), "ok", "4 of 5 passages"),
    ],
)
def test_vectors_of_another_embedder_are_said(found: Coverage | None, state: str, said: str) -> None:
    finding = embedder_with("new", "new", 16, found)
    assert finding.state == state
    assert said in finding.said
