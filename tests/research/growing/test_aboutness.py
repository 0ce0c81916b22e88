from __future__ import annotations

from dataclasses import replace

from sapere.research.growing.aboutness import core
from sapere.research.growing.ground import Ground
from tests.research.growing.soil import prose, soil

KINDS = {
    "a": "article",
    "b": "article",
    "c": "page",
    "film": "video",
    "thread": "discussion",
    "data": "facts",
    "sheet": "paper",
}


def ground_of(*names: str) -> Ground:
    texts = {
        name: f"# Garden {name}\n{prose('garden')}\n## Garden beds of {name}\n{prose('garden bed')}"
        for name in names
    }
    texts |= {name: f"# Garden {name}\n{prose('garden')}" for name in names if name == "sheet"}
    made = soil(texts, "Garden")
    parts = tuple(
        replace(part, source=replace(part.source, kind=KINDS[part.source.id])) for part in made.parts
    )
    return replace(made, parts=parts)


def chosen(*names: str) -> list[str]:
    return [part.source.id for part in core(ground_of(*names), whole=False)]


def test_threads_and_sheets_of_facts_name_no_concepts() -> None:
    assert chosen("a", "thread", "data") == ["a"]
    assert chosen("thread", "data") == ["thread", "data"]


def test_films_and_abstracts_name_concepts_only_where_there_is_little_else() -> None:
    assert chosen("a", "film", "sheet") == ["a", "film", "sheet"]
    assert chosen("a", "b", "c", "film", "sheet") == ["a", "b", "c"]
