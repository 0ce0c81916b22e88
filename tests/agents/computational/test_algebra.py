from __future__ import annotations

import pytest

from sapere.agents.computational.algebra import Algebra
from sapere.agents.computational.calculator import Effort, work_out
from sapere.agents.computational.tasks import Task, task
from sapere.readers import Readers
from sapere.research.errors import Unreadable
from sapere.research.shapes import Brief, Depth, Finding, Level

PATIENT = Effort(seconds=100, work=60)


def findings(topic: str, effort: Effort = PATIENT) -> list[Finding]:
    brief = Brief(topic, "en", Depth.QUICK, Level.NEW, "", (), {}, offline=True)
    return list(Algebra(effort).find(brief, (topic,), 5))


def asked(text: str) -> dict[str, object]:
    found = task(text)
    assert isinstance(found, Task)
    return found.plain()


def test_a_task_gives_one_page_with_its_result_and_its_steps() -> None:
    [found] = findings("derivative of x^2")
    assert (found.title, found.kind, found.service) == ("Derivative of x^2", "facts", "SymPy")
    assert found.locator == "sympy:derivative%20of%20x%5E2"
    with Readers() as readers:
        document = readers.read(Algebra().fetch(found))
    assert r"The derivative of \(x^{2}\) with respect to \(x\) is \(2 x\)." in document.text
    assert "formula" in {kind for _, _, kind in document.blocks}


def test_it_has_nothing_on_a_topic_in_words_and_asks_no_network() -> None:
    assert findings("photosynthesis") == []
    assert not Algebra().needs_network


@pytest.mark.parametrize("topic", ["solve x<script>", "derivative of x^2 & 1"])
def test_what_is_no_formula_is_left_alone(topic: str) -> None:
    assert findings(topic) == []


def test_too_much_work_ends_with_a_reason() -> None:
    with pytest.raises(Unreadable, match="more than 4 seconds"):
        findings("expand (x+y+z+a+b+c+d)^99", Effort(seconds=4, work=3))


def test_too_much_memory_ends_with_a_reason() -> None:
    with pytest.raises(Unreadable, match=r"broke down|memory|no way"):
        work_out(asked("x^2"), Effort(seconds=60, work=60, memory=30_000_000))


@pytest.mark.parametrize(
    ("does", "reason"),
    [("lie", "made no sense"), ("babble", "made no sense"), ("flood", "too long"), ("die", "broke down")],
)
def test_a_child_that_misbehaves_is_not_believed(does: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        work_out({"does": does}, PATIENT, program="tests.agents.computational.misbehaving")


def test_what_was_worked_out_before_the_time_was_up_is_kept() -> None:
    found = work_out({"does": "stall"}, Effort(seconds=5), program="tests.agents.computational.misbehaving")
    assert found.title == "title"
    assert [text for _, text in found.lines] == [
        "the first part",
        "The rest of it could not be worked out here.",
    ]
