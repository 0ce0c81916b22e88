"""A parser for the children that does what hostile bytes might make a parser do."""

from __future__ import annotations

import os

from sapere.readers.limits import Limits
from sapere.research.shapes import Document, Raw


def parse(raw: Raw, limits: Limits) -> Document:
    match raw.body:
        case b"loop":
            while True:
                pass
        case b"sleep":
            import time

            time.sleep(60)
        case b"eat":
            eaten = bytearray(8 * limits.memory)
            return Document(text=str(len(eaten)), title="", language="en")
        case b"die":
            os.abort()
        case b"flood":
            return Document(text="x" * (2 * limits.answer), title="", language="en")
        case b"lie":
            os.write(3, b"x" * 100)  # into the answers, past their writer
        case b"print":
            print("noise between the answers")
        case b"secrets":
            return Document(text=" ".join(sorted(os.environ)), title="", language="en")
        case b"modules":
            import sys

            return Document(text=" ".join(sys.modules), title="", language="en")
    return Document(text="fine", title="", language="en")
