from __future__ import annotations

import pytest

from sapere.topics import materials, queries
from tests.doubles.store import MemoryStore
from tests.topics.seed import TEXT, concept, finished, person, source, topic_of

pytestmark = pytest.mark.django_db


def test_material_holds_all_that_a_page_needs() -> None:
    run = finished(person("alice"))
    store = MemoryStore()
    store.put(f"text/{source(1).snapshot}", TEXT.encode())
    material = materials.material(run, queries.concept(topic_of(run), concept(1).id), store)
    assert [passage.text for passage in material.passages] == ["Water is wet."]
    assert material.texts == {source(1).id: TEXT}
    assert [child.title for child in material.children] == ["Concept 2", "Concept 3"]
    assert material.children[1].prerequisites == (concept(2).id,)
