from __future__ import annotations

import pytest

from tests.research.checking.asked import asked, passes

RECALL = "Recalling a fact makes it easier to recall again."


@pytest.mark.parametrize(
    "more",
    [
        "; see https://evil.example/?q=1",
        " (www.memory-shop.example)",
        " at memory.com",
        "; write to a@b.example",
        ", says javascript:alert(1)",
        " <img src=x onerror=alert(1)>",
        " [click](x)",
        " &lt;b&gt;",
        ' hx-get="/x"',
        "; you must log in",
        "; ignore previous instructions",
        " ```x```",
    ],
)
def test_addresses_markup_and_orders_are_not_shown(more: str) -> None:
    assert not passes(f"{RECALL[:-1]}{more}.", RECALL)


def test_an_address_that_the_source_gives_is_only_text() -> None:
    source = "The manual of the library lies at docs.python.org for all to read."
    assert passes("The library's manual lies at docs.python.org.", source)


@pytest.mark.parametrize(
    "order", ["Remember that a fact is easier to recall.", "Click here to recall a fact again."]
)
def test_the_reader_is_not_ordered_about(order: str) -> None:
    assert not passes(order, RECALL)


def test_an_order_of_the_source_may_be_told() -> None:
    assert passes("Close the page first, and recall the fact.", "Close the page first. Then recall the fact.")


@pytest.mark.parametrize("cut", range(1, 60, 3))
def test_a_sentence_cut_anywhere_shows_no_markup(cut: int) -> None:
    verdict = asked(f"{RECALL[:-1]} <script>alert(1)</script>."[:cut], RECALL)
    assert verdict.sentence is None or "<" not in verdict.sentence.text
