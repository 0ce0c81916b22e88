from __future__ import annotations

import uuid
from dataclasses import replace

import pytest

from sapere.accounts.models import Person
from sapere.kit.ids import stable_id
from sapere.research.errors import BadRequest
from sapere.research.growing.edits import Rename
from sapere.research.shapes import Brief, Concept, Depth, Level, Tree
from sapere.topics import actions, history, notebook, queries
from sapere.topics.actions.marking import Jotting
from sapere.topics.models import Run
from tests.topics.seed import concept, finished, page, person, topic_of

pytestmark = pytest.mark.django_db

ROOT, FIRST, SECOND = concept(1), concept(2, concept(1).id), concept(3, concept(1).id, 1)


@pytest.fixture
def alice(db: None) -> Person:
    return person("alice")


@pytest.fixture
def run(alice: Person) -> Run:
    return finished(alice)


def titles(run: Run) -> list[str]:
    return [f"{'-' * one.depth}{one.title}" for one in queries.concepts(topic_of(run))]


def below(number: int, parent: Concept, position: int = 0) -> Concept:
    return replace(concept(number, parent.id, position), depth=parent.depth + 1)


def test_the_root_is_there_with_the_first_page_and_stays_in_the_tree(run: Run) -> None:
    assert titles(run) == ["Concept 1", "-Concept 2", "-Concept 3"]
    assert [one.state for one in queries.concepts(topic_of(run))] == ["ready", "ready", "growing"]


def test_keeping_a_tree_again_moves_adds_and_drops_concepts(run: Run) -> None:
    swapped = (ROOT, concept(3, ROOT.id, 0), concept(4, ROOT.id, 1), concept(2, ROOT.id, 2))
    actions.keep_tree(run, Tree(swapped))
    actions.keep_tree(run, Tree(swapped[:3]))
    assert titles(run) == ["Concept 1", "-Concept 3", "-Concept 4"]


def test_a_concept_that_somebody_marked_stays_when_research_brings_it_no_more(run: Run) -> None:
    actions.bookmark(person("bob"), uuid.UUID(FIRST.id))
    actions.keep_tree(run, Tree((ROOT, concept(4, ROOT.id, 0))))
    actions.keep_tree(run, Tree((ROOT, concept(4, ROOT.id, 0))))
    assert titles(run) == ["Concept 1", "-Concept 4", "-Concept 2"]


def test_a_noted_concept_stays_as_near_to_its_place_as_there_is_one(run: Run, alice: Person) -> None:
    deep = below(5, FIRST)
    actions.keep_tree(run, Tree((ROOT, FIRST, deep, SECOND)))
    topic = topic_of(run)
    actions.write_note(alice, topic, Jotting("Mine", concept=queries.concept(topic, deep.id)))
    actions.keep_tree(run, Tree((ROOT, SECOND)))
    assert titles(run) == ["Concept 1", "-Concept 3", "-Concept 5"]


def test_the_page_of_a_concept_whose_parent_goes_stays(run: Run, alice: Person) -> None:
    deep = below(5, FIRST)
    actions.keep_tree(run, Tree((ROOT, FIRST, deep, SECOND)))
    actions.keep_page(run, page(deep))
    actions.keep_tree(run, Tree((ROOT, replace(SECOND, position=0), replace(deep, parent=SECOND.id))))
    assert titles(run) == ["Concept 1", "-Concept 3", "--Concept 5"]
    assert queries.page(queries.concept(topic_of(run), deep.id)) is not None


def test_marks_go_along_where_research_put_the_name_somewhere_else(run: Run, alice: Person) -> None:
    topic = topic_of(run)
    old = queries.concept(topic, FIRST.id)
    actions.bookmark(alice, old.pk)
    note = actions.write_note(alice, topic, Jotting("Mine", concept=old))
    elsewhere = replace(below(2, SECOND), id=stable_id("elsewhere"))
    actions.keep_tree(run, Tree((ROOT, concept(3, ROOT.id), elsewhere)))
    assert titles(run) == ["Concept 1", "-Concept 3", "--Concept 2"]
    assert {str(one) for one in notebook.bookmarks(alice, topic)} == {elsewhere.id}
    assert str(notebook.note(alice, topic, note.pk).concept_id) == elsewhere.id


