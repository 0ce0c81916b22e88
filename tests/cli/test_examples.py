"""The examples of a first start leave alone what a learner has."""

from __future__ import annotations

from pathlib import Path

import pytest

from sapere.cli import examples
from sapere.cli.house import House
from sapere.research.shapes import Order
from sapere.settings import Settings
from sapere.topics import actions
from sapere.topics.models import Topic
from sapere.work.ownership import DataFolder

pytestmark = pytest.mark.django_db


def test_a_topic_of_ones_own_by_that_name_stays_ones_own(tmp_path: Path) -> None:
    house = House(Settings(data=tmp_path), DataFolder(tmp_path))
    run = actions.open_topic(house.person, Order("exceptions", model="openai:x"))
    assert not list(examples.make(_only_exceptions(house)))
    mine = Topic.objects.get(asked="exceptions")
    assert list(mine.runs.all()) == [run]
    assert mine.visibility == Topic.Visibility.PRIVATE


def test_one_that_was_begun_as_an_example_goes_on(tmp_path: Path) -> None:
    house = House(Settings(data=tmp_path), DataFolder(tmp_path))
    order = next(one for one in examples.orders() if one.topic == "Exceptions")
    actions.open_topic(house.person, order)
    assert next(examples.make(house)) == "First start: making the examples, once."


def _only_exceptions(house: House) -> House:
    """Where the other examples are there already."""
    for order in examples.orders():
        if order.topic != "Exceptions":
            topic = actions.open_topic(house.person, order).topic
            assert topic is not None
            Topic.objects.filter(pk=topic.pk).update(visibility=Topic.Visibility.EXAMPLE)
    return house
