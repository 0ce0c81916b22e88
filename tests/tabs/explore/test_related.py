from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sapere.accounts.models import Person
from sapere.research.ports import Store
from sapere.tabs.explore.related import Related, elsewhere, related
from sapere.topics import queries
from sapere.topics.models import Page, Topic
from sapere.topics.plan import Place, Plan, plan
from tests.doubles.seeded import seed


@pytest.fixture
def topic(alice: Person, store: Store) -> Topic:
    seed(alice, store)
    return queries.topic(alice, "photosynthesis")


def place(of: Plan, title: str) -> Place:
    return next(one for one in of.places if one.title == title)


def told(topic: Topic, title: str) -> dict[str, str]:
    there = plan(topic)
    return {one.title: one.why for one in related(topic, there, place(there, title))}


def test_what_builds_on_the_page_is_named(topic: Topic) -> None:
    assert told(topic, "Chlorophyll")["Calvin cycle"] == "builds on this"


def test_a_source_that_few_share_brings_two_pages_together(topic: Topic) -> None:
    assert "Rubisco" not in told(topic, "Stomata")
    notes = topic.sources.get(title="Measuring a leaf")
    for title in ("Stomata", "Rubisco"):
        page = Page.objects.get(concept__topic=topic, concept__title=title)
        page.sections[0]["sentences"][0]["citations"][0]["source"] = str(notes.pk)
        page.save()
    assert told(topic, "Stomata")["Rubisco"] == "shares 1 source"


def test_what_the_page_leads_to_anyway_is_left_out(topic: Topic) -> None:
    there = plan(topic)
    for one in there.places:
        found = {close.id for close in related(topic, there, one)}
        at = there.at[one.pk]
        near = {str(other.pk) for other in there.places[max(at - 1, 0) : at + 2]}
        below = {str(other.pk) for other in there.places if other.parent_id == one.pk}
        assert not found & (near | below | {str(need) for need in one.needs}) and len(found) <= 5


def test_it_costs_one_query_once_the_pages_are_counted(topic: Topic) -> None:
    there = plan(topic)
    related(topic, there, place(there, "Chlorophyll"))
    with CaptureQueriesContext(connection) as asked:
        related(topic, there, place(there, "Stomata"))
    assert len(asked) == 1


def test_the_same_title_in_another_topic_of_ones_own(
    alice: Person, bob: Person, store: Store, topic: Topic
) -> None:
    seed(alice, store, topic="Leaves")
    here = place(plan(topic), "Stomata")
    found: list[Related] = elsewhere(alice, topic, here)
    assert [(one.title, one.why) for one in found] == [("Stomata", "in your topic Leaves")]
    assert elsewhere(bob, topic, here) == []
