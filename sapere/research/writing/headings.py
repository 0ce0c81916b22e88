"""Under which heading of a page a passage belongs, in words that a learner understands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sapere.kit.text import squeeze

_NUMBERING = re.compile(
    r"^(?:(?:chapter|section|part|appendix|lesson|unit|module|kapitel|chapitre|capítulo|capitolo|глава)\s+)?"
    r"(?:[A-Z]\.)?\d+(?:\.\d+)*[.):]?\s+(?=\D)|^(?:chapter|appendix|part)\s+[\dA-Z]+[.:]\s+|^[IVX]+\.\s+",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s*(?:¶|#|\[edit\]|\[编辑\]|:)+\s*$")
_BOILERPLATE = re.compile(
    r"^(?:references?|see also|external links?|further reading|notes?|footnotes?|bibliography|sources?|citations?|"
    r"works cited|contents|table of contents|index|navigation|menu|acknowledg\w+|credits|copyright.*|license|licence|"
    r"about (?:this|the authors?).*|authors?|related (?:pages|articles|links)|comments?|share|search|appendix|"
    r"change ?log|release notes|history and license|previous topic|next topic|this page|quick search|download|"
    r"exercises?|review questions|key terms|key equations|quiz|gallery|translations?|"
    r"contributing|feedback|report a bug|"
    r"literatur|einzelnachweise|weblinks|siehe auch|anmerkungen|quellen|inhaltsverzeichnis|"
    r"références|notes et références|voir aussi|liens externes|bibliographie|annexes|"
    r"referencias|véase también|enlaces externos|bibliografía|notas|note|voci correlate|collegamenti esterni|"
    r"bibliografia|altri progetti|referências|ver também|ligações externas|"
    r"примечания|литература|ссылки|см\. также|источники|"
    r"参考文献|参见|外部链接|注释|参考资料|延伸阅读|脚注|関連項目|外部リンク|出典|注釈|"
    r"مراجع|المراجع|انظر أيضا|انظر أيضًا|وصلات خارجية|الهوامش)$",
    re.IGNORECASE,
)
_LIKE_CODE = re.compile(r"[({=<>\[\]]|^\w+\.\w+$|^[a-z_]+[A-Z_]\w*$|__")


def clean_heading(title: str) -> str:
    """Without numbering, link signs and the colon at the end."""
    return squeeze(_TAIL.sub("", _NUMBERING.sub("", squeeze(title)))) or squeeze(title)


def is_boilerplate(title: str) -> bool:
    """Whether it heads a part of a page that explains nothing (references, navigation, exercises …)."""
    return bool(_BOILERPLATE.match(clean_heading(title).strip(" .*-[]").casefold()))


def same_title(one: str, other: str) -> bool:
    """Alike but for case, numbering, articles, punctuation and a plural."""
    return bool(_key(one)) and _key(one) == _key(other)


def section_of(path: Sequence[str], title: str) -> str:
    """The heading for a passage on the page of the concept ``title``; empty for what belongs to its opening.

    The heading just below the concept's own where the path names the concept, else the innermost one; an
    outer one where that would read as code or say nothing.
    """
    below = [at for at, heading in enumerate(path) if same_title(heading, title)]
    candidates = list(path[below[-1] + 1 :][:1]) if below else list(reversed(path))
    for heading in candidates:
        shown = clean_heading(heading)
        if not _LIKE_CODE.search(shown) and 2 <= len(shown) <= 80 and not is_boilerplate(shown):
            return "" if same_title(shown, title) else shown
    return ""


def key_of(heading: str) -> str:
    """Equal for headings that mean the same place."""
    return _key(heading)


def _key(title: str) -> str:
    plain = re.sub(r"[^\w\s]", " ", clean_heading(title).casefold())
    words = [
        w for w in plain.split() if w not in ("a", "an", "the", "der", "die", "das", "le", "la", "el", "of")
    ]
    return " ".join(w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w for w in words)
