"""Who is asking. On a laptop there is one learner, who never signs in; on a server, whoever signed in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import SimpleLazyObject

from sapere.accounts.actions import local_person
from sapere.accounts.models import Person
from sapere.settings import current

Next = Callable[[HttpRequest], HttpResponseBase | Awaitable[HttpResponseBase]]


class Learner:
    """Puts a :class:`Person` in place of an anonymous user, looked up when a view first asks for it.

    In production nobody is let in without having signed in: asking for the learner is then a 403.
    """

    sync_capable = True
    async_capable = True

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        signed_in = request.user
        request.user = SimpleLazyObject(lambda: _learner(signed_in))  # type: ignore[assignment]
        return self.get_response(request)


def _learner(signed_in: object) -> Person:
    if getattr(signed_in, "is_authenticated", False):
        return signed_in  # type: ignore[return-value]
    if current().production:
        raise PermissionDenied("nobody has signed in")
    return local_person()
