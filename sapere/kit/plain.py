"""Titles and names that strangers wrote, as one line of text without markup."""

from __future__ import annotations

import html
import re

from sapere.kit.text import normalise, squeeze

# Only what is an element of HTML: "std::vector<int>" and "a < b" are text. Bounded, so that no title takes more
# than linear time.
_ELEMENT = re.compile(
    r"</?(?:a|abbr|audio|b|bdi|bdo|big|blockquote|body|br|button|canvas|center|cite|code|del|details|dfn|div|em|embed"
    r"|font|form|frame|h[1-6]|head|hr|html|i|iframe|img|input|ins|kbd|li|link|mark|math|meta|nobr|object|ol|p|pre|q|s"
    r"|samp|script|small|source|span|strike|strong|style|sub|sup|svg|table|tbody|td|textarea|th|tr|tt|u|ul|var|video"
    r")(?:[\s/][^<>]{0,2000})?>|<!--[^<>]{0,2000}-->",
    re.IGNORECASE,
)
_LONGEST = 500


def plain(value: object, longest: int = _LONGEST) -> str:
    """At most ``longest`` characters on one line; "" of anything but text.

    Character references are resolved first, as titles come with their markup escaped as often as with markup.
    """
    if not isinstance(value, str):
        return ""
    text = html.unescape(value[: longest * 20])
    return squeeze(normalise(_ELEMENT.sub("", text)))[:longest].rstrip()
