"""Subtitles as files hold them: what is said from when to when. WebVTT, SubRip, SubViewer, and lines with times.

https://www.w3.org/TR/webvtt1/ ; SubRip and SubViewer have no standard, so every form seen in use is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile

from sapere.kit.moments import seconds_of

LONGEST = 10_000_000.0  # seconds; what lies beyond is no time of a recording
_TIME = r"-?(?:(\d{1,6})\s?:\s?)?(\d{1,4})\s?:\s?(\d{1,2})(?:\s?[.,:]\s?(\d{1,9}))?"
_TIMING = re.compile(rf"\s*{_TIME}\s*(?:-{{1,3}}>|–>|→)\s*(?:{_TIME})?(?:\s.*)?")
_SUBVIEWER = re.compile(r"\s*(\d{1,6}):(\d\d):(\d\d)\.(\d{1,3}),(\d{1,6}):(\d\d):(\d\d)\.(\d{1,3})\s*")
_STAMPED = re.compile(
    r"\s*[\[(]?((?:\d{1,4}:)?\d{1,3}:[0-5]\d)(?:[.,]\d{1,3})?[\])]?(?:\s*[-–—:|]\s+|\s+|$)(.*)"
)
_LINE_END = re.compile("\r\n|\r|\n")
_HEADER = re.compile(r"^\s*(language|title)\s*:\s*(.+)$", re.IGNORECASE)
_LOOKED_AT = 200  # lines that show whether a text is one of lines with times


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption as it is shown. ``end`` is None where the file does not say it. ``lines`` still hold markup."""

    start: float
    end: float | None
    lines: tuple[str, ...]


def subtitles(text: str) -> Iterator[Cue]:
    """The cues of WebVTT, SubRip or SubViewer, in the order of the file. What is no cue is passed over."""
    ends_at_blank = text.startswith("WEBVTT")
    timing: tuple[float, float | None] | None = None
    held: list[str] = []
    for line in lines_of(text):
        coming = timing_of(line)
        if coming is None:
            held.append(line.strip())
            continue
        if timing is not None:
            yield _cue(timing, _without_name(held), ends_at_blank)
        timing, held = coming, []
    if timing is not None:
        yield _cue(timing, held, ends_at_blank)


def header(text: str) -> dict[str, str]:
    """``language`` and ``title`` where the first lines of a WebVTT file say them."""
    found = (_HEADER.match(line) for line in takewhile(str.strip, lines_of(text[:4000])))
    return {match.group(1).lower(): match.group(2).strip() for match in found if match}


def timing_of(line: str) -> tuple[float, float | None] | None:
    """Start and end of the cue that the line announces, or None when it announces none."""
    if (found := _SUBVIEWER.fullmatch(line)) or (found := _TIMING.fullmatch(line[:500])):
        parts = found.groups()
    else:
        return None
    return _seconds(parts[:4]), _seconds(parts[4:]) if parts[6] else None


def stamped_lines(text: str) -> Iterator[Cue]:
    """The cues of a plain transcript: ``0:12 text``, or the time on a line of its own above the text."""
    start: int | None = None
    held: list[str] = []
    for line in lines_of(text):
        found = _stamp(line)
        if found is None:
            held.append(line.strip())
            continue
        if start is not None:
            yield Cue(float(start), None, tuple(filter(None, held)))
        start, held = found[0], [found[1]]
    if start is not None:
        yield Cue(float(start), None, tuple(filter(None, held)))


def is_stamped(text: str) -> bool:
    """Whether a text is a plain transcript: enough lines begin with times, which rise from the first minute on."""
    lines = [line for line in lines_of(text) if line.strip()][:_LOOKED_AT]
    times = [found[0] for line in lines if (found := _stamp(line))]
    if len(times) < 3 or len(times) < len(lines) / 4 or times[0] >= 60:
        return False
    falling = sum(later < earlier for earlier, later in pairwise(times))
    return falling <= len(times) / 20


def lines_of(text: str) -> list[str]:
    return _LINE_END.split(text)


def _stamp(line: str) -> tuple[int, str] | None:
    found = _STAMPED.fullmatch(line[:5000])
    second = seconds_of(found.group(1)) if found else None
    return None if found is None or second is None else (second, found.group(2).strip())


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = (part or "" for part in parts)
    whole = 3600 * int(hours or 0) + 60 * int(minutes) + int(seconds)
    return min(whole + float(f"0.{fraction or 0}"), LONGEST)


def _without_name(held: list[str]) -> list[str]:
    """Without the number or name that stands directly above the next cue's times."""
    if held and held[-1] and (held[-1].isdecimal() or (len(held) > 1 and not held[-2])):
        return held[:-1]
    return held


def _cue(timing: tuple[float, float | None], held: list[str], ends_at_blank: bool) -> Cue:
    lines = takewhile(bool, held) if ends_at_blank else filter(None, held)
    return Cue(*timing, tuple(lines))
