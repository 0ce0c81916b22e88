from __future__ import annotations

import pytest
from django.template.loader import render_to_string

from sapere.settings import Settings
from sapere.web.context import writing_model

TWO = ("openai:gpt-5-mini", "anthropic:claude-sonnet-4-5")


@pytest.mark.parametrize(
    ("chosen", "named"),
    [
        (Settings(), ""),
        (Settings(model=TWO), TWO[0]),
        (Settings(model=TWO, model_for=(("write", TWO[1:]),)), TWO[1]),
        (Settings(model_for=(("grow", TWO),)), ""),
    ],
)
def test_the_model_that_is_asked_first_to_write_is_named(chosen: Settings, named: str) -> None:
    assert writing_model(chosen) == named


def test_every_page_says_in_its_foot_who_writes() -> None:
    assert "No AI key: quoted from sources" in render_to_string("web/modes.html")
    page = render_to_string("web/modes.html", {"model": "openai:<b>x"})
    assert (
        "Model:</span> <bdi>openai:&lt;b&gt;x</bdi>" in page or "Model: <bdi>openai:&lt;b&gt;x</bdi>" in page
    )
