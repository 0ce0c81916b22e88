from __future__ import annotations

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from sapere.accounts.models import Person
from sapere.research.ports import Store
from sapere.topics import actions, queries
from sapere.topics.changes import PageVersion
from sapere.topics.models import Concept, Page, Run, Topic
from tests.doubles.seeded import seed

ROOM = "/topics/photosynthesis/explore"


@pytest.fixture
def page(alice: Person, store: Store) -> Page:
    """As research writes it anew: with one more sentence, and one that reads otherwise."""
    run = seed(alice, store)
    topic = Topic.objects.get(runs=run)
    actions.update_topic(alice, topic.slug)
    row = queries.page(Concept.objects.get(title="Stomata"))
    assert row is not None
    return row


def rewrite(page: Page, old: str, new: str) -> PageVersion:
    """``old`` in a sentence becomes ``new``; the older page is kept."""
    version = PageVersion.objects.create(
        concept=page.concept,
        level=page.level,
        language=page.language,
        sections=page.sections,
        writer=page.writer,
        written_at=page.written_at,
    )
    for sentence in page.sections[0]["sentences"]:
        sentence["text"] = sentence["text"].replace(old, new)
    page.save()
    return version


def history(client: Client, page: Page, query: str = "") -> str:
    return unescape(client.get(f"{ROOM}/{page.concept_id}/history{query}").content.decode())


def test_a_page_that_never_changed_says_so(client: Client, page: Page) -> None:
    assert "has not changed since" in history(client, page)


def test_versions_are_listed_and_compared_sentence_by_sentence(client: Client, page: Page) -> None:
    version = rewrite(page, "pores", "tiny mouths")
    shown = history(client, page, f"?from={version.pk}&whole")
    assert "<del>Stomata are pores" in shown
    assert "<ins>Stomata are tiny mouths" in shown
    assert "1 sentence came" in shown
    assert f"?from={version.pk}#changed" in shown
    assert "as it reads now" in shown


def test_hostile_words_are_shown_as_words(client: Client, page: Page) -> None:
    rewrite(page, "pores", "<script>alert(1)</script>")
    assert "<script>alert" not in client.get(f"{ROOM}/{page.concept_id}/history").content.decode()


@pytest.mark.parametrize("query", ["?from=0", "?from=x", "?from=999999"])
def test_a_version_that_is_none_is_not_found(client: Client, page: Page, query: str) -> None:
    rewrite(page, "pores", "mouths")
    assert client.get(f"{ROOM}/{page.concept_id}/history{query}").status_code == 404


def test_another_concepts_version_is_not_found(client: Client, page: Page) -> None:
    version = rewrite(page, "pores", "mouths")
    other = Concept.objects.get(title="Rubisco")
    assert client.get(f"{ROOM}/{other.pk}/history?from={version.pk}").status_code == 404


def test_somebody_elses_history_is_not_found_and_an_examples_is(bobs: Client, page: Page) -> None:
    address = f"{ROOM}/{page.concept_id}/history"
    assert bobs.get(address).status_code == 404
    Topic.objects.update(visibility=Topic.Visibility.EXAMPLE)
    assert bobs.get(address).status_code == 200


def test_a_reader_is_told_what_is_new_since_they_read_it(client: Client, alice: Person, page: Page) -> None:
    long_ago = timezone.now() - timedelta(days=3)
    actions.visit(alice, page.concept_id, long_ago)
    Page.objects.filter(pk=page.pk).update(written_at=long_ago - timedelta(days=1))
    page.refresh_from_db()
    version = rewrite(page, "pores", "tiny mouths")
    shown = unescape(client.get(f"{ROOM}/{page.concept_id}").content.decode())
    assert "1 sentence is new since you read this on" in shown
    assert f"history?from={version.pk}#changed" in shown
    actions.visit(alice, page.concept_id, timezone.now())
    assert "new since you read this" not in client.get(f"{ROOM}/{page.concept_id}").content.decode()


def test_who_never_read_it_is_told_nothing(client: Client, page: Page) -> None:
    rewrite(page, "pores", "mouths")
    assert "new since you read this" not in client.get(f"{ROOM}/{page.concept_id}").content.decode()


def test_runs_are_at_work(page: Page) -> None:
    assert Run.objects.filter(state=Run.State.QUEUED).count() == 1
