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
from tests.doubles.authored import drafted
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
    assert "Waiting for its turn" in client.get(f"/runs/{run.pk}").content.decode()


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


def test_agents_are_called_in_the_readers_language(client: Client, half: Run) -> None:
    page = client.get(f"/runs/{half.pk}", headers={"Accept-Language": "ar"}).content.decode()
    assert "<b>المكتبة</b>" in page and '<span class="why">المكتبة</span>' in page
    assert "<b>library</b>" in client.get(f"/runs/{half.pk}").content.decode()


def test_another_meaning_of_the_name_is_a_topic_of_its_own(client: Client, half: Run) -> None:
    meanings = [{"title": "Mercury (planet)", "gloss": ""}, {"title": "Mercury (element)", "gloss": "metal"}]
    actions.tell(half.pk, Kind.NOTE, {"text": "Taken as the planet.", "meanings": meanings})
    page = client.get(f"/runs/{half.pk}").content.decode()
    assert 'name="topic" value="Mercury (element)"' in page
    assert 'value="Mercury (planet)"' not in page


SPENT = {"usd": 0.4968, "calls": 14, "input_tokens": 31_204, "output_tokens": 4_310, "of_usd": 0.5}
USED_UP = "The run's budget of $0.50 is used up."


def test_the_cost_so_far_stands_beside_its_cap(client: Client, half: Run) -> None:
    actions.tell(half.pk, Kind.COST, SPENT)
    page = client.get(f"/runs/{half.pk}").content.decode()
    assert '<b class="figure">$0.50</b> so far of $0.50' in page
    assert "14 calls · 35,514 tokens" in page


def test_without_a_cap_or_a_price_the_cost_is_told_as_it_is(client: Client, half: Run) -> None:
    actions.tell(half.pk, Kind.COST, {**SPENT, "usd": 0.0, "of_usd": 0.0, "unpriced": 14})
    page = client.get(f"/runs/{half.pk}").content.decode()
    assert '<b class="figure">$0</b> so far' in page
    assert "the price of 14 is not known" in page
    assert "<meter" not in page


def test_at_the_end_of_the_money_one_can_read_and_raise_it(client: Client, half: Run) -> None:
    actions.tell(half.pk, Kind.COST, SPENT)
    actions.finish(half.pk, "stopped", USED_UP, budget=True)
    page = client.get(f"/runs/{half.pk}").content.decode()
    assert USED_UP in page.replace("&#x27;", "'")
    assert "Every page can be read" in page
    assert (
        'name="budget" type="number" inputmode="decimal" min="0.000001" step="any" value="1" required' in page
    )
    assert client.post(f"/runs/{half.pk}/retry", {"budget": " 1.25 "})["Location"] == f"/runs/{half.pk}"
    half.refresh_from_db()
    assert (half.state, half.order["budget"]) == (Run.State.QUEUED, 1.25)


def test_a_cap_that_is_not_the_runs_own_is_not_raised_here(client: Client, half: Run) -> None:
    actions.tell(half.pk, Kind.COST, {**SPENT, "of_usd": 0.0})
    actions.finish(half.pk, "stopped", "Your budget of $1 a day is used up.", budget=True)
    page = client.get(f"/runs/{half.pk}").content.decode()
    assert 'name="budget"' not in page
    assert "Go on from here" in page


@pytest.mark.parametrize("given", ["a lot", "-1", "1e9", "NaN", "0x10", "1,5", "9" * 400])
def test_what_is_no_sum_of_dollars_is_refused_and_nothing_changes(
    client: Client, half: Run, given: str
) -> None:
    actions.finish(half.pk, "stopped", USED_UP, budget=True)
    answer = client.post(f"/runs/{half.pk}/retry", {"budget": given})
    assert answer.status_code == 400
    assert "no sum of dollars" in answer.content.decode()
    half.refresh_from_db()
    assert half.state == Run.State.STOPPED


def test_drafts_are_links_and_say_that_they_are_quoted_for_now(
    client: Client, alice: Person, store: Store
) -> None:
    run = drafted(alice, store)
    page = client.get(f"/runs/{run.pk}").content.decode()
    assert "0 of 10 pages written, 10 can be read as quotes" in page
    assert page.count("quoted for now") == 9


def test_why_pages_stay_quoted_is_said_once_for_all_of_them(client: Client, half: Run) -> None:
    for n in range(3):
        told = {"concept": str(uuid.uuid4()), "sentences": n, "first": False, "fallback": "a:b: It is away."}
        actions.tell(half.pk, Kind.PAGE, told)
    page = client.get(f"/runs/{half.pk}").content.decode()
    assert "3 pages stay quoted, because no model could write them:" in page
    assert page.count("a:b: It is away.") == 1


def test_what_was_estimated_before_is_said_beside_what_it_costs(client: Client, alice: Person) -> None:
    was = {"calls": 64, "usd": {"low": 0.04, "likely": 0.06, "high": 0.09}}
    run = actions.open_topic(alice, Order("Estimated"), estimate=was)
    page = client.get(f"/runs/{run.pk}").content.decode()
    assert "Estimated before: $0.04 to $0.09 · 64 calls" in page


def test_after_an_update_that_found_nothing_the_topic_is_as_it_was(
    client: Client, alice: Person, store: Store
) -> None:
    before = seed(alice, store)
    run = actions.update_topic(alice, "photosynthesis")
    actions.finish(run.pk, "empty")
    page = client.get(f"/runs/{run.pk}").content.decode()
    assert "Your topic is as it was." in page
    assert 'id="open-topic" href="/topics/photosynthesis/explore"' in page
    assert "No tree grew." not in page
    assert "None was read." in page and "/sources/" not in page
    assert "Your topic is as it was." not in client.get(f"/runs/{before.pk}?stay").content.decode()


def test_as_many_sources_are_listed_as_are_counted(client: Client, alice: Person, store: Store) -> None:
    run = seed(alice, store)
    run.events.filter(kind=Kind.SOURCE).delete()  # what is kept already is read without a word
    page = client.get(f"/runs/{run.pk}?stay").content.decode()
    part = page[page.index('data-part="sources"') :]
    assert '<span class="figure">2</span>' in part and part.count('<a id="s-') == 2
