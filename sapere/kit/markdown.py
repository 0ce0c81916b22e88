"""Markdown that a learner wrote, as HTML that is safe to show: raw HTML is shown as the signs it is made of, no picture is
fetched, and a link leads to a web page or nowhere. What the parser gives is cleaned once more by a second library."""

from __future__ import annotations

from functools import cache

import nh3
from markdown_it import MarkdownIt

from sapere.kit.text import normalise

_TAGS = frozenset(
    "p br strong em s code pre blockquote ul ol li h3 h4 h5 h6 hr a table thead tbody tr th td".split()
)
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
_SCHEMES = frozenset({"http", "https", "mailto"})
_DEEPEST = 20
_LOWER = {f"h{level}": f"h{min(level + 2, 6)}" for level in range(1, 7)}


def html(text: str) -> str:
    """Headings begin at level 3: what is written stands below the headings of a page."""
    parser = _parser()
    tokens = parser.parse(normalise(text))
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
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST})
    return parser.enable(["table", "strikethrough"]).disable("image")
