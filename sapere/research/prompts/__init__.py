"""What models are told, one plain text file for each job (``write.txt``); nothing secret is in them.

A file's text is the instructions; ``{language}``, ``{level}`` and the like in it are filled in for a run. Strangers'
words come in the material, fenced, after everything that cannot be seen was taken out of them.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from sapere.kit.ids import content_hash
from sapere.kit.text import normalise
from sapere.research.calls import Job

_FENCE = re.compile(r"<(/?)(\s*source)", re.IGNORECASE)


@cache
def wording(job: Job) -> str:
    """The job's instructions as they lie in the file."""
    return resources.files(__name__).joinpath(f"{job}.txt").read_text(encoding="utf-8").strip()


def version(job: Job) -> str:
    """Names the wording: ``write-1f3a9c02``. Another wording has another name."""
    return f"{job}-{content_hash(wording(job))[:8]}"


def instructions(job: Job, **filled: str) -> str:
    """The wording with its places filled in. Raises ``KeyError`` for one that is not."""
    return re.sub(r"\{(\w+)\}", lambda place: filled[place[1]], wording(job))


def fenced(number: int, text: str, *, about: str = "") -> str:
    """A stranger's text as numbered data; nothing in it can close the fence or hide from a reader.

    ``about`` is what it is a part of: the title and the headings above it.
    """
    said = f' of="{_attribute(about)}"' if about else ""
    return f'<source n="{number}"{said}>\n{inert(text)}\n</source>'


def inert(text: str) -> str:
    """Strangers' words that can neither close a fence nor hide from a reader."""
    return _FENCE.sub(r"‹\1\2", normalise(text)).strip()


def _attribute(text: str) -> str:
    return inert(text).replace('"', "'").replace("\n", " ")[:120]
