"""Wolfram|Alpha's Full Results API on loopback, refusing what the real one refuses, always with status 200.

https://products.wolframalpha.com/api/documentation
"""

from __future__ import annotations

from html import escape

from tests.fakes.papers import about, patient
from tests.fakes.server import Handler, Reply, Request

_KNOWN = frozenset(
    {"input", "appid", "format", "output", "units", "totaltimeout", "podtimeout", "scantimeout"}
)


def wolfram(topic: str = "photosynthesis", *, latency: float = 0.0, app_id: str = "FAKE-APPID0") -> Handler:
    """A question that ends in "ish" is not understood, and the topic is proposed instead."""

    def answer(request: Request) -> Reply:
        query = request.query
        if request.path != "/v2/query":
            return Reply(b"<html>Not Found</html>", status=404)
        if "appid" not in query:
            return _error(2, "Appid missing")
        if query["appid"] != app_id:
            return _error(1, "Invalid appid")
        if not query.get("input") or set(query) - _KNOWN:
            return _error(1000, "Missing parameter: input")
        if query["input"].endswith("ish"):
            meant = f"<didyoumeans count='1'><didyoumean score='0.9' level='high'>{escape(topic)}</didyoumean></didyoumeans>"
            return _result("false", meant)
        return _result("true", _pods(topic)) if about(topic, query["input"]) else _result("false", "")

    return patient(answer, latency)


def _pods(topic: str) -> str:
    table = "stage | duration\nfirst stage | 12 days\nsecond stage | 40 hours"
    return "".join(
        (
            _pod("Input interpretation", "Input", topic),
            _pod("Basic definition", "Definition", f"{topic} is an invented process with three stages"),
            _pod("Typical temperature", "Temperature", "27.5 °C (degrees Celsius)"),
            _pod("Stages", "Stages", table),
            _pod(
                "Reports by country", "Reports", f"214 reports on {topic} from 31 countries have been counted"
            ),
            _pod("Number line", "NumberLine", ""),
        )
    )


def _pod(title: str, key: str, text: str) -> str:
    return (
        f"<pod title='{title}' scanner='Data' id='{key}' position='100' error='false' numsubpods='1'>"
        f"<subpod title=''><plaintext>{escape(text)}</plaintext></subpod></pod>"
    )


def _error(code: int, message: str) -> Reply:
    return _xml(
        "<queryresult success='false' error='true' numpods='0' timedout=''>"
        f"<error><code>{code}</code><msg>{message}</msg></error></queryresult>"
    )


def _result(success: str, inside: str) -> Reply:
    return _xml(
        f"<queryresult success='{success}' error='false' timedout='' parsetimedout='false'>{inside}</queryresult>"
    )


def _xml(text: str) -> Reply:
    body = f"<?xml version='1.0' encoding='UTF-8'?>\n{text}"
    return Reply(body.encode(), headers={"Content-Type": "text/xml;charset=utf-8"})
