"""Words cut out of a sentence that says something else of them: "it is a myth that …", "if …"."""

from __future__ import annotations

import re

from sapere.research.checking.cues import DENIED, IF, WRONGLY, is_maybe, is_not
from sapere.research.checking.words import read

_OF_ITS_OWN = re.compile(r"[;:.!?]\s|,\s(?:but|while|whereas|although|though|yet|and|so)\s", re.IGNORECASE)


def cut(shown: str, around: str, language: str) -> str:
    """The reason why the words before a cut-out turn it round, or ""."""
    at = around.find(shown)
    before = _OF_ITS_OWN.split(f"{around[: max(0, at)]} ")[-1]
    for word in read(before, language):
        doubted = word.form in DENIED or word.form in WRONGLY or word.form in IF
        if doubted or is_not(word.form, language) or is_maybe(word.form, language):
            return f"Before the words you quote the source says “{word.form}”; quote the whole sentence."
    return ""
