"""The small topic of :mod:`tests.doubles.seeded` as a model writes it: pages in its words with every state that a
sentence may be shown in, one that no model could write, and one that is just being written."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sapere.accounts.models import Person
from sapere.research.ports import Store
from sapere.research.progress import Kind
from sapere.research.shapes import Citation, Level, Page, Section, Sentence, SentenceState, encode
from sapere.topics import actions, queries
from sapere.topics.models import Concept, Run, Topic
from tests.doubles.seeded import seed, write_rest

MODEL = "openai:gpt-5-mini"
REASON = "openai:gpt-5-mini: It has not answered for 60 seconds."
PORES = "Stomata are pores, mostly on the underside of leaves, bounded by two guard cells whose swelling opens them."
BY_DAY = "Most plants open them by day and close them at night."
OPENINGS = "A leaf takes in carbon dioxide through the same openings through which it loses water."
POROMETER = "A porometer measures how far the stomata are open."
PROCESS = (
    "Photosynthesis is the process by which plants, algae and some bacteria turn light into chemical energy kept"
    " in sugars."
)
OXYGEN = "It takes in carbon dioxide and water and gives off oxygen."


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes sentences that rest on the kept texts of a run's topic."""

    run: Run
    texts: dict[str, str]

    @classmethod
    def of(cls, run: Run, store: Store) -> Pen:
        assert run.topic is not None
        return cls(run, {str(one.pk): queries.text(one, store) for one in queries.sources(run.topic)})

    @property
    def topic(self) -> Topic:
        assert self.run.topic is not None
        return self.run.topic

    def concept(self, title: str) -> Concept:
        return self.topic.concepts.get(title=title)

    def cite(self, quote: str) -> Citation:
        source = next(one for one, text in self.texts.items() if quote in text)
        start = self.texts[source].index(quote)
        return Citation(source, quote, start, start + len(quote))

    def supported(self, text: str, quote: str) -> Sentence:
        return Sentence(text, SentenceState.SUPPORTED, (self.cite(quote),))

    def quoted(self, quote: str) -> Sentence:
        return Sentence(quote, SentenceState.QUOTED, (self.cite(quote),))

    def inferred(self, text: str, *quotes: str) -> Sentence:
        return Sentence(text, SentenceState.INFERRED, tuple(map(self.cite, quotes)))

    def page(self, title: str, *sections: Section, dropped: int = 0) -> Page:
        concept = str(self.concept(title).pk)
        return Page(concept, Level.NEW, "en", sections, MODEL, dropped, (), "write-1")

    def told(self, page: Page, *, draft: bool = False) -> None:
        """What the pipeline tells of a page."""
        told = {
            "concept": page.concept,
            "sentences": len(page.sentences),
            "first": False,
            "writer": page.writer,
        }
        more = {"draft": draft, "dropped": page.dropped, "fallback": page.fallback}
        actions.tell(self.run.pk, Kind.PAGE, {**told, **more})

    def says(self, title: str, place: int, heading: str, sentence: Sentence) -> None:
        told = {"concept": str(self.concept(title).pk), "place": place, "heading": heading}
        actions.tell(self.run.pk, Kind.SENTENCE, {**told, "sentence": encode(sentence)})


def stomata(pen: Pen) -> Page:
    """Sentences of all three states."""
    first = (
        pen.supported("Stomata are pores on the underside of leaves, each between two guard cells.", PORES),
        pen.supported("When the guard cells swell, the pore between them opens.", PORES),
        pen.quoted(BY_DAY),
    )
    loss = (
        pen.supported("Through these openings a leaf takes in carbon dioxide and loses water.", OPENINGS),
        pen.inferred(
            "A porometer therefore also tells how freely a leaf can lose water.", POROMETER, OPENINGS
        ),
    )
    return pen.page("Stomata", Section("", first), Section("What they cost a leaf", loss), dropped=2)


def whole(pen: Pen) -> Page:
    """The topic's own page."""
    definition = pen.supported(
        "Photosynthesis turns light into chemical energy that is kept in sugars.", PROCESS
    )
    goes_on = pen.supported("Carbon dioxide and water go in, and oxygen comes out.", OXYGEN)
    return pen.page("Photosynthesis", Section("", (definition, goes_on, pen.quoted(POROMETER))))


def authored(owner: Person, store: Store, topic: str = "Photosynthesis") -> Run:
    """A finished topic: two pages by a model, one that it could not write, the others quoted."""
    run = seed(owner, store, topic=topic)
    pen = Pen.of(run, store)
    actions.keep_page(run, stomata(pen))
    actions.keep_page(run, whole(pen))
    pen.concept("Rubisco").pages.update(fallback=REASON)
    return run


def drafted(owner: Person, store: Store, topic: str = "Photosynthesis") -> Run:
    """A run in which every page can be read as quotes and waits for a model."""
    run = seed(owner, store, finished=False, topic=topic)
    actions.take(run.pk, "worker")
    write_rest(run, store)
    pen = Pen.of(run, store)
    for concept in queries.concepts(pen.topic):
        draft = replace(pen.page(concept.title), writer="extractive")
        pen.told(draft, draft=True)
    return run


def begin_writing(pen: Pen, sentences: int = 3) -> None:
    """The model says so many sentences of the page on stomata."""
    placed = [(s.heading, one) for s in stomata(pen).sections for one in s.sentences][:sentences]
    for place, (heading, one) in enumerate(placed):
        pen.says("Stomata", place, heading, one)


def end_writing(pen: Pen) -> None:
    """The page on stomata is there."""
    page = stomata(pen)
    actions.keep_page(pen.run, page)
    pen.told(page)
