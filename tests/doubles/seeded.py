"""A small finished topic, kept through the same actions as a real one: three levels, two sources, two agents
of which one found nothing, prose, a list and code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sapere.accounts.models import Person
from sapere.kit.clock import SystemClock, iso
from sapere.kit.ids import stable_id
from sapere.kit.sentences import sentences
from sapere.research import shapes
from sapere.research.index import keep
from sapere.research.ports import Store
from sapere.research.progress import Kind, Stage
from sapere.research.shapes import (
    AgentReport,
    AgentStatus,
    Brief,
    Citation,
    Concept,
    Document,
    Harvest,
    Heading,
    Order,
    Page,
    Passage,
    Quality,
    Raw,
    Section,
    Sentence,
    SentenceState,
    Source,
    Tree,
    Unread,
)
from sapere.topics import actions
from sapere.topics.models import Run, Snapshot

GUIDE = """# Photosynthesis
Photosynthesis is the process by which plants, algae and some bacteria turn light into chemical energy kept in sugars. It takes in carbon dioxide and water and gives off oxygen. Nearly all food on land begins with it.

## Light reactions
The light reactions take place in the membranes of the thylakoids. They split water, release oxygen and load two carriers with energy. Without light they stop within a second.

### Chlorophyll
Chlorophyll absorbs red and blue light and reflects green. Each molecule holds one magnesium atom in the middle of a ring.

### Photosystems
A photosystem is a group of proteins that gathers light for one reaction centre. Two of them work in a row, the second one first by name.

#### Electron transport
Electrons pass from the first photosystem to the second through a chain of carriers. On the way they drive protons across the membrane.

## Gas exchange
A leaf takes in carbon dioxide through the same openings through which it loses water. Every plant has to find a balance between the two.

### Stomata
Stomata are pores, mostly on the underside of leaves, bounded by two guard cells whose swelling opens them. When water enters the guard cells they bow apart, and when it leaves they close the pore. Most plants open them by day and close them at night.

### Water loss
A maize leaf loses about two hundred molecules of water for each molecule of carbon dioxide it takes in. Dry wind doubles the loss.

## Calvin cycle
The Calvin cycle builds sugar out of carbon dioxide in the stroma of the chloroplast. It needs three turns for one molecule of a three-carbon sugar.

### Rubisco
Rubisco fixes carbon dioxide, and now and then oxygen by mistake. It is thought to be the most abundant protein on Earth.
"""

NOTES = """# Measuring a leaf
The rate of photosynthesis is measured by the carbon dioxide that a leaf takes up. A porometer measures how far the stomata are open.

## A small model
The rate can be computed from light alone when nothing else is short.

rate = peak * light / (light + half)

## What limits it
- Light, on a dull day.
- Carbon dioxide, in full sun.
- Water, when the stomata have closed.
"""


@dataclass(frozen=True, slots=True)
class Text:
    title: str
    document: Document
    source: Source


def seed(owner: Person, store: Store, *, finished: bool = True, topic: str = "Photosynthesis") -> Run:
    """The topic's run, done; or, unless ``finished``, stopped short after the first page: queued, with events."""
    run = actions.open_topic(owner, Order(topic=topic, language="en"))
    named = str(run.topic_id)
    texts = [_text(named, GUIDE, store, 1), _text(named, NOTES, store, 2)]
    brief = Brief(
        topic,
        "en",
        shapes.Depth.STANDARD,
        shapes.Level.NEW,
        "What it is and how it works.",
        (),
        {},
        seed=named,
    )
    actions.keep_brief(run, brief)
    actions.keep_harvest(
        run, Harvest(_reports(), tuple(t.source for t in texts), _unread()), list(_passages(texts))
    )
    tree = _tree(named, texts)
    pages = [_page(concept, texts) for concept in tree.concepts]
    for kind, payload in story(tree, pages, texts):
        actions.tell(run.pk, kind, payload)
        if not finished and kind == Kind.PAGE:
            actions.keep_tree(run, tree)
            actions.keep_page(run, pages[0])
            return run
    actions.keep_tree(run, tree)
    for page in pages[:-1]:
        actions.keep_page(run, page)
    actions.keep_page(run, pages[-1])
    return actions.finish(run.pk, "done")


