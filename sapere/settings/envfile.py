"""The strict reader of ``.env.server`` and ``.env.client``.

One ``NAME=value`` a line, comments on lines of their own. What other programs read in different ways is refused,
so that a value means the same to all of them. A value with ``#`` in it stands whole in quotes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_NAME = re.compile(r"[A-Z][A-Z0-9_]*")


@dataclass(frozen=True, slots=True)
class Problem:
    """Where and what; never the value."""

    file: str  # its name, or "environment"
    line: int  # from 1; 0 when it is not about one line
    what: str
    name: str = ""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.name + ': ' if self.name else ''}{self.what}"


@dataclass(frozen=True, slots=True)
class Given:
    """A variable as it was found; an empty value counts as not given."""

    name: str
    value: str
    file: str
    line: int

    def problem(self, what: str) -> Problem:
        return Problem(self.file, self.line, what, self.name)


def read_env_file(path: Path) -> tuple[list[Given], list[Problem]]:
    """All variables of the file and all that is wrong with it. A file that is not there has none of either."""
    try:
        body = path.read_bytes()
    except FileNotFoundError:
        return [], []
    except OSError as error:
        return [], [Problem(path.name, 0, f"It cannot be read: {error.strerror}.")]
    return parse(body, path.name)


def parse(body: bytes, file: str) -> tuple[list[Given], list[Problem]]:
    problems = _file_problems(body, file)
    given: list[Given] = []
    text = body.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").replace("\r\n", "\n")
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            one, wrong = _parse_line(line, file, number)
            given += one
            problems += wrong
    return given, problems + _twice(given)


def _file_problems(body: bytes, file: str) -> list[Problem]:
    found: list[Problem] = []
    if body.startswith(b"\xef\xbb\xbf"):
        found.append(Problem(file, 1, "It begins with a byte order mark: save it as plain UTF-8."))
    if b"\r\n" in body:
        line = body[: body.index(b"\r\n")].count(b"\n") + 1
        found.append(Problem(file, line, "It has Windows line ends: save it with Unix ones."))
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        line = body[: error.start].count(b"\n") + 1
        found.append(Problem(file, line, "It is not UTF-8."))
    return found


def _parse_line(line: str, file: str, number: int) -> tuple[list[Given], list[Problem]]:
    name, equals, value = line.partition("=")
    if not equals:
        return [], [Problem(file, number, "It is not of the form NAME=value.")]
    if name.startswith("export "):
        return [], [Problem(file, number, "Leave out export: it is not a shell script.")]
    if not _NAME.fullmatch(name):
        return [], [
            Problem(file, number, "A name is capital letters, digits and _, with no space before or behind.")
        ]
    what = _fault(value)
    if what:
        return [Given(name, "", file, number)], [Problem(file, number, what, name)]
    return [Given(name, _unquoted(value), file, number)], []


def _fault(value: str) -> str:
    quoted = _is_quoted(value)
    inner = value[1:-1] if quoted else value
    if value != value.strip():
        return "There is a space before or behind the value."
    if "\r" in value:
        return "There is a carriage return in it."
    if quoted:
        needed = "#" in inner or inner != inner.strip()
        return (
            "" if needed else "It needs no quotes, and other programs would take them for part of the value."
        )
    if value[:1] in ("'", '"') or value[-1:] in ("'", '"'):
        return "There is a quote at one end only."
    if "#" in value:
        return "There is a # in it. Put the whole value in quotes, or the comment on a line of its own."
    return ""


def _is_quoted(value: str) -> bool:
    return len(value) > 1 and value[0] == value[-1] and value[0] in "'\"" and value[0] not in value[1:-1]


def _unquoted(value: str) -> str:
    return value[1:-1] if _is_quoted(value) else value


def _twice(given: list[Given]) -> list[Problem]:
    first: dict[str, int] = {}
    found = []
    for one in given:
        if one.name in first:
            found.append(one.problem(f"It is given twice, first in line {first[one.name]}."))
        first.setdefault(one.name, one.line)
    return found
