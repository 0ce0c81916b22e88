"""The Ask room: threads about a topic, answered from its sources or led by a tutor."""

from __future__ import annotations

import uuid
from http import HTTPStatus
from typing import Any

from asgiref.sync import sync_to_async
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sapere import settings
from sapere.tabs.ask import answering, cards, keeping, showing
from sapere.tabs.ask.markdown import markdown
from sapere.tabs.ask.page import room_context, thread_context
from sapere.tabs.ask.together import together
from sapere.tabs.ask.wording import offered, tried, worded
from sapere.topics import actions, queries, threads
from sapere.topics.head import head
from sapere.topics.models import Topic
from sapere.topics.storage import letting_go
from sapere.topics.talks import Message, Thread
from sapere.web.stream import State, last_seen, stream


@require_http_methods(["GET", "HEAD", "POST"])
def room(request: HttpRequest, slug: str) -> HttpResponse:
    """What can be asked and what was, ``?about=`` words of a page; a POST asks, in a new thread."""
    mine = _topic(request, slug)
    if request.method != "POST":
        return _room(request, mine, offered(mine, request.GET.get("scope", ""), request.GET.get("about", "")))
    wording = worded(mine, request.POST)
    if wording.problem:
        return _room(request, mine, wording, status=HTTPStatus.BAD_REQUEST)
    waiting = actions.open_thread(_viewer(request), mine, wording.question, mode=wording.mode)
    return _answered(waiting)


@require_http_methods(["GET", "HEAD", "POST"])
def thread(request: HttpRequest, slug: str, thread_id: uuid.UUID) -> HttpResponse:
    """A thread from its beginning; a POST asks on, or says something to the tutor."""
    mine = _topic(request, slug)
    here = _thread(request, mine, thread_id)
    if request.method != "POST":
        return _thread_page(request, here)
    if here.mode == Thread.Mode.TUTOR:
        said = tried(request.POST)
        if isinstance(said, str):
            return _thread_page(request, here, problem=said)
        return _answered(actions.ask_in(here, said))
    wording = worded(mine, request.POST)
    if wording.problem:
        return _thread_page(request, here, wording=wording)
    return _answered(actions.ask_in(here, wording.question))


@require_safe
def answer(request: HttpRequest, slug: str, thread_id: uuid.UUID, message_id: uuid.UUID) -> HttpResponse:
    """One answer as far as it is there, for a page that cannot hold a stream: nothing where it has what there is
    (``?after=``). Whoever comes here otherwise is led to the thread."""
    here = _thread(request, _topic(request, slug), thread_id)
    found = _answer(here, message_id)
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(_place_of(found))
    told = _told(request, here, found, last_seen(request))
    return HttpResponse(told.markup) if told else HttpResponse(status=HTTPStatus.NO_CONTENT)


@require_safe
async def events(
    request: HttpRequest, slug: str, thread_id: uuid.UUID, message_id: uuid.UUID
) -> HttpResponseBase:
    """The answer again each time that there is more of it, as a stream that ends with it."""

    def find() -> tuple[Thread, Message]:
        here = _thread(request, _topic(request, slug), thread_id)
        return here, _answer(here, message_id)

    here, found = await sync_to_async(find)()

    def look(seen: int) -> State | None:
        try:
            found.refresh_from_db()
        except Message.DoesNotExist:  # its thread was deleted meanwhile
            return State(seen, "", over=True)
        return _told(request, here, found, seen)

    return stream(request, sync_to_async(letting_go(look)))


@require_safe
def card(request: HttpRequest, slug: str, thread_id: uuid.UUID, message_id: uuid.UUID) -> HttpResponse:
    """The words that a sentence of the answer rests on (``?at=``), in what stands around them."""
    here = _thread(request, _topic(request, slug), thread_id)
    try:
        found = cards.card(here, _answer(here, message_id), request.GET.get("at", ""))
    except LookupError:
        raise Http404 from None
    if request.headers.get("Sec-Fetch-Dest") != "document":
        return render(request, "ask/card.html", {"card": found})
    frame = {"frame": head(here.topic, "ask:room"), "slug": slug}
    return render(request, "ask/quoted.html", {**frame, "card": found, "back": _address(here, message_id)})


@require_POST
def stop(request: HttpRequest, slug: str, thread_id: uuid.UUID, message_id: uuid.UUID) -> HttpResponse:
    """What there is of the answer stays."""
    found = _answer(_thread(request, _topic(request, slug), thread_id), message_id)
    answering.stop(found)
    return redirect(_place_of(found))


