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
    # what stands around papers
    """|funding|funding information|competing interests|competing interest|conflict of interest|conflicts of interest
    |declaration of competing interest|declarations|author contributions|authors' contributions|author information
    |author affiliations|affiliations|about the author|about the authors|data availability|data availability statement
    |code availability|supplementary material|supplementary materials|supplementary information|supporting information
    |additional information|additional files|ethics statement|ethics approval|ethical approval|abbreviations
    |publication types|mesh terms|cite this article|how to cite this article|rights and permissions
    |article metrics|access options|cited by|similar articles|publisher's note|peer review|publication history
    |linkout - more resources|grant support|trial registration"""
    # and around talk
    """|answers|replies|hot network questions|your answer|you must log in to answer this question|sign up or log in
    |post as a guest|log in|sign in|sign up|newsletter|follow us|advertisement|sponsored|up next|show more|popular posts
    |recent posts|leave a reply|reader interactions|site navigation|about community|community rules|antworten|réponses
    |respuestas|risposte|respostas|ответы|留言|回答"""
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


_COUNTED = r"(?:answers?|comments?|repl(?:y|ies)|responses?|votes?|upvotes?|points?|views?|likes?|shares?|subscribers|followers)"
_TALK = re.compile(
    rf"\d[\d,.]*[km]?\s+{_COUNTED}|{_COUNTED}\s*\(\d+\)"
    r"|(?:top|best|accepted|all|recent|more|related|linked|similar|popular|featured|leave an?|post an?|add an?|other|suggested"
    r"|recommended|latest|browse other)\s+(?:answers?|comments?|posts?|questions?|repl(?:y|ies)|articles?|videos?|stories|reading"
    r"|links|content|searches|pages|papers)(?: tagged.*)?"
    r"|(?:answer|answered|comment|commented|reply|posted|asked|edited|written|submitted|uploaded|published)\s+(?:by|from|on)\b.*"
    r"|(?:u/|r/)\S+|\S+ (?:says|wrote)|(?:edit|update)\s*\d+|tl;?\s?dr"
    r"|\[?\(?(?:\d{1,2}:)?\d{1,2}:\d{2}\)?\]?|(?:table|figure|fig\.?)\s*s?\d+",
    re.IGNORECASE,
)
"""Counts of answers, who wrote them and when, and the second of a film, where they are set as headings."""
_AT_SECOND = re.compile(r"^[\[(]?(?:\d{1,2}:)?\d{1,2}:\d{2}[\])]?\s*[-–—|:]?\s+(?=\S)")


def is_boilerplate(title: str) -> bool:
    """Whether a heading is only furniture ("References", "See also", a table of contents)."""
    name = bare_title(title).casefold().strip(" .:¶")
    return name in _TITLES or name.endswith((" index", " contents")) or _TALK.fullmatch(name) is not None


_LABELS = frozenset(
    """abstract|background|objective|objectives|aim|aims|purpose|methods|method|materials and methods|methods and materials
    |patients and methods|study design|main outcome measures|results|findings|results and discussion|conclusion|conclusions
    |conclusions and relevance|interpretation|limitations|related work|future work|key points|highlights|transcript|intro
    |outro|question|answer""".replace("\n    ", "").split("|")
)


def is_label(title: str) -> bool:
    """Whether a heading says which part of a paper, a film or a thread stands under it, and not what that is about."""
    return bare_title(title).casefold().strip(" .:") in _LABELS


def bare_title(title: str) -> str:
    """A heading without its number or second: ``8.1. Numeric Types``, ``Chapter 8. Data Types`` and ``1:02 Leaves``
    lose it."""
    return _NUMBERED.sub("", _AT_SECOND.sub("", title)).strip() or title.strip()
