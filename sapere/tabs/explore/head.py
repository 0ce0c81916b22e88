"""The head of a topic with the sentence that says what it is."""

from __future__ import annotations

from sapere.tabs.explore import reading
from sapere.topics import queries
from sapere.topics.head import head
from sapere.topics.models import Topic
from sapere.web.citations import Line, References
from sapere.web.frame import Frame


def frame(mine: Topic, here: str, cited: References) -> Frame:
    """``here`` is the address name of the room one stands in, empty in none."""
    return head(mine, here, definition=_definition(mine, cited))


def _definition(mine: Topic, cited: References) -> Line | None:
    top = queries.root(mine)
    own = queries.page(top) if top else None
    return reading.definition(reading.presentable(queries.sections(own)), cited) if own else None
