"""Answers that no documentation promises: each is a reason in plain words, never an empty result, never a crash."""

from __future__ import annotations

import gzip
import json

import pytest

from sapere.agents.academic.arxiv import Arxiv
from sapere.agents.academic.crossref import Crossref
from sapere.agents.academic.openalex import OpenAlex
from sapere.agents.academic.pubmed import PubMed
from sapere.agents.academic.semanticscholar import SemanticScholar
from sapere.research.errors import BadAnswer, RateLimited, Refused, SourceError, Unreachable
from tests.agents.asking import Made, found_in
from tests.fakes.server import Reply

pytestmark = pytest.mark.loopback
ASKING_JSON: tuple[Made, ...] = (OpenAlex, Crossref, SemanticScholar)
ASKING_XML: tuple[Made, ...] = (Arxiv, PubMed)
EVERYONE = (*ASKING_JSON, *ASKING_XML)
NAMES: dict[Made, str] = dict(
    zip(EVERYONE, ("OpenAlex", "Crossref", "Semantic Scholar", "arXiv", "PubMed"), strict=True)
)
CAPTCHA = Reply(b"<!DOCTYPE html><title>Are you a robot?</title><body><form>Tick the boxes<br></form></body>")
LISTS: dict[Made, bytes] = {
    OpenAlex: b'{"results": %s}',
    Crossref: b'{"message": {"items": %s}}',
    SemanticScholar: b'{"data": %s}',
}


@pytest.mark.parametrize("make", EVERYONE)
@pytest.mark.parametrize(
    "reply",
    [
        CAPTCHA,
        Reply(b""),
        Reply(b"null"),
        Reply(b"[]"),
        Reply(b'"text"'),
        Reply(b'{"results": "none", "data": 7, "message": {"items": {}}}'),
        Reply(b'{"results": [{"id": "x"'),
        Reply(b"<feed><entry><title>half"),
        Reply(b"[" * 100_000),
        Reply(b"\xff\xfe\x00", headers={"Content-Type": "application/json"}),
        Reply(gzip.compress(b'{"results": []}' * 99)[:-20], headers={"Content-Encoding": "gzip"}),
        Reply(b"what is this", headers={"Content-Encoding": "gzip"}),
    ],
)
def test_what_is_not_an_answer_is_called_so(make: Made, reply: Reply) -> None:
    with pytest.raises(SourceError) as caught:
        found_in(make, reply)
    assert type(caught.value) in (BadAnswer, Unreachable)
    assert caught.value.what.startswith(NAMES[make])


@pytest.mark.parametrize("make", EVERYONE)
@pytest.mark.parametrize(
    ("reply", "leaf"),
    [
        (Reply(b"slow down", 429), RateLimited),
        (Reply(b"slow down", 429, {"Retry-After": "3600"}), RateLimited),
        (Reply(b"slow down", 503, {"Retry-After": "60"}), RateLimited),
        (Reply(b"oh no", 500), Unreachable),
        (Reply(b"who are you", 401), Refused),
        (Reply(b"go away", 403), Refused),
        (Reply(b"by law", 451), Refused),
        (Reply(b"no such thing", 404), Unreachable),
        (Reply(b"bad words", 400), BadAnswer),
    ],
)
def test_a_refusal_is_the_leaf_that_says_so(make: Made, reply: Reply, leaf: type[SourceError]) -> None:
    with pytest.raises(leaf) as caught:
        found_in(make, reply)
    assert type(caught.value) is leaf


@pytest.mark.parametrize("make", ASKING_JSON)
@pytest.mark.parametrize(
    "items", [b"[null, 1, [], {}, {}]", b'[{"title": null, "DOI": null, "id": null}]', b"[]"]
)
def test_a_list_of_nothing_to_read_is_an_empty_answer(make: Made, items: bytes) -> None:
    assert found_in(make, Reply(LISTS[make] % items)) == []


@pytest.mark.parametrize("make", ASKING_JSON)
def test_a_title_and_a_name_come_clean(make: Made) -> None:
    title, name = "On &lt;b&gt;te\u202ea\u200b&lt;/b&gt;<script>x</script>", "<i>Ada</i>\u2066 Lind"
    item = {
        "title": [title] if make is Crossref else title,
        "display_name": title,
        "DOI": "10.1234/X", "doi": "10.1234/X", "externalIds": {"DOI": "10.1234/X"},
        "author": [{"name": name}], "authors": [{"name": name}], "authorships": [{"raw_author_name": name}],
    }  # fmt: skip
    (found,) = found_in(make, Reply(LISTS[make] % json.dumps([item]).encode()))
    assert (found.title, found.author, found.locator) == ("On teax", "Ada Lind", "https://doi.org/10.1234/x")


@pytest.mark.parametrize("make", ASKING_XML)
def test_entities_are_refused(make: Made) -> None:
    laughs = (
        b'<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;">'
    )
    body = b"<!DOCTYPE x [" + laughs + b"]><feed><title>&c;</title></feed>"
    with pytest.raises(BadAnswer, match="declares entities"):
        found_in(make, Reply(body))
