"""Writes docs/reference from the program itself: ``python -m docs.make_reference``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import typer

from sapere.cli.app import app
from sapere.settings import templates

FOLDER = Path(__file__).parent / "reference"
MADE = "<!-- Made by `make docs` from the program itself. -->\n"


def pages() -> dict[str, str]:
    """File name to what stands in it. The settings' page is made with their templates."""
    return {"command-line.md": command_line()}


def command_line() -> str:
    parts = [MADE, "# Command line\n"]
    for command in ((), *_commands()):
        title = " ".join(("sapere", *command))
        parts.append(f"## `{title}`\n\n```\n{_help(command)}\n```\n")
    return "\n".join(parts)


def _commands() -> Iterator[tuple[str, ...]]:
    root = typer.main.get_command(app)
    for name, command in getattr(root, "commands", {}).items():
        yield (name,)
        for below in getattr(command, "commands", {}):
            yield (name, below)


def _help(command: tuple[str, ...]) -> str:
    os.environ["COLUMNS"] = "100"
    with redirect_stdout(StringIO()) as said:
        app(args=[*command, "--help"], prog_name="sapere", standalone_mode=False)
    return "\n".join(line.rstrip() for line in said.getvalue().strip().splitlines())


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    templates.main(FOLDER.parents[1])


if __name__ == "__main__":
    main()
