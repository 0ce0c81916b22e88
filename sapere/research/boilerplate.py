"""Headings that hold no matter of their own: they never become a concept and are never quoted."""

from __future__ import annotations

import re

_LISTED = (
    # English
    """references|see also|external links|further reading|notes|footnotes|bibliography|citations|sources|works cited
    |contents|table of contents|index|navigation|navigation menu|about this page|about these documents
    |related articles|related topics|related pages|acknowledgments|acknowledgements|copyright|licence|license
    |legal notice|glossary|indices and tables|share this|feedback|report a bug
    |learning objectives|key terms|for further exploration|collaborative group activities|review questions
    |thought questions|figuring for yourself|quick links|previous topic|next topic|this page|history and license
    |article navigation|article contents|bug reports|footnote|gallery|image credits|credits|authors|author
    |change log|changelog|revision history"""
    # German, French, Spanish, Italian, Portuguese
    """|einzelnachweise|weblinks|siehe auch|literatur|anmerkungen|inhaltsverzeichnis|voir aussi|références
    |liens externes|bibliographie|notes et références|sommaire|véase también|referencias|enlaces externos|bibliografía
    |notas|voci correlate|collegamenti esterni|bibliografia|note|ver também|referências|ligações externas"""
    # Russian, Chinese, Japanese, Arabic
    """|примечания|литература|ссылки|см. также|содержание|参考文献|参见|參見|外部链接|外部連結|延伸阅读|注释|目录|脚注
    |出典|関連項目|外部リンク|参照|目次|مراجع|المراجع|انظر أيضا|انظر أيضًا|وصلات خارجية|هوامش"""
)
_TITLES = frozenset(title.strip() for title in _LISTED.split("|"))
_NUMBERED = re.compile(
    r"^(?:(?:chapter|section|appendix|part)\s+(?:\d+|[A-Z])(?:\.\d+)*[.):]?|(?:\d+|[A-Z])(?:\.\d+)*[.)]|\d+(?:\.\d+)+)\s+",
    re.IGNORECASE,
)


def is_boilerplate(title: str) -> bool:
    """Whether a heading is only furniture ("References", "See also", a table of contents)."""
    name = bare_title(title).casefold().strip(" .:¶")
    return name in _TITLES or name.endswith((" index", " contents"))


def bare_title(title: str) -> str:
    """A heading without its number: ``8.1. Numeric Types`` and ``Chapter 8. Data Types`` lose it."""
    return _NUMBERED.sub("", title).strip() or title.strip()
