"""ZIM archives: a whole encyclopedia in one file, each article a document. Needs the extra ``zim`` (libzim).

The format: https://wiki.openzim.org/wiki/ZIM_file_format. The archive is read where it lies, by its own library
in this process; the articles' pages go through the readers like any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from sapere.agents.library.located import LONGEST_LOCATOR, Located, Passed
from sapere.research.errors import Unreachable
from sapere.research.shapes import Raw

if TYPE_CHECKING:
    from libzim.reader import Archive

ARTICLES = 20_000
"""Articles taken of one archive, in the order in which they lie: it may hold millions."""
LARGEST_ARTICLE = 5_000_000
"""Bytes of one article."""
MISSING = (
    'Reading ZIM archives needs one more package: pip install "sapere[zim]", then add the archive again.'
)


def is_archive(path: Path) -> bool:
    return path.suffix.lower() == ".zim" and path.is_file()


def articles(path: Path, limit: int = ARTICLES) -> Iterator[Located | Passed]:
    """The articles in the order of the archive; redirects, pictures and styles are left out without a word.

    A locator is ``zim:`` with the path of the archive and that of the article in it.
    """
    try:
        from libzim.reader import Archive
    except ImportError:
        yield Passed(path.as_uri(), MISSING)
        return
    try:
        archive = Archive(path)
        yield from _pages(archive, f"zim:{quote(str(path))}/", limit)
    except RuntimeError as error:  # what libzim raises for whatever it does not understand
        yield Passed(path.as_uri(), f"It is no ZIM archive, or a damaged one ({error}).")


def _pages(archive: Archive, base: str, limit: int) -> Iterator[Located | Passed]:
    taken = 0
    for number in range(archive.entry_count):
        entry = archive._get_entry_by_id(number)  # noqa: SLF001 - libzim has no other way to go through all
        if entry.is_redirect or not entry.get_item().mimetype.startswith("text/html"):
            continue
        locator = base + quote(entry.path)
        if taken == limit:
            more = f"It has more than {limit:,} articles; the first {limit:,} are taken."
            yield Passed(base.rstrip("/"), more)
            return
        if entry.get_item().size > LARGEST_ARTICLE or len(locator) > LONGEST_LOCATOR:
            yield Passed(locator[:LONGEST_LOCATOR], "This article is too long, or its name is.")
            continue
        taken += 1
        yield Located(locator, f"{archive.uuid} {number}", partial(_read, archive, entry.path, locator))
    if not taken:
        yield Passed(base.rstrip("/"), "There are no articles in it.")


def _read(archive: Archive, path: str, locator: str) -> Raw:
    try:
        item = archive.get_entry_by_path(path).get_item()
        body = bytes(item.content)
    except (KeyError, RuntimeError) as error:
        raise Unreachable(f"The article {path} cannot be got out of its archive ({error}).") from error
    return Raw(body, media_type="text/html", charset="utf-8", locator=locator)
