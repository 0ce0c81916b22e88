"""Strings that break programs, from the shared data beside the project; none where it is not."""

from __future__ import annotations

import json
from pathlib import Path

SHARED = Path(__file__).parents[2].parent / "shared/data/nasty/strings"
MOST = 60


def hostile() -> list[str]:
    """Every one with markup of the Big List of Naughty Strings, and attacks on pages, at most so many of each."""
    if not SHARED.is_dir():
        return []
    naughty = [one for one in json.loads((SHARED / "blns.json").read_text("utf-8")) if "<" in one]
    attacks = (SHARED / "xss-payloads-A.txt").read_text("utf-8", "replace").splitlines()
    every = max(len(attacks) // MOST, 1)
    return [one for one in (*naughty[:MOST], *attacks[::every][:MOST]) if one.strip()]
