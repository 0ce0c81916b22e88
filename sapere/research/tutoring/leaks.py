"""What a tutor must not say: the words of the answer that neither the question nor the learner has said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from sapere.kit.language import is_unspaced, primary
from sapere.kit.text import normalise
from sapere.kit.tokens import words
from sapere.research.answering.arabic import fold
from sapere.research.answering.asked import terms
from sapere.research.replies import Speaker, Turn
from sapere.research.tutoring.pointing import little_words

_WORD = re.compile(r"\d+(?:[.,٫٬/:]\d+)+|[A-Za-z]+(?=[\u3040-\u9fff])|[^\W_]+(?:['’_.][^\W_]+)*")
_MARKED = re.compile(r"(?<!\w)[\"“‘'`«「]([^\W\d]\w{0,30})(?:\(\))?[\"”’'`»」](?!\w)")
_SPACED_OUT = re.compile(r"(?<=[\u3040-\u30ff\u3400-\u9fff])[\W_]+(?=[\u3040-\u30ff\u3400-\u9fff])")
_SPELLED = re.compile(r"(?<![^\W_])(?:[^\W_\u3040-\u9fff][\W_]{1,3}){2,}[^\W_](?![^\W_])")
_SELDOM = 2  # sentences
_FEWEST_SIGNS = 2  # of an attempt where words are not spaced, beside those of the question
_TRIED_SHARE = 0.5  # of the withheld words that a learner has to say to have said the answer
_ASKING = frozenset(
    """answer answers tell show give know idea help hint please solution just stuck need want reveal say what it is
    the me i do not don't no skip now quick quickly simply cannot can't can you your my for to of a an and or so but
    thing come on really sure ok okay yes hello hi thanks thank why how where when who which whole full correct right
    teacher tutor sir exam homework due tomorrow time already tried grade pretend ignore rules rule instructions previous
    antwort sag zeig bitte weiß nicht keine ahnung lösung réponse dis moi donne plaît respuesta dime dame por favor sé
    الجواب اخبرني اعطني من فضلك لا اعرف""".split()
)
# The same where words are not spaced: what is left of a turn without these is an attempt.
_ASKING_UNSPACED = re.compile(
    "请问?|直接|告诉|答案|正确|回答|给我|不知道|不清楚|不会|不懂|不明白|没有?想法|知道|想知道|提示|跳过|放弃|显示|揭晓|老师|现在|马上|快点?|帮[我忙]?|求你?"
    "|我|你|您|要|想|说|看|就|好|吧|啊|呢|了|的|是什么|什么|一下|谢谢|拜托|考试|明天"
    "|答え|こたえ|教えて|おしえて|ください|下さい|わかりません|分かりません|わからない|分からない|知りません|知らない|お願い|します|ヒント|早く|今すぐ"
    "|先生|見せて|言って|です|ます|を|は|が|に|の|何|なに|もう|だめ"
)


def withheld(answer: str, question: str, language: str) -> frozenset[str]:
    """The stems of the answer's sentence that the question does not give away; and its words in quotes, which are names
    though they may be as common as "from"."""
    known = frozenset(terms(question, language)) | _as_marked(words(fold(question), language))
    return (frozenset(terms(answer, language)) | _marked(answer)) - known


def said_by_learner(turns: Iterable[Turn], language: str) -> frozenset[str]:
    said = [turn.text for turn in turns if turn.speaker is Speaker.LEARNER]
    plain = (one for text in said for one in words(fold(text), language))
    return frozenset(stem for text in said for stem in terms(text, language)) | _as_marked(plain)


def leaked(text: str, kept: frozenset[str], language: str) -> frozenset[str]:
    """Those of the kept stems that stand in the text."""
    return kept & (frozenset(terms(text, language)) | _marked(text))


def smuggled(text: str, kept: frozenset[str], language: str) -> frozenset[str]:
    """As :func:`leaked`, and what is written with gaps or backwards, as whoever obeys a learner may do."""
    close = _SPACED_OUT.sub("", normalise(text))
    return leaked(text, kept, language) | leaked(close, kept, language) | leaked(text[::-1], kept, language)


def spells(text: str) -> bool:
    """Whether something stands in it letter by letter."""
    return bool(_SPELLED.search(normalise(text)))


def seldom(lines: Iterable[str], question: str, language: str) -> frozenset[str]:
    """What one or two of these sentences say and the question does not: whichever of them is the answer, its words are
    among these."""
    counted = Counter(stem for line in lines for stem in withheld(line, question, language))
    return frozenset(stem for stem, count in counted.items() if count <= _SELDOM)


def has_tried(text: str, question: str, language: str) -> bool:
    """Whether a learner's turn is an attempt: it says something that is neither the question again nor a plea."""
    if is_unspaced(language):
        return _has_tried_unspaced(text, question)
    nothing = _ASKING | _little(primary(language)) | frozenset(words(fold(question), language))
    return not nothing.issuperset(words(fold(text), language))


@cache
def _little(language: str) -> frozenset[str]:
    return frozenset(fold(word) for word in little_words(language))


def _has_tried_unspaced(text: str, question: str) -> bool:
    left = re.sub(r"[\W_]", "", _ASKING_UNSPACED.sub(" ", normalise(text)))
    return sum(sign not in question for sign in left) >= _FEWEST_SIGNS


def has_said(turns: Iterable[Turn], kept: frozenset[str], language: str) -> bool:
    """Whether the learner has said most of the answer in one turn."""
    return any(
        turn.speaker is Speaker.LEARNER
        and len(kept & said_by_learner([turn], language)) >= max(1, _TRIED_SHARE * len(kept))
        for turn in turns
    )


def with_gaps(text: str, kept: frozenset[str], language: str, letters: int = 1) -> str:
    """The text with every withheld word cut to its first letters; where words are not spaced, to nothing."""
    if is_unspaced(language):
        return _unspaced_gaps(text, kept, language)
    named = _MARKED.sub(
        lambda found: found[0].replace(found[1], "____") if _marked(found[0]) & kept else found[0], text
    )
    return _WORD.sub(lambda found: _gap(found.group(), kept, language, letters), named)


def marked_words(text: str) -> frozenset[str]:
    """The words that stand in quotes."""
    return frozenset(one.casefold() for one in _MARKED.findall(text))


def _marked(text: str) -> frozenset[str]:
    return _as_marked(_MARKED.findall(text))


def _as_marked(said: Iterable[str]) -> frozenset[str]:
    return frozenset(f"“{one.casefold()}”" for one in said)


def _gap(word: str, kept: frozenset[str], language: str, letters: int) -> str:
    if not leaked(word, kept, language):
        return word
    shown = "" if word[0].isdigit() else word[: min(letters, len(word) // 3)]
    return f"{shown}{'_' * 4}"


def _unspaced_gaps(text: str, kept: frozenset[str], language: str) -> str:
    """A sign is shown only where no pair that it is part of is withheld."""
    hidden = [False] * len(text)
    for word in _WORD.finditer(text):
        if word.group().isascii() and leaked(word.group(), kept, language):
            hidden[word.start() : word.end()] = [True] * len(word.group())
    for at in range(len(text)):
        for end in (at + 1, at + 2):
            if kept & frozenset(terms(text[at:end], language)):
                hidden[at:end] = [True] * len(text[at:end])
    shown = "".join("＿" if hide else sign for hide, sign in zip(hidden, text, strict=True))
    return re.sub("＿{2,}", "＿＿", shown)
