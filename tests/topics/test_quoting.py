from __future__ import annotations

import uuid

import pytest

from sapere.research.shapes import Citation, encode
from sapere.topics import actions
from sapere.topics.actions.marking import CardWords
from sapere.topics.quoting import quoted_in, quoted_sources
from tests.topics.seed import finished, person, source, topic_of

pytestmark = pytest.mark.django_db


def test_sources_of_pages_and_cards_are_quoted() -> None:
    alice = person("alice")
    topic = topic_of(finished(alice))
    other = Citation(source(2).id, "Ice", 0, 3)
    actions.keep_card(alice, topic, CardWords("What is ice?", "Ice", citations=[other]))
    assert quoted_sources(topic.pk) == {uuid.UUID(source(1).id), uuid.UUID(source(2).id)}


def test_a_citation_is_found_however_deep_it_lies() -> None:
    cited = Citation(source(1).id, "Ice", 0, 3)
    assert quoted_in({"a": [{"b": ({"c": encode(cited)},)}]}) == {uuid.UUID(source(1).id)}
    assert quoted_in({"source": "no citation", "kind": "page"}) == set()
