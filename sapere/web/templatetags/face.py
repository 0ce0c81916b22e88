"""Small words and signs for the templates. The one place where markup is declared safe: icons of ours, formulas that were
built anew from a closed list of elements, what our own templates have rendered before, and a learner's Markdown out of
its sanitiser."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from django import template
from django.utils.formats import number_format
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from lucide.templatetags.lucide import lucide

from sapere.kit import markdown, money
from sapere.kit.mathml import mathml
from sapere.kit.tex import inline_formulas
from sapere.research.shapes import Quality, SentenceState
from sapere.web import programs
from sapere.web.citations import Mark

register = template.Library()


class Table(NamedTuple):
    name: str
    head: list[str]
    rows: list[list[str]]


register.filter("runs", programs.runnable)
register.filter("digest", programs.digest)


@register.simple_tag
def icon(name: str, label: str = "", turns: bool = False) -> SafeString:
    """An icon as inline SVG: hidden from assistive technology unless it stands alone and has a ``label``.

    ``turns``: it points somewhere, and turns round where one reads from right to left.
    """
    drawing = _icon(name, turns)
    return format_html('{}<span class="unseen">{}</span>', drawing, label) if label else drawing


@cache
def _icon(name: str, turns: bool) -> SafeString:
    look = "icon turns" if turns else "icon"
    return conditional_escape(
        lucide(name, size=None, **{"class": look, "aria-hidden": "true", "focusable": "false"})
    )


@register.simple_tag
def marks(of: Sequence[Mark], state: str, worded: object = "") -> SafeString:
    """The numbers behind a sentence in that state. ``worded``: a model wrote the page, so that a quote is named as one."""
    told = _told(state, worded)
    numbers = [_mark(one, state, told) for one in of]
    if state != SentenceState.INFERRED:
        return woven(numbers)
    joined = format_html('\u2060<span class="joined">{} ', _("inferred"))
    return woven((joined, " + ".join(numbers), "</span>"))


def _mark(one: Mark, state: str, told: str) -> SafeString:
    where = format_html(' href="{}"', one.url) if one.url else ""
    card = format_html(' data-card="{}"', one.card) if one.card else ""
    said = (state, where, card, one.number, told, one.title)
    return format_html('\u2060<a class="cite {}"{}{}>{}<span class="unseen">{}: {}</span></a>', *said)


def _told(state: str, worded: object) -> str:
    """What a reader who sees no colours is told of the sentence before a mark."""
    if state == SentenceState.SUPPORTED:
        return ", " + _("a model's words, checked")
    if state == SentenceState.INFERRED:
        return ", " + _("joins sources")
    return ", " + _("quoted word for word") if worded else ""


def woven(pieces: Iterable[str]) -> SafeString:
    """Markup that a template of ours rendered, cut and put together with other such: nothing that anybody wrote."""
    return mark_safe("".join(pieces))  # noqa: S308


@register.simple_tag
def formula(tex: str) -> SafeString:
    """A formula as a browser draws it; its TeX where it cannot be drawn."""
    drawn = mathml(tex)
    return mark_safe(drawn) if drawn else format_html('<code dir="ltr">{}</code>', tex)  # noqa: S308


_EMPHASIS = re.compile(r"(?<![\w*])\*([^\s*](?:[^*]{0,80}[^\s*])?)\*(?![\w*])")
"""Words between asterisks, as manuals write them: not a product, not a pointer, not ``*args``."""


@register.filter
def drawn(text: str) -> SafeString:
    """A sentence with the formulas in it as a browser draws them, as TeX where it cannot, and emphasis as it was meant. The
    words stay as they are; so do the offsets of a quote, which are none of a page's."""
    parts, at = [], 0
    for one in inline_formulas(text):
        if shown := mathml(one.tex, display=False):
            parts += [
                _emphasised(text[at : one.start]),
                _as_written(shown, text[one.start : one.end], one.tex),
            ]
            at = one.end
    return mark_safe("".join([*parts, _emphasised(text[at:])]))  # noqa: S308 - text escaped, formulas rebuilt


def _as_written(shown: str, said: str, tex: str) -> str:
    """With the signs around it, if any: whoever selects it on a page selects that of the sentence."""
    return (
        shown if said == tex else shown.replace("<math ", f'<math data-as="{conditional_escape(said)}" ', 1)
    )


def _emphasised(text: str) -> str:
    said = str(conditional_escape(text))
    return _EMPHASIS.sub(r"<em>\1</em>", said) if "*" in said else said


@register.filter
def rendered(text: str) -> SafeString:
    """Markdown that a learner wrote, through the one sanitiser."""
    return mark_safe(markdown.html(text))  # noqa: S308 - sanitised there


@register.filter
def table(text: str) -> Table:
    """A table as a reader laid it down: a line for each row, a bar between cells, lines without one above as its name."""
    lines = [line for line in text.splitlines() if line.strip()]
    names = list(takewhile(lambda line: " | " not in line, lines))
    cells = [[cell.strip() for cell in line.split(" | ")] for line in lines[len(names) :]]
    return Table(" ".join(names), cells[0] if cells else [], cells[1:])


@register.filter
def agent(key: str) -> str:
    """An agent as it is called in a sentence; one that we do not have, by its own name."""
    called = {
        "academic": _("the academic agent"),
        "computational": _("the computing agent"),
        "general": _("the general agent"),
        "library": _("the library agent"),
        "social": _("the social agent"),
        "video": _("the video agent"),
    }
    return called.get(key, key)


@register.filter
def meters(of: Quality) -> list[tuple[str, str, str]]:
    """The parts of a source's quality that count: name, value from 0 to 1 as a meter takes it, and as one reads it."""
    named = (
        (_("Kind of source"), of.kind),
        (_("Agrees with others"), of.agreement),
        (_("Complete"), of.completeness),
        (_("Readable"), of.readability),
        (_("Up to date"), of.age),
        (_("Cited by others"), of.citations),
    )
    return [(name, f"{value:.2f}", number_format(value, 2)) for name, value in named if value is not None]


@register.filter
def weight(value: int) -> str:
    """A number of bytes as one says it: ``120 B``, ``41 kB``, ``3.2 MB``, ``1 GB``; a thousand is a thousand."""
    for unit, size in ((_("GB"), 1e9), (_("MB"), 1e6), (_("kB"), 1e3)):
        if value >= size:
            return (
                f"{value / size:.1f}".removesuffix(".0") + f" {unit}"
                if value < 10 * size
                else f"{value / size:.0f} {unit}"
            )
    return f"{value} {_('B')}"


@register.filter
def dollars(usd: float | None) -> str:
    """``$0.50``, ``$0.0042``; unknown where nobody knows the price."""
    return _("an unknown sum") if usd is None else money.dollars(usd)


@register.filter
def thousands(value: int) -> str:
    """``23,456``."""
    return f"{value:,}"


@register.filter
def seconds(value: float | None) -> str:
    """A span as one says it: ``under 0.1 s``, ``0.4 s``, ``41 s``, ``3 min 5 s``."""
    if value is None:
        return ""
    if value < 0.05:
        return _("under 0.1 s")
    if value < 9.95:
        return _("%(span).1f s") % {"span": value}
    whole = round(value)
    if whole < 60:
        return _("%(span)d s") % {"span": whole}
    return _("%(minutes)d min %(span)d s") % {"minutes": whole // 60, "span": whole % 60}
