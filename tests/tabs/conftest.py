from __future__ import annotations

import pytest
from django.test import Client

from sapere import settings, wiring
from sapere.accounts.actions import local_person
from sapere.accounts.models import Person
from sapere.research.ports import Store
from sapere.topics import queries
from sapere.topics.models import Concept, Topic
from tests.doubles.seeded import seed


@pytest.fixture
def alice(db: None) -> Person:
    """The learner of this machine: whoever asks without signing in."""
    return local_person()


@pytest.fixture
def bob(db: None) -> Person:
    """Somebody else, who is signed in."""
    return Person.objects.create_user("bob", key="5d0f60b4-6c2f-4b7e-9d3c-0f4d1f5a2b11")


@pytest.fixture
def bobs(client: Client, bob: Person) -> Client:
    client.force_login(bob)
    return client


@pytest.fixture
def store() -> Store:
    return wiring.build_store(settings.current())


@pytest.fixture
def topic(alice: Person, store: Store) -> Topic:
    seed(alice, store)
    return queries.topic(alice, "photosynthesis")


@pytest.fixture
def stomata(topic: Topic) -> Concept:
    return next(one for one in queries.concepts(topic) if one.title == "Stomata")
