from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.template.loader import render_to_string
from django.test import Client

from sapere.accounts.models import Person
from sapere.research.ports import Store
from sapere.research.shapes import Depth, Order, decode
from sapere.topics import actions
from sapere.topics.estimating import Estimate, Spread
from sapere.topics.models import Page, Run, Topic
from tests.doubles.seeded import seed


@pytest.mark.django_db
def test_a_first_visit_shows_no_headings_of_returning(client: Client) -> None:
    page = client.get("/").content.decode()
    assert "What do you want to learn?" in page
    assert "Continue" not in page
    assert "Open a finished one" not in page


def test_a_topic_becomes_a_run(client: Client, alice: Person) -> None:
    answer = client.post("/", {"topic": "  asyncio ", "depth": "quick", "reach": "offline"})
    run = Run.objects.get(owner=alice)
    order = decode(Order, run.order)
    assert answer["Location"] == f"/runs/{run.pk}"
    assert (order.topic, order.depth, order.offline) == ("asyncio", Depth.QUICK, True)


@pytest.mark.django_db
@pytest.mark.parametrize("topic", ["", "   ", "x" * 10_000, "\x00\x01\x02", "🙂🙂", "\u200b"])
def test_what_is_no_topic_is_said_inline_and_nothing_is_lost(client: Client, topic: str) -> None:
    answer = client.post("/", {"topic": topic, "depth": "deep"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'id="topic-error"' in page
    assert 'aria-invalid="true"' in page
    assert re.search(r'<input[^>]* value="deep"[^>]* checked', page)
    assert not Run.objects.exists()


def test_what_one_has_already_is_offered_not_made_again(client: Client, alice: Person, store: Store) -> None:
    seed(alice, store)
    answer = client.post("/", {"topic": "PHOTOSYNTHESIS"})
    assert answer.status_code == 409
    assert "You already have" in answer.content.decode()
    assert Run.objects.count() == 1


def test_researching_it_again_is_a_new_run_of_the_same_topic(
    client: Client, alice: Person, store: Store
) -> None:
    seed(alice, store)
    client.post("/", {"topic": "photosynthesis", "update": "1"})
    assert (Run.objects.count(), Topic.objects.count()) == (2, 1)


def test_examples_are_for_everybody_and_private_topics_are_not(
    bobs: Client, alice: Person, store: Store
) -> None:
    run = seed(alice, store, topic="Tea")
    seed(alice, store, topic="Secret")
    Topic.objects.filter(runs=run).update(visibility="example")
    page = bobs.get("/").content.decode()
    assert "Tea" in page
    assert "Secret" not in page


@pytest.mark.django_db
def test_choices_nobody_offered_open_the_choices(client: Client) -> None:
    answer = client.post("/", {"topic": "tea", "depth": "endless"})
    assert answer.status_code == 400
    assert '<details class="choices" open>' in answer.content.decode()


def test_the_list_of_topics_shows_ones_own_and_the_examples_to_everybody(
    bobs: Client, alice: Person, store: Store
) -> None:
    seed(alice, store)
    assert "Photosynthesis" in Client().get("/topics").content.decode()
    assert "Ask for the first one" in bobs.get("/topics").content.decode()
    Topic.objects.update(visibility="example")
    assert "Photosynthesis" in bobs.get("/topics").content.decode()


def test_own_topics_are_offered_while_one_types(client: Client, alice: Person, store: Store) -> None:
    seed(alice, store)
    page = client.get("/").content.decode()
    assert 'list="titles"' in page
    assert '<option value="Photosynthesis"></option>' in page


def _shown(*found: Estimate) -> str:
    estimates = list(zip(["quick", "standard", "deep"], found, strict=False))
    page = render_to_string("home/estimates.html", {"estimates": estimates})
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page)).strip()


def test_without_a_model_no_costs_are_spoken_of(client: Client, alice: Person) -> None:
    assert "estimates" not in client.get("/").content.decode()


def test_beside_the_form_stands_what_a_topic_will_cost() -> None:
    minutes, usd = Spread(1, 2, 3), Spread(0.02, 0.03, 0.05)
    one = Estimate("openai:gpt-test", 40, 90_000, 12_000, usd, minutes, error=0.18, compared=5)
    assert _shown(one, replace(one, usd=Spread(0.1, 0.2, 0.3))) == (
        "A topic written by openai:gpt-test costs about $0.03 (quick), $0.20 (standard)."
        " The last 5 estimates were within 20 %."
    )
    assert _shown(replace(one, error=75.1)).endswith("The last 5 estimates were far off.")
    assert _shown(replace(one, usd=None)) == "Nobody knows what openai:gpt-test costs. 40 calls (quick)."


def _listed(client: Client) -> str:
    page = client.get("/topics").content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", page[page.index('<ul class="mine">') :]).split())


def test_a_topic_whose_update_found_nothing_is_listed_with_its_pages(
    client: Client, alice: Person, store: Store
) -> None:
    seed(alice, store)
    run = actions.update_topic(alice, "photosynthesis")
    actions.finish(run.pk, "empty")
    assert "10 pages · last update found nothing" in _listed(client)
    Run.objects.filter(pk=run.pk).update(state="failed")
    assert "10 pages · last update broke off" in _listed(client)
    Page.objects.all().delete()
    assert "Photosynthesis broke off" in _listed(client)


def test_an_outline_has_no_pages_and_opens(client: Client, alice: Person, store: Store) -> None:
    seed(alice, store)
    Page.objects.all().delete()
    Run.objects.all().delete()
    assert "Photosynthesis not researched yet" in _listed(client)
    assert 'href="/topics/photosynthesis/explore"' in client.get("/topics").content.decode()
