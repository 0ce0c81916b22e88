"""What each provider is told with a call, and only that provider."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from sapere.providers.models.access import Access
from sapere.providers.models.library import THINKING, Library, library
from sapere.providers.models.line import Line
from sapere.providers.models.remote import Remote
from sapere.providers.models.wanted import Wanted
from tests.fakes import openai
from tests.fakes.server import serving
from tests.providers.models.calls import Leaf, prompt, said

OWN = "http://127.0.0.1:9/v1"


def made(provider: str, name: str, address: str = "") -> Library:
    line = Line(Access(provider, "key", address), at_once=1, patience=1.0)
    asyncio.run(line.close())
    return library(line.access, name, line.client)


def told(provider: str, name: str, address: str = "", instructions: str = "Answer.") -> dict[str, Any]:
    return made(provider, name, address).settings(prompt(instructions=instructions), "call-1")


def test_every_call_carries_its_key_and_our_name() -> None:
    headers = told("openai", "gpt-fake", OWN)["extra_headers"]
    assert headers["Idempotency-Key"] == "call-1" and headers["User-Agent"].startswith("Sapere/")


def test_openai_itself_finds_kept_beginnings_by_a_name() -> None:
    one, same, other = (told("openai", "gpt-5-mini", instructions=text) for text in ("A.", "A.", "B."))
    assert (
        one["openai_prompt_cache_key"] == same["openai_prompt_cache_key"] != other["openai_prompt_cache_key"]
    )
    assert "openai_prompt_cache_key" not in told("openai", "gpt-5-mini", OWN)


def test_anthropic_is_told_what_to_keep() -> None:
    assert told("anthropic", "claude-haiku-5-5")["anthropic_cache_instructions"] is True


def test_models_that_think_have_room_for_it_and_are_asked_for_little() -> None:
    assert made("openai", "gpt-5-mini").room == made("google", "gemini-2.5-flash").room == THINKING
    assert made("openai", "gpt-4o-mini").room == made("anthropic", "claude-haiku-4-5").room == 0
    assert told("openai", "gpt-5-mini")["max_tokens"] == prompt().most + THINKING
    assert told("google", "gemini-2.5-flash")["openai_reasoning_effort"] == "low"
    assert told("openai", "gpt-5-mini")["thinking"] is False


@pytest.mark.parametrize(
    ("provider", "name", "shape", "form"),
    [
        ("openai", "gpt-5-mini", Leaf, "native"),
        ("anthropic", "claude-sonnet-5-5", Leaf, "native"),
        ("anthropic", "claude-sonnet-5-5", dict[str, int], "tool"),
        ("anthropic", "claude-fake", Leaf, "tool"),
        ("google", "gemini-2.5-flash", Leaf, "native"),
    ],
)
def test_a_shape_is_asked_for_in_the_way_that_a_model_knows(
    provider: str, name: str, shape: Any, form: str
) -> None:
    assert made(provider, name).form(Wanted.of(shape)) == form


@pytest.mark.loopback
def test_google_is_asked_in_openais_protocol() -> None:
    fake = openai.openai(lambda *_: '{"title": "Tea", "points": []}', models=["gemini-2.5-flash"])
    with serving(fake) as server:
        remote = Remote([Access("google", openai.KEY, f"{server.url}/v1")])
        assert said(remote.model("google:gemini-2.5-flash"), Leaf) == Leaf("Tea", ())
        remote.close()
    assert fake.asked[0]["reasoning_effort"] == "low"
