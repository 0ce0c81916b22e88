"""Manuals made of HTML pages with tables of contents: which page belongs to which chapter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urldefrag, urljoin

from lxml import html

from benchmarks.works import LoosePage, Work

PYTHON = Path("/usr/share/doc/python3-doc/html")
POSTGRESQL = Path("/usr/share/doc/postgresql-doc-15/html")


@dataclass(frozen=True)
class Manual:
    """``contents`` finds the links of a page's table of contents, ``chapters`` those of the root's chapters."""

    folder: Path
    root: str
    contents: str
    chapters: str

    @cached_property
    def _seen(self) -> dict[str, tuple[str, ...]]:
        return {}

    def work(self, name: str, topic: str) -> Work:
        """Every page that is no contents page, under the chapter whose contents lead to it."""
        return Work(name, topic, tuple(self._pages()))

    def _pages(self) -> Iterator[LoosePage]:
        taken = {self.root}
        for chapter, title in self._links(self.root, self.chapters):
            for path in self._under(chapter):
                if path not in taken:
                    taken.add(path)
                    yield LoosePage(path, title, (self.folder / path).read_bytes())

    def _under(self, path: str, above: tuple[str, ...] = ()) -> Iterator[str]:
        below = [p for p in self._listed(path) if p != path and p not in above]
        if not below:
            yield path
        for page in below:
            yield from self._under(page, (*above, path))

    def _listed(self, path: str) -> tuple[str, ...]:
        if path not in self._seen:
            found = dict.fromkeys(page for page, _ in self._links(path, self.contents))
            self._seen[path] = tuple(found)
        return self._seen[path]

    def _links(self, path: str, where: str) -> Iterator[tuple[str, str]]:
        page = html.document_fromstring((self.folder / path).read_bytes(), parser=_parser())
        for link in page.xpath(where):
            target = urldefrag(urljoin(path, link.get("href", ""))).url
            if "//" not in target and (self.folder / target).is_file():
                yield target, " ".join(link.text_content().split())


def _parser() -> html.HTMLParser:
    return html.HTMLParser(encoding="utf-8")


_TOCTREE = "//div[contains(@class, 'toctree-wrapper')]"


def python_library() -> Work:
    """The Python library reference; its chapters are those of its own contents."""
    manual = Manual(PYTHON, "library/index.html", f"{_TOCTREE}//a", f"{_TOCTREE}/ul/li/a")
    return manual.work("Python library", "Python standard library")


def python_volumes() -> Work:
    """All of Python's documentation; its chapters are its volumes: tutorial, library, reference, how-to …"""
    manual = Manual(PYTHON, "contents.html", f"{_TOCTREE}//a", f"{_TOCTREE}/ul/li/a")
    return manual.work("Python, all", "Python")


def _postgresql(kinds: tuple[str, ...]) -> Manual:
    chapters = " | ".join(f"//div[@class='toc']//span[@class='{kind}']/a" for kind in kinds)
    return Manual(POSTGRESQL, "index.html", "//div[@class='toc']//a", chapters)


def postgresql_chapters() -> Work:
    """The PostgreSQL manual; its chapters are its numbered ones, its appendixes and its reference sections."""
    manual = _postgresql(("preface", "chapter", "appendix", "reference"))
    return manual.work("PostgreSQL", "PostgreSQL")


def postgresql_parts() -> Work:
    """The PostgreSQL manual; its chapters are its eight parts."""
    return _postgresql(("preface", "part")).work("PostgreSQL, all", "PostgreSQL")
