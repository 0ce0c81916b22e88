"""A model of a fake's, and prompts to ask it with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

import sapere.providers.models.conversation  # noqa: F401 - what it stands on is loaded before any clock runs
from sapere.providers.models.access import Access
from sapere.providers.models.remote import Remote, RemoteModel
from sapere.research.calls import Job, Prompt
from sapere.research.errors import ModelError
from tests.fakes import anthropic, openai
from tests.fakes.server import Handler, Server, serving
from tests.fakes.talking import Author

NAMES = ("openai:gpt-fake", "anthropic:claude-fake", "anthropic:claude-sonnet-5-5")
KEYS = {"openai": openai.KEY, "anthropic": anthropic.KEY}
TEXT = "Tea is a drink that is made from leaves. " * 10


@dataclass(frozen=True)
class Leaf:
    """A shape to ask for."""

    title: str
    points: tuple[str, ...]
    weight: float = 1.0


def prompt(
    material: str = "What is tea?",
    *,
    instructions: str = "Answer briefly.",
    most: int = 400,
    within: float = 20.0,
) -> Prompt:
    return Prompt(Job.ANSWER, "answer-1", instructions, material, most, within)


def fake(name: str, author: Author = lambda *_: TEXT, **options: Any) -> anthropic.Anthropic | openai.OpenAI:
    made = anthropic.anthropic if name.startswith("anthropic:") else openai.openai
    return made(author, **options)


@contextmanager
def model(name: str, server: Server, *, key: str | None = None, **options: Any) -> Iterator[RemoteModel]:
    """The model of that name at that server."""
    provider = name.partition(":")[0]
    address = server.url if provider == "anthropic" else f"{server.url}/v1"
    remote = Remote([Access(provider, KEYS[provider] if key is None else key, address)], **options)
    try:
        yield remote.model(name)
    finally:
        remote.close()


@contextmanager
def asked(name: str, handler: Handler, **options: Any) -> Iterator[RemoteModel]:
    with serving(handler) as server, model(name, server, **options) as found:
        yield found


def heard(found: RemoteModel, *, most: int = 400) -> tuple[str, list[str]]:
    """The whole text, and its pieces."""
    pieces: list[str] = []
    return found.stream(prompt(most=most), pieces.append).value, pieces


def failed(found: RemoteModel, kind: type[ModelError], shape: Any = None, **given: Any) -> ModelError:
    """The error that a call ends with: for a text, or for a value of that shape."""
    with pytest.raises(kind) as caught:
        said(found, shape, **given)
    assert caught.value.usage is not None
    assert caught.value.usage.outcome == kind.__name__
    return caught.value


def said(found: RemoteModel, shape: Any = None, **given: Any) -> Any:
    """The text, or the value of that shape."""
    if shape is None:
        return found.stream(prompt(**given), lambda _: None).value
    return found.ask(prompt(**given), shape).value
