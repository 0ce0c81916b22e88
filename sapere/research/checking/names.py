"""Every name of a sentence stands in its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sapere.kit.stop_words import stop_words
from sapere.research.checking.pairs import Compared
from sapere.research.checking.words import Word

_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)
# Openers and plain nouns that begin a sentence without being in its evidence; names are what is left.
_OPENING = frozenset(
    """according additionally similarly likewise consequently moreover furthermore nevertheless nonetheless meanwhile instead besides despite during
    within among across throughout following given using based like unlike today now then later finally eventually initially
    originally both another several together overall briefly conversely accordingly alternatively since once whenever
    wherever whoever whatever people experts researchers scientists""".split()
)  # fmt: skip
_COMMON = re.compile(
    r".+(?:ing|ed|tion|sion|ment|ness|ity|ance|ence|ship|hood|ism|ly|s|er|or|al|ic|ive|ous|ful|ary|ure)$"
)
_DEMONYM = re.compile(r"(?:an|ian|ean|n|ese|ish|ic|i|s|es|er|ers)$")
_SHORTEST_ROOT = 4
_LEANING = frozenset("it its itself they their them theirs he his him she her hers this these that those such here there who which one ones both another others".split())  # fmt: skip


def names(compared: Compared) -> str:
    """The reason why a name does not hold, or ""."""
    known = _known(compared)
    for word in _names_of(compared):
        if not _stands(word, known, compared):
            return f"{shown(compared.text, word)} is not in the words you quote."
    return ""


def leans(words: Sequence[Word], language: str) -> bool:
    """Whether the words speak of something named before them: then that may be named in their place."""
    if language == "en":
        return any(word.form in _LEANING for word in words)
    return any(not word.stem for word in words)


def shown(text: str, word: Word) -> str:
    found = re.compile(r"[\w'’]+").match(text, word.start)
    return found.group() if found else word.form


def _known(compared: Compared) -> frozenset[str]:
    found = compared.found
    if leans(found, compared.language):
        found = (*found, *compared.earlier, *compared.entitled)
    return frozenset(word.form for word in found)


def _names_of(compared: Compared) -> Iterator[Word]:
    """Words with a capital that do not owe it to their place; the first word of a sentence where it is no plain word."""
    language = compared.language
    plain = frozenset(word.form for word in (*compared.found, *compared.earlier) if not word.capital)
    said = compared.said
    for at, word in enumerate(said):
        if not word.capital or word.form in stop_words(language) or word.form in _MONTHS or word.figure:
            continue
        follows = said[at + 1] if at + 1 < len(said) else None
        if (
            not word.first
            or (follows is not None and follows.capital and follows.clause == word.clause)
            or (word.form not in plain and not _plain_opening(word, language))
        ):
            yield word


def _plain_opening(word: Word, language: str) -> bool:
    if language != "en":
        return True
    return word.form in _OPENING or bool(_COMMON.match(word.form))


def _stands(word: Word, known: frozenset[str], compared: Compared) -> bool:
    if word.form in known or any(
        _of_one_root(word.form, other) for other in known if other[:3] == word.form[:3]
    ):
        return True
    if not word.stem or word.stem in {other.stem for other in compared.found}:
        return True
    return _is_initials(compared.text, word, compared.around)


def _of_one_root(one: str, other: str) -> bool:
    """Italy and Italian, Greek and Greeks, Hubble and Hubble's; not Austria and Australia."""
    short, long = sorted((one, other), key=len)
    for root in (short, short[:-1]):
        ending = long[len(root) :]
        if (
            len(root) >= _SHORTEST_ROOT
            and long.startswith(root)
            and (not ending or _DEMONYM.fullmatch(ending))
        ):
            return True
    return False


def _is_initials(text: str, word: Word, around: str) -> bool:
    letters = shown(text, word)
    if not (letters.isupper() and 2 <= len(letters) <= 6):
        return False
    capitals = re.findall(r"\b[A-Z](?=[a-z])", around)
    return letters in "".join(capitals)
