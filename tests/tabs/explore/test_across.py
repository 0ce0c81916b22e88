from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sapere.accounts.models import Person
from sapere.research.ports import Store
from sapere.research.shapes import Citation, Disagreement, Side, encode
from sapere.topics import queries
from sapere.topics.models import Page, Source, Topic
from tests.doubles.seeded import seed

SOURCES = "/topics/photosynthesis/sources"
COMPARE = "/topics/photosynthesis/compare"
HOSTILE = '"><script>alert(1)</script>'


@pytest.fixture
def topic(alice: Person, store: Store) -> Topic:
    seed(alice, store)
    return queries.topic(alice, "photosynthesis")


def shown(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def titles(page: str) -> list[str]:
    return re.findall(r'<span class="unseen">\d+: </span>([^<]+)</a></h2>', page)


def concept(topic: Topic, title: str) -> str:
    return str(topic.concepts.get(title=title).pk)


@pytest.mark.usefixtures("topic")
def test_all_sources_are_listed_with_how_many_pages_quote_them(client: Client) -> None:
    page = shown(client, SOURCES)
    assert titles(page) == ["How plants make sugar", "Measuring a leaf"]
    assert "quoted on 10 pages" in page and "quoted on 1 page<" in page
    assert page.count("<meter") == 8


@pytest.mark.usefixtures("topic")
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=SUGAR+ada", ["How plants make sugar"]),
        ("agent=library", ["Measuring a leaf"]),
        ("kind=article", ["How plants make sugar"]),
        ("licence=-", ["Measuring a leaf"]),
        ("licence=CC+BY+4.0", ["How plants make sugar"]),
        ("since=2024&until=2024", ["How plants make sugar"]),
        ("since=2025", []),
        ("until=2023", []),
        ("language=de", []),
        ("used=no", []),
        ("used=yes&sort=title", ["How plants make sugar", "Measuring a leaf"]),
        ("sort=oldest", ["How plants make sugar", "Measuring a leaf"]),
        ("sort=nonsense&since=long+ago&used=perhaps&from=-1", ["How plants make sugar", "Measuring a leaf"]),
        ("q=%00&from=9999999", ["How plants make sugar", "Measuring a leaf"]),
    ],
)
def test_a_list_is_narrowed_down_and_ordered(client: Client, asked: str, found: list[str]) -> None:
    assert titles(shown(client, f"{SOURCES}?{asked}")) == found


@pytest.mark.usefixtures("topic")
def test_what_was_typed_stays_in_the_form_and_does_no_harm(client: Client) -> None:
    answer = client.get(SOURCES, {"q": HOSTILE, "agent": HOSTILE, "licence": HOSTILE})
    page = answer.content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page
    assert "No source is like that." in page and "Show all again" in page


def test_a_topic_without_sources_says_so(client: Client, topic: Topic) -> None:
    topic.sources.all().delete()
    assert "Nothing has been read for this topic yet." in shown(client, SOURCES)


def test_two_thousand_sources_come_in_parts_and_few_queries(client: Client, topic: Topic) -> None:
    first = topic.sources.first()
    assert first is not None
    taken = topic.sources.count()
    snapshots = [type(first.snapshot)(sha256=f"{n:064}", title=f"T{n}", characters=1) for n in range(2000)]
    type(first.snapshot).objects.bulk_create(snapshots)
    made = [
        Source(
            id=f"00000000-0000-4000-8000-{n:012}",
            topic=topic,
            snapshot=kept,
            number=taken + n + 1,
            title=f"Source {n:04}",
            agent="general",
            detail={**first.detail, "id": f"00000000-0000-4000-8000-{n:012}"},
        )
        for n, kept in enumerate(snapshots)
    ]
    Source.objects.bulk_create(made)
    with CaptureQueriesContext(connection) as asked:
        page = shown(client, f"{SOURCES}?used=no&from=50")
    assert titles(page)[0] == "Source 0050" and len(titles(page)) == 50
    assert "51 to 100 of 2000" in page.replace(",", "")
    assert 'href="?used=no"' in page and 'href="?used=no&amp;from=100"' in page
    assert len(asked) < 12


def test_a_topics_disagreements_stand_side_by_side(client: Client, topic: Topic) -> None:
    assert "No two sources were found" in shown(client, "/topics/photosynthesis/disagreements")
    one, other = topic.sources.order_by("number")
    sides = tuple(
        Side(value, Citation(str(source.pk), f"It loses {value} molecules.", 0, 5))
        for source, value in ((one, "200"), (other, "400"))
    )
    page = Page.objects.get(concept__topic=topic, concept__title="Water loss")
    page.disagreements = [encode(Disagreement("molecules lost", "number", sides))]
    page.save()
    told = shown(client, "/topics/photosynthesis/disagreements")
    assert "molecules lost" in told and ">Water loss</a>" in told
    assert "<mark>200</mark>" in told and "<mark>400</mark>" in told


def test_two_concepts_are_compared_with_the_evidence_of_each(client: Client, topic: Topic) -> None:
    one, other = concept(topic, "Stomata"), concept(topic, "Water loss")
    page = shown(client, f"{COMPARE}?a={one}&b={other}")
    assert "Stomata are pores" in page and "A maize leaf loses" in page
    assert page.count('class="cite quoted"') >= 2 and "Both rest on" in page
    assert re.search(rf'<option value="{one}" selected>Stomata', page)


def test_the_same_concept_twice_is_refused_in_words(client: Client, topic: Topic) -> None:
    one = concept(topic, "Stomata")
    answer = client.get(f"{COMPARE}?a={one}&b={one}")
    assert answer.status_code == 400
    assert "the same concept twice" in answer.content.decode()


def test_a_page_without_text_is_compared_all_the_same(client: Client, topic: Topic) -> None:
    Page.objects.filter(concept__title="Rubisco").delete()
    page = shown(client, f"{COMPARE}?a={concept(topic, 'Stomata')}&b={concept(topic, 'Rubisco')}")
    assert "This page has no text yet." in page and "Stomata are pores" in page


@pytest.mark.parametrize("said", ["nonsense", "01234567-89ab-7cde-8f01-23456789abcd"])
def test_what_is_not_of_the_topic_is_not_there(client: Client, topic: Topic, said: str) -> None:
    assert client.get(f"{COMPARE}?a={said}").status_code == 404


def test_what_is_missing_is_asked_for(client: Client, topic: Topic) -> None:
    page = shown(client, f"{COMPARE}?a={concept(topic, 'Stomata')}")
    assert "<table" not in page and page.count("<select") == 2


@pytest.mark.usefixtures("topic")
@pytest.mark.parametrize("address", [SOURCES, COMPARE, "/topics/photosynthesis/disagreements"])
def test_anothers_topic_is_not_there(bobs: Client, address: str) -> None:
    assert bobs.get(address).status_code == 404
