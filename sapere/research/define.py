"""Step 1: understand what was asked. Bad topics are told from good ones here, for every way in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from sapere.kit.language import likeliest
from sapere.kit.text import normalise, squeeze
from sapere.research.errors import BadTopic
from sapere.research.lead import question_for
from sapere.research.shapes import Brief, Order

LONGEST_TOPIC = 200
"""Characters. A topic is a name or a question; what is longer is a text, and belongs in the library."""

_TELLING = 5
"""Words from which plain letters are enough to tell a language by."""

_ASKING = re.compile(
    r"^(?:please\s+)?(?:(?:explain|describe|teach me|tell me about|learn about|introduction to)\s+"
    r"|(?:what(?:'s| is| are)|who (?:is|was|were)|how (?:do|does|did))\s+(?:an?\s+|the\s+)?)",
    re.IGNORECASE,
)
_ESCAPES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")
"""What moves a terminal's cursor or colours its text; without the first, invisible sign it would look like words."""

_TRAILING = re.compile(r"(?:\s+works?)?\s*[?!.。？！؟]+$", re.IGNORECASE)


def check_topic(text: str) -> str:
    """The topic as it will be shown. Raises ``BadTopic`` with a sentence for whoever typed it."""
    topic = squeeze(normalise(_ESCAPES.sub("", text)))
    if not topic:
        raise BadTopic("No topic was given.", advice="Type what you want to understand, for example: asyncio")
    if len(topic) > LONGEST_TOPIC:
        raise BadTopic(
            f"The topic has {len(topic):,} characters; at most {LONGEST_TOPIC} make a topic.",
            advice="Name it in a few words. A longer text can be added to your library and researched from there.",
        )
    if not any(unicodedata.category(char)[0] in "LN" for char in topic):
        raise BadTopic(
            "The topic has no letter and no digit in it, so nothing can be looked up.",
            advice="Type what you want to understand in words.",
        )
    return topic


def subject(topic: str) -> str:
    """What a question is about: ``What is photosynthesis?`` gives ``photosynthesis``."""
    bare = _TRAILING.sub("", _ASKING.sub("", topic)).strip()
    return bare or topic


def define(order: Order, agents: Sequence[str]) -> Brief:
    """The brief for ``agents`` (their names). Raises ``BadTopic``."""
    topic = check_topic(order.topic)
    name = subject(topic)
    language = order.language or _language(topic)
    title = name[:1].upper() + name[1:] if topic != name else name
    queries = (name,) if name == topic else (name, topic)
    return Brief(
        title=title,
        language=language,
        depth=order.depth,
        level=order.level,
        scope=_scope(order),
        questions=(question_for(title, language),),
        queries=dict.fromkeys(agents, queries),
        offline=order.offline,
        whole_library=order.whole_library,
        seed=order.seed,
        guessed=not order.language,
    )


def _language(topic: str) -> str:
    """The topic's own, where it can be told. A few plain words could be of any language, and the model that
    guesses takes most of a second to load: they are taken for English, and the learner may say otherwise."""
    if topic.isascii() and len(topic.split()) < _TELLING:
        return "en"
    return likeliest(topic) or "en"


def _scope(order: Order) -> str:
    if order.whole_library:
        return "everything in the library"
    return "what is on this machine" if order.offline else "the library and the web"
