from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from sapere.accounts.models import Person
from sapere.research.growing.edits import Rename
from sapere.research.ports import Store
from sapere.topics import actions, history, queries
from sapere.topics.actions.planting import grown
from sapere.topics.models import Concept, Run, Topic
from tests.doubles.seeded import seed

TREE = "/topics/photosynthesis/tree"
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


@pytest.fixture
def run(alice: Person, store: Store) -> Run:
    return seed(alice, store)


@pytest.fixture
def topic(run: Run) -> Topic:
    return Topic.objects.get(runs=run)


def named(title: str) -> Concept:
    return Concept.objects.get(title=title)


def do(client: Client, topic: Topic, of: str, /, **form: object) -> str:
    """Sends one of a concept's forms; the page that comes of it, whose first line is its status."""
    seen = form.pop("seen", history.seen(topic))
    answer = client.post(f"{TREE}/{named(of).pk}", {"seen": seen, **form}, follow=True)
    return f"{answer.status_code}\n{unescape(answer.content.decode())}"


def titles(topic: Topic) -> list[str]:
    return [f"{'-' * one.depth}{one.title}" for one in queries.concepts(topic)]


def test_the_tree_is_a_list_of_links_and_buttons(client: Client, topic: Topic) -> None:
    page = client.get(TREE).content.decode()
    for one in queries.concepts(topic):
        assert f'href="{TREE}/{one.pk}"' in page
    assert page.count(':earlier"') == page.count(':later"') == len(queries.concepts(topic)) - 1


def test_a_concept_goes_one_place_further(client: Client, topic: Topic) -> None:
    first, second = topic.concepts.filter(depth=1).order_by("position")[:2]
    answer = client.post(TREE, {"seen": 0, "step": f"{first.pk}:later"}, follow=True)
    assert "Done: Move" in answer.content.decode()
    assert [str(one) for one in topic.concepts.filter(depth=1).values_list("pk", flat=True)[:2]] == [
        str(second.pk),
        str(first.pk),
    ]


@pytest.mark.parametrize("step", ["", "x", "x:later", "01234567-89ab-7cde-8f01-23456789abcd:later"])
def test_a_step_of_nothing_is_refused(client: Client, topic: Topic, step: str) -> None:
    answer = client.post(TREE, {"seen": 0, "step": step})
    assert answer.status_code == 400
    assert history.last_edit(topic) is None


def test_a_concept_is_renamed_moved_merged_and_removed(client: Client, topic: Topic) -> None:
    assert "Done: Rename" in do(client, topic, "Stomata", do="rename", title="Pores")
    below = str(named("Calvin cycle").pk)
    assert "Done: Move" in do(client, topic, "Pores", do="move", parent=below, place="1")
    assert "Done: Merge" in do(client, topic, "Rubisco", do="merge", into=below)
    assert "Done: Remove" in do(client, topic, "Gas exchange", do="remove")
    assert [one for one in titles(topic) if one.startswith("--")][-1] == "--Pores"
    assert "-Gas exchange" not in titles(topic)


def test_an_added_concept_is_written_from_the_topics_own_sources(client: Client, topic: Topic) -> None:
    do(client, topic, "Gas exchange", do="add", title="Guard cells")
    page = queries.page(named("Guard cells"))
    assert page is not None
    assert "guard cells" in str(page.sections).casefold()


def test_it_is_said_where_nothing_speaks_of_an_added_concept(client: Client, topic: Topic) -> None:
    assert "Nothing in the sources speaks of it" in do(
        client, topic, "Gas exchange", do="add", title="Fjords of Norway"
    )
    room = client.get(f"/topics/photosynthesis/explore/{named('Fjords of Norway').pk}").content.decode()
    assert "No sentence about this passed the check" in room


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ({"do": "rename", "title": " "}, "needs a name"),
        ({"do": "rename", "title": "x" * 301}, "at most 300"),
        ({"do": "rename", "title": "Water loss"}, "already"),
        ({"do": "move", "parent": "nowhere"}, "Choose a concept"),
        ({"do": "move", "parent": "01234567-89ab-7cde-8f01-23456789abcd"}, "not in the tree"),
        ({"do": "move", "parent": "", "place": "x"}, "Choose a concept"),
        ({"do": "merge", "into": ""}, "Choose a concept"),
        ({"do": "paint"}, "does not say"),
        ({}, "does not say"),
    ],
)
def test_what_cannot_be_done_is_said_and_what_was_typed_stays(
    client: Client, topic: Topic, form: dict[str, str], why: str
) -> None:
    page = do(client, topic, "Stomata", **form)
    assert page.startswith("400")
    assert why in page
    assert form.get("title", "") in page
    assert history.last_edit(topic) is None


@pytest.mark.parametrize("place", ["x", "0", "-1", "1.5", "9" * 30])
def test_a_place_that_is_none(client: Client, topic: Topic, place: str) -> None:
    parent = str(named("Calvin cycle").pk)
    assert "A place is a number" in do(client, topic, "Stomata", do="move", parent=parent, place=place)


