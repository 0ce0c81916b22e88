"""Writes to people's records, one short transaction each."""

from __future__ import annotations

import uuid

from sapere.accounts.models import Person

LOCAL_NAME = "learner"


def local_person() -> Person:
    """The one learner of a laptop, made at the first asking. Has no password: nobody can sign in as them."""
    person, new = Person.objects.get_or_create(username=LOCAL_NAME, defaults={"key": uuid.uuid4()})
    if new:
        person.set_unusable_password()
        person.save(update_fields=["password"])
    return person
