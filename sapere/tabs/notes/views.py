"""The notes of a topic: all that a learner left in it, to be found, changed and taken away."""

from __future__ import annotations

import uuid
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sapere.tabs.notes import seeing
from sapere.tabs.notes.asking import asking
from sapere.tabs.notes.leaving import FORMS, file_of
from sapere.tabs.notes.page import room_context
from sapere.tabs.notes.wording import Wording, reworded, worded
from sapere.topics import actions, notebook
from sapere.topics.actions.marking import LONGEST_NOTE
from sapere.topics.head import head
from sapere.topics.marks import Note
from sapere.topics.models import Topic


@require_safe
def everywhere(request: HttpRequest) -> HttpResponse:
    """The topics in which something was left."""
    return render(request, "notes/all.html", {"topics": notebook.topics_with_notes(seeing.viewer(request))})


@require_http_methods(["GET", "HEAD", "POST"])
def room(request: HttpRequest, slug: str) -> HttpResponse:
    """What there is, ``?words=`` in it; a POST writes a note, or shows how it will look, or leads to where the marked words
    can be asked about."""
    mine = seeing.topic(request, slug)
    if request.method != "POST":
        return render(
            request,
            "notes/room.html",
            room_context(seeing.viewer(request), mine, request.GET.get("words", "")),
        )
    wording = worded(mine, request.POST)
    if request.POST.get("then") == "ask":
        return redirect(asking(mine.slug, wording))
    if wording.problem or request.POST.get("preview"):
        return _form(request, mine, wording, reverse("notes:room", args=[mine.slug]))
    kept = actions.write_note(seeing.viewer(request), mine, wording.jotting)
    return redirect(_place_of(mine, kept))


@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, slug: str, note_id: uuid.UUID) -> HttpResponse:
    """A note with the form that changes it; a POST changes it, or shows how it will look."""
    mine = seeing.topic(request, slug)
    here = _note(request, mine, note_id)
    here_url = reverse("notes:note", args=[mine.slug, here.pk])
    if request.method != "POST":
        return _form(request, mine, Wording(here.text), here_url, here)
    wording = reworded(request.POST, here.quote)
    if wording.problem or request.POST.get("preview"):
        return _form(request, mine, wording, here_url, here)
    return redirect(_place_of(mine, actions.change_note(seeing.viewer(request), here.pk, wording.text)))


@require_POST
def delete(request: HttpRequest, slug: str, note_id: uuid.UUID) -> HttpResponse:
    mine = seeing.topic(request, slug)
    here = _note(request, mine, note_id)
    actions.delete_note(seeing.viewer(request), here.pk)
    if here.concept is not None and request.POST.get("from") == "page":
        return redirect(seeing.page_of(mine.slug, here.concept) + "#notes")
    return redirect("notes:room", mine.slug)


@require_safe
def take(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """All of it as a file."""
    mine = seeing.topic(request, slug)
    if name not in FORMS:
        raise Http404
    answer = HttpResponse(file_of(seeing.viewer(request), mine, name), content_type=FORMS[name])
    called = content_disposition_header(as_attachment=True, filename=f"{mine.slug}-notes.{name}")
    answer["Content-Disposition"] = called or ""
    answer["Cache-Control"] = "private, no-store"
    return answer


def _form(
    request: HttpRequest, mine: Topic, wording: Wording, action: str, here: Note | None = None
) -> HttpResponse:
    context: dict[str, Any] = {
        "frame": head(mine, ""),
        "slug": mine.slug,
        "language": mine.language,
        "wording": wording,
        "action": action,
        "note": here,
        "quote": here.quote if here else wording.quoted.quote,
        "about": here.concept if here else wording.concept,
        "most": LONGEST_NOTE,
        "preview": wording.text if request.POST.get("preview") else "",
    }
    status = HTTPStatus.BAD_REQUEST if wording.problem else HTTPStatus.OK
    return render(request, "notes/form.html", context, status=status)


def _place_of(mine: Topic, kept: Note) -> str:
    """Where it is read: on the page that it is about, else among all notes."""
    if kept.concept is None:
        return reverse("notes:room", args=[mine.slug]) + f"#note-{kept.pk}"
    return seeing.page_of(mine.slug, kept.concept) + f"#note-{kept.pk}"


def _note(request: HttpRequest, mine: Topic, note_id: uuid.UUID) -> Note:
    try:
        return notebook.note(seeing.viewer(request), mine, note_id)
    except Note.DoesNotExist:
        raise Http404 from None
