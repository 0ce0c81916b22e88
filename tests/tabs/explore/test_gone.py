from __future__ import annotations

from html import unescape

import pytest
from django.test import Client

from sapere.accounts.models import Person
from sapere.research.growing.edits import Edit, Merge, Remove
from sapere.research.ports import Store
from sapere.topics import actions, history
from sapere.topics.models import Concept, Topic
from tests.doubles.seeded import seed

ROOM = "/topics/photosynthesis/explore"


@pytest.fixture
def topic(alice: Person, store: Store) -> Topic:
    return Topic.objects.get(runs=seed(alice, store))


def named(title: str) -> str:
    return str(Concept.objects.get(title=title).pk)


def edit(topic: Topic, wanted: Edit) -> None:
    actions.edit_tree(topic.owner, topic.slug, wanted, seen=history.seen(topic))


def test_a_removed_concept_leads_back_to_the_topic(client: Client, topic: Topic) -> None:
    gone = named("Stomata")
    edit(topic, Remove(named("Gas exchange")))
    answer = client.get(f"{ROOM}/{gone}")
    page = unescape(answer.content.decode())
    assert answer.status_code == 404
    assert "<bdi>Stomata</bdi> was taken out of the tree on" in page
    assert f'class="button" href="{ROOM}"' in page


def test_a_merged_concept_leads_to_where_it_went(client: Client, topic: Topic) -> None:
    gone, there, root = named("Stomata"), named("Rubisco"), named("Photosynthesis")
    edit(topic, Merge(gone, there))
    assert client.get(f"{ROOM}/{gone}")["Location"] == f"{ROOM}/{there}"
    edit(topic, Merge(there, root))
    assert client.get(f"{ROOM}/{gone}")["Location"] == ROOM


@pytest.mark.usefixtures("topic")
def test_what_was_never_there_is_not_found_in_words(client: Client) -> None:
    answer = client.get(f"{ROOM}/01234567-89ab-7cde-8f01-23456789abcd")
    assert answer.status_code == 404
    assert "not in the tree any more" in answer.content.decode()


def test_somebody_elses_gone_concept_is_as_good_as_none(bobs: Client, topic: Topic) -> None:
    gone = named("Stomata")
    edit(topic, Remove(gone))
    assert "taken out of the tree" not in bobs.get(f"{ROOM}/{gone}").content.decode()
