"""What a service wrote of a work, as text that may be shown: no markup, nothing that cannot be seen."""

from __future__ import annotations

import html
import re

from sapere.kit.plain import plain
from sapere.kit.text import normalise, squeeze

LONGEST_QUERY = 300
"""Characters. No service says where it stops reading; what is longer is no search any more."""

LONGEST_ABSTRACT = 50_000
"""Characters; none has so many."""
_SNIPPET = 300


def paragraphs(text: str) -> str:
    """A text as HTML: a paragraph for each stretch between empty lines, without any markup of its own."""
    stretches = (plain(part, LONGEST_ABSTRACT) for part in re.split(r"\n[ \t]*\n", text))
    return "\n".join(f"<p>{html.escape(part, quote=False)}</p>" for part in stretches if part)


def beginning(text: str, most: int = _SNIPPET) -> str:
    """At most so many characters of it, ending with a whole word."""
    if len(text) <= most:
        return text
    return (text[:most].rpartition(" ")[0] or text[:most]).rstrip(" ,;:") + " …"


def query_words(query: str, *unwanted: str) -> str:
    """A query as a service takes it: squeezed, cut at a word, without the characters it would take for commands."""
    text = squeeze(normalise(query))
    for character in "".join(unwanted):
        text = text.replace(character, " ")
    text = squeeze(text)
    if len(text) > LONGEST_QUERY:
        text = text[:LONGEST_QUERY].rpartition(" ")[0] or text[:LONGEST_QUERY]
    return text
