"""All models of a process: found by their names, and ended together."""

from __future__ import annotations

import threading
import time

import pytest

from sapere.providers.models.access import Access
from sapere.providers.models.remote import Remote
from sapere.research.errors import BadRequest, ModelAway
from tests.fakes.openai import KEY, openai
from tests.fakes.server import serving
from tests.providers.models.calls import prompt, said


def test_the_same_name_is_the_same_model() -> None:
    remote = Remote([Access("openai", "key")])
    assert remote.model("openai:a") is remote.model("openai:a") is not remote.model("openai:b")
    remote.close()


def test_an_unknown_provider_is_told_which_there_are() -> None:
    remote = Remote([Access("openai", "key")])
    with pytest.raises(BadRequest, match="no provider of models called mistral"):
        remote.model("mistral:x")
    remote.close()


@pytest.mark.loopback
def test_closing_ends_what_is_under_way() -> None:
    ended: list[BaseException] = []
    with serving(openai(lambda *_: "word " * 500, rate=10)) as server:
        remote = Remote([Access("openai", KEY, f"{server.url}/v1")])
        found = remote.model("openai:gpt-fake")

        def ask() -> None:
            try:
                said(found, within=0)
            except ModelAway as error:
                ended.append(error)

        asking = threading.Thread(target=ask)
        asking.start()
        while not server.requests:
            time.sleep(0.01)
        remote.close()
        asking.join(10)
    assert "ending" in str(ended[0])
    remote.close()


@pytest.mark.loopback
def test_what_is_interrupted_leaves_with_what_it_used_and_others_can_be_asked() -> None:
    ended: list[ModelAway] = []
    fake = openai(lambda *_: "word " * 500, rate=40)
    with serving(fake) as server:
        remote = Remote([Access("openai", KEY, f"{server.url}/v1")])
        found = remote.model("openai:gpt-fake")
        heard = threading.Event()

        def ask() -> None:
            with pytest.raises(ModelAway) as caught:
                found.stream(prompt(within=0), lambda _: heard.set())
            ended.append(caught.value)

        asking = threading.Thread(target=ask)
        asking.start()
        assert heard.wait(10)
        remote.interrupt()
        asking.join(10)
        fake.rate = 0
        assert said(found).startswith("word")
        remote.close()
    usage = ended[0].usage
    assert usage is not None and usage.output_tokens > 0 and usage.input_tokens > 0


@pytest.mark.loopback
def test_one_thread_is_interrupted_and_another_is_not() -> None:
    ended: dict[int, bool] = {}
    with serving(openai(lambda *_: "word " * 100, rate=60)) as server:
        remote = Remote([Access("openai", KEY, f"{server.url}/v1")])
        found = remote.model("openai:gpt-fake")

        def ask(number: int) -> None:
            try:
                ended[number] = said(found, material=f"question {number}", within=0).startswith("word")
            except ModelAway:
                ended[number] = False

        asking = [threading.Thread(target=ask, args=(number,)) for number in range(2)]
        for one in asking:
            one.start()
        while len(server.requests) < 2:
            time.sleep(0.01)
        remote.interrupt(asking[0].ident)
        for one in asking:
            one.join(20)
        remote.close()
    assert ended == {0: False, 1: True}


@pytest.mark.loopback
def test_a_probe_takes_its_time_and_few_tokens() -> None:
    fake = openai(lambda *_: "Yes, of course, with pleasure. " * 20)
    with serving(fake) as server:
        remote = Remote([Access("openai", KEY, f"{server.url}/v1")])
        assert 0 < remote.model("openai:gpt-fake").probe() < 20
        remote.close()
    assert fake.asked[0]["max_completion_tokens"] == 16
