"""What a question must not be. An item is shown only when no rule finds anything."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sapere.kit.text import has_words, squeeze
from sapere.kit.tokens import tokens

GAP = "____"
MOST_APART = 0.25
"""Share of the key's length by which a wrong option may be longer or shorter."""
_SLACK = 1  # characters, for the shortest keys
FEWEST_WORDS = 5
LONGEST_STEM = 320
_ABSOLUTE = re.compile(
    r"\b(?:all|none|nothing|every|always|never|only|both|neither) (?:of|the above|answers)\b|\b(?:always|never|none|all of them)\b"
    r"|以上|都不是|总是|从不|دائما|أبدا|immer|niemals|toujours|jamais|siempre|nunca",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(r"\b(?:which|what) .*\b(?:not|except)\b|\bexcept\b", re.IGNORECASE)


def flaw(stem: str, key: str, wrong: Sequence[str], quote: str, language: str) -> str:
    """What is wrong with a choice or a gap, in a few words; empty where nothing is. ``wrong`` is empty for what is typed."""
    rules = (
        (stem.count(GAP) != 1, "it has not one gap"),
        (len(stem) > LONGEST_STEM, "its stem is too long"),
        (len(tokens(stem.replace(GAP, " "), language)) < FEWEST_WORDS - 1, "its stem says too little"),
        (_NEGATIVE.search(stem) is not None, "it asks for what is not so"),
        (key.casefold() not in squeeze(quote).casefold(), "its key is not in the source's words"),
        (key.casefold() in stem.casefold(), "its stem gives the key away"),
        (len({_plain(one) for one in (key, *wrong)}) != 1 + len(wrong), "two of its options are the same"),
        (any(alike(one, key) for one in wrong), "an option is another name of the key"),
        (
            any(one.casefold() in squeeze(quote).casefold() for one in wrong),
            "an option is in the source's words",
        ),
        (any(_ABSOLUTE.search(one) for one in (key, *wrong)), "an option says all or nothing"),
        (not all(near_in_length(one, key) for one in wrong), "an option's length gives it away"),
        (not all(has_words(one) or re.search(r"\d", one) for one in (key, *wrong)), "an option is empty"),
    )
    return next((why for broken, why in rules if broken), "")


def near_in_length(one: str, key: str) -> bool:
    return abs(len(one) - len(key)) <= max(_SLACK, MOST_APART * len(key))


def alike(one: str, other: str) -> bool:
    """The same, a part of the other, or the first letters of its words."""
    a, b = _plain(one), _plain(other)
    return a in b or b in a or _plain(_initials(one)) == b or _plain(_initials(other)) == a


def _initials(text: str) -> str:
    found = re.findall(r"[^\W_]+", text)
    return "".join(word[0] for word in found) if len(found) > 1 else text


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
