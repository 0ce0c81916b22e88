"""A model's page while it comes in: each line is checked as soon as it is whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from sapere.kit.text import squeeze
from sapere.research.authoring.excerpts import Excerpt, located
from sapere.research.authoring.lines import Claim, Heading, Line, Lines, Show
from sapere.research.authoring.titles import title_from
from sapere.research.checking.check import check
from sapere.research.shapes import Citation, Material, Section, Sentence, SentenceState

Heard = Callable[[int, str, Sentence], None]
"""Is given each sentence that passed: its place on the page from 0, the heading above it, the sentence."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A sentence that did not pass, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Placed:
    heading: str
    content: Sentence | Failed


class Manuscript:
    """Takes what a model streams. ``placed`` are its sentences so far, in order, those that failed among them,
    ``text`` all that was taken."""

    def __init__(self, material: Material, found: Sequence[Excerpt], hear: Heard = lambda *_: None) -> None:
        self._material = material
        self._found = found
        self._hear = hear
        self._lines = Lines()
        self._heading = ""
        self._shown: set[int] = set()
        self._said: set[str] = set()
        self._count = 0
        self.text = ""
        self.placed: list[Placed] = []

    def take(self, piece: str) -> None:
        self.text += piece
        for line in self._lines.hear(piece):
            self._put(line)

    def end(self) -> None:
        for line in self._lines.end():
            self._put(line)

    def mend(self, claims: Sequence[Claim]) -> None:
        """Puts those that pass now in the place of the sentences that failed; by their number among these, from 1."""
        failed = [at for at, one in enumerate(self.placed) if isinstance(one.content, Failed)]
        for claim in claims:
            if 1 <= claim.number <= len(failed):
                at = failed[claim.number - 1]
                checked = self._checked(claim)
                if isinstance(checked, Sentence):
                    self.placed[at] = replace(self.placed[at], content=checked)

    @property
    def failed(self) -> list[Failed]:
        return [one.content for one in self.placed if isinstance(one.content, Failed)]

    @property
    def sections(self) -> tuple[Section, ...]:
        """What passed; a heading with nothing left below it is gone."""
        sections: dict[str, list[Sentence]] = {}
        for one in self.placed:
            if isinstance(one.content, Sentence):
                sections.setdefault(one.heading, []).append(one.content)
        return tuple(Section(heading, tuple(sentences)) for heading, sentences in sections.items())

    def _put(self, line: Line) -> None:
        match line:
            case Heading(text):
                self._heading = self._title(text)
            case Show(number):
                self._show(number)
            case Claim():
                self._place(self._checked(line))

    def _place(self, content: Sentence | Failed) -> None:
        if isinstance(content, Sentence):
            if squeeze(content.text).casefold() in self._said:
                return
            self._said.add(squeeze(content.text).casefold())
            self._hear(self._count, self._heading, content)
            self._count += 1
        self.placed.append(Placed(self._heading, content))

    def _show(self, number: int) -> None:
        if 1 <= number <= len(self._found) and number not in self._shown and self.placed:
            self._shown.add(number)
            for sentence in self._found[number - 1].displays:
                self._place(sentence)

    def _checked(self, claim: Claim) -> Sentence | Failed:
        cited = tuple(self._citations(claim))
        if not cited:
            return Failed(claim.text, "It cites no words of a source.")
        given = Sentence(claim.text, SentenceState.SUPPORTED, cited)
        material = self._material
        verdict = check(given, material.texts, material.brief.language, title=material.concept.title)
        return verdict.sentence or Failed(claim.text, verdict.reason)

    def _citations(self, claim: Claim) -> Iterator[Citation]:
        """Where the words stand in the excerpt that was named, else in the first other that has them."""
        for number, quote in claim.cited:
            named = [self._found[number - 1]] if 1 <= number <= len(self._found) else []
            placed = (located(quote, one, self._material.texts) for one in (*named, *self._found))
            source = named[0].source if named else self._found[0].source
            yield next(filter(None, placed), Citation(source, quote, 0, 0))

    def _title(self, text: str) -> str:
        """The heading, where its words come from what the model was shown; else the section has none of its own."""
        names = [child.title for child in self._material.children]
        evidence = "\n".join(
            [self._material.concept.title, *names, *(f"{e.about}\n{e.text}" for e in self._found)]
        )
        return title_from(text, evidence, self._material.brief.language) or self._heading


def heard(text: str, material: Material, found: Sequence[Excerpt]) -> Manuscript:
    """The manuscript of a whole answer."""
    manuscript = Manuscript(material, found)
    manuscript.take(text)
    manuscript.end()
    return manuscript
