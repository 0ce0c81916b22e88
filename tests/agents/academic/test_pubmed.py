from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from lxml import etree

from sapere.agents.academic.pubmed import GAP, PubMed, ids_of
from sapere.kit.http import HttpClient
from sapere.research.errors import BadAnswer, RateLimited, Refused
from tests.agents.asking import CONTACT, asked, found_in
from tests.fakes.pubmed import pubmed
from tests.fakes.server import Reply


@pytest.mark.loopback
def test_records_are_found_with_all_that_is_told_of_them() -> None:
    with asked(PubMed, pubmed()) as one:
        review, clinical = one.find()
    assert review.locator == "https://doi.org/10.5555/annals.2021.017"
    assert (review.author, review.published, review.language) == ("Ada Lind, Bo Ferro", "2021-03-09", "en")
    assert review.full_text == "https://pmc.ncbi.nlm.nih.gov/articles/PMC9000001/"
    assert review.body.startswith("<h2>Background</h2>\n<p>Photosynthesis has been studied")
    assert (clinical.locator, clinical.published) == ("https://pubmed.ncbi.nlm.nih.gov/90000005/", "2020")


@pytest.mark.loopback
def test_every_request_says_which_tool_and_whose() -> None:
    with asked(PubMed, pubmed()) as one:
        one.find(limit=3)
    search, records = (request.query for request in one.server.requests)
    assert {search["tool"], records["tool"]} == {"sapere"}
    assert {search["email"], records["email"]} == {CONTACT}
    assert (search["sort"], search["retmax"], records["id"]) == ("relevance", "6", "90000001,90000005")


@pytest.mark.loopback
def test_a_third_of_a_second_lies_between_two_requests() -> None:
    with asked(PubMed, pubmed()) as one:
        one.find()
    assert max(one.slept) > GAP - 0.2


@pytest.mark.loopback
def test_a_full_text_comes_through_the_interface_and_not_from_the_page() -> None:
    with asked(PubMed, pubmed()) as one:
        raw = one.service.fetch(one.find()[0])
    page = raw.body.decode()
    assert "<h2>Introduction</h2>" in page and "easy to observe." in page and "[1]" not in page
    assert 'rel="license" href="https://creativecommons.org/licenses/by/4.0/"' in page
    assert one.server.requests[-1].query["db"] == "pmc"


@pytest.mark.loopback
def test_without_a_full_text_the_abstract_is_read() -> None:
    with asked(PubMed, pubmed()) as one:
        raw = one.service.fetch(one.find()[1])
    assert b"9 of 340 patients" in raw.body


@pytest.mark.loopback
def test_an_article_that_programs_may_not_have_says_so() -> None:
    with asked(PubMed, pubmed()) as one:
        other = replace(one.find()[0], full_text="https://pmc.ncbi.nlm.nih.gov/articles/PMC4/")
        with pytest.raises(Refused, match="its publisher keeps programs out"):
            one.service.fetch(other)


@pytest.mark.loopback
def test_a_phrase_that_is_nowhere_is_no_error() -> None:
    with asked(PubMed, pubmed()) as one:
        assert one.find("medieval poetry") == []
    assert len(one.server.requests) == 1


@pytest.mark.loopback
def test_a_key_is_sent_and_a_wrong_one_is_called_so() -> None:
    with asked(partial(PubMed, key="k1"), pubmed(key="k1")) as one:
        assert one.find()
    with (
        asked(partial(PubMed, key="wrong-k"), pubmed(key="k1")) as one,
        pytest.raises(Refused, match="does not accept the key") as caught,
    ):
        one.find()
    assert "wrong-k" not in str(caught.value)


@pytest.mark.loopback
def test_too_fast_is_tried_again_after_the_time_it_names() -> None:
    with asked(PubMed, pubmed(hurried=1)) as one:
        assert one.find()
    assert 2.0 in one.slept


@pytest.mark.loopback
@pytest.mark.parametrize(
    ("body", "leaf", "reason"),
    [
        (b'{"error":"API rate limit exceeded","count":"4"}', RateLimited, "come back later"),
        (b'{"error":"Backend failed"}', BadAnswer, "Backend failed"),
        (b"{not json", BadAnswer, "not the data"),
        (b'{"error": [', BadAnswer, "does not say why"),
        (b"<eSearchResult><ERROR>Empty term</ERROR></eSearchResult>", BadAnswer, "Empty term"),
        (b"<eSearchResult/>", BadAnswer, "does not promise"),
    ],
)
def test_an_error_with_status_200_is_an_error(body: bytes, leaf: type[Exception], reason: str) -> None:
    with pytest.raises(leaf, match=reason):
        found_in(PubMed, Reply(body))


@pytest.mark.loopback
def test_records_that_are_cut_off_leave_their_summaries() -> None:
    with asked(PubMed, pubmed(garbled=True)) as one:
        review, clinical = one.find()
    assert review.locator == "https://doi.org/10.5555/annals.2021.017"
    assert (review.full_text[-11:], review.body, clinical.full_text) == ("PMC9000001/", "", "")
    assert one.server.requests[-1].path.endswith("/esummary.fcgi")


def test_only_numbers_are_ids() -> None:
    ids = "<Id> 12 </Id><Id>1&amp;db=x</Id><Id/><Id>٣</Id>"
    assert ids_of(etree.fromstring(f"<eSearchResult><IdList>{ids}</IdList></eSearchResult>")) == ["12"]


@pytest.mark.loopback
@pytest.mark.parametrize("path", ["", "/", "/entrez/eutils", "/entrez/eutils/esearch.fcgi"])
def test_an_operator_may_name_the_server_or_the_endpoint(path: str) -> None:
    def make(http: HttpClient, address: str) -> PubMed:
        return PubMed(http, address + path)

    with asked(make, pubmed()) as one:
        assert one.find()
