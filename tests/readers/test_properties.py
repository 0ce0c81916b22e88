from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.readers.properties import properties_of

DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'


def core(inside: str) -> dict[str, bytes]:
    return {"docProps/core.xml": f"<core {DC}>{inside}</core>".encode()}


@pytest.mark.parametrize(
    "title", ["Untitled", "PowerPoint Presentation", "Document1", "tea.docx", "Microsoft Word - x"]
)
def test_what_programs_put_for_a_title_is_none(title: str) -> None:
    assert properties_of("docx", core(f"<dc:title>{title}</dc:title>")).title == ""


def test_dates_that_no_calendar_has_are_passed_over() -> None:
    said = core("<dcterms:created>2024-13-77</dcterms:created><dc:creator>Administrator</dc:creator>")
    assert (properties_of("docx", said).published, properties_of("docx", said).author) == ("", "")


def test_entities_are_not_unfolded() -> None:
    xml = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x><title>&a;</title></x>'
    assert properties_of("docx", {"docProps/core.xml": xml.encode()}).title == ""


@given(st.binary(max_size=300) | st.text(max_size=100).map(lambda text: core(text)["docProps/core.xml"]))
def test_any_properties_are_read_or_passed_over(xml: bytes) -> None:
    assert isinstance(properties_of("docx", {"docProps/core.xml": xml}).title, str)
