"""Whether a topic asks for something that can be worked out: ``derivative of x^2 sin x``, ``x^2 - 5x + 6 = 0``.

The words are English; a formula by itself is understood in every language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sapere.agents.computational.expressions import LONGEST, Node, NotAFormula, is_number, parse

_PREFERRED = "xyztunrsabcdfghjklmopqvw"
_VARIABLE = r"(?P<variable>[a-z]|theta|phi|alpha|beta|lambda)"
_BY = rf"(?:\s+(?:with\s+respect\s+to|wrt|by|for)\s+{_VARIABLE})?"
_TO = r"(?:->|→|approaches|goes\s+to|tends\s+to)"
_ORDERS = {"": 1, "first": 1, "second": 2, "third": 3, "fourth": 4}
_ORDER = r"(?:(?P<order>first|second|third|fourth)\s+)?"
_E = r"(?P<expression>.+?)"
_TWO = r"(?P<expression>\d+)\s*(?:,|and)\s*(?P<right>\d+)"
_INTEGRAL = (
    rf"(?:the\s+)?(?:(?:in)?definite\s+)?(?:integral\s+of|integrate|antiderivative\s+of|∫)\s*{_E}"
    rf"(?:\s+d{_VARIABLE})?(?:\s+(?:from|between)\s+(?P<lower>.+?)\s+(?:to|and)\s+(?P<upper>.+?))?"
)

_ASKED: tuple[tuple[str, str], ...] = (
    ("derivative", rf"(?:the\s+)?{_ORDER}derivative\s+of\s+{_E}{_BY}"),
    ("derivative", rf"differentiate\s+{_E}{_BY}"),
    ("derivative", rf"d\s*/\s*d{_VARIABLE}\b\s*{_E}"),
    ("integral", _INTEGRAL),
    ("limit", rf"(?:the\s+)?lim(?:it)?(?:\s+of)?\s+{_E}\s+as\s+{_VARIABLE}\s*{_TO}\s*(?P<upper>.+)"),
    ("limit", rf"lim(?:it)?\s*\(?{_VARIABLE}\s*{_TO}\s*(?P<upper>\S+?)\)?\s+(?:of\s+)?{_E}"),
    ("solve", rf"(?:solve|solutions?\s+(?:of|to))\s+{_E}(?:\s*=\s*(?P<right>[^=]+?))?{_BY}"),
    ("solve", rf"(?:the\s+)?(?:roots|zeros|zeroes)\s+of\s+{_E}"),
    ("primes", r"(?:the\s+)?prime\s+factor(?:s|i[sz]ation)\s+of\s+(?P<expression>\d+)"),
    ("primes", r"factor(?:i[sz]e)?\s+(?P<expression>\d+)"),
    ("primes", r"is\s+(?P<expression>\d+)\s+(?:an?\s+)?prime(?:\s+number)?"),
    ("factor", rf"factor(?:i[sz]e|i[sz]ation\s+of)?\s+{_E}"),
    ("expand", rf"(?:expand|expansion\s+of)\s+{_E}"),
    ("simplify", rf"simplify\s+{_E}"),
    (
        "gcd",
        rf"(?:the\s+)?(?:gcd|greatest\s+common\s+(?:divisor|factor)|highest\s+common\s+factor)\s+of\s+{_TWO}",
    ),
    ("lcm", rf"(?:the\s+)?(?:lcm|least\s+common\s+multiple|lowest\s+common\s+multiple)\s+of\s+{_TWO}"),
    ("value", rf"(?:calculate|compute|evaluate|work\s+out)\s+{_E}"),
)
_PATTERNS = tuple((task, re.compile(pattern, re.IGNORECASE)) for task, pattern in _ASKED)
_WORTH = frozenset({"power", "call", "factorial"})


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be worked out. ``right`` is an equation's other side, or the second of two numbers."""

    kind: str
    expression: Node
    variable: str
    right: Node | None = None
    lower: Node | None = None
    upper: Node | None = None
    order: int = 1
    said: str = ""  # the formula as it was typed

    def plain(self) -> dict[str, object]:
        """As JSON holds it."""
        nodes = {name: getattr(self, name) for name in ("expression", "right", "lower", "upper")}
        given = {name: node.plain() if node is not None else None for name, node in nodes.items()}
        return {"kind": self.kind, "variable": self.variable, "order": self.order, "said": self.said, **given}


def task(text: str) -> Task | None:
    """What the text asks to be worked out, or None when it is about something else."""
    text = " ".join(text.split()).strip(" .?")
    if not text or len(text) > LONGEST:
        return None
    for kind, pattern in _PATTERNS:
        found = pattern.fullmatch(text)
        if found and (asked := _tried(lambda: _asked(kind, found.groupdict(), text))):  # noqa: B023 - used at once
            return asked
    return _tried(lambda: _bare(text))


def _tried(make: Callable[[], Task | None]) -> Task | None:
    try:
        return make()
    except NotAFormula:
        return None


def _asked(kind: str, given: Mapping[str, str | None], text: str) -> Task:
    expression = parse(given["expression"] or "")
    nodes = {name: parse(value) for name in ("right", "lower", "upper") if (value := given.get(name))}
    if "=" in text and kind != "solve":
        raise NotAFormula("an equation can only be solved")
    variable = (given.get("variable") or "").lower() or _likely(expression, nodes.get("right"))
    order = _ORDERS[(given.get("order") or "").lower()]
    return Task(kind, expression, variable, order=order, said=given["expression"] or "", **nodes)


def _bare(text: str) -> Task | None:
    """A formula by itself, when it is surely one: neither ``24/7`` nor ``F-16`` nor ``3D``."""
    left, equals, right = text.partition("=")
    expression = parse(left)
    if equals:
        other = parse(right)
        both = Node("subtract", parts=(expression, other))
        plain = {expression.kind, other.kind} <= {"number", "symbol", "constant"}
        return None if is_number(both) or plain else Task("solve", expression, _likely(both), right=other)
    worth = bool(expression.kinds() & _WORTH)
    if is_number(expression):
        return (
            Task("value", expression, "x", said=text)
            if worth or expression.kinds() & {"add", "multiply"}
            else None
        )
    return Task("study", expression, _likely(expression)) if worth else None


def _likely(*nodes: Node | None) -> str:
    """The letter that is meant to vary."""
    letters = frozenset[str]().union(*(node.symbols() for node in nodes if node is not None))
    known = [letter for letter in _PREFERRED if letter in letters]
    return known[0] if known else min(letters, default="x")
