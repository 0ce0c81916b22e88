from __future__ import annotations

from tests.research.growing.soil import prose, soil

BOOK = f"""
# The Sea
{prose("sea")}
## 1.1 Tides
{prose("tide")}
### Spring tides
{prose("spring tide")}
## Waves
{prose("wave")}
## References
{prose("book")}
"""


def test_a_document_opens_along_its_headings() -> None:
    (part,) = soil({"file:///sea": BOOK}, "sea").parts
    assert part.title == "The Sea"
    assert [inner.title for inner in part.inner] == ["Tides", "Waves"]
    assert [inner.title for inner in part.inner[0].inner] == ["Spring tides"]


def test_what_stands_in_no_section_is_the_parts_own() -> None:
    (part,) = soil({"file:///sea": BOOK}, "sea").parts
    assert all(p.start < part.inner[0].start for p in part.own)
    assert part.own


def test_a_section_too_short_to_teach_is_no_part() -> None:
    (part,) = soil({"file:///sea": f"# Sea\n{prose('sea')}\n## Foam\nShort."}, "sea").parts
    assert part.inner == ()
