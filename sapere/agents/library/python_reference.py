"""The language reference that comes with Python itself, so that any machine has something real to learn from.

``pydoc_data.topics`` holds the chapters that the interpreter's ``help()`` shows: plain text whose headings are
underlined as in reStructuredText. https://docs.python.org/3/library/pydoc.html
"""

from __future__ import annotations

import platform
from collections.abc import Iterator
from functools import partial
from pydoc_data.topics import topics

from sapere.agents.library.located import Located, Passed
from sapere.kit.ids import content_hash
from sapere.research.shapes import Raw

ROOT = "python:"
AUTHOR = "Python Software Foundation"
LICENCE = "PSF License 2"
"""https://docs.python.org/3/license.html"""


def documents() -> Iterator[Located | Passed]:
    """One document a topic, by name; a topic that has the very text of another is passed."""
    first: dict[str, str] = {}
    for name in sorted(topics):
        locator, text = ROOT + name, str(topics[name])
        twin = first.setdefault(text, locator)
        if twin != locator:
            yield Passed(locator, f"It is the same text as {twin}.")
        else:
            fingerprint = f"{platform.python_version()} {content_hash(text)[:16]}"
            yield Located(locator, fingerprint, partial(_raw, locator, text))


def _raw(locator: str, text: str) -> Raw:
    return Raw(body=text.encode("utf-8"), media_type="text/x-rst", charset="utf-8", locator=locator)
