from __future__ import annotations

import asyncio
import uuid

import pytest
from django.test import AsyncClient, Client

from sapere.accounts.models import Person
from sapere.research.ports import Store
from sapere.research.progress import Kind
from sapere.research.shapes import Order
from sapere.topics import actions
from sapere.topics.models import Run
from tests.doubles.seeded import seed


@pytest.fixture
def half(alice: Person, store: Store) -> Run:
    """A run that has its first page and goes on."""
    run = seed(alice, store, finished=False)
    actions.take(run.pk, "worker")
    return run


def test_the_page_tells_all_that_is_known(client: Client, half: Run) -> None:
    page = client.get(f"/runs/{half.pk}").content.decode()
    assert "Read the first page" in page
    assert "Nothing there is about this." in page
    assert "The file holds pictures of pages and no text." in page
    assert "Electron transport" in page
    assert '<meta http-equiv="refresh" content="3">' in page


def test_a_finished_run_leads_to_its_topic_unless_one_stays(
    client: Client, alice: Person, store: Store
) -> None:
    run = seed(alice, store)
    assert client.get(f"/runs/{run.pk}")["Location"] == "/topics/photosynthesis/explore"
    page = client.get(f"/runs/{run.pk}?stay").content.decode()
    assert "10 pages from 2 sources" in page
    assert "refresh" not in page


def test_stopping_keeps_what_exists(client: Client, half: Run) -> None:
    assert client.post(f"/runs/{half.pk}/stop")["Location"] == f"/runs/{half.pk}"
    half.refresh_from_db()
    assert half.stop_requested
    assert "what exists is kept" in client.get(f"/runs/{half.pk}").content.decode()


def test_a_failed_run_says_why_and_can_go_on(client: Client, half: Run) -> None:
    actions.finish(half.pk, "failed", "The disk is full.")
    page = client.get(f"/runs/{half.pk}").content.decode()
    assert "The disk is full." in page
    assert "Go on from here" in page
    client.post(f"/runs/{half.pk}/retry")
    half.refresh_from_db()
    assert half.state == Run.State.QUEUED


def test_a_failed_reading_of_the_library_says_so_and_leads_back(client: Client, alice: Person) -> None:
    run = actions.open_library_run(alice, ["/home/learner/biology"])
    actions.take(run.pk, "worker")
    actions.finish(run.pk, "failed", "There is no /home/learner/biology.")
    page = client.get(f"/runs/{run.pk}").content.decode()
    assert "What was read before is in your library." in page
    assert "written is saved" not in page
    assert '<a href="/library">Your library</a>' in page


def test_the_few_files_that_could_not_be_read_are_named_at_once(client: Client, alice: Person) -> None:
    run = actions.open_library_run(alice, ["/home/learner/biology"])
    told = {
        "locator": "x.png",
        "title": "x.png",
        "agent": "library",
        "state": "unread",
        "reason": "A picture.",
    }
    actions.tell(run.pk, Kind.SOURCE, told)
    assert 'id="unread" open' in client.get(f"/runs/{run.pk}").content.decode()


def test_retrying_what_still_goes_on_is_refused_in_words(client: Client, half: Run) -> None:
    answer = client.post(f"/runs/{half.pk}/retry")
    assert answer.status_code == 400
    assert "still going on" in answer.content.decode()


@pytest.mark.parametrize("way", ["", "/state", "/events", "/stop", "/retry"])
def test_somebody_elses_run_is_not_there(bobs: Client, half: Run, way: str) -> None:
    asked = bobs.post if way in ("/stop", "/retry") else bobs.get
    assert asked(f"/runs/{half.pk}{way}").status_code == 404


@pytest.mark.django_db
def test_a_run_that_never_was_is_not_there(client: Client) -> None:
    assert client.get(f"/runs/{uuid.uuid4()}").status_code == 404


def test_before_a_worker_takes_it_it_waits(client: Client, alice: Person) -> None:
    run = actions.open_topic(alice, Order(topic="tea"))
    assert "Waiting for a free worker" in client.get(f"/runs/{run.pk}").content.decode()


async def _sent(path: str, **headers: str) -> str:
    answer = await AsyncClient().get(path, headers=headers)
    assert answer["Content-Type"].startswith("text/event-stream")
    assert answer["X-Accel-Buffering"] == "no"
    return b"".join([part async for part in answer]).decode()  # type: ignore[attr-defined]


@pytest.mark.django_db(transaction=True)
def test_the_stream_sends_the_state_and_ends_with_the_run(alice: Person, store: Store) -> None:
    run = seed(alice, store)
    sent = asyncio.run(_sent(f"/runs/{run.pk}/events"))
    last = run.events.count()
    assert f"id: {last}\nevent: state\ndata: " in sent
    assert sent.endswith(f"id: {last}\nevent: end\ndata: \n\n")


def test_a_panel_of_services_tells_what_each_did_and_why_not(client: Client, half: Run) -> None:
    refused = "PubMed refuses to answer (403)."
    services = [
        {"name": "arXiv", "status": "ok", "found": 4, "seconds": 0.4, "reason": ""},
        {"name": "PubMed", "status": "failed", "found": 0, "seconds": 0.2, "reason": refused},
    ]
    told = {"name": "academic", "status": "ok", "found": 4, "kept": 3, "reason": refused, "queries": ["leaf"]}
    actions.tell(half.pk, Kind.AGENT, {**told, "services": services})
    page = client.get(f"/runs/{half.pk}").content.decode()
    assert "4 found, 3 kept" in page
    assert page.count(refused) == 1
    assert '<q dir="auto">leaf</q>' in page


def test_another_meaning_of_the_name_is_a_topic_of_its_own(client: Client, half: Run) -> None:
    meanings = [{"title": "Mercury (planet)", "gloss": ""}, {"title": "Mercury (element)", "gloss": "metal"}]
    actions.tell(half.pk, Kind.NOTE, {"text": "Taken as the planet.", "meanings": meanings})
    page = client.get(f"/runs/{half.pk}").content.decode()
    assert 'name="topic" value="Mercury (element)"' in page
    assert 'value="Mercury (planet)"' not in page
