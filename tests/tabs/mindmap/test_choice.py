from __future__ import annotations

from django.http import QueryDict

from sapere.tabs.mindmap.choice import Choice, choice
from sapere.tabs.mindmap.layouts import Layout

KNOWN = frozenset({"a", "b"})


def test_what_was_chosen_comes_back_from_its_own_address() -> None:
    chosen = Choice(
        Layout.RADIAL,
        "list",
        needs=True,
        q="soil & <water>",
        only="quoted",
        own="unread",
        ease="hard",
        open=frozenset("a"),
        shut=frozenset("b"),
    )
    assert choice(QueryDict(chosen.address()[1:]), KNOWN) == chosen


def test_what_makes_no_sense_is_passed_over() -> None:
    asked = QueryDict(
        "layout=spiral&view=globe&needs=2&only=due&own=due&ease=2&open=zz&shut=%00&q=%20%E2%80%AE%20"
    )
    assert choice(asked, KNOWN) == Choice()


def test_the_address_of_the_usual_map_is_bare() -> None:
    assert Choice().address() == "?"


def test_a_branch_is_opened_and_shut_again() -> None:
    opened = choice(QueryDict(Choice(shut=frozenset("a")).opening(["a"])[1:]), KNOWN)
    assert (opened.open, opened.shut) == (frozenset("a"), frozenset())
    assert choice(QueryDict(opened.shutting("a")[1:]), KNOWN).shut == frozenset("a")


def test_a_form_that_searches_keeps_everything_else() -> None:
    chosen = Choice(Layout.FORCE, q="soil", open=frozenset("ab"))
    assert chosen.fields() == [("layout", "force"), ("open", "a"), ("open", "b")]
