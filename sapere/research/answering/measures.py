"""What a question about an amount wants measured, in English: money, time, length and so on. A number alone is no price."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from sapere.kit.language import primary

_NUMBER = (
    r"(?:\d[\d,.]{,40}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty"
    r"|hundred|thousand|million|billion|half|several)"
)
_SPAN = r"(?:second|minute|hour|day|week|month|year|decade|centur)"
_LENGTH = r"(?:km|m|cm|mm|mi|ft|in|kilomet\w+|met(?:er|re)s?|feet|foot|miles?|inch(?:es)?|yards?)\b"


class _Measure(NamedTuple):
    asked: re.Pattern[str]
    told: re.Pattern[str]


def _measure(asked: str, told: str) -> _Measure:
    return _Measure(re.compile(asked, re.IGNORECASE), re.compile(told, re.IGNORECASE))


_MEASURES = (
    _measure(  # money
        r"\bhow much (?:\w+ )*?(?:cost|pay|paid|spend|spent|earn|money|worth|price|sell|sold|gross|raised?)\b"
        r"|\b(?:price|cost|budget|salary|fee|revenue|income)\b",
        r"[$£€¥₹₱]|\d\s*(?:dollars?|pounds?|euros?|yen|rupees?|francs?|shillings?|pesos?|cents?)\b"
        r"|\b(?:million|billion) (?:dollars|pounds|euros)\b",
    ),
    _measure(  # a span of time
        r"\bhow long (?:did|do|does|ha[sd]|have|was|were|will|would|it)\b|\bhow many (?:years|months|weeks|days|hours)\b"
        r"|\bhow long\b.*\b(?:take|last|live|serve|stay|reign|wait|spend)",
        rf"\b{_NUMBER}[\s-]*(?:more |full )?{_SPAN}|\bfrom \d{{4}} (?:to|until)|\bbetween \d{{4}}|\d{{4}}\s*[-–]\s*\d{{2,4}}",
    ),
    _measure(r"\bhow (?:tall|high|deep|wide|far)\b|\bhow long is\b", rf"\d\s*-?{_LENGTH}"),
    _measure(
        r"\bhow (?:large|big)\b|\barea\b",
        r"\d\s*(?:km|sq|acres?|hectares?|square|m2|mi|people|seats)",
    ),
    _measure(
        r"\b(?:what|which) time\b|\bhow (?:early|late)\b",
        r"\d[:.]\d\d|\d\s*[ap]\.?m\b|\bnoon\b|midnight|o.clock",
    ),
    _measure(
        r"percent|\bproportion\b|\bby how much\b|\bwhat (?:share|fraction)\b",
        r"\d\s*(?:%|per ?cent)|\b(?:half|third|quarter|majority)\b",
    ),
    _measure(
        r"\bhow old\b|\b(?:what|which) age\b|\bage of\b", r"\baged?\b|\byears? old\b|-year-old|\bborn\b"
    ),
    _measure(
        r"\bhow (?:often|frequently)\b",
        r"\b(?:every|each|once|twice|times?|annual|daily|weekly|monthly|always|often|per)\b",
    ),
    _measure(r"\bhow (?:hot|cold|warm)\b|\btemperature\b", r"°|\bdegrees\b|\d\s*[CFK]\b"),
    _measure(
        r"\bhow fast\b|\bspeed\b", r"\d\s*(?:km/h|mph|m/s|knots|kilomet\w+ (?:per|an)|miles (?:per|an)|kt)\b"
    ),
    _measure(r"\bhow heavy\b|\bweigh", r"\d\s*-?(?:kg|g|lb|tons?|tonnes?|pounds|kilograms?)\b"),
)


def measured(question: str, text: str, language: str) -> bool:
    """Whether the text has such a measure as the question asks for; never where it asks for none."""
    return any(told.search(text) for told in _asked_for(question, language))


@lru_cache(maxsize=1_000)
def _asked_for(question: str, language: str) -> tuple[re.Pattern[str], ...]:
    if primary(language) != "en":
        return ()
    return tuple(one.told for one in _MEASURES if one.asked.search(question))
