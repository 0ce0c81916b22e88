"""The owner edits the tree: a list of it, and a page of plain forms for each concept."""

from __future__ import annotations

import uuid
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sapere.research.errors import BadRequest, TreeChanged
from sapere.research.growing.edits import about
from sapere.research.growing.placing import DEEPEST, found
from sapere.tabs.growing import asking, wording
from sapere.tabs.growing.asking import NoPlace, Wanted
from sapere.tabs.growing.branches import choices, lines
from sapere.topics import actions, history, queries
from sapere.topics.changes import TreeEdit
from sapere.topics.head import head
from sapere.topics.models import Topic
from sapere.topics.shared import own_topic

TOLD = 12
"""Edits listed, the last first."""


@require_http_methods(["GET", "HEAD", "POST"])
def tree(request: HttpRequest, slug: str) -> HttpResponse:
    """The tree as a list; a POST moves a concept by one place."""
    mine = owned(request, slug)
    if request.method != "POST":
        return _list(request, mine)
    try:
        wanted = asking.stepped(mine, request.POST.get("step", ""))
        return _done(request, mine, wanted)
    except TreeChanged as error:
        return _stale(request, mine, wording.asked(wanted.edit, queries.tree(mine)), error)
    except BadRequest as error:
        return _list(request, mine, problem=error.what, status=HTTPStatus.BAD_REQUEST)


@require_http_methods(["GET", "HEAD", "POST"])
def concept(request: HttpRequest, slug: str, concept_id: uuid.UUID) -> HttpResponse:
    """All that can be done to one concept; a POST does it."""
    mine = owned(request, slug)
    if request.method != "POST":
        return _forms(request, mine, str(concept_id))
    try:
        wanted = asking.wanted(mine, str(concept_id), request.POST.dict())
        return _done(request, mine, wanted)
    except TreeChanged as error:
        return _stale(request, mine, wording.asked(wanted.edit, queries.tree(mine)), error)
    except BadRequest as error:
        problem = f"{error.what} {error.advice}".strip()
        return _forms(request, mine, str(concept_id), problem=problem, wrong_place=isinstance(error, NoPlace))


@require_POST
def undo(request: HttpRequest, slug: str) -> HttpResponse:
    """What research brought is asked about first: nothing brings its pages back but research anew."""
    mine = owned(request, slug)
    last = history.last_edit(mine)
    if last and last.pk == _seen(request) and "sure" not in request.POST and _is_dear(last):
        return _ask_first(request, mine, last)
    try:
        row = actions.undo_edit(mine.owner, mine.slug, seen=_seen(request))
    except TreeChanged as error:
        return _stale(request, mine, _("Take the last edit back"), error)
    except BadRequest as error:
        problem = f"{error.what} {error.advice}".strip()
        return _list(request, mine, problem=problem, status=HTTPStatus.BAD_REQUEST)
    messages.success(request, _("Taken back: %(what)s") % {"what": wording.done(row)})
    return redirect("growing:tree", mine.slug)


def owned(request: HttpRequest, slug: str) -> Topic:
    """Somebody else's is as good as none."""
    viewer: Any = request.user
    try:
        return own_topic(viewer, slug)
    except Topic.DoesNotExist:
        raise Http404 from None


def _done(request: HttpRequest, mine: Topic, wanted: Wanted) -> HttpResponse:
    row = actions.edit_tree(mine.owner, mine.slug, wanted.edit, seen=_seen(request), page=wanted.page)
    messages.success(request, _("Done: %(what)s") % {"what": wording.done(row)})
    if row.kind == row.Kind.ADD and wanted.page is None:
        messages.warning(request, _("Nothing in the sources speaks of it, so its page is empty."))
    concept, other = about(wanted.edit)
    return redirect(f"{reverse('growing:tree', args=[mine.slug])}?in={other or concept}#c-{concept}")


def _seen(request: HttpRequest) -> int:
    said = request.POST.get("seen", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 18 else -1


def _is_dear(last: TreeEdit) -> bool:
    return last.kind == TreeEdit.Kind.DEEPEN and not history.is_researched(last)


def _ask_first(request: HttpRequest, mine: Topic, last: TreeEdit) -> HttpResponse:
    concepts, written = history.brought(last)
    told = {"what": wording.done(last), "concepts": concepts, "written": written}
    return render(request, "growing/undo.html", {**_shared(mine), **told})


def _list(
    request: HttpRequest, mine: Topic, *, problem: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    rows = list(mine.edits.order_by("-number")[:TOLD])
    context = {
        **_shared(mine),
        "lines": lines(mine.slug, queries.tree(mine), request.GET.get("in", "")),
        "edits": [(row, wording.done(row)) for row in rows],
        "problem": problem,
    }
    return render(request, "growing/tree.html", context, status=status)


def _forms(
    request: HttpRequest, mine: Topic, concept_id: str, *, problem: str = "", wrong_place: bool = False
) -> HttpResponse:
    whole = queries.tree(mine)
    here = found(whole, concept_id) if whole is not None else None
    if whole is None or here is None:
        raise Http404
    siblings = whole.children(here.parent) if here.parent else ()
    context = {
        **_shared(mine),
        "here": here,
        "room_below": here.depth < DEEPEST,
        "below": len(choices(whole)) - len(choices(whole, but_below=here.id)) - 1,
        "parents": choices(whole, but_below=here.id, room_for=here.id),
        "others": choices(whole, but_below=here.id),
        "place": here.position + 1,
        "places": len(siblings),
        "problem": problem,
        "wrong_place": wrong_place,
        "asked": request.POST,
    }
    status = HTTPStatus.BAD_REQUEST if problem else HTTPStatus.OK
    return render(request, "growing/concept.html", context, status=status)


def _stale(request: HttpRequest, mine: Topic, what: str, error: TreeChanged) -> HttpResponse:
    last = history.last_edit(mine)
    context = {
        **_shared(mine),
        "asked": what,
        "error": error,
        "last": wording.done(last) if last else "",
        "last_at": last.at if last else None,
    }
    return render(request, "growing/stale.html", context, status=HTTPStatus.CONFLICT)


def _shared(mine: Topic) -> dict[str, Any]:
    return {"frame": head(mine, ""), "slug": mine.slug, "seen": history.seen(mine)}
