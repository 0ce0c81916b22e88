"""How people ask, in their own languages: what a question is about, and in which language it is put.

A topic of a few plain letters could be of any language; the words that open a question give it away.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from sapere.kit.language import likeliest

TELLING = 5
"""Words from which plain letters are enough to tell a language by."""

_THE = r"(?:(?:an?|the|der|die|das|ein|eine|le|la|les|un|une|el|los|las|una|il|lo|gli|i|o|os|as|um|uma)\s+|l['’])?"
# What opens a question; behind "what is" an article belongs to the question, behind "explain" to the name.
_OPENERS: Mapping[str, str] = MappingProxyType(
    {
        "en": r"(?:please\s+)?(?:explain|describe|teach me|tell me about|learn about|introduction to)\s+"
        rf"|(?:please\s+)?(?:what(?:['’]s| is| are)|who (?:is|was|were)|how (?:do|does|did))\s+{_THE}",
        "de": r"(?:bitte\s+)?(?:erkl(?:ä|ae)re?(?: mir)?|einführung in)\s+"
        rf"|(?:was (?:ist|sind|bedeutet)|wer (?:ist|war|waren)|wie funktionier(?:t|en))\s+{_THE}",
        "fr": r"expliquez?(?:-moi)?\s+"
        rf"|(?:qu['’]est[- ]ce que?(?: c['’]est qu[e’'])?|c['’]est quoi|qui (?:est|était|étaient)|comment fonctionn(?:e|ent))\s+{_THE}",
        "es": rf"expl[ií]ca(?:me)?\s+|¿?\s*(?:qué (?:es|son)|quién(?:es)? (?:es|fue|fueron|eran?)|cómo funcionan?)\s+{_THE}",
        "it": rf"spiega(?:mi)?\s+|(?:che cosa (?:è|sono)|che cos['’]è|cos['’]è|cosa sono|chi (?:è|era|erano)|come funziona(?:no)?)\s+{_THE}",
        "pt": rf"explique\s+|(?:o que (?:é|são)|quem (?:é|foi|foram|era)|como funcionam?)\s+{_THE}",
        "ru": r"(?:объясни(?:те)?|что такое|кто так(?:ой|ая|ие)|кто был[аи]?|как работа[ею]т)\s+",
        "ar": r"(?:ما (?:هو|هي|هم)|من (?:هو|هي)|كيف (?:يعمل|تعمل)|اشرح)\s+",
    }
)  # fmt: skip
_OPENED = {code: re.compile(rf"^(?:{opener})(?=\S)", re.IGNORECASE) for code, opener in _OPENERS.items()}
_ZH = re.compile(r"^(?:请)?(?:解释一下|解释|介绍一下|介绍|什么是|何谓|谁是)|(?:是什么|是谁|是什么意思)$")
_JA = re.compile(
    r"(?:とは何ですか|とはなんですか|とは何か|とは何|とは|って何ですか|って何|は何ですか|について(?:教えて(?:ください)?)?)$"
)

# A mark at the end is left behind, but not that of a factorial.
_TRAILING = re.compile(r"(?:\s+works?)?\s*(?:(?<![\d)])!|[?.。！？؟])+$", re.IGNORECASE)


def subject(topic: str) -> str:
    """What a question is about: ``What is photosynthesis?`` gives ``photosynthesis``."""
    bare = _TRAILING.sub("", topic)
    for opened in _OPENED.values():
        without = opened.sub("", bare)
        if without != bare:
            return _TRAILING.sub("", without).strip() or topic
    for around in (_ZH, _JA):
        if without := around.sub("", bare).strip():
            bare = without
    return bare.strip() or topic


def language_of(topic: str) -> str:
    """The topic's own, where it can be told. A few plain words are taken for English unless they open a question of
    another language: the model that guesses takes most of a second to load, and the learner may say otherwise."""
    for code, opened in _OPENED.items():
        if opened.match(topic):
            return code
    if topic.isascii() and len(topic.split()) < TELLING:
        return "en"
    return likeliest(topic) or "en"
