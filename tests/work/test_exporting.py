"""Files made beside: told of, stopped, begun again, kept for some days and for nobody else."""

from __future__ import annotations

import io
import time
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from sapere.accounts.models import Person
from sapere.exports.bounded import run as bounded
from sapere.exports.bounded import unhurried
from sapere.exports.formats import FORMATS
from sapere.research.errors import BadRequest, Cancelled, CannotExport, TakenOver
from sapere.settings import Settings
from sapere.topics import actions, queries, taking
from sapere.topics.actions.exporting import (
    AT_ONCE,
    forget_export,
    forget_exports,
    next_export,
    open_export,
    put_exported,
)
from sapere.topics.journal import RowJournal
from sapere.topics.models import ExportFile, Run, Topic
from sapere.wiring import build_store
from sapere.work import exporting
from sapere.work.follow import follow
from sapere.work.service import Service
from tests.doubles.engine import Recorder
from tests.doubles.seeded import seed
from tests.doubles.store import MemoryStore
from tests.topics.seed import person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def topic(store: MemoryStore) -> Topic:
    run = seed(person("alice"), store)
    assert run.topic is not None
    return run.topic


def _taken(run: Run) -> Run:
    actions.take(run.pk, "worker")
    run.refresh_from_db()
    return run


def _made(run: Run, store: MemoryStore, told: Recorder | None = None) -> Run:
    _taken(run)
    exporting.make(run, store, RowJournal(run, run.generation), told or Recorder())
    return actions.finish(run.pk, Run.State.DONE)


def test_it_says_how_many_pages_of_all_are_gathered_and_keeps_the_file(
    store: MemoryStore, topic: Topic
) -> None:
    told = Recorder()
    run = _made(open_export(topic.owner, topic, "html"), store, told)
    pages = len(queries.pages(topic))
    assert [(e.payload["count"], e.payload["of"]) for e in told.events][-2] == (pages, pages)
    file = taking.export_file(topic.owner, run.pk)
    assert (file.name, file.size) == ("photosynthesis.html", len(store.get(f"raw/{file.sha256}")))
    assert b"Chlorophyll" in store.get(f"raw/{file.sha256}")


def test_an_archive_brings_what_is_mine_along_only_when_asked(store: MemoryStore, topic: Topic) -> None:
    names = [
        zipfile.ZipFile(io.BytesIO(store.get(f"raw/{ExportFile.objects.get(run=run).sha256}"))).namelist()
        for run in (
            _made(open_export(topic.owner, topic, "archive", with_mine=one), store) for one in (True, False)
        )
    ]
    assert ["mine.json" in one for one in names] == [True, False]


def test_asked_for_twice_it_is_made_once(topic: Topic) -> None:
    first = open_export(topic.owner, topic, "pdf")
    assert open_export(topic.owner, topic, "pdf").pk == first.pk
    assert open_export(topic.owner, topic, "docx").pk != first.pk
    actions.finish(first.pk, Run.State.DONE)
    assert open_export(topic.owner, topic, "pdf").pk != first.pk


def test_research_that_goes_on_is_not_disturbed_and_what_is_there_leaves(store: MemoryStore) -> None:
    run = seed(person("alice"), store, finished=False)
    assert run.topic is not None
    made = _made(open_export(run.owner, run.topic, "md"), store)
    assert ExportFile.objects.filter(run=made).exists()
    assert queries.latest_run(run.topic) == run and run.sources.exists()


def test_stopped_it_leaves_nothing(store: MemoryStore, topic: Topic) -> None:
    run = _taken(open_export(topic.owner, topic, "md"))
    actions.request_stop(topic.owner, run.pk)
    with pytest.raises(Cancelled):
        exporting.make(run, store, RowJournal(run, run.generation), Recorder())
    assert not ExportFile.objects.exists()


def test_a_program_that_is_no_longer_wanted_is_ended() -> None:
    def unwanted() -> None:
        raise Cancelled("Stopped as you asked.")

    began = time.monotonic()
    with unhurried(60, unwanted), pytest.raises(Cancelled):
        bounded(["/bin/sleep", "50"], b"", seconds=50)
    assert time.monotonic() - began < 10


def test_a_program_has_its_time_and_no_more() -> None:
    with pytest.raises(CannotExport, match="within"):
        bounded(["/bin/sleep", "50"], b"", seconds=-4)


