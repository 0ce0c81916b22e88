"""Markdown that a learner wrote, as HTML that is safe to show: raw HTML is shown as the signs it is made of, no picture is
fetched, and a link leads to a web page or nowhere. What the parser gives is cleaned once more by a second library.

What takes long is kept, and what would take seconds is not read as what it seems to be: where there are more brackets or
bars than anybody writes, they are shown as signs."""

from __future__ import annotations

from functools import cache

import nh3
from markdown_it import MarkdownIt

from sapere.kit.ids import content_hash
from sapere.kit.lately import Lately
from sapere.kit.text import normalise

_TAGS = frozenset(
    "p br strong em s code pre blockquote ul ol li h3 h4 h5 h6 hr a table thead tbody tr th td".split()
)
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
_SCHEMES = frozenset({"http", "https", "mailto"})
_DEEPEST = 20
_MOST_BRACKETS = 500  # of links; after each the rest of its paragraph is looked through
_MOST_BARS = 2_000  # of tables; a cell is four objects though there be nothing in it
_LOWER = {f"h{level}": f"h{min(level + 2, 6)}" for level in range(1, 7)}


_made: Lately[str] = Lately(room=4_000_000)  # characters of Markdown: a page of the longest notes


def html(text: str) -> str:
    """Headings begin at level 3: what is written stands below the headings of a page."""
    plain = normalise(text)
    return _made.get(content_hash(plain), lambda: _html(plain), weight=len(plain) + 100)


def _html(plain: str) -> str:
    parser = _parser(links=plain.count("[") <= _MOST_BRACKETS, tables=plain.count("|") <= _MOST_BARS)
    tokens = parser.parse(plain)
    for token in tokens:
        token.tag = _LOWER.get(token.tag, token.tag)
    return nh3.clean(
        parser.renderer.render(tokens, parser.options, {}),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer nofollow external",
    )


@cache
def _parser(*, links: bool, tables: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST})
    parser.enable(["table", "strikethrough"] if tables else ["strikethrough"]).disable("image")
    return parser if links else parser.disable(["link", "reference"])
