"""Research in progress: the page, its live part, its stream, and the two things one can do to it."""

from __future__ import annotations

import uuid
from typing import Any

from asgiref.sync import sync_to_async
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST, require_safe

from sapere.research import progress
from sapere.research.errors import BadRequest
from sapere.settings.kinds import dollars
from sapere.tabs.run.replay import RunView, replay
from sapere.tabs.run.telling import tell, usual
from sapere.topics import actions, libraries, queries
from sapere.topics.models import Run, Topic
from sapere.topics.storage import letting_go
from sapere.web.stream import State, stream

COMPARED = 20  # finished runs that say how long one usually takes


@require_safe
def page(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """The whole page with all that is known now. A finished run leads to its topic, unless asked to stay."""
    run = _run(request, run_id)
    if run.state == Run.State.DONE and run.topic and "stay" not in request.GET:
        return _read_at(run, run.topic)
    return render(request, "run/run.html", _context(run))


@require_safe
def state(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """The live part alone, for whoever cannot hold a stream."""
    return render(request, "run/state.html", _context(_run(request, run_id)))


async def events(request: HttpRequest, run_id: uuid.UUID) -> HttpResponseBase:
    """The live part again after each event, as a stream."""
    run = await sync_to_async(_run)(request, run_id)

    def look(seen: int) -> State | None:
        run.refresh_from_db()
        over = run.state in Run.FINAL
        if not over and run.told <= seen:
            return None
        markup = render_to_string("run/state.html", _context(run), request)
        return State(number=run.told, markup=markup, over=over)

    return stream(request, sync_to_async(letting_go(look)))


@require_POST
def stop(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """Asks it to end; what exists is kept."""
    return _to_page(actions.request_stop(_viewer(request), _own(request, run_id).pk))


@require_POST
def retry(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """Queues it again, with another budget where one is given; what it finished is not done twice."""
    mine = _own(request, run_id)
    return _to_page(actions.retry(_viewer(request), mine.pk, budget=_budget(request.POST.get("budget", ""))))


def _read_at(run: Run, topic: Topic) -> HttpResponse:
    """Where one reads what the run brought: the topic, or the concept at which it went deeper."""
    under = run.order.get("under")
    return redirect("explore:concept", topic.slug, under) if under else redirect("explore:topic", topic.slug)


def _budget(given: str) -> float:
    """In dollars; 0 where none is given."""
    try:
        return dollars(given.strip()) if given.strip() else 0.0
    except ValueError:
        raise BadRequest(
            "That is no sum of dollars.", advice="Write it in digits, with a point: 0.50"
        ) from None


def _viewer(request: HttpRequest) -> Any:
    return request.user


def _run(request: HttpRequest, run_id: uuid.UUID) -> Run:
    try:
        return queries.run(_viewer(request), run_id)
    except Run.DoesNotExist:
        raise Http404 from None


def _own(request: HttpRequest, run_id: uuid.UUID) -> Run:
    """One's own: the run of an example can be looked at by all, and that is all."""
    found = _run(request, run_id)
    if found.owner != request.user:
        raise Http404
    return found


def _earlier(run: Run) -> list[float]:
    """Seconds that the owner's last finished runs of the same depth took."""
    alike = queries.runs(run.owner).filter(state=Run.State.DONE, order__depth=run.order.get("depth"))
    return [
        (one.ended_at - one.started_at).total_seconds()
        for one in alike.exclude(pk=run.pk)[:COMPARED]
        if one.ended_at and one.started_at
    ]


def _raised(view: RunView) -> str:
    """What to raise the run's own budget to, when it was stopped by one: twice as much. Empty otherwise."""
    if not (view.over_budget and view.cost and view.cost.of_usd):
        return ""
    return f"{2 * view.cost.of_usd:.6f}".rstrip("0").rstrip(".")


def _left(run: Run, view: RunView) -> dict[str, bool]:
    """Whether it is over, whether the topic can be read then, and whether all that can be is from before this run."""
    over = run.state in Run.FINAL
    readable = over and run.topic is not None and bool(queries.writers(run.topic))
    untouched = run.state != Run.State.DONE and not view.pages and not view.concepts
    return {"over": over, "readable": readable, "intact": readable and untouched}


def _to_page(run: Run) -> HttpResponse:
    return redirect("run:page", run.pk)


def _context(run: Run) -> dict[str, Any]:
    rows = queries.events_after(run)
    start = rows[0].at if rows else run.created_at
    view = replay(
        (progress.Event(progress.Kind(row.kind), row.payload), (row.at - start).total_seconds())
        for row in rows
    )
    sources = queries.sources_in(run) if run.topic else []
    return {
        "run": run,
        "topic": run.topic,
        "view": view,
        **_left(run, view),
        "number": rows[-1].sequence if rows else 0,
        "rows": sources,
        "found": len(sources or view.taken),
        "usual": usual(_earlier(run)),
        "telling": tell(
            view,
            state=run.state,
            started=run.started_at,
            stopping=run.stop_requested,
            library=run.topic is None,
        ),
        "raise_to": _raised(view),
        "roots": libraries.root_names(run.owner, run.order.get("roots", ())),
    }
