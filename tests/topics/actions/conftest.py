from __future__ import annotations

import pytest

from sapere.accounts.models import Person
from tests.topics.seed import person


@pytest.fixture
def alice(db: None) -> Person:
    return person("alice")


@pytest.fixture
def bob(db: None) -> Person:
    return person("bob")
