from __future__ import annotations

import pytest

from sapere.research.errors import BadRequest
from sapere.research.growing.edits import Remove, Rename
from sapere.research.ports import Store
from sapere.topics import actions, history, materials, queries
from sapere.topics.adding import adding, found_anew, passages_on
from sapere.topics.models import Topic
from tests.doubles.seeded import seed
from tests.doubles.store import MemoryStore
from tests.topics.seed import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def store() -> Store:
    return MemoryStore()


@pytest.fixture
def topic(store: Store) -> Topic:
    return Topic.objects.get(runs=seed(person("alice"), store))


def root(topic: Topic) -> str:
    found = queries.root(topic)
    assert found is not None
    return str(found.pk)


def test_passages_that_stand_under_the_name_come_first(topic: Topic, store: Store) -> None:
    first = materials.passages_of([topic.concepts.get(title="Stomata")])[0]
    assert passages_on(topic, "Stomata", store)[0] == str(first.pk)
    assert passages_on(topic, "Fjords", store) == ()


def test_a_page_says_only_what_stands_in_the_sources(topic: Topic, store: Store) -> None:
    wanted, page = adding(topic, root(topic), "Guard cells", store)
    assert page is not None
    texts = {str(one.pk): queries.text(one, store) for one in queries.sources(topic)}
    cited = [one for sentence in page.sentences for one in sentence.citations]
    assert cited
    assert all(texts[one.source][one.start : one.end] == one.quote for one in cited)
    assert wanted.concept.depth == 1


def test_a_name_that_was_there_before_gets_an_id_of_its_own(topic: Topic, store: Store) -> None:
    there = topic.concepts.filter(depth=1).first()
    assert there is not None
    actions.edit_tree(topic.owner, topic.slug, Rename(str(there.pk), "Renamed"), seen=0)
    wanted, _ = adding(topic, root(topic), there.title, store)
    assert wanted.concept.id != str(there.pk)


def test_a_parent_that_is_gone_is_said(topic: Topic, store: Store) -> None:
    gone = str(topic.concepts.get(title="Stomata").pk)
    actions.edit_tree(topic.owner, topic.slug, Remove(gone), seen=0)
    with pytest.raises(BadRequest, match="not in the tree"):
        adding(topic, gone, "Guard cells", store)


def test_what_was_added_is_found_anew_until_research_brings_it(topic: Topic, store: Store) -> None:
    wanted, page = adding(topic, root(topic), "Guard cells", store)
    actions.edit_tree(topic.owner, topic.slug, wanted, seen=history.seen(topic), page=page)
    topic.refresh_from_db()
    assert set(found_anew(topic, store)) == {wanted.concept.id}
    assert topic.grown is not None
    topic.grown["concepts"].append({"id": wanted.concept.id})
    assert found_anew(topic, store) == {}
