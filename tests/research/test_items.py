from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sapere.research.calls import Job
from sapere.research.errors import ModelAway, OverBudget
from sapere.research.items import items
from sapere.research.questioning.gate import GAP, flaw, near_in_length
from sapere.research.replies import Excerpt, Item, ItemKind
from sapere.research.shapes import EXTRACTIVE
from tests.research.shelf import excerpt, fits, saying

PEOPLE = (
    "Ada Lovelace wrote the first published program for the engine of Charles Babbage. "
    "The first compiler was written by Grace Hopper for the computer of her company in 1952. "
    "The theory of what can be computed at all was laid down by Alan Turing in 1936. "
    "The word for a fault in a program was made popular by Grace Brewster after a moth was found. "
    "The design of stored programs is named after John Neumann, who described it in 1945. "
    "The language for lists was invented by John McCarthy at his institute in 1958. "
    "The rules of information were given by Claude Shannon in a paper of 1948. "
    "The first web page was put online by Timothy Lee at his laboratory in 1991."
)


def bank(most: int = 20) -> list[Item]:
    return list(items("Computing", people(), language="en", most=most).items)


def people() -> list[Excerpt]:
    return [excerpt(PEOPLE, source="people", title="Computing", path=("Pioneers",), start=50)]


def choices() -> list[Item]:
    return [one for one in bank() if one.kind is ItemKind.CHOICE]


def test_there_are_items_of_several_kinds() -> None:
    kinds = {one.kind for one in bank()}
    assert {ItemKind.CHOICE, ItemKind.CLOZE} <= kinds
    assert len({one.id for one in bank()}) == len(bank())


def test_every_item_shows_its_source() -> None:
    for one in bank():
        cited = one.citation
        assert fits(people(), cited.source, cited.start, cited.end) == cited.quote
        assert one.explanation in re.sub(r"\s+", " ", cited.quote)


def test_the_key_is_in_the_source_and_not_in_the_stem() -> None:
    for one in bank():
        if one.kind is not ItemKind.TRUE_FALSE:
            assert one.key in one.citation.quote
            assert one.key.casefold() not in one.stem.casefold()
            assert one.stem.count(GAP) == 1


def test_a_choice_has_three_options_of_one_kind_and_length() -> None:
    assert choices()
    for one in choices():
        texts = [option.text for option in one.options]
        assert len(set(texts)) == 3
        assert one.key in texts
        for wrong in set(texts) - {one.key}:
            assert wrong not in one.citation.quote
            assert near_in_length(wrong, one.key)
            assert wrong in PEOPLE, "no option is made up"


def test_every_wrong_option_has_its_reason() -> None:
    for one in bank():
        for option in one.options:
            assert bool(option.against) == (option.text != one.key)


def test_the_same_passages_give_the_same_bank() -> None:
    assert bank() == bank()


def test_no_more_than_were_asked_for() -> None:
    assert len(bank(most=2)) == 2


def test_nothing_gives_nothing() -> None:
    assert items("X", [], language="en").items == ()
    assert items("X", [excerpt("Well. So. 12.")], language="en").items == ()


@given(st.text(max_size=300), st.sampled_from(["en", "zh", "ar", "de", ""]))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_sound_items_or_none(text: str, language: str) -> None:
    for one in items("X", [excerpt(text)], language=language).items:
        assert text[one.citation.start : one.citation.end] == one.citation.quote


STEM, KEY, WRONG = (
    "The first compiler was written by ____ for her company.",
    "Grace Hopper",
    ("Alan Turing", "Claude Shannon"),
)
QUOTE = "The first compiler was written by Grace Hopper for the computer of her company in 1952."


def test_a_sound_choice_passes_the_gate() -> None:
    assert flaw(STEM, KEY, WRONG, QUOTE, "en") == ""


@pytest.mark.parametrize(
    ("stem", "key", "wrong", "why"),
    [
        (STEM, KEY, ("Hopper", "Alan Turing"), "another name"),
        (STEM, KEY, ("GH", "Alan Turing"), "another name"),
        (STEM, KEY, ("Alan Turing", "Alan Turing"), "the same"),
        (STEM, KEY, ("None of them", "Alan Turing"), "all or nothing"),
        (STEM, KEY, ("her company", "Alan Turing"), "source's words"),
        (STEM, KEY, ("Al", "Alan Turing"), "length"),
        (STEM, "Bob Miller", WRONG, "not in the source"),
        (f"Grace Hopper wrote the first compiler, said {GAP} herself.", KEY, WRONG, "gives the key away"),
        ("The first compiler was written for her company.", KEY, WRONG, "one gap"),
        (f"By {GAP}.", KEY, WRONG, "too little"),
        (f"The first compiler was written for all except {GAP} there.", KEY, WRONG, "what is not so"),
    ],
)
def test_each_flaw_is_found(stem: str, key: str, wrong: tuple[str, ...], why: str) -> None:
    assert why in flaw(stem, key, wrong, QUOTE, "en")


def proposed(**other: object) -> dict[str, object]:
    one = {
        "stem": "The first compiler was written by ____ for the computer of her company in 1952.",
        "key": "Grace Hopper",
        "wrong": ["Alan Turing", "John McCarthy"],
        "c": [1, QUOTE],
    }
    return {"items": [one | other]}


def test_a_models_item_is_taken_when_it_keeps_the_rules() -> None:
    models, model = saying(Job.ITEMS, proposed())
    found = items("Computing", people(), models, language="en", most=4)
    first = found.items[0]
    assert (first.writer, first.key, found.dropped) == ("scripted:one", "Grace Hopper", 0)
    assert len(found.items) == 4, "the rest are the sources' own"
    assert "About 4 of them" in model.heard[0].instructions


@pytest.mark.parametrize(
    "other",
    [
        {"wrong": ["Grace Hopper", "Alan Turing"]},
        {"wrong": ["all of the above", "Alan Turing"]},
        {"wrong": ["Alan Turing"]},
        {"key": "Alan Turing", "wrong": ["Grace Hopper", "John McCarthy"]},
        {"c": [1, "The first compiler was written by Grace Hopper in Paris"]},
        {"stem": "The last compiler was written by ____ for the computer of her company in 1999."},
        {"stem": "See https://evil.example/ for what ____ wrote for the computer of her company."},
    ],
)
def test_a_models_flawed_item_is_left_out(other: dict[str, object]) -> None:
    models, _ = saying(Job.ITEMS, proposed(**other))
    found = items("Computing", people(), models, language="en")
    assert "passed the rules" in found.fallback
    assert {one.writer for one in found.items} == {EXTRACTIVE}


@pytest.mark.parametrize("said", [{"items": []}, ModelAway("It is not there.")])
def test_a_model_of_no_use_gives_way(said: object) -> None:
    models, _ = saying(Job.ITEMS, said)
    found = items("Computing", people(), models, language="en")
    assert found.fallback
    assert found.items == items("Computing", people(), language="en").items


def test_no_money_is_told_further_up() -> None:
    models, _ = saying(Job.ITEMS, OverBudget("It is used up."))
    with pytest.raises(OverBudget):
        items("Computing", people(), models, language="en")
