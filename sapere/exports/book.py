"""The shapes of a book: plain texts, told apart by what they are, nothing in them escaped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Formula:
    """``tex`` without the signs around it; ``shown`` as it stands in the sentence."""

    tex: str
    shown: str


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    head: list[str]
    rows: list[list[str]]


@dataclass(frozen=True, slots=True)
class Source:
    id: str
    number: int
    title: str
    address: str
    author: str
    published: str
    licence: str
    read: str
    kind: str


@dataclass(frozen=True, slots=True)
class Note:
    """Where a quote stands: ``place`` is a page or a time, ``characters`` the extent in the kept text."""

    number: int
    quote: str
    source: Source
    place: str
    address: str
    characters: str

    def where(self) -> str:
        told = (self.address, self.place, f"characters {self.characters}", f"read {self.source.read}")
        return ", ".join(filter(None, told))


@dataclass(frozen=True, slots=True)
class Sentence:
    """``kind``: prose, list, code, formula or table. ``state``: quoted, supported or inferred."""

    text: str
    kind: str
    state: str
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Side:
    value: str
    note: Note


@dataclass(frozen=True, slots=True)
class Dispute:
    """What sources disagree about."""

    subject: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One concept. Without sections its page is not written yet."""

    id: str
    parent: str
    depth: int
    title: str
    question: str
    summary: str
    writer: str
    sections: tuple[Section, ...]
    disputes: tuple[Dispute, ...]

    def sentences(self) -> Iterator[Sentence]:
        for section in self.sections:
            yield from section.sentences

    def prose(self) -> Iterator[Sentence]:
        return (one for one in self.sentences() if one.kind == "prose")


@dataclass(frozen=True, slots=True)
class Book:
    slug: str
    title: str
    language: str
    definition: str
    chapters: tuple[Chapter, ...]
    sources: tuple[Source, ...]
    notes: tuple[Note, ...]

    def unwritten(self) -> int:
        return sum(not one.sections for one in self.chapters)
