"""Dates of an English sentence: a day, a month, a year, a decade or a century, as the days it may stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sapere.research.disagreeing.spans import Span

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = "|".join(name if len(name) < 4 else f"{name}|{name[:3]}" for name in _MONTHS)
_YEAR = r"(?:1[0-9]{3}|20[0-9]{2})"
_DATE = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month>{_MONTH})\.?,?\s(?P<year>{_YEAR})\b"
    rf"|\b(?P<month2>{_MONTH})\.?\s(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year2>{_YEAR})\b"
    rf"|\b(?P<iso>{_YEAR})-(?P<isomonth>\d\d)-(?P<isoday>\d\d)\b"
    rf"|\b(?P<month3>{_MONTH})\.?,?\s(?:of\s)?(?P<year3>{_YEAR})\b"
    r"|\b(?P<decade>(?:1[0-9]{2}|20[0-9])0)s\b"
    r"|\b(?P<century>\d{1,2}|first|second|third|fourth|fifth)(?:st|nd|rd|th)?[\s-]century\b(?P<bcc>\s(?:BCE?|B\.C\.))?"
    r"|\b(?P<ancient>\d{1,4})\s(?:BCE?\b|B\.C\.)"
    r"|(?:\bAD\s(?P<ad>\d{1,4})\b)"
    rf"|(?<![\d.,$€£–-])(?P<plain>{_YEAR})(?!\w|[\d,]*\d|[-–]\d|\s?(?:%|km|kg|m|°|metres|meters|miles|feet|people|years|tonnes)\b)",
    re.IGNORECASE,
)  # fmt: skip
_ABOUT = re.compile(
    r"(?:\b(?:about|around|circa|c\.|ca\.|approximately|roughly|perhaps|by|before|after|since|until|late|early|mid)[\s-])$",
    re.IGNORECASE,
)
_ORDINALS = {name: place for place, name in enumerate("first second third fourth fifth".split(), 1)}
_DAYS = 372  # of a year counted as twelve months of 31: only order and equality matter
_LOOSE = 10  # years to either side of "about 1800", "by 1800"


@dataclass(frozen=True, slots=True)
class Dated:
    """``text[start:end]`` names a time within ``span`` (years times :data:`_DAYS`); ``named`` is the time itself
    where ``span`` is wider for an "about" or a "by" before it."""

    span: Span
    start: int
    end: int
    named: Span


def dates(text: str) -> list[Dated]:
    """In order. A bare number is a year from 1000 to 2099 where nothing measured stands behind it."""
    return [made for match in _DATE.finditer(text) if (made := _made(match, text)) is not None]


def _made(match: re.Match[str], text: str) -> Dated | None:
    named = _span(match)
    if named is None:
        return None
    span = named
    before = _ABOUT.search(text[max(0, match.start() - 16) : match.start()])
    if before:
        span = Span(span.low - _LOOSE * _DAYS, span.high + _LOOSE * _DAYS)
    return Dated(span, *match.span(), named)


def _span(match: re.Match[str]) -> Span | None:
    group = match.groupdict()
    if year := group["year"] or group["year2"] or group["iso"]:
        month = int(group["isomonth"]) if group["iso"] else _month(group["month"] or group["month2"])
        return _day(int(year), month, int(group["day"] or group["day2"] or group["isoday"]))
    if group["year3"]:
        month = _month(group["month3"])
        return Span(_place(int(group["year3"]), month, 1), _place(int(group["year3"]), month, 31))
    if group["century"]:
        return _century(group["century"].lower(), before_christ=bool(group["bcc"]))
    first = (
        -int(group["ancient"]) if group["ancient"] else int(group["decade"] or group["ad"] or group["plain"])
    )
    return _years(first, first + 9 if group["decade"] else first)


def _century(name: str, *, before_christ: bool) -> Span:
    number = _ORDINALS.get(name) or int(name)
    return (
        _years(-number * 100, -(number - 1) * 100)
        if before_christ
        else _years((number - 1) * 100, number * 100)
    )


def _day(year: int, month: int, day: int) -> Span | None:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Span(_place(year, month, day), _place(year, month, day))


def _month(name: str) -> int:
    return next(at for at, full in enumerate(_MONTHS, 1) if full.startswith(name.lower()[:3]))


def _years(first: int, last: int) -> Span:
    return Span(_place(first, 1, 1), _place(last, 12, 31))


def _place(year: int, month: int, day: int) -> float:
    return float(year * _DAYS + (month - 1) * 31 + day - 1)
