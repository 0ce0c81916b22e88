"""A topic that is researched, changed by hand and researched again, with the real crew on files of a folder."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from sapere.research.errors import Cancelled, NothingFound
from sapere.research.growing.edits import Add, Edit, Merge, Remove, Rename
from sapere.research.index import search_passages
from sapere.research.pipeline import Prepared
from sapere.research.ports import Scope
from sapere.research.shapes import Order
from sapere.settings import Settings
from sapere.topics import actions, history, materials, queries
from sapere.topics.adding import adding
from sapere.topics.journal import RowJournal
from sapere.topics.lending import borrowed
from sapere.topics.models import Concept, Page, Run, Topic
from sapere.wiring import build_store
from sapere.work.engine import EngineCrew
from tests.doubles.engine import Recorder
from tests.research.test_grow import GARDEN
from tests.topics.seed import person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Of documents about gardens."""
    there = tmp_path / "library"
    there.mkdir()
    for address, text in GARDEN.items():
        (there / Path(address).name).write_text(text, encoding="utf-8")
    return there


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data")


@pytest.fixture
def crew(settings: Settings) -> Iterator[EngineCrew]:
    made = EngineCrew(settings)
    yield made
    made.close()


@pytest.fixture
def topic(crew: EngineCrew, folder: Path) -> Topic:
    run = actions.open_topic(
        person("alice"), Order("Garden", language="en", offline=True, library=(str(folder),))
    )
    carried(crew, run)
    return Topic.objects.get(runs=run)


def prepared(crew: EngineCrew, run: Run, told: Recorder | None = None) -> Prepared:
    actions.take(run.pk, "worker")
    run.refresh_from_db()
    return crew.prepare(run, RowJournal(run, run.generation), told or Recorder())


def carried(crew: EngineCrew, run: Run, told: Recorder | None = None) -> Prepared:
    told = told or Recorder()
    ready = prepared(crew, run, told)
    journal = RowJournal(run, run.generation)
    for one in ready.tree.concepts:
        crew.compose(run, Concept.objects.get(pk=one.id), journal, told)
    crew.index(run, ready, journal, told)
    crew.complete(run, ready, journal, told)
    actions.finish(run.pk, Run.State.DONE)
    return ready


def edit(topic: Topic, wanted: Edit) -> None:
    actions.edit_tree(topic.owner, topic.slug, wanted, seen=history.seen(topic))


def named(topic: Topic, title: str) -> Concept:
    return Concept.objects.get(topic=topic, title=title)


def shape(topic: Topic) -> dict[uuid.UUID, str]:
    return {one.pk: one.title for one in queries.concepts(topic)}


def test_an_update_keeps_ids_and_edits_and_writes_for_the_edited_tree(crew: EngineCrew, topic: Topic) -> None:
    water, tools, pests = (str(named(topic, f"Garden {one}").pk) for one in ("water", "tools", "pests"))
    edit(topic, Rename(water, "All about rain"))
    edit(topic, Remove(tools))
    edit(topic, Merge(pests, water))
    before, told = shape(topic), Recorder()
    ready = carried(crew, actions.update_topic(topic.owner, topic.slug), told)
    assert shape(topic) == before
    assert {one.title for one in ready.tree.concepts} == set(before.values())
    assert "Garden tools" not in {event.payload.get("title") for event in told.events}
    assert set(Page.objects.filter(concept__topic=topic).values_list("concept", flat=True)) <= set(before)


def hits(settings: Settings, topic: Topic, word: str) -> set[str]:
    """Files on the topic's own shelf in which the word is found, in the index that the crew has open."""
    index = borrowed(settings)
    assert index is not None
    scope = Scope(str(topic.owner.key), str(topic.pk))
    return {Path(hit.locator).name for hit in search_passages(index, scope, word)}


def test_first_sources_are_found_while_the_pages_are_written(
    crew: EngineCrew, folder: Path, settings: Settings
) -> None:
    order = Order("Garden", language="en", offline=True, library=(str(folder),))
    run = actions.open_topic(person("alice"), order)
    topic, ready = Topic.objects.get(runs=run), prepared(crew, run)
    assert not hits(settings, topic, "water")
    crew.index(run, ready, RowJournal(run, run.generation), Recorder())
    assert hits(settings, topic, "water")


def test_a_stop_is_heard_while_first_sources_are_put_in_and_none_is_left(
    crew: EngineCrew, folder: Path, settings: Settings
) -> None:
    order = Order("Garden", language="en", offline=True, library=(str(folder),))
    run = actions.open_topic(person("alice"), order)
    ready = prepared(crew, run)
    crew.index(run, ready, RowJournal(run, run.generation), Recorder())
    actions.request_stop(run.owner, run.pk)
    with pytest.raises(Cancelled):
        crew.index(run, ready, RowJournal(run, run.generation), Recorder())
    assert not hits(settings, Topic.objects.get(runs=run), "water")


