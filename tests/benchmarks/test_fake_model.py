"""The model of fixed pace keeps its pace, and counts what it was asked from another process."""

from __future__ import annotations

import json
import time
import urllib.request
from collections import Counter

import pytest

from benchmarks.fake_model import MODEL, FakeModel, fake_model
from sapere.research.prompts import fenced
from tests.fakes.openai import KEY

pytestmark = pytest.mark.loopback


def ask(model: FakeModel, key: str) -> str:
    said = [
        {"role": "system", "content": "Task: write"},
        {"role": "user", "content": fenced(1, "Tea is a drink that people make of leaves and of hot water.")},
    ]
    request = urllib.request.Request(
        f"{model.address}/v1/chat/completions",
        json.dumps({"model": MODEL, "messages": said}).encode(),
        {"Authorization": f"Bearer {KEY}", "Content-Type": "application/json", "Idempotency-Key": key},
    )
    with urllib.request.urlopen(request) as answer:
        return str(json.load(answer)["choices"][0]["message"]["content"])


def test_it_answers_at_its_pace() -> None:
    with fake_model(latency=0.2, rate=100) as model:
        began = time.time()
        answer = ask(model, "one")
    (call,) = model.calls
    assert time.time() - began > 0.2 + len(answer) / 400
    assert (call.key, call.job, call.completion) == ("one", "write", -(-len(answer) // 4))
    assert call.ended > call.began


@pytest.mark.parametrize(("keeps", "again"), [(True, 1), (False, 0)])
def test_a_gateway_gives_a_kept_answer_again_for_the_same_key(keeps: bool, again: int) -> None:
    with fake_model(latency=0, rate=0, keeps=keeps) as model:
        assert ask(model, "one") == ask(model, "one") == ask(model, "two")
    assert Counter(call.key for call in model.calls) == {"one": 2, "two": 1}
    assert sum(call.again for call in model.calls) == again
