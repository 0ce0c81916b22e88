"""A model that lies in a part of its sentences, and can be asked which."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tests.fakes.author import author, share_of
from tests.fakes.told import Source, job_of, sources_of

Author = Callable[[str, str], str]
Line = dict[str, Any]

OTHER_NAMES = ("Brannigan", "Okonkwo", "Tervuren", "Velasco")
UNITS = (
    ("seconds", "minutes"), ("minutes", "hours"), ("hours", "days"), ("metres", "miles"), ("kilometres", "metres"),
    ("grams", "tonnes"), ("degrees", "radians"), ("bytes", "bits"), ("bits", "bytes"), ("percent", "per mille"),
    ("volts", "amperes"), ("watts", "joules"), ("years", "months"), ("months", "weeks"), ("litres", "gallons"),
)  # fmt: skip
INVENTED = (
    "{} was first described by Okonkwo in 1961.",
    "Most experts now advise against {}.",
    "{} fails in about one case out of nine.",
    "{} was copied from an older Danish method.",
)
_NUMBER = re.compile(r"\b\d+\b")
_NAME = re.compile(r"(?<=[a-z,] )(?:[A-Z][a-z]{2,}|[a-z]\w*[A-Z_]\w+|[A-Z][a-z]+[A-Z]\w+)\b")
_VERB = re.compile(r"\b(is|are|was|were|can|must|may|will|does|has been)\b(?! not)")
_DENIED = re.compile(r"\b(is|are|was|were|can|must|may|will|does) not\b")
_HALVES = re.compile(r"^(.{4,}?) (is|are|was|were|can|must|may|will|has|have) (.{8,})$")


@dataclass(frozen=True, slots=True)
class Lie:
    kind: str
    text: str
    true: str


class Liar:
    """``share`` of an author's sentences come as lies of these ``kinds``, each kind as often as the words allow.

    ``lies`` are all that were told, in order; a lie told again is in it again.
    """

    def __init__(
        self, honest: Author = author, *, share: float = 1 / 3, kinds: Sequence[str] | None = None
    ) -> None:
        self.lies: list[Lie] = []
        self._honest = honest
        self._share = share
        self._kinds = tuple(kinds or KINDS)

    def __call__(self, instructions: str, material: str) -> str:
        answer = self._honest(instructions, material)
        if job_of(instructions) not in ("write", "mend"):
            return answer
        sources = sources_of(material)
        return "\n".join(self._perhaps(line, sources) for line in answer.splitlines())

    def _perhaps(self, line: str, sources: Sequence[Source]) -> str:
        said = json.loads(line)
        luck = share_of(line)
        if "t" not in said or luck >= self._share:
            return line
        first = int(luck / self._share * len(self._kinds))
        for kind in self._kinds[first:] + self._kinds[:first]:
            told = KINDS[kind](said, sources)
            if told is not None and told["t"] != said["t"]:
                self.lies.append(Lie(kind, told["t"], said["t"]))
                return json.dumps(told, ensure_ascii=False)
        return line


def lied(kind: str, text: str, sources: Sequence[Source] = ()) -> str | None:
    """A sentence made false in that way; None where its words do not allow it."""
    told = KINDS[kind]({"t": text, "c": []}, sources)
    return str(told["t"]) if told else None


def _number(said: Line, _: Sequence[Source]) -> Line | None:
    found = _NUMBER.search(said["t"])
    return found and _with(said, found, str(int(found[0]) + 1 + int(found[0]) // 3))


def _unit(said: Line, _: Sequence[Source]) -> Line | None:
    for unit, other in UNITS:
        if found := re.search(rf"\b{unit}\b", said["t"]):
            return _with(said, found, other)
    return None


def _name(said: Line, sources: Sequence[Source]) -> Line | None:
    """One that stands elsewhere in the sources where there is one, else a stranger's."""
    found = _NAME.search(said["t"])
    if found is None:
        return None
    near = (name for source in sources for name in _NAME.findall(source.text) if name not in said["t"])
    return _with(said, found, next(near, OTHER_NAMES[len(said["t"]) % len(OTHER_NAMES)]))


def _negation(said: Line, _: Sequence[Source]) -> Line | None:
    if denied := _DENIED.search(said["t"]):
        return _with(said, denied, denied[1])
    found = _VERB.search(said["t"])
    return found and _with(said, found, f"{found[1]} not" if " " not in found[1] else "has never been")


def _joined(said: Line, sources: Sequence[Source]) -> Line | None:
    """What one sentence is about with what another says, each rightly quoted."""
    mine = _HALVES.match(said["t"])
    others = [(source.number, one) for source in sources for one in source.statements]
    for number, one in reversed(others):
        other = _HALVES.match(one)
        if mine and other and other[1] != mine[1] and one != said["t"]:
            text = f"{mine[1]} {other[2]} {other[3]}"
            return {**said, "t": text, "c": [*said["c"], [number, one]]}
    return None


def _invented(said: Line, _: Sequence[Source]) -> Line | None:
    words = said["t"].split()
    about = " ".join(words[:2]).strip(".,;:")
    return {**said, "t": INVENTED[len(said["t"]) % len(INVENTED)].format(about)}


def _misquoted(said: Line, sources: Sequence[Source]) -> Line | None:
    """Words that stand in no source, given as a quote of one."""
    told = _invented(said, sources)
    return told and {**told, "c": [[number, told["t"]] for number, _ in said["c"][:1]]}


def _with(said: Line, found: re.Match[str], other: str) -> Line:
    text = said["t"]
    return {**said, "t": text[: found.start()] + other + text[found.end() :]}


KINDS: dict[str, Callable[[Line, Sequence[Source]], Line | None]] = {
    "number": _number,
    "unit": _unit,
    "name": _name,
    "negation": _negation,
    "joined": _joined,
    "invented": _invented,
    "misquoted": _misquoted,
}
