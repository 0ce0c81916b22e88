"""The two templates and the reference page, made from the table: ``python -m sapere.settings.templates FOLDER``.

A test compares them with what lies in the repository, so none can fall behind.
"""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sapere.settings.table import VARIABLES, Variable

SERVER_TEMPLATE, CLIENT_TEMPLATE, REFERENCE = (
    ".env.server.production",
    ".env.client.production",
    "docs/reference/settings.md",
)

_SERVER_HEAD = """\
# Copy to .env.server, fill in, and keep to yourself: chmod 600 .env.server
#
# One NAME=value a line; a comment stands on its own line. A value with # in it goes whole into quotes.
# Variables without a # before them are needed in production.
"""

_CLIENT_HEAD = """\
# Copy to .env.client and fill in. What stands here may reach the browser: a secret found in this file stops
# the start. The same form as .env.server.
"""

_REFERENCE_HEAD = """\
# Settings

Each is an environment variable, or a line of `.env.server` or `.env.client` in the folder that Sapere is started
in; the environment comes first. With none of them Sapere runs on a laptop. Whatever is wrong is told at once,
with file and line and never with the value, and nothing starts. This page is made from `sapere/settings/table.py`.

| Variable | File | Kind | Default | What it does |
|---|---|---|---|---|
"""


def pages() -> dict[str, str]:
    """Each page's place in the repository, and its text."""
    return {
        SERVER_TEMPLATE: _SERVER_HEAD + "".join(_lines("server")),
        CLIENT_TEMPLATE: _CLIENT_HEAD + "".join(_lines("client")),
        REFERENCE: _REFERENCE_HEAD + "".join(_row(variable) for variable in VARIABLES.values()),
    }


def _lines(place: str) -> Iterator[str]:
    for variable in VARIABLES.values():
        if variable.place == place:
            about = textwrap.wrap(variable.about, 100, initial_indent="# ", subsequent_indent="# ")
            line = f"{variable.name}={variable.example or _default(variable)}"
            yield "\n" + "\n".join([*about, line if variable.needed else f"#{line}"]) + "\n"


def _row(variable: Variable) -> str:
    about = variable.about + (" Needed in production." if variable.needed else "")
    default = f"`{_default(variable)}`" if _default(variable) else ""
    cells = (f"`{variable.name}`", f"`.env.{variable.place}`", variable.kind_name, default, about)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def _default(variable: Variable) -> str:
    return variable.shown_default or _written(variable.default)


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(value) if isinstance(value, tuple) else str(value)


def main(folder: Path) -> None:
    for name, text in pages().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
