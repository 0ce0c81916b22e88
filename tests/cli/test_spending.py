"""``sapere research --model --budget`` against a server that speaks OpenAI's protocol: stopped at its cap, and gone on."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.cli.terminal import Terminal
from tests.fakes.author import author
from tests.fakes.openai import openai
from tests.journeys.modelled import MODEL, Modelled, modelled

pytestmark = [pytest.mark.loopback, pytest.mark.timeout(300)]

ASKED = ("research", "Exceptions", "--offline", "--depth", "quick", "--model", MODEL)


def writers(house: Modelled) -> Counter[str]:
    topic: dict[str, Any] = json.loads((house.terminal.folder / "out.json").read_text(encoding="utf-8"))
    return Counter(page["writer"] for page in topic["pages"])


def test_stopped_at_its_cap_it_reads_well_and_goes_on_when_that_is_raised(tmp_path: Path) -> None:
    with modelled(tmp_path, openai(author)) as house:
        stopped = house.terminal.run(*ASKED, "--budget", "0.002", "--json", "out.json")
        assert stopped.returncode == 3, stopped.stdout + stopped.stderr
        assert f"calls to {MODEL}" in stopped.stdout.splitlines()[0]
        assert "run's budget of $0.0020 is used up" in stopped.stdout
        first = writers(house)
        assert first["extractive"] and first[MODEL], first
        asked = len(house.server.requests)

        run = re.search(r"--resume (\S+) --budget USD", stopped.stdout)
        assert run, stopped.stdout
        done = house.terminal.run("research", "--resume", run[1], "--budget", "1", "--json", "out.json")
        assert done.returncode == 0, done.stdout + done.stderr
        assert writers(house)[MODEL] > first[MODEL]
        bodies = [request.body for request in house.server.requests]
        assert len(bodies) > asked and max(Counter(bodies).values()) == 1, "a call was made twice"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--model", "gpt"), "names no model"),
        (("--model", "nowhere:gpt"), "nowhere"),
        (("--model", "anthropic:claude"), "ANTHROPIC_API_KEY"),
        (("--budget", "much"), "--budget: It has to be a number"),
        (("--budget=-1",), "--budget: It has to be a number"),
    ],
)
def test_what_cannot_be_asked_or_paid_is_said_before_anything_starts(
    tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    done = Terminal(tmp_path).run("research", "Exceptions", "--offline", *options)
    assert done.returncode == 2, done.stdout + done.stderr
    assert said in done.stderr
    assert not (tmp_path / "data" / "sapere.sqlite3").exists()


def test_a_model_without_a_price_is_not_let_under_a_cap(tmp_path: Path) -> None:
    with modelled(tmp_path, openai(author), SAPERE_MODEL_PRICES="openai:another=1/1") as house:
        done = house.terminal.run(*ASKED, "--budget", "1")
    assert done.returncode == 3, done.stdout + done.stderr
    assert f"Nobody knows what {MODEL} costs" in done.stdout
    assert "SAPERE_MODEL_PRICES" in done.stdout


def test_a_budget_for_not_a_single_call_gives_the_whole_topic_in_quotes(tmp_path: Path) -> None:
    asked = ("research", "How do exceptions work?", *ASKED[2:], "--budget", "0.00001", "--json", "out.json")
    with modelled(tmp_path, openai(author)) as house:
        stopped = house.terminal.run(*asked)
        assert stopped.returncode == 3, stopped.stdout + stopped.stderr
        assert not house.server.requests
        assert set(writers(house)) == {"extractive"} and writers(house)["extractive"] > 3
        assert "will hardly be enough" in stopped.stdout.splitlines()[0]
        again = house.terminal.run(*asked[:-4], "--budget", "1", "--json", "out.json")
        assert again.returncode == 0, again.stdout + again.stderr
        assert writers(house)[MODEL] > 3
