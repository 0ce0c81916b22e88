"""A client of the guarded door for a fake on this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from sapere.kit.http import HttpClient, Limits
from tests.fakes.server import Handler, Server, serving

Open = Callable[[Handler], tuple[HttpClient, Server]]


@pytest.fixture
def opened() -> Iterator[Open]:
    """Nobody waits in it: pauses are for real services."""
    with ExitStack() as stack:

        def open_client(handler: Handler) -> tuple[HttpClient, Server]:
            server = stack.enter_context(serving(handler))
            limits = Limits(seconds=5.0, retries=0)
            http = HttpClient("me@here.example", {server.pair}, limits=limits, gap=0.0, sleep=lambda _: None)
            return stack.enter_context(http), server

        yield open_client
