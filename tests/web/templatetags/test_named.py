from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils.translation import override

from sapere.web.templatetags.named import AGENTS, KINDS, agent_name, kind_name, language_name


@pytest.mark.parametrize(("named", "keys"), [(agent_name, AGENTS), (kind_name, KINDS)])
def test_keys_are_called_in_the_readers_language(named: Callable[[str], str], keys: frozenset[str]) -> None:
    with override("en"):
        assert {named(key) for key in keys} == keys
    with override("ar"):
        assert len({named(key) for key in keys}) == len(keys)
        assert not any(named(key).isascii() for key in keys)


@pytest.mark.parametrize("named", [agent_name, kind_name, language_name])
def test_what_is_not_known_is_called_by_its_own_name(named: Callable[[str], str]) -> None:
    assert named("xx-none") == "xx-none"


def test_a_language_is_called_in_that_of_the_reader() -> None:
    with override("ar"):
        assert language_name("en") == "الإنجليزيّة"
