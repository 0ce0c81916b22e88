from __future__ import annotations

import pytest

from sapere.accounts.actions import local_person


@pytest.mark.django_db
def test_the_laptop_has_one_learner_who_needs_no_password() -> None:
    learner = local_person()
    assert local_person() == learner
    assert not learner.has_usable_password()
    assert learner.key is not None