def test_the_field_of_a_bad_place_is_marked(client: Client, topic: Topic) -> None:
    page = do(client, topic, "Stomata", do="move", parent=str(named("Calvin cycle").pk), place="x")
    assert re.search(r'<input id="place"[^>]* aria-invalid="true" autofocus', page)
    assert page.count("aria-invalid") == 1


def test_a_concept_does_not_take_the_name_of_the_one_above(client: Client, topic: Topic) -> None:
    page = do(client, topic, "Stomata", do="rename", title="gas EXCHANGE")
    assert page.startswith("400")
    assert "is called “Gas exchange” already" in page


def test_what_was_done_can_be_taken_back_beside_its_message(client: Client, topic: Topic) -> None:
    parent = named("Gas exchange")
    page = do(client, topic, "Gas exchange", do="move", parent=str(parent.parent_id), place="1")
    told = re.search(r'<div class="told">.*?</div>', page, re.DOTALL)
    assert told and "Move “\u2068Gas exchange\u2069” to place 1" in told[0]
    assert "/tree/undo" in told[0]


def test_a_concept_cannot_be_put_below_itself(client: Client, topic: Topic) -> None:
    inner = str(named("Stomata").pk)
    assert "below itself" in do(client, topic, "Gas exchange", do="move", parent=inner, place="")


def test_the_topic_itself_cannot_be_removed(client: Client, topic: Topic) -> None:
    assert "cannot be removed" in do(client, topic, topic.title, do="remove")
    assert 'value="remove"' not in client.get(f"{TREE}/{named(topic.title).pk}").content.decode()


def test_of_two_windows_the_stale_one_is_told_what_it_asked_for(client: Client, topic: Topic) -> None:
    do(client, topic, "Stomata", do="rename", title="Pores")
    page = do(client, topic, "Rubisco", do="remove", seen=0)
    assert page.startswith("409")
    assert "another window" in page
    assert "Remove “\u2068Rubisco\u2069”" in page
    assert "Rename “\u2068Stomata\u2069” to “\u2068Pores\u2069”" in page
    assert named("Rubisco").title


def test_a_form_without_its_number_is_stale(client: Client, topic: Topic) -> None:
    assert do(client, topic, "Rubisco", do="remove", seen="x").startswith("409")


def test_the_last_edit_is_taken_back(client: Client, topic: Topic) -> None:
    before = titles(topic)
    do(client, topic, "Gas exchange", do="remove")
    answer = client.post(f"{TREE}/undo", {"seen": history.seen(topic)}, follow=True)
    assert "Taken back: Remove" in answer.content.decode()
    assert titles(topic) == before
    assert client.post(f"{TREE}/undo", {"seen": 0}).status_code == 400
    assert client.post(f"{TREE}/undo", {"seen": 7}).status_code == 409


@pytest.mark.parametrize("title", ["ب" * 300, "光合成の仕組み", HOSTILE, "a\u202eb\u2066c"])
def test_any_name_is_shown_as_it_is_and_does_nothing(client: Client, topic: Topic, title: str) -> None:
    do(client, topic, "Stomata", do="rename", title=title)
    kept = "abc" if "\u202e" in title else title
    for address in (TREE, f"{TREE}/{named(kept).pk}", f"/topics/photosynthesis/explore/{named(kept).pk}"):
        page = client.get(address).content.decode()
        assert kept in unescape(page)
        assert "<script>alert" not in page
        assert "\u202e" not in page


@pytest.mark.usefixtures("topic")
@pytest.mark.parametrize("address", ["", "/undo", "/{}"])
def test_nobody_else_edits_the_tree(client: Client, bobs: Client, topic: Topic, address: str) -> None:
    Topic.objects.update(visibility=Topic.Visibility.EXAMPLE)
    place = TREE + address.format(named("Stomata").pk)
    assert bobs.post(place, {"seen": 0, "do": "remove"}).status_code == 404
    if "undo" not in address:
        assert bobs.get(place).status_code == 404
    assert named("Stomata").title
    assert TREE not in bobs.get("/topics/photosynthesis/explore").content.decode()


def test_a_form_from_elsewhere_changes_nothing(topic: Topic) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"{TREE}/{named('Stomata').pk}", {"seen": 0, "do": "remove"}).status_code == 403
    assert history.last_edit(topic) is None


def test_the_room_leads_to_the_tree_for_its_owner(client: Client, topic: Topic) -> None:
    assert f'href="{TREE}"' in client.get("/topics/photosynthesis/explore").content.decode()


def test_an_edit_while_the_research_goes_on(client: Client, alice: Person, store: Store) -> None:
    run = seed(alice, store, finished=False)
    topic = Topic.objects.get(runs=run)
    assert "Done: Rename" in do(client, topic, "Stomata", do="rename", title="Pores")
    actions.keep_tree(run, grown(Topic.objects.get(pk=topic.pk)))
    assert named("Pores").title


def test_an_edit_is_known_to_other_windows_at_once(client: Client, topic: Topic) -> None:
    actions.edit_tree(topic.owner, topic.slug, Rename(str(named("Stomata").pk), "Pores"), seen=0)
    page = client.get(TREE).content.decode()
    assert re.search(rf'name="seen" value="{history.seen(topic)}"', page)
    assert "Rename" in page
