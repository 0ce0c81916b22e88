"""Under which heading of a page a passage belongs, in words that a learner understands."""

from __future__ import annotations

import re
from functools import lru_cache

from sapere.kit.text import squeeze
from sapere.research.boilerplate import bare_title, is_boilerplate, is_label

_TAIL = re.compile(r"\s*(?:¶|#|\[edit\]|\[编辑\]|:)+\s*$")
_LIKE_CODE = re.compile(r"[({=<>\[\]]|^\w+\.\w+$|^[a-z_]+[A-Z_]\w*$|__")


@lru_cache(maxsize=4096)
def clean_heading(title: str) -> str:
    """Without numbering, link signs and the colon at the end."""
    return _TAIL.sub("", bare_title(squeeze(title))) or squeeze(title)


def same_title(one: str, other: str) -> bool:
    """Alike but for case, numbering, articles, punctuation and a plural."""
    return bool(_key(one)) and _key(one) == _key(other)


@lru_cache(maxsize=4096)
def section_of(path: tuple[str, ...], title: str) -> str:
    """The heading for a passage on the page of the concept ``title``; empty for what belongs to its opening.

    The heading just below the concept's own where the path names the concept, else the innermost one; an
    outer one where that would read as code or say nothing.
    """
    below = [at for at, heading in enumerate(path) if same_title(heading, title)]
    candidates = list(path[below[-1] + 1 :][:1]) if below else list(reversed(path))
    for heading in candidates:
        shown = clean_heading(heading)
        telling = not is_boilerplate(shown) and not is_label(shown)
        if telling and not _LIKE_CODE.search(shown) and 2 <= len(shown) <= 80:
            return "" if same_title(shown, title) else shown
    return ""


def key_of(heading: str) -> str:
    """Equal for headings that mean the same place."""
    return _key(heading)


@lru_cache(maxsize=4096)
def _key(title: str) -> str:
    plain = re.sub(r"[^\w\s]", " ", clean_heading(title).casefold())
    words = [
        w for w in plain.split() if w not in ("a", "an", "the", "der", "die", "das", "le", "la", "el", "of")
    ]
    return " ".join(map(stem_of_plural, words))


def stem_of_plural(word: str) -> str:
    """What an English word and its plural begin with alike: ``class``, ``quer``, ``exception``."""
    if len(word) <= 3 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word[:-1] if len(word) > 4 and word.endswith("y") and word[-2] not in "aeiou" else word
    if word.endswith("ies"):
        return word[:-3]
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes", "zes")) else word[:-1]
