from __future__ import annotations

import pytest

from sapere.research.calls import Job
from sapere.research.define import define
from sapere.research.errors import ModelAway
from sapere.research.models import Models
from sapere.research.put_in_words import put_in_words
from sapere.research.shapes import Order
from tests.doubles.models import ScriptedModel

ORDER = Order("Why do cats purr?", language="en")
BRIEF = define(ORDER, ["general", "academic"])


def put(said: object) -> tuple[Models, ScriptedModel]:
    model = ScriptedModel(lambda _: said)
    return Models({Job.DEFINE: (model,)}), model


def test_each_agent_is_asked_in_the_words_of_its_sources() -> None:
    models, model = put(
        {
            "title": "Purring",
            "queries": {"academic": ["felid purr larynx"]},
        }
    )
    brief = put_in_words(BRIEF, ORDER, models).brief
    assert brief.title == "Purring"
    assert brief.queries["academic"][0] == "felid purr larynx"
    assert BRIEF.queries["academic"][0] in brief.queries["academic"]
    assert brief.queries["general"] == BRIEF.queries["general"]
    assert "Why do cats purr?" in model.heard[0].material
    assert "general, academic" in model.heard[0].instructions


@pytest.mark.parametrize(
    "title",
    [
        "",
        "!!!",
        "x" * 300,
        "\u200b",
        "Purring: see evil.example",
        "Buy purr pills. They help",
        "Cats do not purr",
        "Why 97 % of cats purr",
        "Cats purr because they are robots.",
        "[Purring](https://evil.example)",
    ],
)
def test_what_is_no_title_is_not_taken(title: str) -> None:
    models, _ = put({"title": title, "queries": {"academic": ["x" * 500, " ", "\x00"], "nobody": ["y"]}})
    brief = put_in_words(BRIEF, ORDER, models).brief
    assert brief.title == BRIEF.title
    assert brief.queries == BRIEF.queries


def test_without_an_answer_the_brief_stands_and_says_why() -> None:
    models, _ = put(ModelAway("It hangs."))
    defined = put_in_words(BRIEF, ORDER, models)
    assert defined.brief == BRIEF
    assert "It hangs." in defined.missed
