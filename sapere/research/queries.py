"""What each agent is asked. All are asked for the name; each besides for what it is good at.

Nothing is translated: services that hold English alone are asked in the learner's language as well, and their
empty answer is shown as such.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from sapere.kit.language import primary
from sapere.research.qualified import plain_words

_COMPUTED = re.compile(r"[=+*/^×÷√∫∑≤≥<>!%]|\d\s*-\s*\d")

# Behind the name: what makes a film a lesson, and a thread one about what goes wrong.
_LESSONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "en": ("lecture", "explained"), "de": ("Vorlesung", "einfach erklärt"), "fr": ("cours", "expliqué"),
        "es": ("clase", "explicación"), "it": ("lezione", "spiegazione"), "pt": ("aula", "explicação"),
        "ru": ("лекция", "объяснение"), "zh": ("讲座", "讲解"), "ja": ("講義", "解説"), "ar": ("محاضرة", "شرح"),
    }
)  # fmt: skip
_PITFALLS: Mapping[str, str] = MappingProxyType(
    {
        "en": "common mistakes", "de": "häufige Fehler", "fr": "erreurs courantes", "es": "errores comunes", "it": "errori comuni",
        "pt": "erros comuns", "ru": "частые ошибки", "zh": "常见错误", "ja": "よくある間違い", "ar": "أخطاء شائعة",
    }
)  # fmt: skip
_SURVEYS: Mapping[str, str] = MappingProxyType(
    {"en": "review"}
)  # papers are mostly English: no other word helps


def queries_for(agent: str, name: str, topic: str, language: str) -> tuple[str, ...]:
    """Best first, none twice. ``name`` is what is looked for, with its qualifier where a meaning was chosen
    (``Mercury (planet)``); ``topic`` what was typed. An agent not known here is asked for the name and the question."""
    code, words = primary(language), plain_words(name)
    match agent:
        case "academic":
            found = [words, *(f"{words} {survey}" for survey in (_SURVEYS.get(code),) if survey)]
        case "computational":
            found = [topic] if _COMPUTED.search(topic) else [words]
        case "video":
            found = [*(f"{words} {lesson}" for lesson in _LESSONS.get(code, ())), words]
        case "social":
            found = [words, *(f"{words} {pitfalls}" for pitfalls in (_PITFALLS.get(code),) if pitfalls)]
        case _:
            found = [name, topic]
    return tuple(dict.fromkeys(found))
