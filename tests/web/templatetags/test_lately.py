"""A part of a page that is rendered once for the same values and language."""

from __future__ import annotations

from django.template import Context, Template
from django.utils import translation

from sapere.web.citations import Mark


def shown(**page: object) -> str:
    template = Template('{% load lately %}{% lately "web/parts/marks.html" marks=marks state="quoted" %}')
    return template.render(Context(page))


def numbered(number: int, title: str = "Cells") -> tuple[Mark, ...]:
    return (Mark(number, title, "/source", "/card"),)


def test_other_values_are_another_text() -> None:
    first, second = shown(marks=numbered(1)), shown(marks=numbered(2))
    assert (first, second) == (shown(marks=numbered(1)), shown(marks=numbered(2)))
    assert first != second


def test_what_others_wrote_is_escaped() -> None:
    assert "<b>" not in shown(marks=numbered(1, "<b>Cells"))


def test_each_language_has_its_own() -> None:
    none = Template('{% load lately %}{% lately "explore/sources.html" sources=sources %}')
    said = {}
    for language in ("en", "ar", "en"):
        with translation.override(language):
            said[language] = none.render(Context({"sources": ()}))
    assert "None yet." in said["en"]
    assert "None yet." not in said["ar"]


def test_nothing_else_of_the_page_gets_in() -> None:
    assert shown(marks=numbered(3), worded="a model") == shown(marks=numbered(3))