def test_a_kept_text_that_is_gone_is_met_when_the_pages_are_there(
    crew: EngineCrew, folder: Path, settings: Settings
) -> None:
    order = Order("Garden", language="en", offline=True, library=(str(folder),))
    run = actions.open_topic(person("alice"), order)
    ready, journal = prepared(crew, run), RowJournal(run, run.generation)
    build_store(settings).remove(f"text/{ready.merged.harvest.sources[-1].snapshot}")
    crew.index(run, ready, journal, Recorder())
    assert not hits(settings, Topic.objects.get(runs=run), "water")
    with pytest.raises(KeyError):
        crew.complete(run, ready, journal, Recorder())


def test_an_updates_sources_are_found_when_its_pages_are_there(
    crew: EngineCrew, topic: Topic, folder: Path, settings: Settings
) -> None:
    (folder / "humus.md").write_text("# Garden humus\n\nHumus is the black earth of a garden.", "utf-8")
    run = actions.update_topic(topic.owner, topic.slug)
    ready = prepared(crew, run)
    journal = RowJournal(run, run.generation)
    crew.index(run, ready, journal, Recorder())
    assert "humus.md" not in hits(settings, topic, "humus")
    crew.complete(run, ready, journal, Recorder())
    assert "humus.md" in hits(settings, topic, "humus")


def test_a_concept_that_is_edited_while_the_run_goes_on(crew: EngineCrew, topic: Topic) -> None:
    run = actions.update_topic(topic.owner, topic.slug)
    first = prepared(crew, run)
    edit(topic, Remove(str(named(topic, "Garden tools").pk)))
    again = crew.prepare(run, RowJournal(run, run.generation), Recorder())  # as after a restart
    gone = {one.title for one in first.tree.concepts} - {one.title for one in again.tree.concepts}
    assert "Garden tools" in gone


def test_an_added_concept_rests_on_the_sources_of_the_update(
    crew: EngineCrew, topic: Topic, folder: Path, settings: Settings
) -> None:
    root = queries.root(topic)
    assert root is not None
    wanted, page = adding(topic, str(root.pk), "Humus", build_store(settings))
    assert page is not None
    assert "humus" in page.sentences[0].text.casefold()
    actions.edit_tree(topic.owner, topic.slug, wanted, seen=0, page=page)
    (folder / "0.md").write_text(GARDEN["file:///0.md"].replace("\n", "\n\n") + "\nHumus is black earth.")
    carried(crew, actions.update_topic(topic.owner, topic.slug))
    added = named(topic, "Humus")
    there = {str(one.pk) for one in materials.passages_of([added])}
    assert set(added.passages) == there != set(wanted.concept.passages)
    assert queries.page(added) is not None


def test_nothing_speaks_of_it(topic: Topic, settings: Settings) -> None:
    root = queries.root(topic)
    assert root is not None
    wanted, page = adding(topic, str(root.pk), "Quantum chromodynamics", build_store(settings))
    assert isinstance(wanted, Add)
    assert (wanted.concept.passages, page) == ((), None)


def test_going_deeper_puts_a_tree_below_one_concept_and_leaves_the_rest(
    crew: EngineCrew, topic: Topic, folder: Path
) -> None:
    water = named(topic, "Garden water")
    rest = set(shape(topic))
    pages = dict(Page.objects.exclude(concept=water).values_list("concept", "written_at"))
    for name, text in GARDEN.items():
        (folder / f"deep-{Path(name).name}").write_text(text.replace("Garden", "Garden water"), "utf-8")
    told = Recorder()
    run = actions.go_deeper(topic.owner, topic.slug, water.pk)
    ready = carried(crew, run, told)
    new = set(shape(topic)) - rest
    assert {uuid.UUID(one.id) for one in ready.tree.concepts} == new
    assert all(named_above(one, water) for one in Concept.objects.filter(pk__in=new))
    assert dict(Page.objects.filter(concept__in=pages).values_list("concept", "written_at")) == pages
    assert min(event.payload["depth"] for event in told.events if event.kind == "concept") == 1
    carried(crew, actions.update_topic(topic.owner, topic.slug))
    assert new <= set(shape(topic))


def named_above(one: Concept, above: Concept) -> bool:
    while one.parent is not None:
        one = one.parent
        if one.pk == above.pk:
            return True
    return False


def test_nothing_deeper_says_so(crew: EngineCrew, topic: Topic) -> None:
    tools = named(topic, "Garden tools")
    before = shape(topic)
    edit(topic, Remove(str(tools.pk)))
    actions.undo_edit(topic.owner, topic.slug, seen=history.seen(topic))
    run = actions.go_deeper(topic.owner, topic.slug, tools.pk)
    edit(topic, Remove(str(tools.pk)))
    with pytest.raises(NothingFound):
        carried(crew, run)
    assert set(shape(topic)) < set(before)
