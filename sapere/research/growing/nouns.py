"""What tells names of things from other words, without a dictionary: the company they keep.

*The slope* and *of change* are things; *you think*, *is small* and *divide the* are not. That company is known for
English and some languages with articles.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

_BEFORE_NOUNS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        language: frozenset(words.split())
        for language, words in {
            "en": """the a an this these his her their our your my each every any no of in on for with between from
                about into""",
            "de": """der die das des dem den ein eine einen einem einer eines jede jeder von im zur zum beim mit
                ohne""",
            "fr": "le la les l un une des du cette cet ce ces leur leurs chaque de d",
            "es": "el la los las un una unos unas este esta estos estas cada del de",
            "it": "il lo la i gli le l un uno una questo questa questi queste ogni del della dei delle dello di",
            "pt": "o a os as um uma este esta estes estas cada do da dos das de",
            "nl": "de het een deze dit elke elk van",
        }.items()
    }
)
_BEFORE_OTHERS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        language: frozenset(words.split())
        for language, words in {
            "en": """i you we they he she it to not can could will would should may might must do does don't didn't
                doesn't let's who you'll we'll i'll you'd we'd very so too more most is are was were be been i'm
                you're""",
            "de": "ich du er sie es wir ihr man zu nicht sehr so ist sind war",
            "fr": "je tu il elle nous vous ils elles on ne pas très est sont se",
            "es": "yo tú él ella nosotros ellos se no muy es son",
            "it": "io tu lui lei noi voi loro si non molto è sono",
            "pt": "eu tu ele ela nós eles você se não muito é são",
            "nl": "ik je u hij zij we wij ze men te niet zeer is zijn",
        }.items()
    }
)
_BEHIND_VERBS = frozenset(
    "the a an this these those you me us them him her my your our their how why if whether".split()
)
_EMPTY = frozenset(
    """absence addition aim amount answer answers anything approach audience author authors beginning benefit
    benefits better bigger bit body bottom case cases channel chapter conclusion conclusions context
    contrast couple course data day days decrease description descriptions detail details difference
    differences different effect effects eight end episode equal equals everyone everything example
    examples eye eyes fact factor factors facts few figure first five folks form forms four friend friends
    general goal greater group groups guy guys half hand head hello hour hours idea ideas increase
    instance kind kinds larger last lecture lectures level line lines little look lot lots meaning method
    methods middle mind minute minutes moment moments name names new next nine nothing number numbers old
    one order page pages paper part participant participants particular parts patient patients people
    person phrase picture piece pieces place point points presence previous problem problems purpose
    question questions reason reasons rest result results same screen second seconds section sense series
    set seven side situation six smaller someone something sort sorts start step steps story studies study
    subject subjects table ten term terms thanks thing things third thought thoughts three time times
    today top total two type types use value values video videos viewer viewers way ways word words year
    years""".split()
)
_ABSTRACT = re.compile(r"\w{3,}(?:[ts]ion|ity|ness|ment|[ae]nce|ism|sis|ics|logy|tude|ive|ure)s?")


def is_known(language: str) -> bool:
    """Whether things can be told from other words in the language."""
    return language in _BEFORE_NOUNS


def is_empty(word: str) -> bool:
    """Whether an English noun, lower-cased, says nothing of what a text is about."""
    return word in _EMPTY


def tells(before: str, behind: str, language: str) -> int:
    """1 where the words around a run speak for a thing, -1 where they speak against it, else 0. Lower-cased; empty at
    the edge of a clause."""
    if before in _BEFORE_OTHERS[language] or (language == "en" and behind in _BEHIND_VERBS):
        return -1
    return int(before in _BEFORE_NOUNS[language])


def is_common(form: str, language: str) -> bool:
    """Whether a word is written as a common noun or an abbreviation, rather than as somebody's name, as far as writing
    tells: German gives every noun a capital."""
    return form.isupper() or (form[:1].isupper() if language == "de" else form.islower())


def is_abstract(name: str) -> bool:
    """Whether an English (French, Spanish…) name ends as those of qualities and deeds do; with its plurals."""
    return _ABSTRACT.fullmatch(re.sub(r"ies$", "y", name.lower().split()[-1])) is not None
