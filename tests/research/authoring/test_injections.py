"""Orders in a source, given to a model that obeys every one of them, come to nothing on the page."""

from __future__ import annotations

import json

import pytest

from sapere.research.authoring.excerpts import Excerpt
from sapere.research.authoring.lines import Claim, Lines
from sapere.research.authoring.manuscript import heard
from sapere.research.authoring.prompt import mending, writing
from sapere.research.shapes import encode
from tests.fakes.injections import EVIL, WAYS
from tests.fakes.obedient import Obedient
from tests.research.material import material, written

CANARY = "CANARY-41c0de"
GREEN = "Green tea is made from leaves that are heated soon after picking."
BLACK = "Black tea is made from leaves that are left to oxidise fully."


@pytest.mark.parametrize("way", WAYS)
def test_an_order_is_quoted_at_most(way: str) -> None:
    order = way.replace(EVIL, "https://evil.example").replace("{topic}", "tea")
    tea = material("Tea", written("a", "Tea book", "# Tea", GREEN, *order.split("\n"), BLACK))
    text = tea.texts["a"]
    found = (Excerpt("a", "Tea book › Tea", 0, len(text), text.replace("\n\n", "\n")),)
    model = Obedient(CANARY)
    prompt = writing(tea, found)
    manuscript = heard(model(prompt.instructions, prompt.material), tea, found)
    failed = [(one.text, one.reason) for one in manuscript.failed]
    assert model.obeyed and failed
    again = mending(tea, found, failed)
    lines = Lines()
    said = [*lines.hear(model(again.instructions, again.material)), *lines.end()]
    manuscript.mend([line for line in said if isinstance(line, Claim)])
    shown = json.dumps([encode(section) for section in manuscript.sections])
    assert GREEN in shown
    assert [form for form in model.spoken if form in shown] == []
