from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sapere import settings, wiring
from sapere.accounts.actions import local_person
from sapere.research.shapes import SentenceState
from sapere.topics import queries
from sapere.topics.ledger import accounts, quoting, used
from sapere.topics.models import Page, Topic
from tests.doubles.seeded import seed

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic() -> Topic:
    seed(local_person(), wiring.build_store(settings.current()))
    return queries.topic(local_person(), "photosynthesis")


def test_it_counts_what_stands_on_the_pages(topic: Topic) -> None:
    found = accounts(topic)
    for concept, page in queries.pages(topic).items():
        sentences = [one for section in queries.sections(page) for one in section.sentences]
        assert found[concept].sentences == len(sentences)
        assert sum(found[concept].quotes.values()) == sum(len(one.citations) for one in sentences)


def test_each_source_is_used_by_the_pages_that_quote_it(topic: Topic) -> None:
    sources = {one.title: str(one.pk) for one in queries.sources(topic)}
    counted = used(topic)
    assert (counted[sources["How plants make sugar"]], counted[sources["Measuring a leaf"]]) == (10, 1)
    assert {page.concept.title for page in quoting(topic, sources["Measuring a leaf"])} == {"Photosynthesis"}


def test_a_second_reading_reads_no_page(topic: Topic) -> None:
    accounts(topic)
    with CaptureQueriesContext(connection) as asked:
        accounts(topic)
    assert len(asked) == 1 and "sections" not in asked[0]["sql"]


def test_a_page_that_was_written_anew_is_counted_again(topic: Topic) -> None:
    page = next(iter(queries.pages(topic).values()))
    before = accounts(topic)[page.concept_id].sentences
    page.sections = page.sections[:1] and [{"heading": "", "sentences": page.sections[0]["sentences"][:1]}]
    page.save()
    assert accounts(topic)[page.concept_id].sentences == 1 < before


def test_what_may_not_be_shown_is_not_counted(topic: Topic) -> None:
    page = next(iter(queries.pages(topic).values()))
    for sentence in page.sections[0]["sentences"]:
        sentence["state"] = SentenceState.UNSUPPORTED
    page.sections = page.sections[:1]
    page.save()
    assert accounts(topic)[page.concept_id].quotes == {}


def test_pages_of_another_topic_are_not_counted(topic: Topic) -> None:
    seed(local_person(), wiring.build_store(settings.current()), topic="Leaves")
    assert len(accounts(topic)) == Page.objects.filter(concept__topic=topic).count()
