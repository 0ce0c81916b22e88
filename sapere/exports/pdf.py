"""A topic as PDF, set by Typst in a process of its own that sees nothing but the book."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any

from sapere.exports.bounded import run
from sapere.exports.formulas import typst_formulas
from sapere.exports.reading import book
from sapere.exports.setting import formulas_in, laid_out
from sapere.research.errors import CannotExport

SECONDS = 300
MEMORY = 16_000_000_000
"""Bytes of address space, of which its threads reserve far more than they use."""
_REFUSED = 3  # see typesetting.py, which is never imported here: Typst is at home in its own process only


def pdf(topic: Mapping[str, Any]) -> bytes:
    """PDF/A-2b. Raises ``CannotExport`` where no installed font has the letters that the topic is written in."""
    told = book(topic)
    layout = laid_out(told, typst_formulas(formulas_in(told)))
    command = [sys.executable, "-m", "sapere.exports.typesetting"]
    done = run(command, json.dumps(layout).encode(), seconds=SECONDS, memory=MEMORY)
    if done.returncode == _REFUSED:
        what, advice = done.stdout.decode().splitlines()
        raise CannotExport(what, advice=advice)
    if done.returncode or not done.stdout.startswith(b"%PDF"):
        why = done.stderr.decode("utf-8", "replace").strip()[-300:]
        raise CannotExport(f"The PDF could not be set: {why}", advice="Take HTML, and print it as PDF.")
    return done.stdout
