"""What looking at pages leaves behind, and how the contents show it."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sapere.accounts.models import Person
from sapere.topics import actions, notebook, queries
from sapere.topics.actions import Jotting, Quoted
from sapere.topics.models import Concept, Topic
from tests.doubles.wooded import wooded

ROOM = "/topics/photosynthesis/explore"


def page_of(one: Concept) -> str:
    return f"{ROOM}/{one.pk}"


def contents(client: Client, path: str) -> list[str]:
    """The lines of the contents, as they are read aloud."""
    page = client.get(path).content.decode()
    tree = page[page.index('<ul class="tree"') : page.index('<div id="growth"')]
    return [
        html.unescape(re.sub(r"<[^>]+>", "", line))
        for line in re.findall(r'<a id="c-.*?</a>', tree, re.DOTALL)
    ]


def test_looking_at_a_page_is_reading_it(
    client: Client, alice: Person, topic: Topic, stomata: Concept
) -> None:
    client.get(page_of(stomata))
    assert set(notebook.visits(alice, topic)) == {stomata.pk}


@pytest.mark.parametrize(
    "how", [{"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "prefetch"}, {"X-Moz": "prefetch"}]
)
def test_what_a_browser_fetches_in_advance_is_not_read(
    client: Client, alice: Person, topic: Topic, stomata: Concept, how: dict[str, str]
) -> None:
    client.get(page_of(stomata), headers=how)
    client.head(page_of(stomata))
    assert notebook.visits(alice, topic) == {}


def test_looking_again_at_once_writes_nothing(
    client: Client, alice: Person, topic: Topic, stomata: Concept
) -> None:
    client.get(page_of(stomata))
    first = notebook.visits(alice, topic)[stomata.pk]
    with CaptureQueriesContext(connection) as asked:
        client.get(page_of(stomata))
    assert not [one for one in asked if one["sql"].startswith(("INSERT", "UPDATE"))]
    actions.visit(alice, stomata.pk, timezone.now() - timedelta(minutes=2))
    client.get(page_of(stomata))
    assert notebook.visits(alice, topic)[stomata.pk] > first


def test_a_page_that_is_not_there_yet_is_not_read(
    client: Client, alice: Person, topic: Topic, stomata: Concept
) -> None:
    stomata.pages.all().delete()
    client.get(page_of(stomata))
    assert notebook.visits(alice, topic) == {}


def test_the_contents_say_what_was_read_and_marked(client: Client, alice: Person, stomata: Concept) -> None:
    actions.visit(alice, stomata.pk)
    actions.bookmark(alice, stomata.pk)
    lines = contents(client, ROOM)
    assert "Stomata, bookmarked, read" in lines
    assert "Rubisco, not read" in lines


def test_another_readers_marks_are_not_in_them(
    client: Client, bobs: Client, alice: Person, stomata: Concept
) -> None:
    Topic.objects.update(visibility="example")
    actions.visit(alice, stomata.pk)
    assert "Stomata, not read" in contents(bobs, ROOM)


@pytest.mark.usefixtures("topic")
def test_the_contents_are_searched_with_what_lies_above(client: Client) -> None:
    assert [line.partition(",")[0] for line in contents(client, f"{ROOM}?in=ELECTRON")] == [
        "1Light reactions2", "Photosystems1", "Electron transport",
    ]  # fmt: skip
    page = client.get(f"{ROOM}?in=electron").content.decode()
    assert page.count('<li class="open">') == 3


@pytest.mark.usefixtures("topic")
def test_a_branch_keeps_its_number_when_others_are_left_out(client: Client) -> None:
    assert contents(client, f"{ROOM}?in=rubisco")[0].startswith("3Calvin cycle")


@pytest.mark.usefixtures("topic")
@pytest.mark.parametrize("words", ["zebra", "\x00", "'; --", "x" * 5_000, "<script>"])
def test_words_that_no_concept_has_are_said(client: Client, words: str) -> None:
    page = client.get(ROOM, {"in": words})
    assert page.status_code == 200
    assert b"<script>" not in page.content.partition(b"<body")[2]
    assert b"No concept has these words." in page.content


def test_what_one_leaves_costs_no_query_for_each(client: Client, alice: Person) -> None:
    asked = []
    for name, concepts in (("Small", 8), ("Large", 60)):
        topic = wooded(alice, concepts, name).topic
        assert topic
        for place, one in enumerate(queries.concepts(topic)):
            actions.visit(alice, one.pk)
            actions.bookmark(alice, one.pk)
            for _ in range(place % 3):
                actions.write_note(alice, topic, Jotting("mine", one, quoted=Quoted("A forest")))
        page = f"/topics/{name.lower()}/explore/{queries.concepts(topic)[2].pk}"
        client.get(page)
        with CaptureQueriesContext(connection) as seen:
            client.get(page)
        asked.append(len(seen))
    assert asked[0] == asked[1]
