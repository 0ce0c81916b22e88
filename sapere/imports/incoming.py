"""A topic that comes from outside: what has to be true of ``sapere.topic/1`` before anything of it is kept.

Every text is what its hash says, and every quote stands where it is said to stand: nothing is shown as quoted that the
kept texts do not say, whoever wrote the file.
"""

from __future__ import annotations

import re
import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, TypeAlias

from pydantic import Field, TypeAdapter, ValidationError

from sapere.kit.ids import content_hash
from sapere.research import shapes
from sapere.research.errors import BadImport
from sapere.research.shapes import Citation, Disagreement, Section

SCHEMA = "sapere.topic/1"
MOST_CONCEPTS = 10_000
MOST_SOURCES = 5_000
_DEEPEST = 3
_NOT_TEXT = re.compile("[\x00\ud800-\udfff]")
_HEX = re.compile(r"[0-9a-f]{64}")

Name: TypeAlias = Annotated[str, Field(max_length=300)]
Short: TypeAlias = Annotated[str, Field(max_length=500)]
Place: TypeAlias = Annotated[int, Field(ge=0, lt=2**31)]
Amount: TypeAlias = Annotated[float, Field(ge=0, lt=1e12, allow_inf_nan=False)]
Share: TypeAlias = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


@dataclass(frozen=True, slots=True)
class Head:
    """``id`` names the topic wherever it came from; empty in a file that does not say."""

    title: Name
    slug: Name = ""
    language: Annotated[str, Field(max_length=16)] = ""
    id: Annotated[str, Field(max_length=36)] = ""
    brief: shapes.Brief | None = None


