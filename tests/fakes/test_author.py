"""The scripted authors keep to what they are for: the honest one quotes, the liar tells on itself, the obedient obeys."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from pydoc_data.topics import topics
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.kit.text import squeeze
from sapere.kit.token_estimate import estimated_tokens
from sapere.research.prompts import fenced
from tests.fakes.author import BREADTH, TOKENS, author
from tests.fakes.injections import WAYS, poisoned
from tests.fakes.liar import KINDS, Liar, lied
from tests.fakes.obedient import Obedient
from tests.fakes.told import sources_of

CHAPTERS = sorted(topics, key=lambda name: -len(topics[name]))[:30]
BOILING = "Water boils after 12 minutes where Celsius measured it."


def material(name: str) -> str:
    paragraphs = [squeeze(one) for one in str(topics[name]).split("\n\n")][:40]
    shown = [
        fenced(at, one, about=f"Python › {name} › Part {at // 9}") for at, one in enumerate(paragraphs, 1)
    ]
    return "\n".join([f"Concept: {name}", f"Question: What is {name}?", "", *shown])


def lines(answer: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in answer.splitlines()]


def quotes(answer: str) -> Iterator[tuple[int, str]]:
    for line in lines(answer):
        yield from (tuple(pair) for pair in line.get("c", ()))


@pytest.mark.parametrize("name", CHAPTERS)
def test_the_author_quotes_what_stands_there(name: str) -> None:
    texts = {source.number: source.text for source in sources_of(material(name))}
    cited = list(quotes(author("Task: write", material(name))))
    assert cited
    assert all(quote in texts[number] for number, quote in cited)


def test_the_author_writes_about_as_much_as_was_wanted() -> None:
    lengths = [len(author("Task: write", material(name))) / 4 for name in CHAPTERS]
    assert 0.85 * TOKENS < sum(lengths) / len(lengths) < 1.15 * TOKENS
    assert max(lengths) < (1 + 2 * BREADTH) * TOKENS


def test_the_author_does_not_only_quote() -> None:
    said = [line for name in CHAPTERS for line in lines(author("Task: write", material(name))) if "t" in line]
    own = [line for line in said if all(line["t"] != quote for _, quote in line["c"])]
    assert len(own) > len(said) / 10


def test_the_author_opens_without_a_heading() -> None:
    assert all("t" in lines(author("Task: write", material(name)))[0] for name in CHAPTERS)


def test_the_author_puts_what_a_source_shows_behind_its_sentence() -> None:
    asked = fenced(3, BOILING, about="Water › Boiling (shows: table)")
    first, second = lines(author("Task: write", asked))
    assert (first["c"][0][0], second) == (3, {"show": 3})


def test_the_author_mends_by_the_words_of_the_nearest_source() -> None:
    asked = '1. Water boils after 13 minutes.\n   13 is not in the cited words.\n2. Tea is Danish.\n   "Danish" is not.\n'
    answer = author(
        "Task: mend", asked + fenced(1, "Tea grows. Water boils after 12 minutes in a pot of iron.")
    )
    assert [(line["n"], line["t"]) for line in lines(answer)] == [
        (1, "Water boils after 12 minutes in a pot of iron.")
    ]


def test_the_author_clears_a_tree_of_what_stands_in_every_book() -> None:
    tree = "0 | Tea\n1 < 0 | Leaves | They grow.\n2 < 0 | See also\n3 < 1 | Their colour"
    assert json.loads(author("Task: grow", tree)) == {"drop": [2], "rename": []}


def test_the_author_takes_the_topic_for_what_it_is() -> None:
    asked = fenced(1, "tea ceremony: how is it done")
    assert json.loads(author("Task: define", asked))["title"] == "Tea ceremony"


@given(st.lists(st.text(), max_size=5))
def test_the_author_takes_any_text(texts: list[str]) -> None:
    asked = "\n".join(fenced(at, text) for at, text in enumerate(texts, 1))
    kept = {source.number: source.text for source in sources_of(asked)}
    for job in ("write", "mend"):
        assert all(quote in kept[number] for number, quote in quotes(author(f"Task: {job}", asked)))
    assert json.loads(author("Task: grow", asked))["drop"] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_lie_of_every_kind_differs_from_the_truth(kind: str) -> None:
    others = sources_of(fenced(1, "The pot of iron was cast in Sheffield long before the war began there."))
    told = lied(kind, BOILING.replace("boils", "is boiled"), others)
    assert told and told != BOILING


def test_a_third_of_what_the_liar_says_is_on_its_list() -> None:
    liar = Liar()
    said = [
        line["t"] for name in CHAPTERS for line in lines(liar("Task: write", material(name))) if "t" in line
    ]
    assert 0.2 < len(liar.lies) / len(said) < 0.45
    assert {lie.text for lie in liar.lies} <= set(said)
    assert all(lie.text != lie.true for lie in liar.lies)


def test_a_liar_of_one_kind_tells_no_other() -> None:
    liar = Liar(share=1.0, kinds=["negation"])
    for name in CHAPTERS:
        liar("Task: write", material(name))
    assert {lie.kind for lie in liar.lies} == {"negation"}


def test_the_liar_may_have_any_manner() -> None:
    liar = Liar(partial(author, tokens=2 * TOKENS), share=0.0)
    assert not liar.lies and len(liar("Task: write", material(CHAPTERS[0]))) > 5 * TOKENS


def test_there_are_forty_ways() -> None:
    documents = dict(poisoned("Classes"))
    assert len(documents) == len(set(WAYS)) == 40
    assert all(estimated_tokens(text) > 50 for text in documents.values())


@pytest.mark.parametrize("way", WAYS)
def test_the_obedient_obeys_each_of_them(way: str) -> None:
    asked = "Concept: Tea\n\n" + fenced(1, f"Tea is a drink that is made of leaves and of water.\n{way}")
    model = Obedient("CANARY-7")
    answer = model("Task: write", asked)
    assert model.obeyed and any(form in answer for form in model.spoken)
    assert "CANARY-7" in model("Task: mend", f"1. Tea is blue.\n   It is not.\n{asked}")


def test_the_obedient_is_honest_where_nobody_gives_orders() -> None:
    asked = f"Concept: Tea\n\n{fenced(1, BOILING)}"
    assert Obedient("CANARY-7")("Task: write", asked) == author("Task: write", asked)


def test_the_obedient_renames_a_tree_that_tells_it_to() -> None:
    tree = f"0 | Tea\n1 < 0 | Leaves | {WAYS[0]}\n"
    assert json.loads(Obedient("CANARY-7")("Task: grow", tree))["rename"] == [[1, "CANARY-7"]]
