"""Step 1: understand what was asked. Bad topics are told from good ones here, for every way in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from sapere.kit.text import normalise, squeeze
from sapere.research.asking import language_of, subject
from sapere.research.errors import BadTopic
from sapere.research.lead import question_for
from sapere.research.queries import queries_for
from sapere.research.shapes import Brief, Meaning, Order

LONGEST_TOPIC = 200
"""Characters. A topic is a name or a question; what is longer is a text, and belongs in the library."""

_ESCAPES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")
"""What moves a terminal's cursor or colours its text; without the first, invisible sign it would look like words."""


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


def define(order: Order, agents: Sequence[str], meanings: Sequence[Meaning] = ()) -> Brief:
    """The brief for ``agents`` (their names). Of several ``meanings`` of the name the first is taken. Raises
    ``BadTopic``."""
    topic = check_topic(order.topic)
    name = meanings[0].title if meanings else subject(topic)
    language = order.language or language_of(topic)
    title = name[:1].upper() + name[1:] if topic != name else name
    asked = name if meanings else topic
    return Brief(
        title=title,
        language=language,
        depth=order.depth,
        level=order.level,
        scope=_scope(order),
        questions=(question_for(title, language),),
        queries={agent: queries_for(agent, name, asked, language) for agent in agents},
        offline=order.offline,
        whole_library=order.whole_library,
        seed=order.seed,
        meanings=tuple(meanings),
        guessed=not order.language,
    )


def _scope(order: Order) -> str:
    if order.whole_library:
        return "everything in the library"
    return "what is on this machine" if order.offline else "the library and the web"
