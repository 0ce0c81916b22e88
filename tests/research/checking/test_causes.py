from __future__ import annotations

from tests.research.checking.asked import passes


def test_what_goes_together_is_no_cause() -> None:
    assert not passes("Short sleep causes overweight.", "Short sleep is associated with overweight.")
    assert passes("Short sleep is linked with overweight.", "Short sleep is associated with overweight.")


def test_a_cause_is_not_another_ones() -> None:
    panes = "Old panes are thicker at the bottom because they were made uneven. Hot glass flows at once."
    assert passes("Since they were made uneven, old panes are thicker at the bottom.", panes)
    assert not passes("Old panes are thicker at the bottom because hot glass flows.", panes)


def test_a_because_needs_a_reason_in_the_source() -> None:
    assert not passes("The lake froze because the ferry stopped.", "The lake froze. The ferry stopped.")
    assert passes("The ferry stopped because the lake froze.", "The lake froze, so the ferry stopped.")
