"""Titles, names and sentences that strangers wrote, as one line of text without markup."""

from __future__ import annotations

import html
import re

from sapere.kit.text import normalise, squeeze

# The elements of HTML, JATS and MathML that stand in titles and abstracts, and any with a prefix: "vector<int>" is
# text. An attribute has a value or is one of the few that need none, so that "a<b and c>d" stays what it is.
# All is bounded, so that no text, however it is made, takes more than linear time.
_NAMES = "|".join(
    """[a-z]{2,9}:[a-z-]{1,40} a abbr alternatives annotation audio b bdi bdo big blockquote body bold br button canvas
    center cite code del details dfn div em embed fn font form frame h[1-6] head hr html i iframe img inf
    inline-formula inline-graphic input ins italic kbd label li link list list-item mark math meta mfrac mi mn mo
    monospace mover mrow mspace msqrt mstyle msub msubsup msup mtext munder nobr object ol overline p pre q roman s
    samp sc scp script sec semantics small source span strike strong style sub sup svg table tbody td tex-math
    textarea th thead title tr tt u ul underline var video xref""".split()
)
_VALUE = r"(?:\"[^\"<>]{0,500}\"|'[^'<>]{0,500}'|[^\s<>\"']{1,500})"
_BARE = "|".join(
    """allowfullscreen async autofocus autoplay checked controls defer disabled hidden inert itemscope loop multiple
    muted nomodule novalidate open readonly required reversed selected""".split()
)
_ATTRIBUTE = rf"(?:[\w:.-]{{1,40}}\s{{0,9}}=\s{{0,9}}{_VALUE}|(?:{_BARE})(?=[\s/>]))"
_TAG = re.compile(
    rf"</?(?:{_NAMES})(?:[\s/]{{1,9}}{_ATTRIBUTE}(?:\s{{1,9}}{_ATTRIBUTE}){{0,20}})?\s{{0,9}}/?>"
    r"|<!--[^<>]{0,2000}-->|<!\[CDATA\[|\]\]>",
    re.IGNORECASE,
)
_LONGEST = 500
_MOST_MARKUP = 10_000
"""Characters that are read beyond those wanted, as markup may take that many."""


def plain(value: object, longest: int = _LONGEST) -> str:
    """At most ``longest`` characters on one line; "" of anything but text.

    Character references are resolved first, as titles come with their markup escaped as often as with markup.
    """
    if not isinstance(value, str):
        return ""
    text = html.unescape(value[: longest + _MOST_MARKUP])
    return squeeze(normalise(_TAG.sub("", text)))[:longest].rstrip()
