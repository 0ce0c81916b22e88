from __future__ import annotations

import pytest

from sapere.research.shapes import EXTRACTIVE
from sapere.topics import actions, queries
from sapere.topics.outline import Content, contents, outline
from tests.doubles.wooded import wooded
from tests.topics import seed

pytestmark = pytest.mark.django_db


def test_an_outline_stands_in_reading_order_like_the_tree() -> None:
    topic = seed.topic_of(wooded(seed.person("alice"), 60))
    assert [one.id for one in outline(topic)] == [str(one.pk) for one in queries.concepts(topic)]


def test_an_entry_says_who_wrote_its_page_and_what_it_needs() -> None:
    root, first, second = outline(seed.topic_of(seed.finished(seed.person("alice"))))
    assert (root.writer, first.writer, second.writer) == (EXTRACTIVE, EXTRACTIVE, "")
    assert (root.growing, second.growing) == (False, True)
    assert second.needs == (first.id,)


def test_contents_count_what_may_be_read() -> None:
    run = seed.finished(seed.person("alice"))
    topic = seed.topic_of(run)
    entries = outline(topic)
    assert contents(topic, [entry.id for entry in entries]) == {
        entries[0].id: Content(1, 1),
        entries[1].id: Content(1, 1),
    }
    assert contents(topic, []) == {}


def test_the_newest_page_counts(django_assert_max_num_queries: object) -> None:
    run = seed.finished(seed.person("alice"))
    topic = seed.topic_of(run)
    page = seed.page(seed.concept(2))
    section = page.sections[0]
    twice = type(section)(section.heading, section.sentences * 2)
    actions.keep_page(run, type(page)(page.concept, "some", "en", (twice,), "openai:gpt-5-mini"))  # type: ignore[arg-type]
    first = outline(topic)[1]
    assert first.writer == "openai:gpt-5-mini"
    assert contents(topic, [first.id])[first.id].sentences == 2


def test_a_large_tree_takes_few_questions(django_assert_max_num_queries: object) -> None:
    topic = seed.topic_of(wooded(seed.person("alice"), 300))
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        assert len(outline(topic)) == 300
