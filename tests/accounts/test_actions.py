from __future__ import annotations

import pytest

from sapere.accounts.actions import house_person, local_person


@pytest.mark.django_db
def test_the_laptop_has_one_learner_who_needs_no_password() -> None:
    learner = local_person()
    assert local_person() == learner
    assert not learner.has_usable_password()
    assert learner.key is not None


@pytest.mark.django_db
def test_what_comes_with_sapere_belongs_to_nobody_who_learns() -> None:
    assert house_person() != local_person()
    assert not house_person().has_usable_password()
