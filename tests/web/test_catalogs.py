"""A language that is offered is spoken: on every page, in every sentence of the templates."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import pytest
from django.test import Client

import sapere
from sapere.settings.framework import LANGUAGES

HOME = Path(sapere.__file__).parent
OTHERS = [code for code, _ in LANGUAGES if code != "en"]
SAID = re.compile(r"""\{%\s*trans\s+(?:"([^"]+)"|'([^']+)')""")


def sentences() -> set[str]:
    """What the templates say with ``trans``."""
    found = (SAID.findall(template.read_text()) for template in HOME.rglob("templates/**/*.html"))
    return {double or single for pairs in found for double, single in pairs}


@pytest.mark.parametrize("code", OTHERS)
def test_every_sentence_is_in_the_catalog(code: str) -> None:
    catalog = gettext.translation("django", HOME / "locale", [code])
    assert len(sentences()) > 80
    assert {said for said in sentences() if catalog.gettext(said) == said} == set()


@pytest.mark.django_db
def test_a_browser_that_asks_for_arabic_gets_it_from_right_to_left(client: Client) -> None:
    page = client.get("/", headers={"Accept-Language": "ar"}).content.decode()
    assert '<html lang="ar" dir="rtl"' in page
    assert "ماذا تريد أن تتعلم؟" in page


@pytest.mark.django_db
def test_a_browser_that_asks_for_what_we_do_not_speak_gets_english(client: Client) -> None:
    assert '<html lang="en" dir="ltr"' in client.get("/", headers={"Accept-Language": "de"}).content.decode()
