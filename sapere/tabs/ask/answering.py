"""Makes the answers that are waited for: at once where the sources are quoted, beside the page where a model is asked.

An answer is made by a thread of the process that was asked. While it works its row shows that it lives, and takes each
sentence as it passes; when the process is killed the row falls silent, is shown as cut, and can be asked for again.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.db import connections

from sapere.research import answer as engine
from sapere.research.calls import Job
from sapere.research.errors import BadRequest, Cancelled, OverBudget, SapereError
from sapere.research.models import NONE, Models
from sapere.research.replies import Answer, Excerpt, Speaker, Turn
from sapere.research.shapes import decode
from sapere.research.tutor import tutor
from sapere.settings import Settings
from sapere.tabs.ask.under_way import UnderWay, leave
from sapere.topics import actions, threads
from sapere.topics.budget import models_of
from sapere.topics.journal import patiently
from sapere.topics.shelves import Place, Reach, finder
from sapere.topics.storage import let_go
from sapere.topics.talks import Message, Thread


@dataclass(frozen=True, slots=True)
class Errand:
    """An answer that is waited for, with all that it is made from. ``turns`` are those of a talk with the tutor."""

    id: uuid.UUID
    question: str
    found: Sequence[Excerpt]
    language: str
    turns: tuple[Turn, ...] | None = None
    show: bool = False

    @property
    def job(self) -> Job:
        return Job.ANSWER if self.turns is None else Job.TUTOR

    def said(self, models: Models, hear: engine.Heard = lambda _: None) -> Answer | Turn:
        """Raises ``BadRequest``, ``OverBudget``."""
        if self.turns is None:
            return engine.answer(self.question, self.found, models, language=self.language, hear=hear)
        return tutor(self.turns, self.question, self.found, models, language=self.language, show=self.show)


def begin(answer: Message, settings: Settings) -> None:
    """Returns when the answer is there, or when a model has been asked for it."""
    waiting = threads.answer_by_id(answer.pk)
    work = UnderWay(answer.pk)
    models = models_of(waiting.thread.owner, settings, waiting.thread.topic, check=work.check)
    try:
        errand = _errand(waiting, settings)
        if not models.can(errand.job):
            actions.keep_answer(errand.id, errand.said(NONE))
            return
        if errand.turns is None:
            _draft(errand)
    except SapereError as error:
        actions.fail_answer(answer.pk, _reason(error))
        return
    threading.Thread(target=_beside, args=(errand, models, work), name="answering", daemon=True).start()


def stop(answer: Message) -> None:
    """What there is of it stays, and the model that was asked is heard no further."""
    actions.stop_answer(answer)
    leave(answer.pk)


def make(errand: Errand, models: Models, leave: Callable[[], None] = lambda: None) -> None:
    """With a model, each sentence kept as it passes; by extraction, with the reason, where the money has ended.
    ``leave`` is called when nobody waits for it any more."""

    def keep(so_far: Answer) -> None:
        if not patiently(lambda: actions.keep_draft(errand.id, so_far)):
            leave()
        let_go()

    try:
        said = errand.said(models, keep)
    except OverBudget as spent:
        said = replace(errand.said(NONE), fallback=spent.what)
    except Cancelled:
        return
    except SapereError as error:
        actions.fail_answer(errand.id, _reason(error))
        return
    patiently(lambda: actions.keep_answer(errand.id, said))


def _draft(errand: Errand) -> None:
    """The sources' own sentences, until the model's are there; nothing where they do not answer: the model may yet."""
    quoted = errand.said(NONE)
    if isinstance(quoted, Answer) and not quoted.abstained:
        actions.keep_draft(errand.id, quoted)


def _errand(waiting: Message, settings: Settings) -> Errand:
    thread = waiting.thread
    first = _first(waiting)
    with finder(_place(first, thread), settings) as look_for:
        found, language = engine.look(look_for, first.text)
    if thread.mode == Thread.Mode.FIND:
        return Errand(waiting.pk, first.text, found, language)
    show = bool(waiting.to and waiting.to.content and waiting.to.content.get("show"))
    return Errand(waiting.pk, first.text, found, language, _turns(waiting), show)


def _first(waiting: Message) -> Message:
    """The question that is worked on: with the tutor, that of the whole thread."""
    if waiting.thread.mode == Thread.Mode.TUTOR:
        return threads.messages(waiting.thread)[0]
    if waiting.to is None:
        raise ValueError(f"answer {waiting.pk} answers nothing")
    return waiting.to


def _place(question: Message, thread: Thread) -> Place:
    """Raises ``BadRequest`` where the concept that was asked about is gone."""
    reach = Reach((question.content or {}).get("scope", Reach.TOPIC))
    if reach is Reach.CONCEPT and question.concept is None:
        raise BadRequest(
            "The concept that this was asked about is no longer in the tree.", advice="Ask the whole topic."
        )
    return Place(thread.owner, thread.topic, reach, question.concept)


def _turns(waiting: Message) -> tuple[Turn, ...]:
    """What learner and tutor said between the question and this turn."""
    before = [one for one in threads.messages(waiting.thread)[1:] if one.position < waiting.position]
    return tuple(turn for one in before if (turn := _turn(one)) is not None)


def _turn(said: Message) -> Turn | None:
    if said.role == threads.QUESTION:
        return Turn(Speaker.LEARNER, said.text) if said.text else None
    return decode(Turn, said.content) if said.content and said.state == Message.State.WHOLE else None


def _beside(errand: Errand, models: Models, work: UnderWay) -> None:
    try:
        with work:
            make(errand, models, work.leave)
    finally:
        connections.close_all()


def _reason(error: SapereError) -> str:
    return f"{error.what} {error.advice}".strip()