def write_rest(run: Run, store: Store) -> None:
    """The pages that a run stopped short by :func:`seed` has not kept yet."""
    named = str(run.topic_id)
    texts = [_text(named, GUIDE, store, 1), _text(named, NOTES, store, 2)]
    for concept in _tree(named, texts).concepts[1:]:
        actions.keep_page(run, _page(concept, texts))


def story(tree: Tree, pages: list[Page], texts: list[Text]) -> Iterator[tuple[Kind, dict[str, object]]]:
    """What such a run tells, in order."""
    yield Kind.STAGE, {"stage": Stage.UNDERSTAND, "state": "started", "text": ""}
    yield (
        Kind.STAGE,
        {"stage": Stage.UNDERSTAND, "state": "done", "text": "Photosynthesis: what it is and how it works"},
    )
    yield Kind.STAGE, {"stage": Stage.SEARCH, "state": "started", "text": ""}
    yield Kind.AGENT, {"name": "library", "status": "searching", "queries": ["photosynthesis"]}
    yield Kind.AGENT, {"name": "general", "status": "searching", "queries": ["photosynthesis"]}
    for report in _reports():
        yield Kind.AGENT, shapes.encode(report)
    yield Kind.STAGE, {"stage": Stage.SEARCH, "state": "done", "text": "7 found", "count": 7}
    yield Kind.STAGE, {"stage": Stage.READ, "state": "started", "text": ""}
    for text in texts:
        told = {"locator": text.source.url, "title": text.title, "agent": "library", "reason": ""}
        yield Kind.SOURCE, {**told, "state": "reading"}
        yield Kind.SOURCE, {**told, "state": "kept"}
    for gone in _unread():
        yield (
            Kind.SOURCE,
            {
                "locator": gone.locator,
                "title": gone.title,
                "agent": gone.agent,
                "state": "unread",
                "reason": gone.reason,
            },
        )
    yield Kind.STAGE, {"stage": Stage.READ, "state": "done", "text": "2 kept, 1 not readable", "count": 2}
    yield Kind.STAGE, {"stage": Stage.GROW, "state": "started", "text": ""}
    for concept in tree.concepts:
        yield (
            Kind.CONCEPT,
            {
                "id": concept.id,
                "parent": concept.parent,
                "depth": concept.depth,
                "position": concept.position,
                "title": concept.title,
                "state": "growing",
            },
        )
    yield (
        Kind.STAGE,
        {
            "stage": Stage.GROW,
            "state": "done",
            "text": f"{len(tree.concepts) - 1} concepts",
            "count": len(tree.concepts) - 1,
        },
    )
    for number, page in enumerate(pages):
        yield Kind.PAGE, {"concept": page.concept, "sentences": len(page.sentences), "first": number == 0}


def _text(topic: str, written: str, store: Store, number: int) -> Text:
    document = _document(written)
    body = written.encode()
    kept = keep(store, Raw(body, "text/markdown", locator=f"file:///library/{number}.md"), document)
    actions.keep_snapshot(
        Snapshot(
            sha256=kept.sha256,
            raw_sha256=kept.raw_sha256,
            media_type=kept.media_type,
            title=kept.title,
            language="en",
            author=kept.author,
            licence=kept.licence,
            characters=kept.characters,
        )
    )
    source = Source(
        id=stable_id("source", topic, kept.sha256),
        snapshot=kept.sha256,
        url="https://plants.example/photosynthesis" if number == 1 else "file:///library/measuring.md",
        title="How plants make sugar" if number == 1 else "Measuring a leaf",
        agent="general" if number == 1 else "library",
        agents=("general",) if number == 1 else ("library",),
        kind="article" if number == 1 else "manual",
        language="en",
        author="Ada Grün" if number == 1 else "",
        published="2024-05" if number == 1 else "",
        licence="CC BY 4.0" if number == 1 else "",
        retrieved_at=iso(SystemClock().now()),
        quality=Quality(0.8, 0.7, 0.9, 0.75),
    )
    return Text(source.title, document, source)


