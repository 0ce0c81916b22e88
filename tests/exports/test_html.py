from __future__ import annotations

from collections.abc import Iterator

import pytest
from lxml import html as parsing

from sapere.exports.html import html
from tests.exports.material import hostile, in_script, tides


def parsed(written: str) -> parsing.HtmlElement:
    return parsing.fromstring(written)


def asked_for(page: parsing.HtmlElement) -> Iterator[str]:
    """Every address that a browser would fetch on its own."""
    for element, attribute, address, _ in page.iterlinks():
        if element.tag != "a" or attribute != "href":
            yield address


def test_quotes_are_quotes_and_notes_lead_there_and_back() -> None:
    page = parsed(html(tides()))
    assert "Twice a day the water comes back." in [quote.text_content() for quote in page.iter("q")]
    assert "The moon draws the water up." not in [quote.text_content() for quote in page.iter("q")]
    for anchor in page.xpath("//a[starts-with(@href, '#')]"):
        assert len(page.xpath("//*[@id=$name]", name=anchor.get("href")[1:])) == 1, anchor.get("href")
    assert page.xpath("//sup[@id]") and len(page.xpath("//math")) == 2
    names = page.xpath("//@id")
    assert len(names) == len(set(names))


@pytest.mark.parametrize("told", [tides(), hostile()])
def test_nothing_is_asked_for_and_nothing_runs(told: dict[str, object]) -> None:
    page = parsed(html(told))
    assert list(asked_for(page)) == []
    assert not page.xpath("//script | //img | //iframe | //object | //link | //form | //base | //svg")
    assert not page.xpath("//@*[starts-with(name(), 'on')] | //@style")
    links = page.xpath("//a/@href")
    assert all(address.startswith(("#", "https://example.org/")) for address in links)
    assert "default-src 'none'" in page.xpath("//meta[@http-equiv]/@content")[0]


def test_a_page_runs_the_way_its_language_runs() -> None:
    page = parsed(html(in_script("ar", "المد", "المد ارتفاع.")))
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")


def test_what_joins_sources_says_so() -> None:
    assert "So high water follows the moon. (joins sources)" in parsed(html(tides())).text_content()
