"""What a bare name may stand for, asked of a dictionary before anything is looked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as Late
from dataclasses import dataclass
from threading import Thread

from sapere.kit.language import is_unspaced, script_language
from sapere.kit.text import normalise, squeeze
from sapere.research.define import check_topic
from sapere.research.errors import BadTopic, SourceError
from sapere.research.ports import Dictionary
from sapere.research.shapes import Meaning

LONGEST_WAIT = 1.5
"""Seconds that a run waits for its dictionary: as long as a learner may wait for the first page and not notice."""
MOST_MEANINGS = 12
MOST_NAMED = 6  # in the sentence that tells of them
LONGEST_GLOSS = 200
_MOST_WORDS, _MOST_LETTERS = 3, 8
_NAME = re.compile(r"[^\W\d_][\w'’.+#&-]*(?: [\w'’.+#&-]+)*")


@dataclass(frozen=True, slots=True)
class LookedUp:
    """``missed`` says why nothing was looked up, in a sentence for the learner; empty where all went well."""

    meanings: tuple[Meaning, ...] = ()
    missed: str = ""


def is_bare_name(name: str) -> bool:
    """Whether it is short and without anything that says which of its meanings is meant."""
    unspaced = is_unspaced(script_language(name))
    short = len(name) <= _MOST_LETTERS if unspaced else len(name.split()) <= _MOST_WORDS
    return short and _NAME.fullmatch(name) is not None


def look_up(dictionary: Dictionary, name: str, language: str, seconds: float = LONGEST_WAIT) -> LookedUp:
    """Two meanings or more, the likeliest first, or none. A dictionary that fails or is late is told of, no more:
    its thread is left to end by itself."""
    asked: Future[Sequence[Meaning]] = Future()

    def ask() -> None:
        try:
            asked.set_result(dictionary.meanings(name, language))
        except BaseException as error:  # noqa: BLE001 - raised again where the answer is waited for
            asked.set_exception(error)

    Thread(target=ask, name="dictionary", daemon=True).start()
    try:
        found = _told_apart(asked.result(timeout=seconds))
    except Late:
        return LookedUp(missed=_missed(name, "The dictionary did not answer in time."))
    except SourceError as error:
        return LookedUp(missed=_missed(name, error.what))
    return LookedUp(found if len(found) > 1 else ())


def choice_of(name: str, meanings: Sequence[Meaning]) -> str:
    """Which of two or more was taken and what else there is, for the learner."""
    first, *others = (one.title for one in meanings)
    listed = ", ".join(others[:MOST_NAMED]) + (" and others" if len(others) > MOST_NAMED else "")
    return f"“{name}” has several meanings: “{first}” was taken. It may also stand for {listed}."


def _missed(name: str, why: str) -> str:
    return f"Whether “{name}” has other meanings could not be looked up. {why}"


def _told_apart(meanings: Sequence[Meaning]) -> tuple[Meaning, ...]:
    """Those that can be a topic, each title once, whatever the dictionary's pages hold."""
    found: dict[str, Meaning] = {}
    for one in meanings:
        try:
            title = check_topic(one.title)
        except BadTopic:
            continue
        gloss = squeeze(normalise(one.gloss))
        short = gloss if len(gloss) <= LONGEST_GLOSS else gloss[: LONGEST_GLOSS - 1].rstrip() + "…"
        found.setdefault(title.casefold(), Meaning(title, short))
    return tuple(found.values())[:MOST_MEANINGS]
