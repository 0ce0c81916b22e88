"""An answer becomes a note or a card of its learner."""

from __future__ import annotations

from sapere.research.replies import Answer, Turn
from sapere.research.shapes import Citation, decode
from sapere.tabs.ask import showing
from sapere.tabs.ask.markdown import plain
from sapere.tabs.ask.showing import Said
from sapere.topics import actions, notebook
from sapere.topics.actions.marking import CardWords, Jotting
from sapere.topics.talks import Message, Thread


def as_note(thread: Thread, answer: Message) -> None:
    """Its sentences with their numbers, and below them the sources. One that was kept before is not kept again. Raises
    ``LookupError`` where it says nothing that could be kept."""
    said = _keepable(thread, answer)
    if answer.pk in notebook.answers_noted(thread.owner, [answer.pk]):
        return
    about = answer.to.concept if answer.to else None
    note = Jotting(_words(said), about, answer, about=question(thread, answer))
    actions.write_note(thread.owner, thread.topic, note)


def as_card(thread: Thread, answer: Message) -> None:
    """In front the question, on the back the sentence that answers it, with what it rests on. As :func:`as_note`."""
    said = _keepable(thread, answer)
    if answer.pk in notebook.answers_carded(thread.owner, [answer.pk]):
        return
    about = answer.to.concept if answer.to else None
    rests_on = _rests_on(thread, answer)
    back = said.lines[0].text if said.turn is None else " ".join(rests_on[0].quote.split())
    card = CardWords(question(thread, answer), back, about, answer, rests_on)
    actions.keep_card(thread.owner, thread.topic, card)


def question(thread: Thread, answer: Message) -> str:
    """What it answers: with the tutor, the question of the whole thread."""
    if thread.mode == Thread.Mode.TUTOR:
        return thread.messages.order_by("position").values_list("text", flat=True)[0]
    return answer.to.text if answer.to else thread.title


def _keepable(thread: Thread, answer: Message) -> Said:
    said = showing.one(thread, answer)
    if not said.keepable:
        raise LookupError(answer.pk)
    return said


def _words(said: Said) -> str:
    """In Markdown. A source's own signs are words in it."""
    lines = [
        plain(line.text) + "".join(f" \\[{mark.number}\\]" for mark in line.marks) for line in said.lines
    ]
    named = [f"\\[{one.number}\\] {plain(one.named)}" for one in said.cited]
    return "\n\n".join([*lines, *named])


def _rests_on(thread: Thread, answer: Message) -> tuple[Citation, ...]:
    if thread.mode == Thread.Mode.TUTOR:
        return decode(Turn, answer.content).citations
    return decode(Answer, answer.content).sentences[0].citations