def _document(written: str) -> Document:
    """Markdown headings made plain, with their extents; the formula is code, lines with a dash are a list."""
    text, found = "", []
    for line in written.split("\n"):
        bare = line.lstrip("#")
        if bare != line:
            found.append((len(line) - len(bare), bare.strip(), len(text)))
        text += (bare.strip() if bare != line else line) + "\n"
    text = text.rstrip()
    headings = []
    for place, (level, title, start) in enumerate(found):
        end = next((s for lv, _, s in found[place + 1 :] if lv <= level), len(text))
        headings.append(Heading(level, title, start, end))
    at = text.find("rate = ")
    blocks = ((at, text.index("\n", at), "code"),) if at >= 0 else ()
    return Document(text, found[0][1], "en", tuple(headings), blocks=blocks)


def _own(document: Document, heading: Heading) -> tuple[int, int]:
    """What stands under a heading itself, before the next one."""
    start = document.text.index("\n", heading.start) + 1
    later = [other.start for other in document.headings if other.start > heading.start]
    return start, min(later, default=len(document.text))


def _passages(texts: list[Text]) -> Iterator[Passage]:
    for text in texts:
        for heading in text.document.headings:
            start, end = _own(text.document, heading)
            yield Passage(
                _passage_id(text, start),
                text.source.id,
                start,
                end,
                (heading.title,),
                text.document.text[start:end],
            )


def _passage_id(text: Text, start: int) -> str:
    return stable_id("passage", text.source.id, start)


def _tree(topic: str, texts: list[Text]) -> Tree:
    guide = texts[0]
    concepts: list[Concept] = []
    path: list[Concept] = []
    for heading in guide.document.headings:
        depth = heading.level - 1
        path = path[:depth]
        parent = path[-1].id if path else ""
        concept = Concept(
            id=stable_id("concept", topic, heading.title),
            parent=parent,
            depth=depth,
            position=sum(other.parent == parent for other in concepts),
            title=heading.title,
            question="" if depth == 0 else f"What should one know about {heading.title.lower()}?",
            summary="",
            passages=(_passage_id(guide, _own(guide.document, heading)[0]),),
        )
        concepts.append(concept)
        path.append(concept)
    needed = {concept.title: concept.id for concept in concepts}
    return Tree(
        tuple(
            replace(c, prerequisites=(needed["Chlorophyll"],)) if c.title == "Calvin cycle" else c
            for c in concepts
        )
    )


def _page(concept: Concept, texts: list[Text]) -> Page:
    guide, notes = texts
    heading = next(h for h in guide.document.headings if h.title == concept.title)
    sections = [Section("", _quotes(guide, heading))]
    if concept.depth == 0:
        sections += [Section(h.title, _quotes(notes, h)) for h in notes.document.headings[1:]]
    return Page(concept.id, shapes.Level.NEW, "en", tuple(sections), dropped=1 if concept.depth == 0 else 0)


def _quotes(text: Text, heading: Heading) -> tuple[Sentence, ...]:
    first, last = _own(text.document, heading)
    body = text.document.text[first:last]
    found = []
    for start, end in sentences(body, "en"):
        quote = body[start:end]
        kind = "code" if quote.startswith("rate =") else "list" if quote.startswith("- ") else "prose"
        citation = Citation(text.source.id, quote, first + start, first + end)
        found.append(Sentence(quote.removeprefix("- "), SentenceState.QUOTED, (citation,), kind))
    return tuple(found)


def _reports() -> tuple[AgentReport, ...]:
    return (
        AgentReport("library", AgentStatus.OK, 7, 2, 0.2, "", ("photosynthesis",)),
        AgentReport(
            "general", AgentStatus.EMPTY, 0, 0, 1.4, "Nothing there is about this.", ("photosynthesis",)
        ),
    )


def _unread() -> tuple[Unread, ...]:
    return (
        Unread(
            "file:///library/scan.pdf",
            "A scanned page",
            "library",
            "The file holds pictures of pages and no text.",
        ),
    )
