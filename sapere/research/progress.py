"""What a run tells while it works. Stored with a number each; the browser and the terminal show the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Stage(StrEnum):
    """In the order in which they begin; they overlap."""

    UNDERSTAND = "understand"
    SEARCH = "search"
    READ = "read"
    GROW = "grow"
    WRITE = "write"
    CHECK = "check"


class Kind(StrEnum):
    """Each with the keys of its payload.

    ``stage``     stage, state (started | done), text, count?, of?, seconds?
    ``agent``     name, status (searching | ok | empty | failed | skipped), found, kept, seconds, reason, queries,
                services: list of name, status, found, seconds, reason
    ``source``    locator, title, agent, state (reading | kept | unread), reason
    ``concept``   id, parent, depth, position, title, state (growing | ready)
    ``page``      concept, sentences, first (bool): a page can be read now; title, writer, draft (bool): whether a model
                still writes it anew
    ``sentence``  concept, place (from 0; 0 begins anew), heading, sentence: checked, of a page that is being written
    ``cost``      usd, calls, input_tokens, output_tokens so far; of_usd: the run's cap, 0 without one
    ``note``      text: anything else a learner should know; meanings?: list of title, gloss of what the topic's
                name stands for, the one that was taken first
    ``end``       state (done | failed | stopped | empty), text, seconds; budget (bool): stopped at a cap
    """

    STAGE = "stage"
    AGENT = "agent"
    SOURCE = "source"
    CONCEPT = "concept"
    PAGE = "page"
    SENTENCE = "sentence"
    COST = "cost"
    NOTE = "note"
    END = "end"


@dataclass(frozen=True, slots=True)
class Event:
    kind: Kind
    payload: Mapping[str, Any]
