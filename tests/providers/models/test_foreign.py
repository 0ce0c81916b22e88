"""A server that nobody here wrote, asked the way any compatible server is: LiteLLM's proxy, its answers made up by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from sapere.providers.models.access import Access
from sapere.providers.models.remote import Remote, RemoteModel
from sapere.research.errors import BadSaying, ModelAway, ModelBusy, ModelError, ModelRefuses, TooLong
from tests import services
from tests.providers.models.calls import Leaf, failed, prompt, said

pytestmark = [pytest.mark.service("litellm"), pytest.mark.timeout(300)]
KEY = "sk-foreign-0123456789"
TEXT = "Tea is a drink, and thé its French name: 茶."
ANSWERS = {
    "words": TEXT,
    "leaf": '{"title": "Tea", "points": ["a drink", "of leaves"]}',
    "prose": 'Here: {"title": "Tea", "points": []} That is all.',
    "busy": "litellm.RateLimitError",
    "long": "litellm.ContextWindowExceededError",
    "broken": "litellm.InternalServerError",
}
MODEL = '  - {{model_name: {name}, litellm_params: {{model: "openai/{name}", api_key: none, mock_response: {answer!r}}}}}\n'
CONFIG = "model_list:\n" + "".join(MODEL.format(name=name, answer=answer) for name, answer in ANSWERS.items())


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with services.litellm(f"{CONFIG}router_settings: {{num_retries: 0}}\n", KEY) as address:
        yield address


@contextmanager
def asked(server: str, name: str, key: str = KEY) -> Iterator[RemoteModel]:
    remote = Remote([Access("openai", key, f"{server}/v1")], patience=30, retries=1)
    try:
        yield remote.model(f"openai:{name}")
    finally:
        remote.close()


def test_a_text_comes_in_pieces_and_is_counted(server: str) -> None:
    pieces: list[str] = []
    with asked(server, "words") as found:
        answer = found.stream(prompt(), pieces.append)
    assert answer.value == "".join(pieces) == TEXT
    assert len(pieces) > 3
    assert answer.usage.input_tokens > 5 and answer.usage.output_tokens > 5


@pytest.mark.parametrize("name", ["leaf", "prose"])
def test_a_value_of_a_shape_is_found(server: str, name: str) -> None:
    with asked(server, name) as found:
        assert said(found, Leaf).title == "Tea"


def test_words_where_a_value_is_due_are_no_answer(server: str) -> None:
    with asked(server, "words") as found:
        assert "twice" in failed(found, BadSaying, Leaf).what


@pytest.mark.parametrize(
    ("name", "kind"), [("busy", ModelBusy), ("long", TooLong), ("broken", ModelAway), ("none", ModelRefuses)]
)
def test_its_errors_end_as_their_reasons(server: str, name: str, kind: type[ModelError]) -> None:
    with asked(server, name) as found:
        failed(found, kind)


def test_another_key_is_refused(server: str) -> None:
    with asked(server, "words", "sk-other-0123456789") as found:
        failed(found, ModelRefuses)