def test_an_edit_is_done_again_on_a_later_tree(run: Run) -> None:
    topic = topic_of(run)
    actions.edit_tree(topic.owner, topic.slug, Rename(FIRST.id, "Mine"), seen=0)
    actions.keep_tree(run, Tree((ROOT, concept(3, ROOT.id), replace(FIRST, position=1))))
    assert titles(run) == ["Concept 1", "-Concept 3", "-Mine"]


def deeper(run: Run, under: Concept) -> Run:
    going = actions.go_deeper(run.owner, topic_of(run).slug, queries.concept(topic_of(run), under.id).pk)
    actions.take(going.pk, "worker-1")
    return Run.objects.get(pk=going.pk)


def test_what_a_deeper_run_grew_is_put_below_its_concept(run: Run) -> None:
    going = deeper(run, FIRST)
    found = Tree((ROOT, concept(7, ROOT.id), concept(8, ROOT.id, 1)))
    actions.keep_tree(going, found)
    actions.keep_tree(going, Tree(found.concepts[:2]))
    assert titles(run) == ["Concept 1", "-Concept 2", "--Concept 7", "-Concept 3"]


def test_going_deeper_brings_nothing_that_the_tree_has_already(run: Run) -> None:
    again = [
        replace(concept(7 + at, ROOT.id, at), title=one.title) for at, one in enumerate((ROOT, FIRST, SECOND))
    ]
    actions.keep_tree(deeper(run, FIRST), Tree((ROOT, *again)))
    assert titles(run) == ["Concept 1", "-Concept 2", "-Concept 3"]
    assert not topic_of(run).edits.exists()


def test_what_is_still_researched_is_not_taken_back(run: Run) -> None:
    going, topic = deeper(run, FIRST), topic_of(run)
    actions.keep_tree(going, Tree((ROOT, concept(7, ROOT.id))))
    with pytest.raises(BadRequest, match="still being researched"):
        actions.undo_edit(topic.owner, topic.slug, seen=history.seen(topic))
    actions.finish(going.pk, Run.State.DONE)
    actions.undo_edit(topic.owner, topic.slug, seen=history.seen(topic))
    assert titles(run) == ["Concept 1", "-Concept 2", "-Concept 3"]


def test_marks_below_are_kept_above_when_it_is_taken_back(run: Run, alice: Person) -> None:
    going, topic, bob = deeper(run, FIRST), topic_of(run), person("bob")
    actions.keep_tree(going, Tree((ROOT, concept(7, ROOT.id))))
    actions.finish(going.pk, Run.State.DONE)
    new = queries.concepts(topic)[2]
    actions.bookmark(bob, new.pk)
    actions.visit(bob, new.pk)
    note = actions.write_note(alice, topic, Jotting("Mine", concept=new))
    actions.undo_edit(topic.owner, topic.slug, seen=history.seen(topic))
    assert {str(one) for one in notebook.bookmarks(bob, topic)} == {FIRST.id}
    assert str(notebook.note(alice, topic, note.pk).concept_id) == FIRST.id
    assert not notebook.visits(bob, topic)


def test_what_was_found_deeper_keeps_its_place_in_later_updates(run: Run) -> None:
    actions.keep_tree(deeper(run, FIRST), Tree((ROOT, concept(7, ROOT.id))))
    ids = [one.pk for one in queries.concepts(topic_of(run))]
    actions.keep_tree(run, Tree((ROOT, SECOND)))
    assert titles(run) == ["Concept 1", "-Concept 3", "-Concept 2", "--Concept 7"]
    assert set(ids) == {one.pk for one in queries.concepts(topic_of(run))}


def test_a_deeper_run_leaves_what_is_known_of_the_topic(run: Run) -> None:
    actions.keep_brief(deeper(run, FIRST), Brief("Part", "en", Depth.QUICK, Level.NEW, "", (), {}))
    assert topic_of(run).title == "Water"


def test_a_deeper_run_whose_concept_is_gone_puts_nothing_anywhere(run: Run) -> None:
    going = deeper(run, FIRST)
    actions.keep_tree(run, Tree((ROOT, SECOND)))
    actions.keep_tree(going, Tree((ROOT, concept(7, ROOT.id))))
    assert titles(run) == ["Concept 1", "-Concept 3"]
