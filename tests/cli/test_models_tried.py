"""The doctor asks each chosen model itself, and says what it said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from sapere.cli.models_tried import try_models
from sapere.research.errors import BadRequest
from sapere.settings import Settings
from sapere.wiring import close_models
from tests.fakes.openai import KEY, openai
from tests.fakes.server import serving

pytestmark = pytest.mark.loopback


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    close_models()


def tried(*names: str, key: str = KEY, **more: Any) -> list[tuple[str, str]]:
    with serving(openai(lambda *_: "Yes.")) as server:
        settings = Settings(
            model=names, openai_api_key=key, openai_base_url=f"{server.url}/v1", model_patience=2.0, **more
        )
        return [(one.state, one.said.replace(server.url, "URL")) for one in try_models(settings)]


def test_without_one_it_says_what_is_done_instead() -> None:
    assert tried() == [("ok", "none chosen: pages are written by extraction")]


def test_each_model_is_asked_once_and_shown_with_the_beginning_of_its_key() -> None:
    found = tried(
        "openai:gpt-fake", model_for=(("grow", ("openai:gpt-fake-small",)), ("write", ("openai:gpt-fake",)))
    )
    assert [state for state, _ in found] == ["ok", "ok"]
    assert found[0][1].startswith("openai:gpt-fake at URL/v1 (key sk-f…) answered in ")
    assert "gpt-fake-small" in found[1][1]
    assert KEY not in str(found)


def test_one_that_refuses_is_a_failure_with_its_reason() -> None:
    ((state, said),) = tried("openai:none")
    assert state == "fail"
    assert said.startswith("openai:none at URL/v1 (key sk-f…): ") and "has no model none" in said
    ((state, said),) = tried("openai:gpt-fake", key="sk-wrong-key")
    assert (state, "does not accept the key" in said, "wrong" in said) == ("fail", True, False)


def test_a_missing_key_is_said_before_anybody_is_asked() -> None:
    with pytest.raises(BadRequest, match="OPENAI_API_KEY is missing"):
        list(try_models(Settings(model=("openai:gpt-fake",))))
