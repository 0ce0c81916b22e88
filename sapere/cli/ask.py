"""``sapere ask SLUG QUESTION``: a cited answer out of a topic's sources, or that they do not have it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sapere.research.errors import AlreadyOpen, BadRequest

if TYPE_CHECKING:
    from sapere.cli.house import House
    from sapere.research.ports import Index
    from sapere.research.replies import Answer
    from sapere.topics.models import Source, Topic

NOT_HERE = "Not in these sources."


def ask(
    slug: Annotated[str, typer.Argument(help="The topic, as its address names it.", metavar="SLUG")],
    question: Annotated[str, typer.Argument(help="In a sentence or two.", metavar="QUESTION")],
    json: Annotated[
        Path | None, typer.Option(help="Write the answer with its evidence to this file.", metavar="FILE")
    ] = None,
) -> None:
    """Answer a question from a topic's sources, every sentence with its source; or say that they do not have it."""
    from sapere.cli.files import check_target, write_json
    from sapere.cli.house import make_tables, open_house

    check_target(json)
    house = open_house()
    make_tables()
    found, sources = _answered(house, _topic(house, slug), question)
    print(shown(found, sources))
    if json is not None:
        write_json(json, answer_json(found))


def _answered(house: House, topic: Topic, question: str) -> tuple[Answer, dict[str, Source]]:
    """The answer, and the topic's sources by their ids."""
    from sapere.research.answer import ask as ask_shelf
    from sapere.research.answering.found import Shelf
    from sapere.topics import queries
    from sapere.topics.budget import models_of

    sources = {str(source.pk): source for source in queries.sources(topic)}
    named = {source.snapshot_id: key for key, source in sources.items()}
    with _shelf(house, topic) as (index, scope):
        shelf = Shelf(index, house.store, scope, named)
        return ask_shelf(shelf, question, models_of(house.person, house.settings, topic)), sources


def _topic(house: House, slug: str) -> Topic:
    from sapere.topics import queries
    from sapere.topics.models import Topic

    try:
        return queries.topic(house.person, slug)
    except Topic.DoesNotExist:
        raise BadRequest(f"There is no topic {slug} here.", advice="sapere research makes one.") from None


@contextmanager
def _shelf(house: House, topic: Topic) -> Iterator[tuple[Index, Any]]:
    """The index with the topic's scope; where another process has it open, one of this topic's passages alone."""
    from sapere.research.ports import Scope
    from sapere.topics.embedding import purses
    from sapere.wiring import build_index

    scope = Scope(str(topic.owner.key), str(topic.pk))
    with tempfile.TemporaryDirectory(prefix="sapere-ask-") as folder:
        index: Index
        try:
            index = build_index(house.settings, purses(house.settings))
            if not index.count(scope):  # it came in from a file
                _fill(index, house, topic)
        except AlreadyOpen:
            index = _own_index(house, topic, Path(folder))
        try:
            yield index, scope
        finally:
            index.close()


def _own_index(house: House, topic: Topic, folder: Path) -> Index:
    from dataclasses import replace

    from sapere.topics.embedding import purses
    from sapere.wiring import build_index

    index = build_index(replace(house.settings, data=folder), purses(house.settings))
    _fill(index, house, topic)
    return index


def _fill(index: Index, house: House, topic: Topic) -> None:
    from sapere.research.index import index_source
    from sapere.research.ports import Scope
    from sapere.research.shapes import Source, decode
    from sapere.topics import queries

    scope = Scope(str(topic.owner.key), str(topic.pk))
    for detail in queries.source_details(str(topic.pk)):
        index_source(house.store, index, scope, decode(Source, detail))


def shown(found: Answer, sources: dict[str, Source]) -> str:
    """Sentences with numbers, then what the numbers stand for; or the nearest passages, said to be no answer."""
    lines = [NOT_HERE, *(["", "Nearest:"] if found.nearest else [])] if found.abstained else []
    if found.abstained:
        near = (f"  {_near(one.about, one.passage.text)}" for one in found.nearest[:3])
        in_vain = [f"No model was of help: {found.fallback}"] if found.fallback else []
        return "\n".join([*lines, *near, *in_vain])
    numbers: dict[str, int] = {}
    for sentence in found.sentences:
        cited = dict.fromkeys(citation.source for citation in sentence.citations)
        marks = "".join(f"[{numbers.setdefault(source, len(numbers) + 1)}]" for source in cited)
        lines.append(f"{sentence.text} {marks}")
    named = [f"[{number}] {_named(sources.get(source))}" for source, number in numbers.items()]
    notes = [f"Quoted from the sources: {found.fallback}"] if found.fallback else []
    return "\n".join([*lines, "", *named, *notes])


def _near(about: str, text: str) -> str:
    short = " ".join(text.split())
    return f"{about}: {short[:160]}{'…' if len(short) > 160 else ''}"


def _named(source: Source | None) -> str:
    return f"{source.title} {source.url}" if source is not None else "a source that is gone"


def answer_json(found: Answer) -> dict[str, Any]:
    from sapere.research.shapes import encode

    return {"schema": "sapere.answer/1", **encode(found)}
