"""Passages to answer from, made of plain strings, and models that lie over them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sapere.research.calls import Job, Prompt
from sapere.research.models import Models
from sapere.research.replies import Excerpt
from sapere.research.shapes import Passage
from tests.doubles.models import ScriptedModel

MOON = "moon"
TEXTS = {
    MOON: (
        "The Moon",
        "Orbit",
        (
            "The Moon is the only natural satellite of the Earth. It goes around the Earth once in 27.3 days. "
            "The same side always faces us, because its rotation is locked to its orbit. "
            "Galileo Galilei drew its mountains in 1609 with a telescope of his own."
        ),
    ),
    "tides": (
        "Tides",
        "Causes",
        (
            "Tides rise and fall because the Moon pulls on the oceans. Spring tides come at new and full moon. "
            "In the Bay of Fundy the water rises by 16 metres."
        ),
    ),
    "sun": (
        "The Sun",
        "Core",
        (
            "The Sun is a star at the centre of the planets. In its core hydrogen turns into helium. "
            "Cecilia Payne found in 1925 that it is made mostly of hydrogen."
        ),
    ),
    "mars": (
        "Mars",
        "Surface",
        (
            "Mars is red because its soil holds iron oxide. Olympus Mons is its highest volcano. "
            "Mariner 4 flew past it in 1965."
        ),
    ),
}


def excerpt(
    text: str,
    *,
    source: str = "one",
    title: str = "",
    path: tuple[str, ...] = (),
    start: int = 0,
    language: str = "en",
) -> Excerpt:
    passage = Passage(f"{source}:{start}", source, start, start + len(text), path, text)
    return Excerpt(passage, title, language=language, score=1.0)


def sky(*, without: str = "") -> list[Excerpt]:
    return [
        excerpt(text, source=name, title=title, path=(heading,), start=100)
        for name, (title, heading, text) in TEXTS.items()
        if name != without
    ]


def saying(job: Job, said: Any) -> tuple[Models, ScriptedModel]:
    """A model that says this, or what it makes of a prompt, whenever it is asked."""
    script: Callable[[Prompt], Any] = said if callable(said) else lambda _: said
    model = ScriptedModel(script)
    return Models({job: (model,)}), model


def fits(excerpts: list[Excerpt], source: str, start: int, end: int) -> str:
    """What stands in the source at these offsets."""
    passage = next(one.passage for one in excerpts if one.passage.source == source)
    return passage.text[start - passage.start : end - passage.start]
