from __future__ import annotations

import uuid
from dataclasses import replace

import pytest
from django.utils import timezone

from sapere.accounts.models import Person
from sapere.research.errors import BadRequest, TreeChanged
from sapere.research.growing.edits import Add, Edit, Merge, Move, Remove, Rename
from sapere.research.shapes import Concept, Page, Section, Sentence, Tree
from sapere.topics import actions, history, notebook, queries
from sapere.topics.actions import Jotting
from sapere.topics.changes import TreeEdit
from sapere.topics.models import Concept as Row
from sapere.topics.models import Run, Source, Topic
from tests.topics.seed import concept, finished, page, person, topic_of

pytestmark = pytest.mark.django_db

ROOT = concept(1)
FIRST, SECOND = concept(2, ROOT.id), concept(3, ROOT.id, 1)
INNER = replace(concept(4, FIRST.id), depth=2)


@pytest.fixture
def alice(db: None) -> Person:
    return person("alice")


@pytest.fixture
def topic(alice: Person) -> Topic:
    run = finished(alice)
    actions.keep_tree(run, Tree((ROOT, FIRST, INNER, SECOND)))
    return topic_of(run)


def edit(topic: Topic, wanted: Edit, page: Page | None = None) -> TreeEdit:
    return actions.edit_tree(topic.owner, topic.slug, wanted, seen=history.seen(topic), page=page)


def undo(topic: Topic) -> None:
    actions.undo_edit(topic.owner, topic.slug, seen=history.seen(topic))


def titles(topic: Topic) -> list[str]:
    return [f"{'-' * one.depth}{one.title}" for one in queries.concepts(topic)]


def saying(text: str, of: Page) -> Page:
    said = of.sections[0].sentences[0]
    return replace(of, sections=(Section("", (Sentence(text, said.state, said.citations),)),))


def row(topic: Topic, of: Concept) -> Row:
    return queries.concept(topic, of.id)


def text_of(topic: Topic, of: Concept) -> list[str]:
    there = queries.page(row(topic, of))
    return [said.text for said in history.spoken(there.sections)] if there else []


EDITS: list[tuple[Edit, list[str]]] = [
    (Rename(INNER.id, "Mine"), ["Concept 1", "-Concept 2", "--Mine", "-Concept 3"]),
    (Move(SECOND.id, ROOT.id, 0), ["Concept 1", "-Concept 3", "-Concept 2", "--Concept 4"]),
    (Merge(FIRST.id, SECOND.id), ["Concept 1", "-Concept 3", "--Concept 4"]),
    (Remove(FIRST.id), ["Concept 1", "-Concept 3"]),
    (Add(concept(9, ROOT.id)), ["Concept 1", "-Concept 2", "--Concept 4", "-Concept 3", "-Concept 9"]),
]


@pytest.mark.parametrize(("wanted", "then"), EDITS)
def test_an_edit_is_done_and_taken_back(topic: Topic, wanted: Edit, then: list[str]) -> None:
    before, page_before = queries.tree(topic), text_of(topic, FIRST)
    edit(topic, wanted)
    assert titles(topic) == then
    undo(topic)
    assert queries.tree(topic) == before
    assert text_of(topic, FIRST) == page_before == ["Water is wet."]
    assert history.last_edit(topic) is None


@pytest.mark.parametrize(("wanted", "then"), EDITS)
def test_an_edit_is_done_again_after_research(topic: Topic, wanted: Edit, then: list[str]) -> None:
    edit(topic, wanted)
    actions.keep_tree(Run.objects.get(topic=topic), Tree((ROOT, FIRST, INNER, SECOND)))
    assert titles(topic) == then


def test_of_two_windows_the_second_is_told_and_nothing_is_done(topic: Topic) -> None:
    seen = history.seen(topic)
    edit(topic, Rename(FIRST.id, "Mine"))
    with pytest.raises(TreeChanged, match="meanwhile"):
        actions.edit_tree(topic.owner, topic.slug, Remove(FIRST.id), seen=seen)
    with pytest.raises(TreeChanged, match="meanwhile"):
        actions.undo_edit(topic.owner, topic.slug, seen=seen)
    assert titles(topic) == ["Concept 1", "-Mine", "--Concept 4", "-Concept 3"]


def test_a_window_that_saw_an_edit_which_was_taken_back_is_stale(topic: Topic) -> None:
    edit(topic, Rename(FIRST.id, "Mine"))
    seen = history.seen(topic)
    undo(topic)
    edit(topic, Rename(FIRST.id, "Yours"))
    with pytest.raises(TreeChanged):
        actions.edit_tree(topic.owner, topic.slug, Remove(FIRST.id), seen=seen)


def test_what_is_refused_changes_nothing(topic: Topic) -> None:
    with pytest.raises(BadRequest, match="itself"):
        edit(topic, Move(FIRST.id, INNER.id, 0))
    with pytest.raises(BadRequest, match="take back"):
        undo(topic)
    assert TreeEdit.objects.count() == 0


def test_somebody_elses_tree_is_as_good_as_none(topic: Topic) -> None:
    with pytest.raises(Topic.DoesNotExist):
        actions.edit_tree(person("charlie"), topic.slug, Remove(FIRST.id), seen=0)


def test_an_edit_that_dies_half_way_leaves_all_as_it_was(topic: Topic) -> None:
    before = queries.tree(topic)
    far_too_long = replace(page(concept(9, ROOT.id)), language="x" * 3, sections=None)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        edit(topic, Add(concept(9, ROOT.id)), far_too_long)
    topic.refresh_from_db()
    assert queries.tree(topic) == before
    assert topic.edits.count() == 0


