"""A parser for the children that does what hostile bytes might make a parser do."""

from __future__ import annotations

import os
import subprocess
import sys
import time

from sapere.kit.pandoc import bound
from sapere.readers.limits import Limits
from sapere.research.shapes import Document, Raw


def parse(raw: Raw, limits: Limits) -> Document:
    match raw.body:
        case b"loop":
            while True:
                pass
        case b"sleep":
            time.sleep(60)
        case b"die":
            os.abort()
        case b"lie":
            os.write(3, b"x" * 100)  # into the answers, past their writer
        case b"helper late":
            subprocess.run(["sleep", "61.7"], check=True)
        case b"helper dies":
            subprocess.Popen(["sleep", "61.8"], preexec_fn=bound(60))  # noqa: PLW1509 - one thread
            os.abort()
        case b"print":
            sys.stdout.write("noise between the answers\n")
    return Document(text=_words(raw.body, limits), title="", language="en")


def _words(body: bytes, limits: Limits) -> str:
    match body:
        case b"eat":
            return str(len(bytearray(8 * limits.memory)))
        case b"flood":
            return "x" * (2 * limits.answer)
        case b"secrets":
            return " ".join(sorted(os.environ))
        case b"modules":
            return " ".join(sys.modules)
    return "fine"
