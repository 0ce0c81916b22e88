"""Formulas as people type them, read by a small strict grammar: nothing of a topic is ever run as a program.

    sum      = product (("+" | "-") product)*
    product  = signed (("*" | "/" | nothing) signed)*
    signed   = "-" signed | power
    power    = base ("^" signed)?
    base     = (number | letter | constant | function arguments | "(" sum ")") "!"*

``2x``, ``x sin x`` and ``3(x+1)`` are products; ``sin 2x`` takes the whole product behind it, ``sin^2 x`` is a
square. Only the names below are known, so a topic in words is not a formula.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

LONGEST = 200  # characters
MOST_TOKENS = 80
DEEPEST = 24
LONGEST_NUMBER = 40  # digits
HIGHEST_POWER = 100
MOST_DIGITS = 2000  # of any number that would come out of a part without letters

FUNCTIONS = frozenset(
    "sin cos tan sec csc cot asin acos atan sinh cosh tanh exp log ln sqrt cbrt abs floor ceil gcd lcm mod".split()
)
_PAIRS = frozenset({"gcd", "lcm", "mod"})
_OTHER_NAMES = {
    "arcsin": "asin",
    "arccos": "acos",
    "arctan": "atan",
    "ceiling": "ceil",
    "tg": "tan",
    "√": "sqrt",
}
_CONSTANTS = {
    "pi": "pi",
    "π": "pi",
    "e": "e",
    "i": "i",
    "infinity": "infinity",
    "oo": "infinity",
    "∞": "infinity",
}
_GREEK = frozenset({"alpha", "beta", "theta", "phi", "lambda", "θ", "φ", "λ", "α", "β"})
_LETTERS = frozenset("abcdfghjklmnopqrstuvwxyz") | _GREEK

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?|\.\d+)|(?P<name>[a-z]+|[α-ω√∞])|(?P<sign>\*\*|[-+*/^!(),]))"
)
_UNKNOWNS = re.compile(r"[abc]?[xyz]{1,3}")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SAME = str.maketrans({"×": "*", "·": "*", "⋅": "*", "∗": "*", "÷": "/", "−": "-", "–": "-"})


class NotAFormula(ValueError):
    """The text is something else, or a formula that is refused for its size."""


@dataclass(frozen=True, slots=True)
class Node:
    """``kind``: number, symbol, constant, call, or the name of an operation on ``parts``."""

    kind: str
    name: str = ""
    parts: tuple[Node, ...] = ()

    def plain(self) -> list[object]:
        """As JSON holds it."""
        return [self.kind, self.name, [part.plain() for part in self.parts]]

    def kinds(self) -> frozenset[str]:
        """What is in it, itself included."""
        return frozenset({self.kind}).union(*(part.kinds() for part in self.parts))

    def symbols(self) -> frozenset[str]:
        own = {self.name} if self.kind == "symbol" else set()
        return frozenset(own).union(*(part.symbols() for part in self.parts))


def parse(text: str) -> Node:
    """The formula. Raises ``NotAFormula``."""
    if len(text) > LONGEST:
        raise NotAFormula("too long")
    tokens = _tokens(_rewritten(text.lower()))
    reader = _Reader(tokens)
    node = reader.sum(0)
    reader.end()
    _digits(node)
    return node


def is_number(node: Node) -> bool:
    """Whether there is no letter in it that could stand for something."""
    return not node.symbols()


def _rewritten(text: str) -> str:
    raised = re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda found: "^" + found.group().translate(_RAISED), text)
    return raised.translate(_SAME)


def _tokens(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    at = 0
    text = text.rstrip()
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None or len(found) >= MOST_TOKENS:
            raise NotAFormula("not made of numbers, names and signs")
        found.extend(_known(str(token.lastgroup), token.group().strip()))
        at = token.end()
    return found


def _known(kind: str, value: str) -> list[tuple[str, str]]:
    """A token with its part of speech; letters written together as the product they stand for."""
    if kind == "sign":
        return [("sign", "^" if value == "**" else value)]
    if kind == "number":
        if len(value) > LONGEST_NUMBER:
            raise NotAFormula("a number is too long")
        return [("number", value)]
    name = _OTHER_NAMES.get(value, value)
    if name in FUNCTIONS:
        return [("function", name)]
    if name in _CONSTANTS:
        return [("constant", _CONSTANTS[name])]
    if name in _LETTERS:
        return [("symbol", name)]
    if _UNKNOWNS.fullmatch(name) and name != "by":
        return [("symbol", letter) for letter in name]
    raise NotAFormula("a name in it is not known")


class _Reader:
    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = tokens
        self._at = 0

    def end(self) -> None:
        if self._at < len(self._tokens):
            raise NotAFormula("something is left over")

    def sum(self, depth: int) -> Node:
        if depth > DEEPEST:
            raise NotAFormula("too deep")
        node = self._product(depth)
        while sign := self._taken("+", "-"):
            node = Node("add" if sign == "+" else "subtract", parts=(node, self._product(depth)))
        return node

    def _product(self, depth: int) -> Node:
        node = self._signed(depth)
        while True:
            if sign := self._taken("*", "/"):
                node = Node("multiply" if sign == "*" else "divide", parts=(node, self._signed(depth)))
            elif self._begins("symbol", "constant", "function") or self._next() == ("sign", "("):
                node = Node("multiply", parts=(node, self._power(depth)))
            else:
                return node

    def _signed(self, depth: int) -> Node:
        if depth > DEEPEST:
            raise NotAFormula("too deep")
        if self._taken("-"):
            return Node("negate", parts=(self._signed(depth + 1),))
        return self._power(depth)

    def _power(self, depth: int) -> Node:
        base = self._base(depth)
        if self._taken("^"):
            return Node("power", parts=(base, self._signed(depth + 1)))
        return base

    def _base(self, depth: int) -> Node:
        kind, value = self._next()
        self._at += 1
        if kind in ("number", "symbol", "constant"):
            node = Node(kind, value)
        elif kind == "function":
            node = self._call(value, depth)
        elif value == "(":
            node = self.sum(depth + 1)
            self._expect(")")
        else:
            raise NotAFormula("a value is missing")
        while self._taken("!"):
            node = Node("factorial", parts=(node,))
        return node

    def _call(self, name: str, depth: int) -> Node:
        exponent = self._signed(depth + 1) if self._taken("^") else None
        arguments = self._arguments(depth)
        if len(arguments) != (2 if name in _PAIRS else 1):
            raise NotAFormula("a function has the wrong number of arguments")
        node = Node("call", name, arguments)
        if name in _PAIRS and not is_number(node):
            raise NotAFormula("a function of whole numbers has letters in it")
        return node if exponent is None else Node("power", parts=(node, exponent))

    def _arguments(self, depth: int) -> tuple[Node, ...]:
        if not self._taken("("):
            return (self._bare_argument(depth + 1),)
        given = [self.sum(depth + 1)]
        while self._taken(","):
            given.append(self.sum(depth + 1))
        self._expect(")")
        return tuple(given)

    def _bare_argument(self, depth: int) -> Node:
        """``2 x`` of ``sin 2x cos x``: numbers and letters up to a sign or the next function."""
        if depth > DEEPEST:
            raise NotAFormula("too deep")
        node = self._power(depth)
        while self._begins("symbol", "constant"):
            node = Node("multiply", parts=(node, self._power(depth)))
        return node

    def _next(self) -> tuple[str, str]:
        return self._tokens[self._at] if self._at < len(self._tokens) else ("end", "")

    def _begins(self, *kinds: str) -> bool:
        return self._next()[0] in kinds

    def _taken(self, *signs: str) -> str:
        kind, value = self._next()
        if kind != "sign" or value not in signs:
            return ""
        self._at += 1
        return value

    def _expect(self, sign: str) -> None:
        if not self._taken(sign):
            raise NotAFormula(f"a {sign} is missing")


def _digits(node: Node) -> float:
    """At most so many decimal digits has the number, as far as can be told without working it out; 0 with letters.

    Raises ``NotAFormula`` for a number, a power or a factorial too large to be worth working out.
    """
    sizes = [_digits(part) for part in node.parts]
    size = max(sizes, default=0.0)
    if node.kind == "number":
        size = float(len(node.name))
    elif node.kind == "power":
        size = _power_digits(node.parts[1], sizes[0])
    elif node.kind == "factorial" or (node.kind == "call" and node.name == "exp"):
        value = _value(node.parts[0])
        size = 0.0 if node.symbols() else value * max(1.0, math.log10(value + 1))
    elif node.kind == "multiply":
        size = sum(sizes)
    if size > MOST_DIGITS:
        raise NotAFormula("a number in it would be too large")
    return size


def _power_digits(exponent: Node, base: float) -> float:
    if not is_number(exponent):
        return base
    if (times := _value(exponent)) > HIGHEST_POWER:
        raise NotAFormula("a power in it is too high")
    return base * max(1.0, times)


def _value(node: Node) -> float:
    """At most so large is a number of plain arithmetic; anything else is as large as may be, a letter is 0."""
    values = [_value(part) for part in node.parts]
    if not values:
        return _leaf_value(node)
    if node.kind in ("add", "subtract", "negate"):
        return sum(values)
    if node.kind == "multiply":
        return values[0] * values[1]
    if node.kind == "divide" and node.parts[1].kind == "number" and values[1]:
        return values[0] / values[1]
    if node.kind == "power" and max(values) <= HIGHEST_POWER:
        return float(max(1.0, values[0]) ** values[1])
    return math.inf if is_number(node) else 0.0


def _leaf_value(node: Node) -> float:
    if node.kind == "number":
        return float(node.name)
    if node.kind == "constant":
        return math.inf if node.name == "infinity" else 4.0
    return 0.0
