from __future__ import annotations

import html
import re
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from sapere.accounts.models import Person
from sapere.settings import Settings
from sapere.tabs.costs.sheet import sheet
from sapere.topics.models import Topic, Usage


def called(owner: Person, usd: float | None = 0.25, *, title: str = "Water", **more: object) -> Usage:
    name = f"{owner.username} {title}"
    topic, _ = Topic.objects.get_or_create(
        owner=owner, asked=name, defaults={"id": uuid.uuid4(), "slug": uuid.uuid4().hex, "title": title}
    )
    given = {"key": str(uuid.uuid4()), "job": "write", "model": "openai:gpt-test", "outcome": "ok"} | more
    return Usage.objects.create(
        owner=owner, topic=topic, usd=usd, input_tokens=2_000, output_tokens=300, **given
    )


def page(client: Client, address: str = "/costs") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return html.unescape(re.sub(r"\s+", " ", answer.content.decode()))


def words(shown: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", shown))


def test_nothing_asked_costs_nothing_and_says_so(client: Client, alice: Person) -> None:
    assert "which costs nothing" in page(client)


def test_the_learner_of_a_laptop_is_its_operator(client: Client, alice: Person, bob: Person) -> None:
    called(alice)
    called(bob, 0.5, outcome="ModelAway")
    shown = words(page(client))
    assert "Dollars $0.75 Calls 2 Failed 1 Tokens in 4,000 Tokens out 600" in shown
    assert "bob $0.50 1 1 failed" in shown
    assert "By topic" in shown and "By person" in shown and "By day" in shown


def test_another_persons_costs_are_not_seen(bobs: Client, alice: Person, bob: Person) -> None:
    called(alice, 7.77, title="Secret")
    called(bob, 0.5, title="Mine")
    for address in ("/costs", "/costs.csv"):
        shown = page(bobs, address)
        assert "Mine" in shown
        assert not re.search("Secret|learner|7.77|By person", shown)


def test_staff_sees_everybodys(bobs: Client, alice: Person, bob: Person) -> None:
    called(alice, 7.77)
    Person.objects.filter(pk=bob.pk).update(is_staff=True)
    assert "$7.77" in page(bobs)


def test_only_the_days_that_are_asked_for_count(client: Client, alice: Person) -> None:
    called(alice, 0.25)
    old = called(alice, 0.5)
    Usage.objects.filter(pk=old.pk).update(at=timezone.now() - timedelta(days=10))
    assert "Dollars $0.25" in words(page(client, "/costs?days=7"))
    assert "Dollars $0.75" in words(page(client, "/costs?days=nonsense"))
    assert "Today: $0.25" in words(page(client))


def test_unknown_prices_and_money_set_aside_are_named(client: Client, alice: Person) -> None:
    called(alice, None, model="openai:mine")
    called(alice, 0, outcome="reserved", reserved_usd=0.125)
    shown = words(page(client))
    assert "Nobody knows the price of 1 call" in shown
    assert "openai:mine write pages unknown 1" in shown
    assert "$0.12 is set aside" in shown or "$0.13 is set aside" in shown


def test_words_of_strangers_are_words(client: Client, alice: Person) -> None:
    called(alice, title="<script>alert(1)</script>", model="x:<img src=x>")
    raw = client.get("/costs").content.decode()
    assert "<script>alert" not in raw and "<img" not in raw


@pytest.mark.parametrize("title", ["=HYPERLINK(A1)", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\uff1d1"])
def test_no_cell_of_the_file_becomes_a_formula(client: Client, alice: Person, title: str) -> None:
    called(alice, title=title)
    answer = client.get("/costs.csv")
    head, line, *_ = answer.content.decode().split("\r\n")
    assert head.startswith("at,person,topic,run,job,model,outcome,usd,")
    assert line.split(",")[2].lstrip('"').startswith("'")
    assert "attachment" in answer["Content-Disposition"]


def test_caps_say_what_is_left(alice: Person, bob: Person, tmp_path: Path) -> None:
    called(alice, 0.25)
    called(bob, 0.5)
    called(bob, 0, outcome="reserved", reserved_usd=0.125)
    settings = Settings(data=tmp_path, budget_run=0.1, budget_person=1.0, budget_day=2.0)
    of_run, mine, all_ = sheet(alice, 30, timezone.now(), settings, everybody=True).caps
    assert (of_run.spent, of_run.usd) == (None, 0.1)
    assert (mine.spent, mine.left) == (0.25, 0.75)
    assert (all_.spent, all_.reserved, all_.left) == (0.75, 0.125, 1.125)
    assert len(sheet(bob, 30, timezone.now(), settings, everybody=False).caps) == 2


def test_vectors_are_told_as_what_they_are(client: Client, alice: Person) -> None:
    called(alice, 0.25, job="embed", model="openai:text-embedding-3-small")
    assert "openai:text-embedding-3-small vectors of passages and questions $0.25" in words(page(client))