@require_POST
def again(request: HttpRequest, slug: str, thread_id: uuid.UUID, message_id: uuid.UUID) -> HttpResponse:
    """Another answer to the same question, below."""
    here = _thread(request, _topic(request, slug), thread_id)
    try:
        asked = threads.question(here, message_id)
    except Message.DoesNotExist:
        raise Http404 from None
    return _answered(actions.answer_again(asked))


@require_POST
def keep(request: HttpRequest, slug: str, thread_id: uuid.UUID, message_id: uuid.UUID) -> HttpResponse:
    """As a note, or as a card (``as``); the answer stays where it is."""
    here = _thread(request, _topic(request, slug), thread_id)
    found = _answer(here, message_id)
    try:
        (keeping.as_card if request.POST.get("as") == "card" else keeping.as_note)(here, found)
    except (LookupError, Message.DoesNotExist):
        raise Http404 from None
    return redirect(_place_of(found))


@require_POST
def delete(request: HttpRequest, slug: str, thread_id: uuid.UUID) -> HttpResponse:
    actions.delete_thread(_thread(request, _topic(request, slug), thread_id))
    return redirect("ask:room", slug)


@require_safe
def export(request: HttpRequest, slug: str, thread_id: uuid.UUID) -> HttpResponse:
    """The thread as Markdown."""
    here = _thread(request, _topic(request, slug), thread_id)
    text = markdown(here, showing.talk(here, threads.messages(here)))
    answer = HttpResponse(text, content_type="text/markdown; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{here.topic.slug}-{here.created_at:%Y-%m-%d}.md"'
    return answer


@require_safe
def export_all(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """All of the viewer's threads of a topic, the oldest first: as Markdown to read, as JSON for programs."""
    mine = _topic(request, slug)
    if form not in ("md", "json"):
        raise Http404
    media_type = "application/json" if form == "json" else "text/markdown; charset=utf-8"
    answer = HttpResponse(together(_viewer(request), mine, form), content_type=media_type)
    answer["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{mine.slug}-threads.{form}"
    )
    return answer


def _room(request: HttpRequest, mine: Topic, wording: Any, status: int = HTTPStatus.OK) -> HttpResponse:
    context = room_context(_viewer(request), mine, wording, request.GET.get("words", ""))
    return render(request, "ask/room.html", context, status=status)


def _thread_page(
    request: HttpRequest, here: Thread, *, wording: Any = None, problem: str = ""
) -> HttpResponse:
    """``?edit=`` names a question of the thread that is to be worded anew."""
    status = HTTPStatus.BAD_REQUEST if wording or problem else HTTPStatus.OK
    context = thread_context(here, wording, request.GET.get("edit", ""), request.GET.get("words", ""))
    said = {"problem": problem, "attempt": request.POST.get("question", "")} if problem else {}
    return render(request, "ask/thread.html", {**context, **said}, status=status)


def _answered(waiting: Message) -> HttpResponse:
    answering.begin(waiting, settings.current())
    return redirect(_place_of(waiting))


def _place_of(message: Message) -> str:
    return _address(message.thread, message.pk)


def _address(thread: Thread, message_id: uuid.UUID) -> str:
    return f"{reverse('ask:thread', args=[thread.topic.slug, thread.pk])}#m-{message_id}"


def _told(request: HttpRequest, here: Thread, found: Message, seen: int) -> State | None:
    """The answer as it is seen now; None where it goes on and there is nothing new."""
    over = threads.state(found) != Message.State.WAITING
    if not over and found.told <= seen:
        return None
    said = showing.one(here, found)
    markup = render_to_string("ask/answer.html", {"thread": here, "said": said}, request)
    return State(found.told, markup, over)


def _viewer(request: HttpRequest) -> Any:
    return request.user


def _topic(request: HttpRequest, slug: str) -> Topic:
    try:
        return queries.topic(_viewer(request), slug)
    except Topic.DoesNotExist:
        raise Http404 from None


def _thread(request: HttpRequest, mine: Topic, thread_id: uuid.UUID) -> Thread:
    try:
        return threads.thread(_viewer(request), mine, thread_id)
    except Thread.DoesNotExist:
        raise Http404 from None


def _answer(here: Thread, message_id: uuid.UUID) -> Message:
    try:
        return threads.answer(here, message_id)
    except Message.DoesNotExist:
        raise Http404 from None
