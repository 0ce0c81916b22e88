"""A finished topic of any number of concepts and sources with pages of a real size, in an empty data folder:
``python -m benchmarks.large_topic CONCEPTS SOURCES``. Prints JSON: addresses to ask for, by the kind of page."""

from __future__ import annotations

import json
import os
import random
import sys
from collections.abc import Iterator, Sequence

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sapere.settings")
django.setup()

from django.core.management import call_command  # noqa: E402

from sapere import settings, wiring  # noqa: E402
from sapere.accounts.actions import house_person, local_person  # noqa: E402
from sapere.accounts.models import Person  # noqa: E402
from sapere.cli.examples import orders  # noqa: E402
from sapere.kit.ids import stable_id  # noqa: E402
from sapere.research import shapes  # noqa: E402
from sapere.research.index import keep  # noqa: E402
from sapere.research.ports import Store  # noqa: E402
from sapere.topics import actions  # noqa: E402
from sapere.topics.actions.examples import show_as_example  # noqa: E402
from sapere.topics.models import Run, Snapshot  # noqa: E402

SENTENCES = (4, 9)  # of a section, from and to
SECTIONS = 5
PARAGRAPHS = 24  # of a source, each of eight sentences
BRANCHES = 8  # of the tree's root, about; each has as many below it as it takes

_NOUNS = (
    "canopy root fungus soil seed leaf ring water light shade wind fire trunk branch bark moss fern insect beetle "
    "season drought flood slope valley stream edge clearing litter nitrogen carbon phosphorus spore trade signal "
    "pressure vessel growth age height density stand border map record measure plot model survey"
).split()
_VERBS = (
    "holds carries feeds slows keeps changes limits raises lowers hides follows reaches covers splits".split()
)


def large_topic(owner: Person, store: Store, concepts: int = 200, sources: int = 40) -> Run:
    """The topic "Forests" of ``owner``, the same for the same numbers. Every quote stands in its kept text."""
    luck = random.Random(20_26)  # noqa: S311 - the same topic each time
    run = actions.open_topic(owner, shapes.Order("Forests", language="en"))
    actions.take(run.pk, "worker")
    brief = shapes.Brief(
        "Forests", "en", shapes.Depth.DEEP, shapes.Level.NEW, "", (), {}, seed=str(run.topic_id)
    )
    actions.keep_brief(run, brief)
    read = [_read(run, store, luck, number) for number in range(sources)]
    reports = (shapes.AgentReport("general", shapes.AgentStatus.OK, found=2 * sources, kept=sources),)
    actions.keep_harvest(run, shapes.Harvest(reports, tuple(source for source, _ in read)), [])
    tree = tuple(_tree(str(run.topic_id), luck, concepts))
    actions.keep_tree(run, shapes.Tree(tree))
    for concept in tree:
        actions.keep_page(run, _page(concept, luck, read))
    return actions.finish(run.pk, Run.State.DONE)


def _read(run: Run, store: Store, luck: random.Random, number: int) -> tuple[shapes.Source, list[str]]:
    """A source and its sentences, each of which stands in its text once."""
    said = [f"{_sentence(luck)} ({number}.{n})." for n in range(PARAGRAPHS * 8)]
    text = "\n\n".join(" ".join(said[at : at + 8]) for at in range(0, len(said), 8))
    title = f"On the {luck.choice(_NOUNS)} and the {luck.choice(_NOUNS)} of a forest, part {number + 1}"
    document = shapes.Document(text, title, "en")
    kept = keep(store, shapes.Raw(text.encode(), "text/plain", locator=f"file:///{number}.txt"), document)
    actions.keep_snapshot(
        Snapshot(
            sha256=kept.sha256, raw_sha256=kept.raw_sha256, title=title, language="en", characters=len(text)
        )
    )
    source = shapes.Source(
        id=stable_id("source", run.topic_id, number),
        snapshot=kept.sha256,
        url=f"https://forests.example/{number}",
        title=title,
        agent=luck.choice(("general", "academic", "library")),
        agents=("general",),
        kind=luck.choice(("page", "article", "paper", "book")),
        language=luck.choice(("en", "en", "de")),
        author="A. Woods",
        published=f"{luck.randint(1950, 2026)}",
        licence=luck.choice(("", "CC BY 4.0", "CC BY-SA 4.0")),
        retrieved_at="2026-11-22T10:00:00Z",
        quality=shapes.Quality(0.8, luck.random(), 1, 0.7, age=luck.random()),
    )
    return source, said


