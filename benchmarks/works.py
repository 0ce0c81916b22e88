"""Works whose chapters are known, taken apart into loose pages to grow a tree from again.

A work is a manual or a textbook with a contents of its own. Its pages that are contents (a chapter's opening page
that lists its sections, the index of the whole) are left out; the chapter that each remaining page stands in is
the truth that a tree is measured against. Its pages come in two dresses:

``as printed``  as published, with header, breadcrumbs and section numbers
``text alone``  no navigation, no section numbers, no telling file names: only what the page says
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.loosen import text_alone
from sapere.kit.ids import bytes_hash


@dataclass(frozen=True, slots=True)
class LoosePage:
    path: str  # relative to its work
    chapter: str
    body: bytes

    @property
    def file_name(self) -> str:
        return self.path.replace("/", "-")


@dataclass(frozen=True, slots=True)
class Work:
    name: str
    topic: str  # what a learner would type
    pages: tuple[LoosePage, ...]

    @property
    def chapters(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(page.chapter for page in self.pages))

    @property
    def truth(self) -> dict[str, str]:
        """File name to chapter."""
        return {page.file_name: page.chapter for page in self.pages}

    def part(self, name: str, first: str, last: str) -> Work:
        """The same work from one chapter to another, both within."""
        begin, end = self.chapters.index(first), self.chapters.index(last)
        wanted = self.chapters[begin : end + 1]
        return replace(self, name=name, pages=tuple(p for p in self.pages if p.chapter in wanted))

    def bare(self) -> Work:
        """The same work in its text alone, under names and in an order that say nothing."""
        shuffled = sorted(self.pages, key=lambda page: bytes_hash(page.body))
        names = {page.path: f"page-{number:04d}.html" for number, page in enumerate(shuffled)}
        pages = (replace(p, path=names[p.path], body=text_alone(p.body, p.path, names)) for p in shuffled)
        return replace(self, pages=tuple(pages))

    def lay_out(self, folder: Path) -> None:
        """Writes the pages into one flat folder."""
        folder.mkdir(parents=True, exist_ok=True)
        for page in self.pages:
            (folder / page.file_name).write_bytes(page.body)
