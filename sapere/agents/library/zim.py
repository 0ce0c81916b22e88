"""ZIM archives: a whole encyclopedia in one file, each article a document. Needs the extra ``zim`` (libzim).

The format: https://wiki.openzim.org/wiki/ZIM_file_format. The archive is read where it lies, by its own library
in a child process with limits; the articles' pages go through the readers like any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from sapere.agents.library.located import LONGEST_LOCATOR, Located, Passed
from sapere.agents.library.zim_archive import ZimArchive
from sapere.research.errors import Unreachable, Unreadable
from sapere.research.shapes import Raw

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
    if find_spec("libzim") is None:
        yield Passed(path.as_uri(), MISSING)
        return
    try:
        with ZimArchive(path) as archive:
            yield from _pages(archive, f"zim:{quote(str(path))}/", limit)
    except Unreadable as error:
        yield Passed(path.as_uri(), f"It is no ZIM archive, or a damaged one ({error.what}).")


def _pages(archive: ZimArchive, base: str, limit: int) -> Iterator[Located | Passed]:
    taken = 0
    for fingerprint, path, size in archive.articles():
        locator = base + quote(path)
        if taken == limit:
            more = f"It has more than {limit:,} articles; the first {limit:,} are taken."
            yield Passed(base.rstrip("/"), more)
            return
        if size > LARGEST_ARTICLE or len(locator) > LONGEST_LOCATOR:
            yield Passed(locator[:LONGEST_LOCATOR], "This article is too long, or its name is.")
            continue
        taken += 1
        yield Located(locator, fingerprint, partial(_read, archive, fingerprint, path, locator))
    if not taken:
        yield Passed(base.rstrip("/"), "There are no articles in it.")


def _read(archive: ZimArchive, fingerprint: str, path: str, locator: str) -> Raw:
    try:
        body = archive.body(fingerprint)
    except Unreadable as error:
        raise Unreachable(f"The article {path} cannot be got out of its archive ({error.what}).") from error
    return Raw(body, media_type="text/html", charset="utf-8", locator=locator)
