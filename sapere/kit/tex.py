"""Formulas in TeX that stand inside a sentence: between TeX's own signs for that, or bare, as readers leave them there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

Extent = tuple[int, int]


class Formula(NamedTuple):
    """``tex`` is what stands inside the signs around it, if any stand there."""

    start: int
    end: int
    tex: str


_COMMANDS = """frac dfrac tfrac sqrt left right times cdot div pm mp le leq ge geq ne neq approx sim simeq equiv propto infty
    int iint oint sum prod lim log ln exp sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh asin acos atan max min
    gcd mod bmod partial nabla vec hat bar tilde dot
    ddot overline underline to rightarrow leftarrow Rightarrow Leftrightarrow mapsto quad qquad ldots cdots dots in notin
    subset subseteq cup cap emptyset forall exists neg land lor circ degree prime binom alpha beta gamma delta epsilon
    varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi varphi chi psi omega Gamma
    Delta Theta Lambda Xi Pi Sigma Phi Psi Omega hbar ell Re Im angle perp parallel langle rangle lfloor rfloor lceil rceil
    big Big bigg Bigg displaystyle limits ce"""
_TOKEN = re.compile(r"\S+")
_TEX = re.compile(
    rf"\\(?:{'|'.join(_COMMANDS.split())})(?![a-zA-Z])|\\(?:text|math[a-z]+|operatorname|boldsymbol)\{{"
    r"|[A-Za-z0-9)\]}][\^_]\{|[A-Za-z0-9)\]}]\^[A-Za-z0-9](?![A-Za-z0-9])|\}[\^_]"
)
_OPERATOR = re.compile(r"(?:[-+=<>/*−×·÷±≈≠≤≥≡∼→∈]|\\[,;:! ]?)+")
_TERM = re.compile(r"[-+−(\[]*(?:[A-Za-zα-ωΑ-Ω]|\d+(?:[.,]\d+)*|[A-Za-z]?\(\w\))[)\]]*")
_SET_OFF = re.compile(
    r"\\\((?P<one>[^\n]{1,200}?)\\\)|(?<![\w$\\])\$(?P<other>[^\s$](?:[^$\n]{0,198}[^\s$])?)\$(?![\w$])"
)
_STOP = ".,;:!?。，；："
_LONGEST = 200
"""Characters; a longer stretch is no formula inside a sentence."""
_LONGEST_TEXT = 5_000
"""Characters; what is longer is no sentence, and is not looked through."""


@lru_cache(maxsize=8_000)
def inline_formulas(text: str) -> tuple[Formula, ...]:
    """Where formulas stand in a sentence, in order, without the marks that belong to the sentence.

    One without signs around it is a run of TeX (a known command, or something raised or lowered) with the single
    letters, figures and signs that are joined to it. What holds nothing that only TeX has is never taken for one: most
    formulas that are written as plain letters are not found, and no words are. None in a text that is far longer than
    a sentence.
    """
    if len(text) > _LONGEST_TEXT or not any(sign in text for sign in ("\\", "^", "_{", "$")):
        return ()
    found, at = [], 0
    for one in _SET_OFF.finditer(text):
        tex = (one["one"] or one["other"]).strip()
        if tex and (_TEX.search(tex) or all(map(_belongs, tex.split()))):
            found += [*_bare(text, at, one.start()), Formula(*one.span(), tex)]
            at = one.end()
    return (*found, *_bare(text, at, len(text)))


def _bare(text: str, first: int, last: int) -> list[Formula]:
    found: list[Extent] = []
    run: list[Extent] = []
    for start, end in _tokens(text, first, last):
        if not _belongs(text[start:end].strip(_STOP)):
            found += _formula(text, run)
            run = []
            continue
        run.append((start, end))
        if text[end - 1] in _STOP and not text.endswith("\\" + text[end - 1], start, end):
            found += _formula(text, run)
            run = []
    return [Formula(start, end, text[start:end]) for start, end in (*found, *_formula(text, run))]


def without_formulas(text: str) -> str:
    """The sentence with a word of no meaning in place of each formula: what is left is to be judged as prose."""
    parts, at = [], 0
    for start, end, _ in inline_formulas(text):
        parts += [text[at:start], ("x" if start else "X") + "x" * min(end - start - 1, 9)]
        at = end
    return "".join([*parts, text[at:]])


def _tokens(text: str, first: int, last: int) -> Iterator[Extent]:
    """What stands between white space; what braces hold is not cut."""
    start, depth, end = -1, 0, 0
    for found in _TOKEN.finditer(text, first, last):
        start = found.start() if start < 0 else start
        end = found.end()
        depth += found[0].count("{") - found[0].count("}")
        if depth <= 0 or end - start > _LONGEST:
            yield start, end
            start, depth = -1, 0
    if start >= 0:
        yield start, end


def _belongs(token: str) -> bool:
    return bool(_TEX.search(token) or _OPERATOR.fullmatch(token) or _TERM.fullmatch(token))


def _formula(text: str, run: Sequence[Extent]) -> Iterator[Extent]:
    """The run without what is not joined to it at its ends: an article is a single letter as well."""
    held = list(run)
    while held and not _is_tex(text, held[0]) and not any(_joins(text, one) for one in held[1:3]):
        held.pop(0)
    while held and not _is_tex(text, held[-1]) and not any(_joins(text, one) for one in held[-3:-1]):
        held.pop()
    while held and _joins(text, held[-1]):
        held.pop()
    if not any(_is_tex(text, token) for token in held):
        return
    start, end = held[0][0], held[-1][1]
    while end > start and text[end - 1] in _STOP:
        end -= 1
    while end > start and text[end - 1] == ")" and text.count(")", start, end) > text.count("(", start, end):
        end -= 1
    while start < end and text[start] == "(" and text.count("(", start, end) > text.count(")", start, end):
        start += 1
    if 0 < end - start <= _LONGEST:
        yield start, end


def _is_tex(text: str, token: Extent) -> bool:
    return _TEX.search(text, *token) is not None


def _joins(text: str, token: Extent) -> bool:
    return _OPERATOR.fullmatch(text, *token) is not None
