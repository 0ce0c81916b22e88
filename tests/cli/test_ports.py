from __future__ import annotations

import os
import socket

import pytest

from sapere.cli.ports import holder, listen
from sapere.research.errors import BadRequest

pytestmark = pytest.mark.loopback


def test_a_taken_port_is_refused_with_the_name_of_who_has_it() -> None:
    with listen("127.0.0.1", 0) as door:
        port = door.getsockname()[1]
        with pytest.raises(
            BadRequest, match=rf"Port {port} is in use by .+ \(process {os.getpid()}\)"
        ) as refused:
            listen("127.0.0.1", port)
    assert f"--port {port + 1}" in refused.value.advice


def test_a_free_port_has_no_holder() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        assert holder(probe.getsockname()[1]) == ""


def test_an_address_that_is_not_ours_is_refused() -> None:
    with pytest.raises(BadRequest, match=r"192\.0\.2\.1"):
        listen("192.0.2.1", 8000)
