from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from sapere.accounts.models import Person
from sapere.kit.ids import content_hash
from sapere.research.ports import Store
from sapere.topics import actions, queries
from sapere.topics.actions import Terms
from sapere.topics.actions.examples import show_as_example
from sapere.topics.models import Concept, Page, Run, Snapshot, Topic
from sapere.topics.shares import Share
from tests.doubles.belongings import SECRET, Belongings, belongings

SHARE = "/topics/guttation/share"
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


@pytest.fixture
def alices(alice: Person, store: Store) -> Belongings:
    one = belongings(alice, store)
    Share.objects.all().delete()
    return one


def page(client: Client, address: str = SHARE, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return re.sub(r"\s+", " ", html.unescape(answer.content.decode()))


def made(client: Client, **terms: str) -> str:
    """The page after a link was made."""
    answer = client.post(SHARE, {"days": "30", **terms})
    assert answer.status_code == 302, answer.content.decode()
    return page(client)


def test_a_new_link_is_shown_once(client: Client, alices: Belongings) -> None:
    shown = made(client, label="For Eve", days="7")
    found = re.search(r'readonly dir="ltr" value="http://testserver/shared/([^"]+)"', shown)
    assert found
    link = Share.objects.get(token_sha256=content_hash(found[1]))
    assert (link.label, link.whole) == ("For Eve", False)
    assert timedelta(days=6) < link.ends_at - timezone.now() <= timedelta(days=7)
    again = page(client)
    assert found[1] not in again
    assert "For Eve" in again
    assert "not opened yet" in again
    assert client.get(f"/shared/{found[1]}").status_code == 200
    assert "opened 1 time, last" in page(client)


def test_the_cookie_between_goes_to_that_page_alone(client: Client, alices: Belongings) -> None:
    cookie = client.post(SHARE, {"days": "1"}).cookies["sapere-link"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (SHARE, True, "Strict")


@pytest.mark.parametrize("days", ["0", "2", "-1", "1e9", "", "٣", "99999999999", "7; drop"])
def test_other_spans_are_refused_with_what_was_typed(client: Client, alices: Belongings, days: str) -> None:
    answer = client.post(SHARE, {"label": "For Eve", "days": days})
    assert answer.status_code == 400
    assert 'value="For Eve"' in answer.content.decode()
    assert not Share.objects.exists()


@pytest.mark.parametrize(
    "label", [HOSTILE, "\u202eevil", "a" * 100, "\x00nul\x07", "  much   space  ", "🌱" * 9]
)
def test_a_label_is_text(client: Client, alices: Belongings, label: str) -> None:
    made(client, label=label)
    shown = client.get(SHARE).content.decode()
    assert "<script>alert" not in shown
    assert "\0" not in Share.objects.get().label


def test_a_label_may_be_too_long(client: Client, alices: Belongings) -> None:
    assert client.post(SHARE, {"label": "a" * 100_000, "days": "1"}).status_code == 400


def test_links_are_revoked_one_by_one_and_all(client: Client, alices: Belongings) -> None:
    for label in ("one", "two", "three"):
        made(client, label=label)
    first = Share.objects.get(label="one")
    client.post(f"{SHARE}/{first.pk}/revoke")
    shown = page(client)
    assert "1 link that leads nowhere any more" in shown
    assert shown.count(">Revoke<") == 2
    client.post(f"{SHARE}/revoke")
    assert "3 links that lead nowhere any more" in page(client)
    assert not Share.objects.filter(revoked_at=None).exists()


def test_an_ended_link_is_listed_as_ended(client: Client, alices: Belongings) -> None:
    made(client)
    Share.objects.update(ends_at=timezone.now() - timedelta(days=1))
    assert re.search(r"ended \d+ \w+ \d{4}", page(client))


def test_a_topic_has_room_for_so_many_links(client: Client, alices: Belongings) -> None:
    for _ in range(100):
        actions.share_topic(alices.owner, alices.topic)
    assert client.post(SHARE, {"days": "1"}).status_code == 400


def test_an_own_document_is_asked_about(client: Client, alices: Belongings) -> None:
    alices.topic.sources.update(url="file:///home/a.txt", agent="library")
    assert "whole text of the 2 documents of your own" in page(client)
    made(client, whole="on")
    assert Share.objects.get().whole


def test_what_is_shared_is_copied(bobs: Client, bob: Person, alices: Belongings, store: Store) -> None:
    token = actions.share_topic(alices.owner, alices.topic, Terms(whole=True)).token
    assert f"/copy/{token}" in page(bobs, f"/shared/{token}")
    assert "with its 10 concepts, their pages and 2 sources." in page(bobs, f"/copy/{token}")
    answer = bobs.post(f"/copy/{token}")
    copy, original = queries.topic(bob, "guttation"), alices.topic
    assert answer["Location"] == "/topics/guttation/explore"
    assert copy.owner == bob
    assert copy.visibility == Topic.Visibility.PRIVATE
    for kind in (Concept, Page):
        named = "topic" if kind is Concept else "concept__topic"
        assert (
            kind._default_manager.filter(**{named: copy}).count()
            == kind._default_manager.filter(**{named: original}).count()
        )
    assert {one.snapshot_id for one in queries.sources(copy)} == {
        one.snapshot_id for one in queries.sources(original)
    }
    assert not copy.notes.exists()
    assert not copy.threads.exists()
    assert not copy.shares.exists()
    for address in (answer["Location"], "/topics/guttation/map", "/topics"):
        assert SECRET not in page(bobs, address)


def test_a_copy_is_quoted_and_found_like_its_original(
    bobs: Client, bob: Person, alices: Belongings, store: Store
) -> None:
    token = actions.share_topic(alices.owner, alices.topic, Terms(whole=True)).token
    bobs.post(f"/copy/{token}")
    shown = bobs.get("/topics/guttation/explore").content.decode()
    marks = re.findall(r'class="cite \w+" href="([^"]+)#p\d+"', shown)
    assert marks
    assert all(bobs.get(one.replace("&amp;", "&")).status_code == 200 for one in marks)
    answered = bobs.post("/topics/guttation/ask", {"question": "What are stomata?"}, follow=True)
    assert "Stomata are pores" in html.unescape(answered.content.decode())
    run = Run.objects.get(owner=bob, kind=Run.Kind.LIBRARY)
    assert run.order["indexed"] == str(queries.topic(bob, "guttation").pk)


def test_a_copy_tells_nothing_of_where_the_owners_documents_lie(
    bobs: Client, bob: Person, alices: Belongings
) -> None:
    for source in alices.topic.sources.all():
        source.detail = {**source.detail, "url": f"file:///home/{SECRET}.txt", "also_at": [f"/x/{SECRET}"]}
        source.url, source.agent = source.detail["url"], "library"
        source.save()
    token = actions.share_topic(alices.owner, alices.topic, Terms(whole=True)).token
    bobs.post(f"/copy/{token}")
    copy = queries.topic(bob, "guttation")
    assert SECRET not in str(list(copy.sources.values())) + str(list(copy.runs.values()))


def test_a_topic_with_own_documents_is_not_copied_unless_they_may_be_had(
    bobs: Client, alices: Belongings
) -> None:
    alices.topic.sources.update(url="file:///home/a.txt", agent="library")
    token = actions.share_topic(alices.owner, alices.topic).token
    assert "Copy to my topics" not in page(bobs, f"/shared/{token}")
    assert bobs.post(f"/copy/{token}").status_code == 404


def test_an_example_is_copied(bobs: Client, bob: Person, alices: Belongings) -> None:
    show_as_example(alices.topic.pk)
    assert "/topics/guttation/copy" in page(bobs, "/topics/guttation/explore")
    bobs.post("/topics/guttation/copy")
    assert queries.topic(bob, "guttation-2").owner == bob


def test_a_copy_hides_no_example_and_is_made_once(bobs: Client, alices: Belongings) -> None:
    show_as_example(alices.topic.pk)
    copy = bobs.post("/topics/guttation/copy")["Location"]
    assert "/topics/guttation/copy" in page(bobs, "/topics/guttation/explore")
    assert bobs.get("/topics/guttation/copy")["Location"] == copy
    assert bobs.post("/topics/guttation/copy")["Location"] == copy
    Topic.objects.filter(slug="guttation-2").update(slug="guttation")  # as copies of earlier days are called
    assert bobs.get("/topics/guttation/copy")["Location"] == "/topics/guttation/explore"


def test_it_says_who_sees_an_example(client: Client, alices: Belongings) -> None:
    assert "Nobody but you sees it." in page(client)
    show_as_example(alices.topic.pk)
    shown = page(client)
    assert "whoever can open this Sapere may read it" in shown and "Nobody but you" not in shown


def test_notes_are_counted_in_every_room(client: Client, alices: Belongings) -> None:
    assert all(
        "Notes (1)" in page(client, f"/topics/guttation/{room}") for room in ("explore", "share", "update")
    )


def test_what_goes_with_a_topic_is_said_first(client: Client, alices: Belongings) -> None:
    shown = page(client, "/topics/guttation/delete")
    assert "10 concepts, 10 pages, 2 sources" in shown
    assert "1 note of yours, 1 card, 1 bookmark" in shown
    assert client.post("/topics/guttation/delete").status_code == 400
    assert Topic.objects.exists()


def test_everything_of_it_goes(client: Client, alices: Belongings) -> None:
    token = actions.share_topic(alices.owner, alices.topic).token
    texts = {one.snapshot_id for one in queries.sources(alices.topic)}
    assert client.post("/topics/guttation/delete", {"sure": "on"})["Location"] == "/topics"
    assert "“Guttation” is deleted." in page(client, "/topics")
    assert not Topic.objects.exists()
    assert client.get(f"/shared/{token}").status_code == 404
    run = Run.objects.get(kind=Run.Kind.LIBRARY)
    assert set(run.order["texts"]) == texts
    assert Snapshot.objects.filter(pk__in=texts).count() == len(texts)  # until the worker has done it


def test_a_topic_that_grows_is_not_deleted(client: Client, alices: Belongings) -> None:
    Run.objects.filter(topic=alices.topic).update(state=Run.State.RUNNING)
    assert "disabled" in page(client, "/topics/guttation/delete")
    assert client.post("/topics/guttation/delete", {"sure": "on"}).status_code == 400
    assert Topic.objects.exists()
