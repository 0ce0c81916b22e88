from __future__ import annotations

import pytest

from sapere.providers.models.access import PROVIDERS, Access
from sapere.settings.kinds import PROVIDERS as NAMED


def test_the_settings_know_the_same_providers() -> None:
    assert tuple(PROVIDERS) == NAMED


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_provider_itself_is_public_and_takes_what_only_it_knows(provider: str) -> None:
    access = Access(provider, "key")
    assert access.official and access.let_through == ()
    assert access.title == PROVIDERS[provider].title


@pytest.mark.parametrize(
    ("address", "pair"),
    [
        ("http://127.0.0.1:11434/v1", "127.0.0.1:11434"),
        ("https://models.example/v1", "models.example:443"),
        ("http://models.example", "models.example:80"),
        ("http://[::1]:8000/v1", "[::1]:8000"),
    ],
)
def test_a_named_server_is_let_through_at_its_port_alone(address: str, pair: str) -> None:
    access = Access("openai", "", address)
    assert not access.official and access.let_through == (pair,)
    assert access.title == f"The model server {pair}"


def test_neither_key_nor_password_is_shown() -> None:
    access = Access("openai", "sk-secret", "https://me:word@models.example/v1")
    assert access.shown == "https://models.example/v1"
    assert "secret" not in repr(access)


@pytest.mark.parametrize(
    ("address", "here"),
    [
        ("http://127.0.0.1:11434/v1", True),
        ("http://localhost:8000/v1", True),
        ("http://[::1]:8000/v1", True),
        ("https://127.evil.test/v1", False),
        ("http://10.0.0.2:8000/v1", False),
        ("", False),
    ],
)
def test_only_what_answers_on_this_machine_is_here(address: str, here: bool) -> None:
    assert Access("openai", address=address).here is here
