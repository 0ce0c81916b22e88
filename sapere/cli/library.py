"""``sapere library add | list | remove``: the learner's own documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sapere.research.errors import BadRequest

if TYPE_CHECKING:
    from sapere.cli.house import House

app = typer.Typer(
    help="Your own documents: folders, files, pages of the web, and Python's installed reference (python:)."
)

Paths = Annotated[
    list[str],
    typer.Argument(
        help="Folders, files or addresses of pages; python: is Python's own reference.", metavar="PATH|URL…"
    ),
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
        names = _names(house)
        for path in paths:
            root = _added(path, names)
            print(f"Taken out: {names[root]} ({_take_out(house, root)} documents)")


def _added(path: str, names: dict[str, str]) -> str:
    """The root that this stands for: as it was added, or an upload by its name."""
    from sapere.cli.roots import written

    for root, name in names.items():
        if root in (path, written(path), path.partition("#")[0]) or name == path:
            return root
    raise BadRequest(f"{path} is not in the library.", advice="sapere library list shows what is.")


def _take_out(house: House, root: str) -> int:
    from sapere.topics.actions import remove_root
    from sapere.work.follow import follow

    run = remove_root(house.person, root)
    for event in follow(run.pk, 0):
        if event.payload.get("state") == "started" and (text := event.payload.get("text")):
            print(text)
    return int(run.order["documents"])


def _names(house: House) -> dict[str, str]:
    """Every root with the name that the learner knows it by, uploads that could not be read among them."""
    from sapere.topics import libraries

    roots = [str(row["root"]) for row in libraries.library_roots(house.person)]
    return dict(zip(roots, libraries.root_names(house.person, roots), strict=True))


def _show(house: House, only: list[str] | None = None) -> None:
    from sapere.topics import libraries

    names = _names(house)
    rows = [row for row in libraries.library_roots(house.person) if only is None or row["root"] in only]
    if not rows and only is None:
        print("The library is empty. Add to it with: sapere library add PATH")
    for row in rows:
        unread = f", {row['unread']} could not be read" if row["unread"] else ""
        print(f"{names[str(row['root'])]}: {row['read']} documents{unread}")
    for item in libraries.library(house.person):
        if item.reason and (only is None or item.root in only):
            print(f"  not read: {item.locator}: {item.reason}")
