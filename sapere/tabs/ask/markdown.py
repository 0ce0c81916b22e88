"""A thread as Markdown: what was asked and answered, with footnotes that name the sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from django.utils.translation import gettext as _

from sapere.tabs.ask.showing import Said, Talk
from sapere.topics.talks import Message, Thread

_SIGNS = re.compile(r"([\\`*_\[\]#|~$])")


def markdown(thread: Thread, talk: Talk, series: str = "") -> str:
    """``series`` begins the names of its notes, where several threads are in one file."""
    parts = [f"# {plain(thread.title)}", f"{plain(thread.topic.title)}, {thread.created_at:%Y-%m-%d}"]
    notes: list[str] = []
    for number, said in enumerate(talk.said, 1):
        parts += (
            [_question(said)] if said.role == "question" else list(_answer(said, f"{series}{number}", notes))
        )
    return "\n\n".join([*parts, *notes]) + "\n"


def _question(said: Said) -> str:
    return f"## {plain(said.text)}" if said.text else f"*{_('Show answer')}*"


def _answer(said: Said, number: str, notes: list[str]) -> Iterator[str]:
    """Its notes are named by its place in the thread, so that none has the name of another's."""
    if said.abstained:
        yield f"*{_('Not in these sources.')}*"
        yield from (f"> **{plain(near.about)}** {plain(near.text)}" for near in said.nearest)
    elif said.there:
        yield " ".join(
            plain(line.text) + "".join(f"[^{number}-{mark.number}]" for mark in line.marks)
            for line in said.lines
        )
        notes += [f"[^{number}-{one.number}]: {plain(one.named)}" for one in said.cited]
    if said.state != Message.State.WHOLE:
        yield f"*{_why(said)}*"
    if said.model:
        yield f"*{_('Written by %(model)s, checked.') % {'model': plain(said.model)}}*"
    if said.fallback:
        yield f"*{plain(said.fallback)}*"


def _why(said: Said) -> str:
    told = {
        "waiting": _("The answer was not there yet."),
        "cut": _("The answer was cut off."),
        "stopped": _("Stopped."),
    }
    return str(told.get(said.state, plain(said.reason)))


def plain(text: str) -> str:
    """In one line, without what Markdown or HTML would take for more than words."""
    return _SIGNS.sub(r"\\\1", escape(" ".join(text.split()), quote=False))
