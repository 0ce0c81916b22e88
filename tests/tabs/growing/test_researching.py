from __future__ import annotations

from dataclasses import replace
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client

from sapere.accounts.models import Person
from sapere.research.ports import Store
from sapere.research.shapes import Tree
from sapere.topics import actions, history, queries
from sapere.topics.models import Concept, Run, Topic
from tests.doubles.seeded import seed

HERE = "/topics/photosynthesis"


@pytest.fixture
def topic(alice: Person, store: Store) -> Topic:
    return Topic.objects.get(runs=seed(alice, store))


def named(title: str) -> Concept:
    return Concept.objects.get(title=title)


def test_an_update_says_what_it_keeps_and_costs_and_begins_a_run(client: Client, topic: Topic) -> None:
    page = unescape(client.get(f"{HERE}/update").content.decode())
    assert "Your notes, bookmarks, cards and threads stay." in page
    assert "It costs nothing" in page
    answer = client.post(f"{HERE}/update")
    run = topic.runs.get(state=Run.State.QUEUED)
    assert answer["Location"] == f"/runs/{run.pk}"
    assert (run.kind, run.order["topic"], run.order["seed"]) == ("research", topic.title, str(topic.pk))


def test_an_update_says_where_it_looks(client: Client, topic: Topic) -> None:
    run = topic.runs.get()
    assert "in your library and on the web." in client.get(f"{HERE}/update").content.decode()
    run.order["offline"] = True
    run.save()
    assert "in your library only" in client.get(f"{HERE}/update").content.decode()


def test_while_something_goes_on_nothing_else_is_begun(client: Client, topic: Topic) -> None:
    going = actions.go_deeper(topic.owner, topic.slug, named("Gas exchange").pk)
    page = client.get(f"{HERE}/update").content.decode()
    assert f"/runs/{going.pk}" in page
    assert client.post(f"{HERE}/update")["Location"] == f"/runs/{going.pk}"
    assert topic.runs.count() == 2


def test_going_deeper_says_what_is_looked_for_and_begins_a_run(client: Client, topic: Topic) -> None:
    here = named("Gas exchange")
    page = client.get(f"{HERE}/deeper/{here.pk}").content.decode()
    assert "Gas exchange (Photosynthesis)" in page
    assert "up to 2 more levels" in page
    answer = client.post(f"{HERE}/deeper/{here.pk}")
    run = topic.runs.get(kind=Run.Kind.DEEPER)
    assert answer["Location"] == f"/runs/{run.pk}"
    assert (run.order["under"], run.order["depth"]) == (str(here.pk), "quick")
    assert "Gas exchange (Photosynthesis)" in client.get(f"/runs/{run.pk}").content.decode()
    actions.finish(run.pk, Run.State.DONE)
    assert client.get(f"/runs/{run.pk}")["Location"] == f"{HERE}/explore/{here.pk}"


def test_on_the_last_level_a_topic_of_its_own_is_offered(client: Client, topic: Topic) -> None:
    here = named("Electron transport")
    assert here.depth == 3
    page = client.get(f"{HERE}/deeper/{here.pk}").content.decode()
    assert "Research this as a topic of its own" in page
    assert 'name="topic" value="Electron transport"' in page
    assert client.post(f"{HERE}/deeper/{here.pk}").status_code == 400
    assert topic.runs.count() == 1


def test_the_whole_topic_is_not_deepened(client: Client, topic: Topic) -> None:
    assert client.get(f"{HERE}/deeper/{named(topic.title).pk}").status_code == 404


def test_nobody_else_begins_a_run(bobs: Client, topic: Topic) -> None:
    Topic.objects.update(visibility=Topic.Visibility.EXAMPLE)
    for address in (f"{HERE}/update", f"{HERE}/deeper/{named('Gas exchange').pk}"):
        assert bobs.get(address).status_code == bobs.post(address).status_code == 404
    assert topic.runs.count() == 1


def test_taking_back_what_research_brought_is_asked_about_first(client: Client, topic: Topic) -> None:
    here = named("Gas exchange")
    run = actions.go_deeper(topic.owner, topic.slug, here.pk)
    tree = queries.tree(topic)
    assert tree
    new = replace(tree.concepts[1], id=str(uuid4()), title="Guard cells", prerequisites=())
    actions.keep_tree(run, Tree((tree.root, new)))
    actions.finish(run.pk, Run.State.DONE)
    page = client.post(f"{HERE}/tree/undo", {"seen": history.seen(topic)}).content.decode()
    assert "1 concept goes for good" in page
    assert topic.concepts.filter(title="Guard cells").exists()
    client.post(f"{HERE}/tree/undo", {"seen": history.seen(topic), "sure": "1"})
    assert not topic.concepts.filter(title="Guard cells").exists()
