from __future__ import annotations

import time
from pathlib import Path

import pytest

from sapere.readers import Limits, Readers
from sapere.readers.children import Children
from sapere.readers.pandoc import to_html
from sapere.research.errors import Unreadable
from sapere.research.shapes import Raw

SHORT = Limits(seconds=2, children=1)
MISBEHAVING = "tests.readers.misbehaving:parse"


def alive(argument: str) -> bool:
    """Whether a program runs that was started with this argument."""
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if argument.encode() in process.read_bytes().split(b"\0"):
                return True
        except OSError:  # it ended while we looked
            continue
    return False


def gone(argument: str) -> bool:
    for _ in range(50):
        if not alive(argument):
            return True
        time.sleep(0.1)
    return False


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="there is no list of programs to look at")
@pytest.mark.parametrize(("body", "seconds"), [(b"helper late", "61.7"), (b"helper dies", "61.8")])
def test_no_program_outlives_the_child_that_started_it(body: bytes, seconds: str) -> None:
    with Readers(SHORT, children=Children(SHORT, MISBEHAVING)) as readers, pytest.raises(Unreadable):
        readers.read(Raw(body=body))
    assert gone(seconds)


def test_no_file_of_the_machine_is_read() -> None:
    tex = rb"Before. \input{/etc/hostname} \lstinputlisting{/etc/hostname} After."
    name = Path("/etc/hostname").read_text(encoding="utf-8").strip()
    page = to_html(tex, "latex", Limits(), name="LaTeX file")
    assert "After." in page
    assert name not in page


def test_what_takes_too_long_is_ended() -> None:
    nested = b"[" * 40 + b"x" * 3_000_000 + b"*_`" * 200_000
    with pytest.raises(Unreadable, match=r"too long|too much memory"):
        to_html(nested, "markdown", Limits(seconds=3), name="file")
