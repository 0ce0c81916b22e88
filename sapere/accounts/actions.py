"""Writes to people's records, one short transaction each."""

from __future__ import annotations

import uuid

from sapere.accounts.models import Person
from sapere.settings import current

LOCAL_NAME = "learner"
HOUSE_NAME = "sapere"


def local_person() -> Person:
    """The one learner of a laptop, made at the first asking. Has no password: nobody can sign in as them."""
    return _without_password(LOCAL_NAME)


def house_person() -> Person:
    """Owns what comes with Sapere, its guides and examples, so that no learner's library is full of them."""
    return _without_password(HOUSE_NAME)


def _without_password(name: str) -> Person:
    person, new = Person.objects.get_or_create(username=name, defaults={"key": uuid.uuid4()})
    if new:
        person.set_unusable_password()
        person.save(update_fields=["password"])
    return person


def is_operator(person: Person) -> bool:
    """Whether they run this house: its staff; on a laptop, where nobody signs in, its one learner."""
    alone = person.username == LOCAL_NAME and not person.has_usable_password()
    return person.is_staff or (alone and not current().production)
