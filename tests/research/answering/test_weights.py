from __future__ import annotations

import pytest

from sapere.research.answering.weights import weights


@pytest.mark.parametrize(("language", "other"), [("ar", "en"), ("zh", "en"), ("ja", "ar")])
def test_each_kind_of_script_has_weights_of_its_own(language: str, other: str) -> None:
    assert weights(language) != weights(other)


def test_what_a_script_does_not_have_counts_nothing_there() -> None:
    assert weights("fr").characters == weights("ar").characters == 0
    assert weights("zh-TW").related == weights("ja").spelt == 0
    assert weights("ar-EG").spelt > 0
