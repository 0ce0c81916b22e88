"""The door for an ASGI server: ``uvicorn sapere.asgi:application``."""

from __future__ import annotations

import os
from typing import Any, cast

import django
from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIHandler

from sapere.web.gate import Application, Gate

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sapere.settings")


class Handler(ASGIHandler):
    """Django's, but all that stands around a view runs in the view's own thread. Django would go to a thread and back
    for each of a dozen middlewares, which costs more than most pages do; a view that is asynchronous, a stream, is
    still waited for by the event loop."""

    def load_middleware(self, is_async: bool = False) -> None:  # noqa: ARG002
        super().load_middleware(is_async=False)
        around: Any = self.__dict__["_middleware_chain"]
        self._middleware_chain = sync_to_async(around, thread_sensitive=True)


django.setup(set_prefix=False)
application = Gate(cast(Application, Handler()), roomy=("/library/files", "/import"))
