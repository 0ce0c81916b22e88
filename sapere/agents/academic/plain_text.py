"""What a service wrote of a work, as text that may be shown: no markup, nothing that cannot be seen."""

from __future__ import annotations

import html
import re

from sapere.kit.text import normalise, squeeze

LONGEST_QUERY = 300
"""Characters. No service says where it stops reading; what is longer is no search any more."""

# The elements of HTML, JATS and MathML that stand in titles and abstracts, and any with a prefix. An attribute has a
# value, so that "a<b and c>d" stays what it is (sapere.kit.plain, made for the titles of pages, takes it for <b>).
# Bounded, so that no text, however it is made, takes more than linear time.
_NAMES = "|".join(
    """[a-z]{2,9}:[A-Za-z-]{1,40} a abbr alternatives annotation b blockquote body bold br center cite code div em
    fn font h[1-6] head hr html i iframe img inf inline-formula inline-graphic input ins italic kbd label li link
    list list-item math meta mfrac mi mn mo monospace mover mrow mspace msqrt mstyle msub msubsup msup mtext munder
    object ol overline p pre q roman s sc scp script sec semantics small span strong style sub sup svg table tbody
    td tex-math th thead title tr tt u ul underline var video xref""".split()
)
_ATTRIBUTE = r"\s{1,9}[\w:.-]{1,40}\s{0,9}=\s{0,9}(?:\"[^\"<>]{0,500}\"|'[^'<>]{0,500}'|[^\s<>\"']{1,500})"
_TAG = re.compile(
    rf"</?(?:{_NAMES})(?:{_ATTRIBUTE}){{0,20}}\s{{0,9}}/?>|<!--[^<>]{{0,500}}-->|<!\[CDATA\[|\]\]>",
    re.IGNORECASE,
)
_LONGEST = 50_000
"""Characters of one text; no abstract has so many."""
_SNIPPET = 300


def plain(value: object) -> str:
    """The text of a value, its tags taken out and its character references resolved; "" of anything but text.

    Resolved first, because titles come with their markup escaped as often as with markup.
    """
    if not isinstance(value, str):
        return ""
    return squeeze(normalise(_TAG.sub("", html.unescape(value[:_LONGEST]))))


def paragraphs(text: str) -> str:
    """A text as HTML: a paragraph for each stretch between empty lines, without any markup of its own."""
    stretches = (plain(part) for part in re.split(r"\n[ \t]*\n", text))
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
