"""A job's models are tried in turn; what each call cost is counted once."""

from __future__ import annotations

import pytest

from sapere.research.alone import MemoryJournal
from sapere.research.budget import RunBudget
from sapere.research.calls import Job, Prompt, Usage
from sapere.research.errors import ModelAway, ModelRefuses, NoModel, OverBudget
from sapere.research.models import NONE, Models
from tests.doubles.models import ScriptedModel

PROMPT = Prompt(Job.ANSWER, "answer-1", "Answer.", "What is tea?", 100)


def test_the_next_model_answers_where_the_first_is_away() -> None:
    away = ScriptedModel(lambda _: ModelAway("It hangs."), name="openai:a")
    there = ScriptedModel(lambda _: "A drink.", name="openai:b")
    heard: list[tuple[str, str]] = []
    said = Models({Job.ANSWER: (away, there)}).stream(PROMPT, lambda *piece: heard.append(piece))
    assert said.value == "A drink."
    assert "".join(piece for _, piece in heard) == said.value
    assert {name for name, _ in heard} == {"openai:b"}


def test_when_none_answers_each_says_why() -> None:
    one = ScriptedModel(lambda _: ModelAway("It hangs."), name="openai:a")
    two = ScriptedModel(lambda _: ModelRefuses("The key is wrong."), name="anthropic:b")
    with pytest.raises(NoModel, match=r"openai:a: It hangs. anthropic:b: The key is wrong."):
        Models({Job.ANSWER: (one, two)}).ask(PROMPT, int)


def test_a_job_without_a_model_says_so() -> None:
    assert not NONE.can(Job.ANSWER)
    with pytest.raises(NoModel, match="no model to answer with"):
        NONE.ask(PROMPT, str)


def test_what_was_answered_is_asked_and_paid_once() -> None:
    model, budget = ScriptedModel(lambda _: "[1, 2]", usd=0.5), RunBudget()
    models = Models({Job.ANSWER: (model,)}, MemoryJournal(), budget)
    assert [models.ask(PROMPT, list[int]).value for _ in range(3)] == [[1, 2]] * 3
    assert len(model.heard) == 1
    assert budget.usd == 0.5


def test_what_costs_more_than_is_left_is_not_asked() -> None:
    model = ScriptedModel(lambda _: "yes", usd=0.5)
    models = Models({Job.ANSWER: (model,)}, budget=RunBudget(0.4))
    with pytest.raises(OverBudget, match=r"\$0.4 is used up"):
        models.stream(PROMPT, lambda *_: None)
    assert not model.heard


def test_a_call_that_failed_costs_what_it_used() -> None:
    budget = RunBudget(1.0)
    models = Models({Job.ANSWER: (ScriptedModel(lambda _: ModelAway("gone"), usd=0.9),)}, budget=budget)
    for _ in range(2):
        with pytest.raises(NoModel):
            models.stream(PROMPT, lambda *_: None)
    assert [one.outcome for one in budget.spent] == ["ModelAway", "ModelAway"]
    assert budget.usd == 0


def test_a_text_that_was_cut_is_an_answer_and_counted_once() -> None:
    budget = RunBudget()
    for _ in range(2):
        budget.settle("one", Usage("openai:a", Job.WRITE, 10, 20, usd=0.5, outcome="cut", key="one"))
    assert budget.usd == 0.5
