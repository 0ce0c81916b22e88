"""A page while a model writes it: the checked sentences so far, a pure function of what the run told of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sapere.research.progress import Kind
from sapere.research.shapes import Section, Sentence, decode
from sapere.tabs.explore.reading import presentable
from sapere.topics.models import Event


@dataclass(frozen=True, slots=True)
class Writing:
    """``number`` is that of the last event. ``begun``: there is a draft that a model is to write anew; ``ended``:
    the page stands, whoever wrote it."""

    number: int = 0
    begun: bool = False
    ended: bool = False
    sections: tuple[Section, ...] = ()

    @property
    def going(self) -> bool:
        return self.begun and not self.ended


def writing(told: Iterable[Event]) -> Writing:
    """From the events of one concept's page. Told twice, or begun anew by another model, it comes out right."""
    number, begun, ended = 0, False, False
    placed: dict[int, tuple[str, Sentence]] = {}
    for event in told:
        number = event.sequence
        if event.kind == Kind.SENTENCE:
            place = int(event.payload["place"])
            if place == 0:
                placed.clear()
            placed[place] = (str(event.payload["heading"]), decode(Sentence, event.payload["sentence"]))
        elif event.payload.get("draft"):
            begun = True
        elif not event.payload.get(
            "first"
        ):  # the first page comes before the tree, and is written anew in any case
            ended = True
    return Writing(number, begun, ended, presentable(_sections(placed)))


def _sections(placed: dict[int, tuple[str, Sentence]]) -> tuple[Section, ...]:
    under: dict[str, list[Sentence]] = {}
    for _, (heading, sentence) in sorted(placed.items()):
        under.setdefault(heading, []).append(sentence)
    return tuple(Section(heading, tuple(sentences)) for heading, sentences in under.items())
