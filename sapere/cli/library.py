"""``sapere library add | list | remove``: the learner's own documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sapere.research.errors import BadRequest

if TYPE_CHECKING:
    from sapere.cli.house import House

app = typer.Typer(help="Your own documents: folders, files, and Python's installed reference (python:).")

Paths = Annotated[
    list[str], typer.Argument(help="Folders or files; python: is Python's own reference.", metavar="PATH…")
]


@app.command("add")
def add(paths: Paths) -> int:
    """Read documents into your library. Of one added before, only what has changed is read again."""
    from sapere.cli.carrying import carry, exit_code
    from sapere.cli.house import open_house
    from sapere.cli.roots import checked

    roots = [checked(path) for path in paths]
    house = open_house()
    with house.working("library"):
        from sapere.topics.actions import open_library_run

        story = carry(open_library_run(house.person, roots), house.person, "Library")
        _show(house, roots)
    return exit_code(story)


@app.command("list")
def show() -> None:
    """List what is in your library."""
    from sapere.cli.house import make_tables, open_house

    house = open_house()
    make_tables()
    _show(house)


@app.command("remove")
def remove(paths: Paths) -> None:
    """Take documents out of your library. Topics made from them keep what they quote."""
    from sapere.cli.house import open_house

    house = open_house()
    with house.working("library"):
        from sapere.topics.queries import library_roots

        added = [str(row["root"]) for row in library_roots(house.person)]
        for path in paths:
            root = _added(path, added)
            print(f"Taken out: {root} ({_take_out(house, root)} documents)")


def _added(path: str, added: list[str]) -> str:
    from sapere.cli.roots import written

    for root in (path, written(path)):
        if root in added:
            return root
    raise BadRequest(f"{path} is not in the library.", advice="sapere library list shows what is.")


def _take_out(house: House, root: str) -> int:
    from sapere.topics.actions import remove_root

    return int(remove_root(house.person, root))


def _show(house: House, only: list[str] | None = None) -> None:
    from sapere.topics import queries

    rows = [row for row in queries.library_roots(house.person) if only is None or row["root"] in only]
    if not rows and only is None:
        print("The library is empty. Add to it with: sapere library add PATH")
    for row in rows:
        unread = f", {row['unread']} could not be read" if row["unread"] else ""
        print(f"{row['root']}: {row['read']} documents{unread}")
    for item in queries.library(house.person):
        if item.reason and (only is None or item.root in only):
            print(f"  not read: {item.locator}: {item.reason}")
