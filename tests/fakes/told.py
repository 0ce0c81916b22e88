"""What a prompt's material holds, read as a model would read it: from the text alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

_JOB = re.compile(r"^Task: (\w+)")
_SOURCE = re.compile(r'<source n="(\d+)"(?: of="([^"]*)")?>\n(.*?)\n</source>', re.DOTALL)
_SHOWS = re.compile(r" \(shows: [^)]*\)$")
_STOP = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(`]*[A-Z0-9])|\n")
_LEANS = re.compile(
    r"(?:This|These|Those|That|It|Its|They|Their|He|She|Such|But|And|Or|So|Both|Here|There)\b"
)


@dataclass(frozen=True, slots=True)
class Source:
    """One fenced source. ``of``: title and headings, and what it shows, as the material gives them."""

    number: int
    of: str
    text: str

    @property
    def title(self) -> str:
        """Of the document it is from."""
        return self.of.partition("›")[0].strip()

    @property
    def heading(self) -> str:
        """The innermost it stands under."""
        return _SHOWS.sub("", self.of).rpartition("›")[2].strip()

    @property
    def shows(self) -> bool:
        """Whether code, a list or the like of it can be put on a page as it is."""
        return bool(_SHOWS.search(self.of))

    @property
    def sentences(self) -> list[str]:
        return [one.strip() for one in _STOP.split(self.text) if one.strip()]

    @property
    def statements(self) -> list[str]:
        """Sentences that can be understood alone."""
        return [one for one in self.sentences if _stands_alone(one)]


def job_of(instructions: str) -> str:
    """Raises ``ValueError`` for instructions that name no task."""
    named = _JOB.match(instructions)
    if named is None:
        raise ValueError(f"The instructions name no task: {instructions[:60]!r}")
    return named[1]


def sources_of(material: str) -> list[Source]:
    return [Source(int(number), of or "", text) for number, of, text in _SOURCE.findall(material)]


def asked_of(material: str) -> list[str]:
    """The lines outside of the fences: what the asker says itself."""
    return [line for line in _SOURCE.sub("", material).splitlines() if line.strip()]


def _stands_alone(sentence: str) -> bool:
    whole = sentence[:1].isupper() and sentence.endswith(".") and 40 <= len(sentence) <= 180
    return whole and not _LEANS.match(sentence) and ">>>" not in sentence and " = " not in sentence
