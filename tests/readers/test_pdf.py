from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.readers import pdf
from sapere.readers.limits import Limits
from sapere.research.errors import Unreadable


def made(*pages: list[str], title: str = "") -> bytes:
    """A PDF of these lines, page by page, written by hand."""
    first = 4  # 1 catalogue, 2 pages, 3 font; then a page and its content in turn
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}/MediaBox[0 0 600 800]>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for number, lines in enumerate(pages):
        shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
        content = f"BT /F 12 Tf 50 750 Td {shown}ET"
        objects += [
            f"<</Type/Page/Parent 2 0 R/Resources<</Font<</F 3 0 R>>>>/Contents {first + 2 * number + 1} 0 R>>",
            f"<</Length {len(content)}>>stream\n{content}\nendstream",
        ]
    body, places = "%PDF-1.4\n", []
    for number, one in enumerate([*objects, f"<</Title({title})/CreationDate(D:20240501)>>"], start=1):
        places.append(len(body))
        body += f"{number} 0 obj{one}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(places) + 1
    return (
        f"{body}xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer<</Size {size}/Root 1 0 R/Info {size - 1} 0 R>>\nstartxref\n{len(body)}\n%%EOF"
    ).encode("latin-1")


def test_pages_are_marked_and_lines_are_joined() -> None:
    lines = [
        "Tea is grown in the hills of many warm coun-",
        "tries, where rain falls often and the soil",
        "is sour.",
    ]
    document = pdf.read(made([*lines, "It is drunk hot."], ["The second page."], title="On tea"), Limits())
    assert document.title == "On tea"
    assert document.published == "2024-05-01"
    assert "many warm countries, where rain falls often and the soil is sour." in document.text
    assert [(mark.value, document.text[mark.start :][:10]) for mark in document.marks] == [
        (1, "Tea is gro"),
        (2, "The second"),
    ]


def test_running_titles_and_page_numbers_are_left_out() -> None:
    pages = [
        ["A History of Tea", f"Words of page {word}.", f"{number}"] for number, word in enumerate("abcde", 1)
    ]
    text = pdf.read(made(*pages), Limits()).text
    assert "History" not in text
    assert "Words of page e." in text


def test_only_so_many_pages_are_read() -> None:
    document = pdf.read(made(["One page."], ["Two pages."]), Limits(pages=1))
    assert document.partial
    assert document.text == "One page."


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (made([], []), "no text"),
        (made(["Some words."])[:300], "damaged"),
        (b"%PDF-1.7\njunk", "damaged"),
    ],
)
def test_a_pdf_without_text_says_why(body: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        pdf.read(body, Limits())


def test_too_large_a_pdf_is_refused() -> None:
    with pytest.raises(Unreadable, match="larger than"):
        pdf.read(made(["Some words."]), Limits(body=100))


WHOLE = made(["Some words that are whole."], ["And more."])


@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=8))
def test_a_damaged_pdf_is_a_document_or_a_reason(place: int, damage: bytes) -> None:
    try:
        pdf.read(WHOLE[:place] + damage + WHOLE[place + len(damage) :], Limits(pages=10))
    except Unreadable as reason:
        assert reason.what