@dataclass(frozen=True, slots=True)
class Structure:
    """All of a kept document but its text; ``passages`` are start, end and the titles above."""

    document: shapes.Document
    passages: tuple[tuple[Place, Place, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """A source with its whole text."""

    id: Name
    url: Annotated[str, Field(max_length=2000)]
    title: Short
    sha256: Annotated[str, Field(max_length=64)]
    agent: Annotated[str, Field(max_length=40)]
    quality: Mapping[str, Share]
    kind: Annotated[str, Field(max_length=40)] = "page"
    author: Short = ""
    published: Annotated[str, Field(max_length=32)] = ""
    licence: Short = ""
    retrieved_at: Annotated[str, Field(max_length=40)] = ""
    language: Annotated[str, Field(max_length=16)] = ""
    agents: tuple[Name, ...] = ()
    also_at: tuple[str, ...] = ()
    text: str | None = None
    structure: Structure | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """A concept; ``passages`` are source, start and end."""

    id: Name
    parent: Name | None
    depth: Annotated[int, Field(ge=0, le=_DEEPEST)]
    position: Place
    title: Annotated[str, Field(max_length=300, min_length=1)]
    question: str = ""
    summary: str = ""
    prerequisites: tuple[Name, ...] = ()
    passages: tuple[tuple[Name, Place, Place], ...] = ()


@dataclass(frozen=True, slots=True)
class Leaf:
    """A concept's page."""

    concept: Name
    level: shapes.Level
    sections: tuple[Section, ...]
    writer: Annotated[str, Field(max_length=100)] = shapes.EXTRACTIVE
    language: Annotated[str, Field(max_length=16)] = ""
    disagreements: tuple[Disagreement, ...] = ()
    prompt: Annotated[str, Field(max_length=60)] = ""
    fallback: str = ""
    dropped: Place = 0

    def citations(self) -> Iterator[Citation]:
        for section in self.sections:
            for sentence in section.sentences:
                yield from sentence.citations
        for one in self.disagreements:
            yield from (side.citation for side in one.sides)


@dataclass(frozen=True, slots=True)
class Timings:
    first_page_s: Amount | None = None
    total_s: Amount | None = None
    stages: Mapping[Name, Amount] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Incoming:
    """Checked by :func:`incoming`: a parent comes before its children, every name is known."""

    topic: Head
    sources: Annotated[tuple[Origin, ...], Field(max_length=MOST_SOURCES)]
    concepts: Annotated[tuple[Node, ...], Field(max_length=MOST_CONCEPTS)]
    pages: tuple[Leaf, ...]
    agents: tuple[shapes.AgentReport, ...] = ()
    cost: Mapping[Name, Amount] = field(default_factory=dict)
    timings: Timings = Timings()


_adapter = TypeAdapter(Incoming)


def incoming(portrait: Mapping[str, Any]) -> Incoming:
    """The portrait as values that may be kept. Raises ``BadImport``."""
    check_version(portrait.get("schema"))
    check_text_in(portrait)
    try:
        told = _adapter.validate_python(portrait)
    except ValidationError as error:
        raise BadImport(f"This is not a whole topic of Sapere's: {_first(error)}.") from None
    _check_sources(told.sources)
    _check_tree(told.concepts)
    _check_quotes(told)
    return told


def check_version(schema: object) -> None:
    """Raises ``BadImport`` for another schema than this Sapere reads."""
    if schema == SCHEMA:
        return
    name, _, version = str(schema or "").partition("/")
    if name == "sapere.topic" and version.isascii() and version.isdigit() and len(version) < 5:
        raise BadImport(
            f"This file was made by a newer Sapere: version {version}; this one reads up to 1.",
            advice="Bring Sapere up to date, or export it there in an older form.",
        )
    raise BadImport("This is JSON, but not a topic of Sapere's: it does not name the schema sapere.topic/1.")


def _first(error: ValidationError) -> str:
    """Where the first fault is, and what it is."""
    fault = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in fault["loc"])[:120] or "the whole"
    return f"{where}: {fault['msg'][:1].lower()}{fault['msg'][1:200]}"


def check_text_in(value: Any) -> None:
    """No half of a character and no NUL in any text: neither can be kept."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            if not one.isascii() or "\x00" in one:
                _check_text(one)
        elif isinstance(one, Mapping):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, Sequence):
            waiting += one


def _check_text(text: str) -> None:
    if _NOT_TEXT.search(text):
        raise BadImport("There are characters in it that are none: it is damaged, or was never text.")


def _check_sources(sources: Sequence[Origin]) -> None:
    _each_once([one.id for one in sources], "source")
    _each_once([one.sha256 for one in sources], "source")
    for one in sources:
        if one.text is None:
            raise BadImport(
                f"The text of the source “{one.title[:100]}” is not in it, so that no quote from it can be checked.",
                advice="Export the topic again, as an archive or as JSON with its texts.",
            )
        if not _HEX.fullmatch(one.sha256) or content_hash(one.text) != one.sha256:
            raise BadImport(
                f"The text of the source “{one.title[:100]}” is not the one that was kept: its hash is another."
            )
        _check_quality(one)
        if one.structure is not None:
            _check_structure(one, one.structure, len(one.text))


def _check_quality(one: Origin) -> None:
    missing = {"kind", "agreement", "completeness", "readability"} - set(one.quality)
    if missing:
        raise BadImport(
            f"The source “{one.title[:100]}” does not say its quality: {min(missing)} is missing."
        )


def _check_structure(one: Origin, structure: Structure, end: int) -> None:
    document = structure.document
    spans = [
        *((heading.start, heading.end) for heading in document.headings),
        *((start, stop) for start, stop, _ in document.blocks),
        *((mark.start, mark.start) for mark in document.marks),
        *((start, stop - 1) for start, stop, _ in structure.passages),
    ]
    if any(not 0 <= start <= stop <= end for start, stop in spans) or document.text:
        raise BadImport(f"The structure of the source “{one.title[:100]}” does not fit its text.")
    if len({(start, stop) for start, stop, _ in structure.passages}) < len(structure.passages):
        raise BadImport(f"The source “{one.title[:100]}” has a passage twice.")


def _check_tree(concepts: Sequence[Node]) -> None:
    _each_once([one.id for one in concepts], "concept")
    depths = {one.id: one.depth for one in concepts}
    if concepts and [one.depth for one in concepts].count(0) != 1:
        raise BadImport("Its tree has no root, or more than one.")
    taken: dict[str | None, set[int]] = defaultdict(set)
    for one in concepts:
        above = -1 if one.parent is None else depths.get(one.parent, _DEEPEST)
        if one.depth != above + 1:
            raise BadImport(f"The concept “{one.title[:100]}” does not stand below the one that it names.")
        if one.position in taken[one.parent]:
            raise BadImport(f"Two concepts stand in the place of “{one.title[:100]}”.")
        taken[one.parent].add(one.position)
        if any(need not in depths or need == one.id for need in one.prerequisites):
            raise BadImport(f"The concept “{one.title[:100]}” needs one that is not there.")
        _each_once(one.prerequisites, "prerequisite")


def _check_quotes(told: Incoming) -> None:
    texts = {one.id: one.text or "" for one in told.sources}
    known = {one.id for one in told.concepts}
    _each_once([(one.concept, one.level) for one in told.pages], "page")
    for leaf in told.pages:
        if leaf.concept not in known:
            raise BadImport("It has a page of a concept that is not in its tree.")
        for cited in leaf.citations():
            check_citation(cited, texts)
    for node in told.concepts:
        for source, start, end in node.passages:
            if source not in texts or not start < end <= len(texts[source]):
                raise BadImport(f"The concept “{node.title[:100]}” rests on a passage that is not there.")


def check_citation(cited: Citation, texts: Mapping[str, str]) -> None:
    """``texts`` are those of the sources by id. Raises ``BadImport`` for a quote that does not stand there."""
    text = texts.get(cited.source)
    if text is None or cited.start < 0 or text[cited.start : cited.end] != cited.quote or not cited.quote:
        raise BadImport(
            f"A quote does not stand where it is said to stand: “{cited.quote[:120]}”.",
            advice="The file was changed after it was made. Export the topic again.",
        )


def _each_once(names: Sequence[object], what: str) -> None:
    if len(set(names)) < len(names):
        raise BadImport(f"A {what} is in it twice.")


def as_uuid(name: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(name)
    except ValueError:
        return None