def _sentence(luck: random.Random) -> str:
    words = (
        f"the {luck.choice(_NOUNS)} {luck.choice(_VERBS)} the {luck.choice(_NOUNS)}"
        for _ in range(luck.randint(2, 4))
    )
    return ", and ".join(words).capitalize()


def _tree(seed: str, luck: random.Random, concepts: int) -> Iterator[shapes.Concept]:
    root = shapes.Concept(stable_id("concept", seed, 0), "", 0, 0, "Forests", "", "", (), ())
    yield root
    waiting, made, earlier = [root], 1, [root]
    while made < concepts:
        parent = waiting.pop(0)
        for position in range(BRANCHES if parent.depth < 2 else concepts):
            if made >= concepts:
                return
            pair = luck.sample(_NOUNS, 2)
            needed = (luck.choice(earlier).id,) if made % 4 == 1 else ()
            one = shapes.Concept(
                id=stable_id("concept", seed, made),
                parent=parent.id,
                depth=parent.depth + 1,
                position=position,
                title=f"{pair[0].capitalize()} and {pair[1]}",
                question=f"How do {pair[0]} and {pair[1]} hang together?",
                summary=_sentence(luck) + ".",
                passages=(),
                prerequisites=needed,
            )
            made += 1
            earlier.append(one)
            if one.depth < 3:
                waiting.append(one)
            yield one


def _page(
    concept: shapes.Concept, luck: random.Random, read: Sequence[tuple[shapes.Source, list[str]]]
) -> shapes.Page:
    used = luck.sample(read, min(6, len(read)))
    sections = tuple(
        shapes.Section(
            "" if number == 0 else f"What the {luck.choice(_NOUNS)} does",
            tuple(_quoted(luck, *luck.choice(used)) for _ in range(luck.randint(*SENTENCES))),
        )
        for number in range(SECTIONS)
    )
    return shapes.Page(
        concept.id, shapes.Level.NEW, "en", sections, disagreements=tuple(_disputed(luck, used))
    )


def _quoted(luck: random.Random, source: shapes.Source, said: list[str]) -> shapes.Sentence:
    number = luck.randrange(len(said))
    return shapes.Sentence(said[number], shapes.SentenceState.QUOTED, (_citation(source, said, number),))


def _citation(source: shapes.Source, said: list[str], number: int) -> shapes.Citation:
    """Paragraphs of eight sentences, a space between sentences, an empty line between paragraphs."""
    start = sum(len(one) + 1 for one in said[:number]) + number // 8
    return shapes.Citation(source.id, said[number], start, start + len(said[number]))


def _disputed(
    luck: random.Random, used: Sequence[tuple[shapes.Source, list[str]]]
) -> Iterator[shapes.Disagreement]:
    if luck.random() < 0.2 and len(used) > 1:
        sides = []
        for source, said in used[:2]:
            number = luck.randrange(len(said))
            value = said[number].rpartition("(")[2].partition(")")[0]
            sides.append(shapes.Side(value, _citation(source, said, number)))
        yield shapes.Disagreement(f"{luck.choice(_NOUNS)} of a forest", "number", tuple(sides))


def addresses(run: Run) -> dict[str, list[str]]:
    """What readers ask for, by the kind of page."""
    topic = run.topic
    assert topic is not None  # noqa: S101 - research has one
    base = f"/topics/{topic.slug}"
    concepts = list(topic.concepts.filter(depth__gt=0).values_list("pk", flat=True))
    return {
        "topic": [f"{base}/explore"],
        "concept": [f"{base}/explore/{one}" for one in concepts],
        "source": [f"{base}/sources/{one}" for one in topic.sources.values_list("pk", flat=True)],
        "sources": [f"{base}/sources", f"{base}/sources?sort=quality&used=yes"],
        "disagreements": [f"{base}/disagreements"],
        "compare": [f"{base}/compare?a={concepts[1]}&b={concepts[2]}"],
        "map": [f"{base}/map"],
        "ask": [f"{base}/ask"],
        "notes": [f"{base}/notes"],
    }


def leave_out_the_examples() -> None:
    """Puts empty topics in their place: ``sapere up`` would make them while somebody measures."""
    for order in orders():
        run = actions.open_topic(house_person(), order)
        actions.take(run.pk, "worker")
        actions.finish(run.pk, Run.State.DONE)
        show_as_example(str(run.topic_id))


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    leave_out_the_examples()
    made = large_topic(local_person(), wiring.build_store(settings.current()), *map(int, sys.argv[1:3]))
    sys.stdout.write(json.dumps(addresses(made)))
