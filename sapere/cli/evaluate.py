"""``sapere eval``: what measures Sapere. Here ``tree``: one grown from a whole folder, to be held against its order."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sapere.cli import evaluate_ask, evaluate_items

if TYPE_CHECKING:
    from sapere.cli.house import House
    from sapere.topics.models import Concept, Topic

app = typer.Typer(help="Measure Sapere on folders of your own.")


@app.callback()
def measure() -> None:
    """Measure Sapere on folders of your own."""


app.command("ask")(evaluate_ask.ask)
app.command("items")(evaluate_items.items)


@app.command("tree")
def tree(
    library: Annotated[str, typer.Option(help="The folder; every document in it is used.", metavar="DIR")],
    topic: Annotated[str, typer.Option(help="What the folder is about.", metavar="TOPIC")],
    json: Annotated[
        Path, typer.Option(help="sapere.topic/1 with each document's level-1 concept.", metavar="OUT")
    ],
) -> int:
    """Grow a tree from all documents of a folder, in a data folder of its own that is thrown away."""
    from sapere.cli.files import check_target

    check_target(json)
    with tempfile.TemporaryDirectory(prefix="sapere-eval-") as data:
        os.environ["SAPERE_DATA"] = data
        return _grow(library, topic, json)


def _grow(library: str, topic: str, out: Path) -> int:
    from sapere.cli.carrying import carry, exit_code
    from sapere.cli.house import open_house
    from sapere.cli.roots import checked
    from sapere.research.define import check_topic
    from sapere.research.shapes import Order

    root = checked(library)
    order = Order(check_topic(topic), offline=True, library=(root,), whole_library=True)
    house = open_house()
    with house.working("eval"):
        from sapere.topics.actions import open_topic

        run = open_topic(house.person, order)
        story = carry(run, house.person, topic)
        if story.end.get("state") == "done" and run.topic is not None:
            _write(house, run.topic, Path(root), out)
    return exit_code(story)


def _write(house: House, topic: Topic, root: Path, out: Path) -> None:
    from sapere.cli.files import write_json
    from sapere.topics.portrait import topic_json

    portrait = topic_json(house.person, topic.slug, house.store)
    write_json(out, portrait | {"documents": documents(topic, root)})


def documents(topic: Topic, root: Path) -> list[dict[str, Any]]:
    """Each source's path under ``root`` with the id of the level-1 concept that most of its text stands under."""
    from sapere.topics import queries

    weights = _text_under_concepts(topic, queries.concepts(topic))
    return [
        {"path": path_under(source.url, root), "concept": _heaviest(weights.get(str(source.pk)))}
        for source in queries.sources(topic)
    ]


def _text_under_concepts(topic: Topic, concepts: list[Concept]) -> dict[str, Counter[str]]:
    """Source id to the characters of its passages under each level-1 concept."""
    from sapere.topics.models import Passage

    extent = {
        str(passage.pk): (str(passage.source_id), passage.end - passage.start)
        for passage in Passage.objects.filter(source__topic=topic)
    }
    branches = {concept.pk: concept for concept in concepts}
    counted: set[tuple[str, str]] = set()
    weights: dict[str, Counter[str]] = {}
    for concept in concepts:
        branch = _branch(concept, branches)
        for passage in concept.passages if branch else ():
            if passage in extent and (branch, passage) not in counted:
                counted.add((branch, passage))
                source, length = extent[passage]
                weights.setdefault(source, Counter())[branch] += length
    return weights


def _branch(concept: Concept, by_id: dict[Any, Concept]) -> str:
    """Id of the level-1 concept it is or lies under; empty for the root."""
    while concept.depth > 1 and concept.parent_id is not None:
        concept = by_id[concept.parent_id]
    return str(concept.pk) if concept.depth == 1 else ""


def _heaviest(weights: Counter[str] | None) -> str | None:
    return max(weights, key=lambda branch: (weights[branch], branch)) if weights else None


def path_under(url: str, root: Path) -> str:
    """A source's address as a path below the root; as it is when it does not lie there."""
    from urllib.parse import unquote, urlsplit

    parts = urlsplit(url)
    path = Path(unquote(parts.path)) if parts.scheme == "file" else None
    return str(path.relative_to(root)) if path is not None and path.is_relative_to(root) else url
