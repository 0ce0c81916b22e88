from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jsonschema
import pytest

from sapere.exports.formats import FORMATS
from sapere.research.index import keep
from sapere.research.shapes import Document, Mark, Order, Raw
from sapere.topics import actions
from sapere.topics.models import Page, Source, Topic, Usage
from sapere.topics.portrait import schema, topic_json
from tests.doubles.store import MemoryStore
from tests.topics.seed import TEXT, finished, person, source

pytestmark = pytest.mark.django_db


@pytest.fixture
def store() -> MemoryStore:
    kept = MemoryStore()
    kept.put(f"text/{source(1).snapshot}", TEXT.encode())
    return kept


def _check(portrait: dict[str, object]) -> None:
    jsonschema.Draft202012Validator(
        schema(), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    ).validate(portrait)


def test_a_portrait_fits_the_schema_and_quotes_its_texts(store: MemoryStore) -> None:
    run = finished(person("alice"))
    portrait = topic_json(run.owner, "water", store, with_text=True)
    _check(portrait)
    texts = {one["id"]: one["text"] for one in portrait["sources"]}
    cited = [
        citation
        for page in portrait["pages"]
        for section in page["sections"]
        for sentence in section["sentences"]
        for citation in sentence["citations"]
    ]
    assert cited
    assert all(texts[one["source"]][one["start"] : one["end"]] == one["quote"] for one in cited)
    assert portrait["topic"]["definition"] == "Water is wet."


def test_a_topic_that_has_only_been_asked_for_fits_it_too(store: MemoryStore) -> None:
    alice = person("alice")
    actions.open_topic(alice, Order("Fire"))
    _check(topic_json(alice, "fire", store))


def test_what_is_cited_from_a_recording_says_when_it_is_said(store: MemoryStore) -> None:
    run = finished(person("alice"))
    spoken = Document(TEXT, "Water", "en", marks=(Mark("second", 195, 0),))
    keep(store, Raw(b"captions"), spoken)
    Source.objects.update(url="https://tube.example/w/abcDEF123456")
    portrait = topic_json(run.owner, "water", store)
    _check(portrait)
    (cited,) = [
        citation
        for sentence in portrait["pages"][0]["sections"][0]["sentences"]
        for citation in sentence["citations"]
    ]
    address = "https://tube.example/w/abcDEF123456?start=195s"
    assert cited["place"] == {"kind": "second", "value": 195, "address": address}


def test_what_does_not_fit_is_refused(store: MemoryStore) -> None:
    run = finished(person("alice"))
    portrait = topic_json(run.owner, "water", store)
    portrait["agents"][0]["status"] = "perhaps"
    with pytest.raises(jsonschema.ValidationError):
        _check(portrait)


def test_it_says_who_wrote_it_and_what_that_cost(store: MemoryStore) -> None:
    run = finished(person("alice"))
    Page.objects.update(writer="openai:gpt-test", prompt="write-1", dropped=2)
    used = {"job": "write", "model": "openai:gpt-test", "input_tokens": 100, "output_tokens": 10}
    for number, (usd, outcome) in enumerate([(0.25, "ok"), (0.5, "ModelAway"), (None, "ok")]):
        owned = {"owner": run.owner, "run": run, "topic": run.topic, "key": str(number)}
        Usage.objects.create(**owned, **used, usd=usd, outcome=outcome)
    portrait = topic_json(run.owner, "water", store)
    _check(portrait)
    assert portrait["cost"] == {
        "usd": 0.75,
        "calls": 3,
        "input_tokens": 300,
        "output_tokens": 30,
        "unpriced_calls": 1,
    }
    assert portrait["topic"]["mode"] == "openai:gpt-test"
    assert {(page["writer"], page["dropped"]) for page in portrait["pages"]} == {("openai:gpt-test", 2)}


def test_what_costs_nothing_says_so(store: MemoryStore) -> None:
    run = finished(person("alice"))
    portrait = topic_json(run.owner, "water", store)
    assert portrait["cost"] == {"usd": 0, "calls": 0, "input_tokens": 0, "output_tokens": 0}
    assert portrait["topic"]["mode"] == "extractive"


def test_what_is_unsupported_does_not_leave(store: MemoryStore) -> None:
    run = finished(person("alice"))
    for row in Page.objects.all():
        for section in row.sections:
            lie = {**section["sentences"][0], "text": "Water is dry.", "state": "unsupported"}
            section["sentences"].insert(0, lie)
        row.save()
    portrait = topic_json(run.owner, "water", store)
    _check(portrait)
    assert "dry" not in str(portrait) and portrait["topic"]["definition"] == "Water is wet."


@pytest.mark.parametrize("url", ["file:///home/alice/diary.txt", "upload:5d0f/diary.txt"])
def test_who_reads_an_example_is_not_told_where_its_owners_documents_lie_nor_what_it_cost(
    store: MemoryStore, url: str
) -> None:
    run = finished(person("alice"))
    row = Source.objects.get()
    Source.objects.update(url=url, detail={**row.detail, "url": url, "also_at": [url + "~"]})
    Topic.objects.update(visibility=Topic.Visibility.EXAMPLE)
    used = {"job": "write", "model": "m", "input_tokens": 1, "output_tokens": 1, "usd": 0.25, "outcome": "ok"}
    Usage.objects.create(owner=run.owner, run=run, topic=run.topic, key="1", **used)
    mine, theirs = (
        topic_json(viewer, "water", store, with_text=True) for viewer in (run.owner, person("bob"))
    )
    _check(theirs)
    assert "diary" in str(mine) and mine["cost"]["usd"] == 0.25
    assert not any("diary" in str(one) for one in (theirs, *map(form_of(theirs), PRINTED)))
    assert theirs["cost"]["usd"] == 0 and theirs["agents"] == [] and theirs["timings"]["stages"] == {}
    assert theirs["pages"] == mine["pages"]


PRINTED = ("md", "html", "bibtex", "csljson", "csv", "opml", "json")


def form_of(told: dict[str, Any]) -> Callable[[str], str]:
    return lambda name: FORMATS[name].of(told).decode()
