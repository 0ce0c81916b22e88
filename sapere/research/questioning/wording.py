"""What an item says of its own, per language; its stem, key and explanation are the source's."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from sapere.kit.language import primary


class Wording(NamedTuple):
    true: str
    false: str
    stands: str  # an option, and the sentence it stands in
    says: str  # the key
    untrue: str  # what stands there, what should


_WORDINGS: Mapping[str, Wording] = MappingProxyType(
    {
        "en": Wording(
            "True",
            "False",
            "“{}” belongs elsewhere: “{}”",
            "The source has “{}” here.",
            "The source has “{1}” where this says “{0}”.",
        ),
        "de": Wording(
            "Richtig",
            "Falsch",
            "„{}“ gehört anderswohin: „{}“",
            "Die Quelle hat hier „{}“.",
            "Die Quelle hat „{1}“, wo hier „{0}“ steht.",
        ),
        "fr": Wording(
            "Vrai",
            "Faux",
            "« {} » se trouve ailleurs : « {} »",
            "La source a ici « {} ».",
            "La source a « {1} » là où on lit « {0} ».",
        ),
        "es": Wording(
            "Verdadero",
            "Falso",
            "«{}» es de otro lugar: «{}»",
            "La fuente tiene aquí «{}».",
            "La fuente tiene «{1}» donde aquí dice «{0}».",
        ),
        "zh": Wording(
            "对", "错", "“{}”属于别处：“{}”", "资料此处是“{}”。", "此处写的是“{0}”，资料写的是“{1}”。"
        ),
        "ar": Wording(
            "صحيح", "خطأ", "«{}» من موضع آخر: «{}»", "في المصدر هنا «{}».", "في المصدر «{1}» بدل «{0}»."
        ),
    }
)


def wording(language: str) -> Wording:
    """English where we have none in the language."""
    return _WORDINGS.get(primary(language), _WORDINGS["en"])
