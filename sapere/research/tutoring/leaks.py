"""What a tutor must not say: the words of the answer that neither the question nor the learner has said."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sapere.kit.language import is_unspaced
from sapere.kit.tokens import words
from sapere.research.answering.asked import fold, terms
from sapere.research.replies import Speaker, Turn

_WORD = re.compile(r"[^\W_]+(?:['’_.][^\W_]+)*")
_TRIED_SHARE = 0.5  # of the withheld words that a learner has to say to have said the answer
_ASKING = frozenset(
    """answer answers tell show give know idea help hint please solution just stuck need want reveal say what it is
    the me i do not don't no skip now quick quickly simply cannot can't can you your my for to of a an and or so but
    thing come on really sure ok okay yes hello hi thanks thank why how where when who which whole full correct right
    teacher tutor sir exam homework due tomorrow time already tried grade pretend ignore rules rule instructions previous
    antwort sag zeig bitte weiß nicht keine ahnung lösung réponse dis moi donne plaît respuesta dime dame por favor sé
    答案 告诉 诉我 给我 不知 知道 我不 请 直接 الجواب اخبرني اعطني من فضلك لا اعرف""".split()
)


def withheld(answer: str, question: str, language: str) -> frozenset[str]:
    """The stems of the answer's sentence that the question does not give away."""
    return frozenset(terms(answer, language)) - frozenset(terms(question, language))


def said_by_learner(turns: Iterable[Turn], language: str) -> frozenset[str]:
    return frozenset(
        stem for turn in turns if turn.speaker is Speaker.LEARNER for stem in terms(turn.text, language)
    )


def leaked(text: str, kept: frozenset[str], language: str) -> frozenset[str]:
    """Those of the kept stems that stand in the text."""
    return kept & frozenset(terms(text, language))


def has_tried(text: str, question: str, language: str) -> bool:
    """Whether a learner's turn is an attempt: it says something that is neither the question again nor a plea."""
    asked = set(words(fold(question), language))
    return any(word not in _ASKING and word not in asked for word in words(fold(text), language))


def has_said(turns: Iterable[Turn], kept: frozenset[str], language: str) -> bool:
    """Whether the learner has said most of the answer in one turn."""
    return any(
        turn.speaker is Speaker.LEARNER
        and len(leaked(turn.text, kept, language)) >= max(1, _TRIED_SHARE * len(kept))
        for turn in turns
    )


def with_gaps(text: str, kept: frozenset[str], language: str, letters: int = 1) -> str:
    """The text with every withheld word cut to its first letters; where words are not spaced, to nothing."""
    if is_unspaced(language):
        return _unspaced_gaps(text, kept, language)
    return _WORD.sub(lambda found: _gap(found.group(), kept, language, letters), text)


def _gap(word: str, kept: frozenset[str], language: str, letters: int) -> str:
    if not leaked(word, kept, language):
        return word
    shown = word[: min(letters, len(word) // 3)]
    return f"{shown}{'_' * 4}"


def _unspaced_gaps(text: str, kept: frozenset[str], language: str) -> str:
    """A sign is shown only where no pair that it is part of is withheld."""
    hidden = [False] * len(text)
    for at in range(len(text)):
        for end in (at + 1, at + 2):
            if kept & frozenset(terms(text[at:end], language)):
                hidden[at:end] = [True] * len(text[at:end])
    shown = "".join("＿" if hide else sign for hide, sign in zip(hidden, text, strict=True))
    return re.sub("＿{2,}", "＿＿", shown)
