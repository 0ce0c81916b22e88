"""Step 1 with a model: a question put into the words that each agent's sources use. :mod:`~sapere.research.define` has
made the brief before; where no model answers, that one stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel, Field

from sapere.kit.language import language_name, primary
from sapere.kit.sentences import sentences
from sapere.kit.text import normalise, squeeze
from sapere.research import prompts
from sapere.research.authoring.titles import LONGEST_TITLE
from sapere.research.calls import Job, Prompt
from sapere.research.checking.figures import figures
from sapere.research.checking.intruders import intruders, plainly
from sapere.research.checking.negation import turns
from sapere.research.checking.pairs import Compared
from sapere.research.define import check_topic
from sapere.research.errors import BadTopic, NoModel, OverBudget
from sapere.research.models import Models
from sapere.research.shapes import Brief, Order

WITHIN = 6.0
"""Seconds that a run waits for it: looking in plain words is better than looking late."""
_MOST_SAID = 300
_MARKS = (".", "!", "?", "。", "！", "？")  # end a sentence, which no name is
_MOST_QUERIES, _LONGEST_QUERY = 3, 120


class Wording(BaseModel):
    """What a model is asked for."""

    title: str
    queries: dict[str, list[str]] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Defined:
    """``missed`` says why the brief is as it was, in a sentence for the learner; empty where a model answered."""

    brief: Brief
    missed: str = ""


def put_in_words(brief: Brief, order: Order, models: Models) -> Defined:
    """The brief with the model's title and queries; an agent's plain query stays behind the model's."""
    told = prompts.instructions(
        Job.DEFINE, language=language_name(brief.language), agents=", ".join(brief.queries)
    )
    topic = prompts.fenced(1, order.topic)
    try:
        said = models.ask(
            Prompt(Job.DEFINE, prompts.version(Job.DEFINE), told, topic, _MOST_SAID, within=WITHIN), Wording
        ).value
    except (NoModel, OverBudget) as error:
        return Defined(brief, f"The topic is looked for in your own words: {error.what}")
    queries = {agent: _queries(said.queries, agent, plain) for agent, plain in brief.queries.items()}
    return Defined(replace(brief, title=_title(said.title, brief), queries=queries))


def _title(said: str, brief: Brief) -> str:
    """The subject's usual name. No source has been read yet: what is no name, or denies or counts what the learner's
    words do not, is not taken."""
    asked, code = f"{brief.title}\n{' '.join(brief.questions)}", primary(brief.language)
    try:
        title = plainly(check_topic(said))
    except BadTopic:
        return brief.title
    compared = Compared(title, asked, "", "", code)
    strange = intruders(compared) or figures(compared) or turns(compared.said, code)
    ends = len(title) > LONGEST_TITLE or len(list(sentences(title, code))) > 1 or title.endswith(_MARKS)
    return brief.title if strange or ends else title


def _queries(said: Mapping[str, Sequence[str]], agent: str, plain: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*_texts(said.get(agent, ()), _LONGEST_QUERY), *plain]))[:_MOST_QUERIES]


def _texts(said: Sequence[Any], longest: int) -> list[str]:
    cleaned = (squeeze(normalise(one)) for one in said)
    return [one for one in cleaned if 1 < len(one) <= longest]
