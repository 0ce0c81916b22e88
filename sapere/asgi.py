"""The door for an ASGI server: ``uvicorn sapere.asgi:application``."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import cast

import django
from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIHandler
from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from sapere.web.gate import Application, Gate
from sapere.web.pace import Pace

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sapere.settings")

MOST_THREADS = 64
"""That make pages or take what is sent; who finds none free waits."""

View = Callable[[HttpRequest], HttpResponseBase]


class Handler(ASGIHandler):
    """Django's, but all that stands around a view runs in the view's own thread. Django would go to a thread and back
    for each of a dozen middlewares, which costs more than most pages do; a view that is asynchronous, a stream, is
    still waited for by the event loop. The threads stay, and each keeps its way to SQLite open."""

    def load_middleware(self, is_async: bool = False) -> None:  # noqa: ARG002
        super().load_middleware(is_async=False)
        around: View = self.__dict__["_middleware_chain"]
        threads = ThreadPoolExecutor(MOST_THREADS, thread_name_prefix="page")
        self._middleware_chain = Pace(
            sync_to_async(partial(_made, around), thread_sensitive=False, executor=threads)
        )


def _made(around: View, request: HttpRequest) -> HttpResponseBase:
    """Django tidies up in a thread of its own, where nothing of this one's is seen."""
    try:
        return around(request)
    finally:
        if connection.vendor != "sqlite" or connection.errors_occurred:
            connection.close()


django.setup(set_prefix=False)
application = Gate(cast(Application, Handler()), roomy=("/library/files", "/import"))
