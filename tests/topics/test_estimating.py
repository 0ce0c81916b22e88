from __future__ import annotations

import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from sapere.accounts.models import Person
from sapere.research.shapes import Depth, Order, encode
from sapere.settings import Settings
from sapere.topics import estimating
from sapere.topics.estimating import Estimate, Spread, estimate, said
from sapere.topics.models import Run, Topic, Usage
from tests.topics.seed import person

pytestmark = pytest.mark.django_db

MODEL = "openai:gpt-test"


def settings(tmp_path: Path, **more: object) -> Settings:
    return Settings(data=tmp_path, model=(MODEL,), **more)  # type: ignore[arg-type]


def price(name: str, into: int, out: int) -> float | None:
    """A dollar for a million tokens in, ten for a million out."""
    return (into + 10 * out) / 1e6 if name == MODEL else None


def spent(owner: Person, usd: float, *, expected: float = 0.0, minutes: float = 2.0, calls: int = 2) -> Run:
    """A finished run of the owner that cost so much."""
    order = encode(Order("Water"))
    if expected:
        order["estimate"] = {"usd": {"likely": expected}}
    name = str(uuid.uuid4())
    topic = Topic.objects.create(id=uuid.uuid4(), owner=owner, slug=name, asked=name, title=name)
    now = timezone.now()
    run = Run.objects.create(
        id=uuid.uuid4(),
        owner=owner,
        topic=topic,
        order=order,
        state=Run.State.DONE,
        started_at=now - timedelta(minutes=minutes),
        ended_at=now,
    )
    for number in range(calls):
        call = {"key": str(number), "job": "write", "model": MODEL, "outcome": "ok", "usd": usd / calls}
        Usage.objects.create(owner=owner, run=run, topic=topic, input_tokens=1_000, output_tokens=100, **call)
    return run


def test_without_a_model_it_costs_nothing(tmp_path: Path) -> None:
    found = estimate(person("alice"), Order("Water"), Settings(data=tmp_path), price)
    assert found is None
    assert said(found) == "It costs nothing: pages are quoted from their sources."


def test_a_first_run_is_estimated_from_the_usual_size_of_its_depth(tmp_path: Path) -> None:
    alice = person("alice")
    found = [estimate(alice, Order("Water", depth=depth), settings(tmp_path), price) for depth in Depth]
    quick, standard, deep = (one for one in found if one is not None)
    assert quick.calls < standard.calls < deep.calls
    assert standard.usd is not None and standard.usd.low < standard.usd.likely < standard.usd.high
    assert standard.usd.likely == pytest.approx(price(MODEL, standard.input_tokens, standard.output_tokens))


def test_the_orders_own_model_is_the_one_that_is_estimated(tmp_path: Path) -> None:
    found = estimate(person("alice"), Order("Water", model="openai:mine"), settings(tmp_path), price)
    assert found is not None and (found.model, found.usd) == ("openai:mine", None)
    assert "nobody knows the price (SAPERE_MODEL_PRICES can say it)" in said(found)


def test_earlier_runs_take_the_place_of_what_is_usual(tmp_path: Path) -> None:
    alice = person("alice")
    for usd in (0.1, 0.2, 0.6):
        spent(alice, usd)
    spent(person("bob"), 50.0)
    found = estimate(alice, Order("Ice"), settings(tmp_path), price)
    assert found is not None and found.usd == Spread(0.1, 0.2, 0.6)
    assert (found.calls, found.input_tokens, found.runs) == (2, 2_000, 3)
    assert found.minutes.likely == pytest.approx(2.0)


def test_it_says_how_far_the_last_estimates_were_off(tmp_path: Path) -> None:
    alice = person("alice")
    for usd in (0.10, 0.11, 0.088):
        spent(alice, usd, expected=0.1)
    found = estimate(alice, Order("Ice"), settings(tmp_path), price)
    assert found is not None and found.error == pytest.approx(0.1364, abs=0.001)
    assert said(found).endswith("The last 3 estimates were within 15 %.")


def test_estimates_that_missed_by_more_than_all_were_far_off(tmp_path: Path) -> None:
    alice = person("alice")
    for usd in (0.1, 0.1, 0.001):
        spent(alice, usd, expected=0.1)
    found = estimate(alice, Order("Ice"), settings(tmp_path), price)
    assert found is not None and found.within > 100
    assert said(found).endswith("The last 3 estimates were far off.")


def test_two_estimates_are_too_few_to_speak_of(tmp_path: Path) -> None:
    alice = person("alice")
    for usd in (0.10, 0.11):
        spent(alice, usd, expected=0.1)
    found = estimate(alice, Order("Ice"), settings(tmp_path), price)
    assert found is not None and found.error is None


def test_a_job_that_has_a_model_of_its_own_is_priced_by_it(tmp_path: Path) -> None:
    only_grow = Settings(data=tmp_path, model_for=(("grow", (MODEL,)),))
    found = estimate(person("alice"), Order("Ice"), only_grow, price)
    assert found is not None and (found.calls, found.model) == (1, MODEL)


def test_one_line_tells_it_all() -> None:
    found = Estimate(MODEL, 64, 131_000, 18_400, Spread(0.04, 0.06, 0.09), Spread(0.6, 1.2, 2.6))
    assert said(found, 0.05) == (
        "About 64 calls to openai:gpt-test, 131,000 tokens in and 18,400 out, 1 to 3 minutes: $0.04 to $0.09."
        " The budget of $0.05 will hardly be enough for all pages."
    )


def test_what_is_kept_with_the_run_is_found_again(tmp_path: Path) -> None:
    alice = person("alice")
    found = estimate(alice, Order("Ice"), settings(tmp_path), price)
    kept = estimating.kept(found)
    assert kept is not None and found is not None and found.usd is not None
    assert kept["usd"]["likely"] == found.usd.likely
