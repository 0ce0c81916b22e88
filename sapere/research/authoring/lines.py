"""A model's page as it streams in: JSON lines, each a heading or a sentence. What is no such line is passed over."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from sapere.kit.text import normalise, squeeze

LONGEST, LONGEST_HEADING, LONGEST_QUOTE = 500, 120, 1_000  # characters
_MOST_CITED = 4
_BRACKETED = re.compile(r"(?:\s*\[\d{1,3}(?:,\s*\d{1,3})*\])+(?=\s*[.!?。！？]?$)")


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence as the model gave it. ``cited`` are numbers of excerpts with the words it rests on. ``number`` is that
    of the sentence it mends, 0 for a new one."""

    text: str
    cited: tuple[tuple[int, str], ...]
    number: int = 0


@dataclass(frozen=True, slots=True)
class Show:
    """What the excerpt of that number displays is to stand here."""

    number: int


Line: TypeAlias = Heading | Claim | Show


class Lines:
    """Takes pieces of a stream; gives what they complete."""

    def __init__(self) -> None:
        self._rest = ""

    def hear(self, piece: str) -> Iterator[Line]:
        *lines, self._rest = (self._rest + piece).split("\n")
        for line in lines:
            yield from _read(line)

    def end(self) -> Iterator[Line]:
        """What the last line holds, if it is whole."""
        rest, self._rest = self._rest, ""
        yield from _read(rest)


def _read(line: str) -> Iterator[Line]:
    line = line.strip().rstrip(",")
    if not line.startswith("{"):
        return
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return
    if isinstance(said.get("h"), str) and _plain(said["h"]):
        yield Heading(_plain(said["h"])[:LONGEST_HEADING])
    elif isinstance(said.get("show"), int):
        yield Show(said["show"])
    elif isinstance(said.get("t"), str) and 0 < len(_plain(said["t"])) <= LONGEST:
        number = said.get("n")
        yield Claim(
            _BRACKETED.sub("", _plain(said["t"])),
            tuple(_cited(said.get("c")))[:_MOST_CITED],
            number if isinstance(number, int) else 0,
        )


def _cited(said: Any) -> Iterator[tuple[int, str]]:
    if not isinstance(said, list):
        return
    pairs = [said] if len(said) == 2 and isinstance(said[1], str) else said  # one pair, not in a list
    for pair in pairs:
        if (
            isinstance(pair, list)
            and len(pair) == 2
            and isinstance(pair[0], int)
            and isinstance(pair[1], str)
        ):
            quote = pair[1].strip()
            if 0 < len(quote) <= LONGEST_QUOTE:
                yield pair[0], quote


def _plain(text: str) -> str:
    return squeeze(normalise(text))
