"""The files that are made beside, as they are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sapere.accounts.models import Person
from sapere.tabs.export.offers import title_of
from sapere.topics import taking
from sapere.topics.actions.exporting import DAYS
from sapere.topics.models import ExportFile, Run, Topic


@dataclass(frozen=True, slots=True)
class Making:
    """``done`` of ``of`` pages; 0 of 0 while nothing counts. ``until`` is when a file is forgotten."""

    key: str
    title: str
    state: str
    words: str
    done: int = 0
    of: int = 0
    size: int | None = None
    until: datetime | None = None
    stopping: bool = False

    @property
    def goes_on(self) -> bool:
        return self.state in (Run.State.QUEUED, Run.State.RUNNING)

    @property
    def begun(self) -> bool:
        return self.state == Run.State.RUNNING

    @property
    def url(self) -> str:
        return reverse("export:file", args=[self.key])


def makings(viewer: Person, of: Topic) -> list[Making]:
    return [_making(run) for run in taking.exports(viewer, of)]


def going_on(shown: Sequence[Making]) -> bool:
    return any(one.goes_on for one in shown)


def _making(run: Run) -> Making:
    title = title_of(run.order["format"], with_mine=bool(run.order.get("mine")))
    if run.state == Run.State.RUNNING:
        done, of = taking.far(run)
        return Making(str(run.pk), title, run.state, _doing(done, of), done, of, stopping=run.stop_requested)
    made: ExportFile | None = getattr(run, "file", None)
    if run.state == Run.State.DONE and made is not None:
        until = made.made_at + timedelta(days=DAYS)
        return Making(str(run.pk), title, run.state, "", size=made.size, until=until)
    words = _("Waiting for its turn") if run.state == Run.State.QUEUED else run.reason
    return Making(str(run.pk), title, run.state, words)


def _doing(done: int, of: int) -> str:
    if not of:
        return _("Gathering the pages")
    if done < of:
        counted = ngettext("%(done)d of %(of)d page gathered", "%(done)d of %(of)d pages gathered", of)
        return counted % {"done": done, "of": of}
    return ngettext("Writing the file of %(of)d page", "Writing the file of %(of)d pages", of) % {"of": of}
