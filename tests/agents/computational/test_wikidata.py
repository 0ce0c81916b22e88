from __future__ import annotations

import json
from dataclasses import replace

import pytest

from sapere.agents.computational.wikidata import Wikidata
from sapere.readers import Readers
from sapere.research.errors import BadAnswer, RateLimited, Refused, SourceError
from tests.agents.asking import BRIEF, asked, found_in
from tests.fakes.server import Reply
from tests.fakes.wikidata import wikidata

pytestmark = pytest.mark.loopback


def test_items_come_as_sentences_with_units_dates_and_qualifiers() -> None:
    with asked(Wikidata, wikidata()) as one:
        rich, poor = one.find()
    assert (rich.title, rich.kind, rich.licence) == ("photosynthesis", "facts", "CC0 1.0")
    assert (rich.locator, rich.published) == ("https://www.wikidata.org/wiki/Q9001", "2026-05-04")
    assert "<p>Photosynthesis has a melting point of 27.5 ± 0.1 degrees Celsius.</p>" in rich.body
    assert (
        "<p>Photosynthesis has a population of 214 (point in time: 2021) and 48 (point in time: 1990).</p>"
        in rich.body
    )
    assert poor.locator.endswith("Q9002")


def test_neither_identifiers_nor_deprecated_nor_lesser_ranks_are_told() -> None:
    with asked(Wikidata, wikidata()) as one:
        body = one.find()[0].body
    assert "GND" not in body
    assert "Bo Ferro" not in body
    assert "9 metres" not in body


def test_the_facts_read_as_a_page() -> None:
    with asked(Wikidata, wikidata()) as one, Readers() as readers:
        document = readers.read(one.service.fetch(one.find()[0]))
    assert "Photosynthesis is named after Ada Lind." in document.text


def test_three_requests_do_and_ask_in_the_learners_language() -> None:
    with asked(Wikidata, wikidata()) as one:
        found = list(one.service.find(replace(BRIEF, language="de"), ("photosynthesis",), 5))
    assert [request.query["action"] for request in one.server.requests] == [
        "wbsearchentities",
        "wbgetentities",
        "wbgetentities",
    ]
    assert one.server.requests[0].query["language"] == "de"
    assert "Photosynthesis hat als melting point 27,5 ± 0,1 degree Celsius." in found[0].body


def test_of_several_things_of_one_name_the_one_that_is_meant_is_taken() -> None:
    brief = replace(BRIEF, title="Photosynthesis (town)")
    with asked(Wikidata, wikidata()) as one:
        [found] = one.service.find(brief, ("Photosynthesis town",), 5)
    assert found.locator.endswith("Q9002")
    assert one.server.requests[0].query["search"] == "Photosynthesis"


def test_what_it_does_not_know_is_an_empty_answer() -> None:
    with asked(Wikidata, wikidata()) as one:
        assert one.find("origami") == []


def test_a_lagging_wikidata_is_busy() -> None:
    with asked(Wikidata, wikidata(lagged=True)) as one, pytest.raises(RateLimited, match="busy") as told:
        one.find()
    assert told.value.retry_after == 5


@pytest.mark.parametrize(
    ("reply", "leaf"),
    [
        (Reply(b"<html>"), BadAnswer),
        (Reply(b""), BadAnswer),
        (Reply(b'{"search": ['), BadAnswer),
        (Reply(b"[]"), BadAnswer),
        (Reply(b"{}"), BadAnswer),
        (Reply(b'{"search": 7}'), BadAnswer),
        (Reply(b'{"search": [{"id": "Q1"}]}'), BadAnswer),
        (Reply(b'{"error": {"code": "param-missing", "info": "x"}}'), BadAnswer),
        (Reply(b'{"error": null}'), BadAnswer),
        (Reply(b'{"error": {"code": "ratelimited"}}'), RateLimited),
        (Reply(b"", status=429), RateLimited),
        (Reply(b"", status=429, headers={"Retry-After": "900"}), RateLimited),
        (Reply(b"robot policy", status=403), Refused),
    ],
)
def test_no_failure_becomes_an_empty_answer(reply: Reply, leaf: type[SourceError]) -> None:
    with pytest.raises(leaf, match="Wikidata"):
        found_in(Wikidata, reply)


def test_bad_hits_and_missing_entities_are_passed_over() -> None:
    hits = {"search": [None, {"id": "Q1", "match": "x"}, {"id": "../Q2"}]}
    entities = {"entities": {"Q1": {"id": "Q1", "missing": ""}, "Q2": 5}}
    assert found_in(Wikidata, *(Reply(json.dumps(one).encode()) for one in (hits, entities))) == []