def test_begun_again_after_a_death_it_is_made_once(store: MemoryStore, topic: Topic) -> None:
    run = _taken(open_export(topic.owner, topic, "md"))
    old = RowJournal(run, run.generation)
    generation = actions.take_over(run.pk, "other", silent_since=timezone.now() + timedelta(seconds=1))
    with pytest.raises(TakenOver):
        exporting.make(run, store, old, Recorder())
    run.refresh_from_db()
    exporting.make(run, store, RowJournal(run, generation or 0), Recorder())
    exporting.make(run, store, RowJournal(run, generation or 0), Recorder())
    assert ExportFile.objects.count() == 1


def test_after_some_days_it_is_forgotten_bytes_and_all(store: MemoryStore, topic: Topic) -> None:
    run = _made(open_export(topic.owner, topic, "md"), store)
    assert forget_exports(store, before=timezone.now() - timedelta(days=7)) == 0
    sha256 = ExportFile.objects.get(run=run).sha256
    assert store.has(f"raw/{sha256}")
    assert forget_exports(store, before=timezone.now() + timedelta(seconds=1)) == 1
    assert (
        not store.has(f"raw/{sha256}") and not store.names("exported") and not Run.objects.filter(pk=run.pk)
    )


def test_bytes_of_one_who_was_killed_are_found_while_others_are_at_work(
    store: MemoryStore, topic: Topic
) -> None:
    killed, at_work = (_taken(open_export(topic.owner, topic, form)) for form in ("md", "html"))
    put_exported(store, killed, "a" * 64, b"half a file")
    for run in (killed, at_work):
        put_exported(store, run, "b" * 64, b"alike")
    actions.finish(killed.pk, Run.State.FAILED)
    forget_exports(store, before=timezone.now() - timedelta(days=1))
    assert not store.has(f"raw/{'a' * 64}") and store.has(f"raw/{'b' * 64}")
    actions.finish(at_work.pk, Run.State.FAILED)
    forget_exports(store, before=timezone.now())
    assert not store.has(f"raw/{'b' * 64}")
    assert not store.names("exported")


def test_whoever_asks_for_many_files_is_refused_and_keeps_nobody_waiting(topic: Topic) -> None:
    Topic.objects.update(visibility=Topic.Visibility.EXAMPLE)
    forms = list(FORMATS)[: AT_ONCE + 1]
    runs = [open_export(topic.owner, topic, form) for form in forms[:-1]]
    with pytest.raises(BadRequest, match="already"):
        open_export(topic.owner, topic, forms[-1])
    assert open_export(topic.owner, topic, forms[0]) == runs[0] == next_export()
    _taken(runs[0])
    actions.finish(runs[0].pk, Run.State.DONE)
    assert next_export() == runs[1]
    bobs = open_export(person("bob"), topic, "md")
    assert next_export() == bobs


def test_it_can_be_forgotten_at_once(store: MemoryStore, topic: Topic) -> None:
    run = _made(open_export(topic.owner, topic, "md"), store)
    with pytest.raises(Run.DoesNotExist):
        forget_export(person("charlie"), run.pk)
    forget_export(topic.owner, run.pk)
    assert not ExportFile.objects.exists()


def test_nobody_else_sees_it_whoever_may_read_the_topic(store: MemoryStore, topic: Topic) -> None:
    run = _made(open_export(topic.owner, topic, "md"), store)
    Topic.objects.update(visibility=Topic.Visibility.EXAMPLE)
    other = person("charlie")
    assert taking.exports(other, topic) == []
    with pytest.raises(Run.DoesNotExist):
        taking.export(other, run.pk)
    with pytest.raises(Run.DoesNotExist):
        queries.run(other, run.pk)
    with pytest.raises(ExportFile.DoesNotExist):
        taking.export_file(other, run.pk)


def test_an_example_that_is_one_no_longer_is_not_taken_out(store: MemoryStore, topic: Topic) -> None:
    Topic.objects.update(visibility=Topic.Visibility.EXAMPLE)
    run: Run = _taken(open_export(person("charlie"), topic, "md"))
    Topic.objects.update(visibility=Topic.Visibility.PRIVATE)
    with pytest.raises(BadRequest, match="not there any more"):
        exporting.make(run, store, RowJournal(run, run.generation), Recorder())


def test_a_worker_makes_it_beside_the_others(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data")
    owner: Person = person("alice")
    topic = seed(owner, build_store(settings)).topic
    assert topic is not None
    service = Service(settings, runs_at_once=0)  # no room for anything else
    service.start()
    try:
        run = open_export(owner, topic, "docx")
        service.wake()
        told = list(follow(run.pk, 0))
    finally:
        service.stop()
    assert told[-1].payload["state"] == "done", told[-1].payload
    assert taking.export_file(owner, run.pk).name == "photosynthesis.docx"
