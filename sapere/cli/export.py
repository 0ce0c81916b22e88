"""``sapere export SLUG``: a topic as a file that others can read."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sapere.research.errors import BadRequest

if TYPE_CHECKING:
    from sapere.cli.house import House


SECONDS = 3600
"""That a program may take which writes a file: whoever waits at a terminal can end it."""


class Format(StrEnum):
    MD = "md"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    EPUB = "epub"
    PPTX = "pptx"
    JSON = "json"
    ANKI = "anki"
    CSV = "csv"
    OPML = "opml"
    BIBTEX = "bibtex"
    CSLJSON = "csljson"
    ARCHIVE = "archive"


def export(
    slug: Annotated[str, typer.Argument(help="The topic, as its address names it.", metavar="SLUG")],
    form: Annotated[
        Format,
        typer.Option("--format", help="What to write; each is told of in docs/guide/7-taking-it-out.md."),
    ] = Format.MD,
    output: Annotated[
        Path, typer.Option("-o", "--output", help="The file; - is standard output.", metavar="FILE")
    ] = Path("-"),
    with_text: Annotated[
        bool,
        typer.Option(
            "--with-text/--without-text",
            help="JSON: with the text of every source, without which it cannot be imported again.",
        ),
    ] = True,
    with_mine: Annotated[
        bool,
        typer.Option("--with-mine", help="Archive: with your notes, bookmarks, cards and threads."),
    ] = False,
) -> None:
    """Write a topic out, with all its evidence."""
    from sapere.cli.files import check_target, write_bytes
    from sapere.cli.house import make_tables, open_house
    from sapere.exports.bounded import unhurried
    from sapere.exports.formats import FORMATS

    chosen = FORMATS[form]
    check_target(output)
    if chosen.binary:
        _refuse_terminal(output, slug, form)
    house = open_house()
    make_tables()
    told = _portrait(house, slug, with_text=chosen.whole and (with_text or form is Format.ARCHIVE))
    if with_mine and form is Format.ARCHIVE:
        told["mine"] = _mine(house, slug)
    with unhurried(SECONDS):
        body = chosen.of(told)
    write_bytes(output, body)


def _refuse_terminal(output: Path, slug: str, form: Format) -> None:
    from sapere.cli.files import is_terminal
    from sapere.exports.formats import FORMATS, file_name

    if is_terminal(output):
        raise BadRequest(
            f"{form} is not text, and would only disturb this terminal.",
            advice=f"Name a file: sapere export {slug} --format {form} -o {file_name(slug, FORMATS[form])}",
        )


def _portrait(house: House, slug: str, *, with_text: bool) -> dict[str, Any]:
    from sapere.topics.models import Topic
    from sapere.topics.portrait import topic_json

    try:
        return topic_json(house.person, slug, house.store, with_text=with_text)
    except Topic.DoesNotExist:
        raise BadRequest(f"There is no topic {slug} here.", advice=_known(house)) from None


def _mine(house: House, slug: str) -> dict[str, Any]:
    from sapere.topics import queries
    from sapere.topics.belongings import belongings

    return belongings(house.person, queries.topic(house.person, slug))


def _known(house: House) -> str:
    from sapere.topics import queries

    slugs = [topic.slug for topic in queries.topics(house.person)]
    return (
        f"There are: {', '.join(slugs)}." if slugs else "There is none yet: sapere research TOPIC makes one."
    )
