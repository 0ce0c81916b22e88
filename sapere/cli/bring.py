"""``sapere import FILE``: a topic out of a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sapere.research.errors import BadImport

if TYPE_CHECKING:
    from sapere.cli.house import House
    from sapere.imports.arriving import Arrived
    from sapere.topics.models import Topic


def bring(
    file: Annotated[
        Path,
        typer.Argument(
            help="An archive or JSON of Sapere's, an OPML outline, Markdown, or a deck of Anki's.",
            metavar="FILE",
        ),
    ],
) -> None:
    """Make a topic of your own out of a file. Nothing is looked up; what is not true in it is refused."""
    from sapere.cli.house import make_tables, open_house

    body = _bytes(file)
    house = open_house()
    arrived = _checked(body, file, house)
    make_tables()
    _told(_kept(house, arrived), arrived)


def _kept(house: House, arrived: Arrived) -> Topic:
    from sapere.topics.actions import import_file

    return import_file(house.person, arrived, house.store)


def _bytes(file: Path) -> bytes:
    from sapere.imports.arriving import LARGEST

    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as error:
        raise BadImport(f"{file} cannot be read: {error.strerror}.") from None


def _checked(body: bytes, file: Path, house: House) -> Arrived:
    from sapere.imports.arriving import arrived
    from sapere.kit.clock import SystemClock, iso
    from sapere.wiring import build_readers

    with build_readers(house.settings) as readers:
        return arrived(body, file.name, readers.read, iso(SystemClock().now()))


def _told(topic: Topic, arrived: Arrived) -> None:
    told = arrived.topic
    print(f"{topic.title}: sapere export {topic.slug}, or /topics/{topic.slug}/explore in the browser")
    print(f"  {len(told.concepts)} concepts, {len(told.pages)} pages, {len(told.sources)} sources")
    mine = arrived.mine
    if not mine.is_empty:
        print(
            f"  {len(mine.notes)} notes, {len(mine.bookmarks)} bookmarks, {len(mine.cards)} cards, "
            f"{len(mine.threads)} threads"
        )
    for notice in arrived.notices:
        print(f"  {notice}")