def test_a_merge_joins_pages_and_keeps_how_they_read(topic: Topic) -> None:
    run = Run.objects.get(topic=topic)
    actions.keep_page(run, saying("Ice is hard.", page(SECOND)))
    edit(topic, Merge(FIRST.id, SECOND.id))
    assert text_of(topic, SECOND) == ["Ice is hard.", "Concept 2", "Water is wet."]
    assert len(history.versions(row(topic, SECOND))) == 1
    undo(topic)
    assert text_of(topic, SECOND) == ["Ice is hard."]
    assert text_of(topic, FIRST) == ["Water is wet."]


def test_the_marks_of_a_merged_concept_go_along_and_come_back(topic: Topic, alice: Person) -> None:
    first = row(topic, FIRST)
    actions.bookmark(alice, first.pk)
    note = actions.write_note(alice, topic, Jotting("Mine", concept=first))
    edit(topic, Merge(FIRST.id, SECOND.id))
    assert notebook.bookmarks(alice, topic) == {uuid.UUID(SECOND.id)}
    assert notebook.note(alice, topic, note.pk).concept_id == uuid.UUID(SECOND.id)
    undo(topic)
    assert notebook.bookmarks(alice, topic) == {first.pk}
    assert notebook.note(alice, topic, note.pk).concept_id == first.pk


def test_what_was_taken_away_or_read_since_a_merge_stays_so(topic: Topic, alice: Person) -> None:
    first, second = row(topic, FIRST), row(topic, SECOND)
    actions.bookmark(alice, first.pk)
    actions.visit(alice, first.pk)
    edit(topic, Merge(FIRST.id, SECOND.id))
    actions.unbookmark(alice, second.pk)
    now = timezone.now()
    actions.visit(alice, second.pk, now)
    undo(topic)
    assert not notebook.bookmarks(alice, topic)
    assert notebook.visits(alice, topic) == {first.pk: now}


def test_of_other_peoples_marks_nothing_is_kept_beside_an_edit(topic: Topic) -> None:
    bob = person("bob")
    actions.bookmark(bob, uuid.UUID(FIRST.id))
    actions.bookmark(topic.owner, uuid.UUID(FIRST.id))
    taken = edit(topic, Remove(FIRST.id)).taken
    assert [one["fields"]["owner"] for one in taken["rows"] if "owner" in one["fields"]] == [topic.owner.pk]


@pytest.mark.parametrize("wanted", [Merge(FIRST.id, SECOND.id), Move(INNER.id, SECOND.id, 0)])
def test_what_hangs_on_a_concept_that_only_moves_stays(topic: Topic, alice: Person, wanted: Edit) -> None:
    actions.keep_page(Run.objects.get(topic=topic), page(INNER))
    actions.bookmark(alice, uuid.UUID(INNER.id))
    edit(topic, wanted)
    assert text_of(topic, INNER) == ["Water is wet."]
    assert notebook.bookmarks(alice, topic) == {uuid.UUID(INNER.id)}
    assert row(topic, INNER).state == "ready"
    undo(topic)
    assert text_of(topic, INNER) == ["Water is wet."]


def test_the_marks_of_a_removed_concept_come_back_with_it(topic: Topic, alice: Person) -> None:
    first = row(topic, FIRST)
    actions.bookmark(alice, first.pk)
    note = actions.write_note(alice, topic, Jotting("Mine", concept=first))
    edit(topic, Remove(FIRST.id))
    kept = notebook.note(alice, topic, note.pk)
    assert (kept.concept_id, kept.about, kept.text) == (None, "Concept 2", "Mine")
    undo(topic)
    assert notebook.bookmarks(alice, topic) == {first.pk}
    assert notebook.note(alice, topic, note.pk).concept_id == first.pk


def test_a_page_whose_source_has_gone_does_not_come_back(topic: Topic) -> None:
    edit(topic, Remove(FIRST.id))
    Source.objects.all().delete()
    undo(topic)
    assert titles(topic) == ["Concept 1", "-Concept 2", "--Concept 4", "-Concept 3"]
    assert text_of(topic, FIRST) == []


def test_an_added_concept_has_its_page_or_says_that_it_has_none(topic: Topic) -> None:
    new, bare = concept(9, ROOT.id), concept(10, ROOT.id)
    edit(topic, Add(new), page(new))
    edit(topic, Add(bare))
    assert text_of(topic, new) == ["Water is wet."]
    assert (row(topic, bare).state, text_of(topic, bare)) == ("ready", [])


def test_what_an_added_concept_rests_on_is_found_anew(topic: Topic) -> None:
    new = concept(9, ROOT.id)
    edit(topic, Add(new))
    actions.keep_found(topic.pk, {new.id: ["a", "b"], FIRST.id: ["c"]})
    assert row(topic, new).passages == ["a", "b"]
    assert row(topic, FIRST).passages == list(FIRST.passages)
    undo(topic)
    assert "-Concept 9" not in titles(topic)


def test_it_is_known_what_became_of_a_concept(topic: Topic) -> None:
    edit(topic, Merge(INNER.id, SECOND.id))
    edit(topic, Merge(SECOND.id, FIRST.id))
    went, there = history.fate(topic, INNER.id)
    assert (went and went.kind, there and str(there.pk)) == ("merge", FIRST.id)
    edit(topic, Remove(FIRST.id))
    went, there = history.fate(topic, INNER.id)
    assert (went and went.kind, there) == ("merge", None)
    assert history.fate(topic, uuid.uuid4()) == (None, None)
