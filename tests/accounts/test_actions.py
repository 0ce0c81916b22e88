from __future__ import annotations

import uuid

import pytest

from sapere.accounts.actions import house_person, is_operator, local_person
from sapere.accounts.models import Person


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


@pytest.mark.django_db
def test_the_operator_is_the_learner_of_a_laptop_or_staff() -> None:
    bob = Person.objects.create_user("bob", key=uuid.uuid4())
    boss = Person.objects.create_user("boss", key=uuid.uuid4(), is_staff=True)
    assert [is_operator(one) for one in (local_person(), house_person(), bob, boss)] == [
        True,
        False,
        False,
        True,
    ]


@pytest.mark.django_db
def test_who_signs_up_under_the_learners_name_does_not_run_the_house() -> None:
    named = Person.objects.create_user("learner", password="long enough", key=uuid.uuid4())
    assert not is_operator(named)
