from __future__ import annotations

import html
import logging
import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from sapere.accounts.models import Person
from sapere.kit.ids import content_hash
from sapere.research.ports import Store
from sapere.settings.logs import without_tokens
from sapere.topics import actions, queries
from sapere.topics.actions import Terms
from sapere.topics.models import Source, Topic
from sapere.topics.shares import Share
from tests.doubles.belongings import SECRET, Belongings, belongings
from tests.doubles.seeded import seed

OPEN = {"/who-writes"}
"""What is the same for everybody."""


@pytest.fixture
def alices(alice: Person, store: Store) -> Belongings:
    return belongings(alice, store)


@pytest.fixture
def token(alices: Belongings) -> str:
    return actions.share_topic(alices.owner, alices.topic).token


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return html.unescape(answer.content.decode())


def leads(text: str) -> set[str]:
    return set(re.findall(r' (?:href|action|src|data-card|hx-get)="([^"#]+)', text))


def test_only_a_hash_of_the_token_is_kept(token: str, alices: Belongings) -> None:
    assert len(token) >= 43
    assert Share.objects.filter(token_sha256=content_hash(token)).exists()
    assert token not in str(list(Share.objects.values()))


def test_whatever_can_be_reached_behind_a_link_lies_behind_it(client: Client, token: str) -> None:
    """Every page that any page leads to, and nothing of the owner's on any of them."""
    home = f"/shared/{token}"
    seen, waiting = set(), [home]
    while waiting:
        here = waiting.pop()
        seen.add(here)
        text = page(client, here)
        assert SECRET not in text
        for found in leads(text):
            outside = found.startswith(("http://", "https://", "/static/", "?"))
            assert outside or found.startswith((f"{home}/", home)), (here, found)
            if not outside and found not in seen:
                waiting.append(found)
    assert len(seen) > 40
    assert {one.count("/quote?") for one in seen} == {0, 1}


def test_the_page_says_what_it_is(client: Client, token: str) -> None:
    text = page(client, f"/shared/{token}")
    ends = timezone.now() + timedelta(days=30)
    assert f"Shared by a reader of Sapere · read-only · ends {ends.day} {ends:%B %Y}" in text
    assert "<form" not in text
    for gone in ("/topics", "/library", "/runs/", "Watch the research", "Export", "Copy to my topics"):
        assert gone not in text


@pytest.mark.parametrize(
    "below", ["", "/sources", "/5240fe35-86af-4229-a4e7-8d4ab5923cca", "/nowhere/at/all"]
)
def test_no_page_behind_a_link_tells_its_address(client: Client, token: str, below: str) -> None:
    answer = client.get(f"/shared/{token}{below}")
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Cache-Control"] == "private, no-store"
    assert '<meta name="referrer" content="no-referrer">' in answer.content.decode()


@pytest.mark.parametrize(
    "said", ["Not Found: {}", "GET {}?at=3 HTTP/1.1", "{}/sources", "https://a.test{} x"]
)
@pytest.mark.parametrize("where", ["/shared/", "/copy/"])
def test_no_line_of_the_log_has_the_token(said: str, where: str) -> None:
    secret = "Zq3-_x" * 7
    line = without_tokens(None, "", {"event": said.format(where + secret), "level": "info", "n": 3})
    assert secret not in str(line)
    assert where in line["event"]


def test_what_is_logged_of_a_request_passes_there(
    client: Client, capsys: pytest.CaptureFixture[str], token: str
) -> None:
    handler = logging.getLogger().handlers[0]
    record = logging.LogRecord(
        "django.request", logging.WARNING, "", 0, "Not Found: %s", (f"/shared/{token}/x",), None
    )
    assert token not in handler.format(record)
    assert "Not Found: /shared/…/x" in handler.format(record)


def test_the_list_of_all_sources_counts_no_quotes_of_a_page(client: Client, token: str) -> None:
    sources = page(client, f"/shared/{token}/sources")
    assert "found by the library agent" in sources
    assert "quotes here" not in sources and "quotes here" in page(client, f"/shared/{token}")


def test_who_reads_by_a_link_is_offered_no_notes(client: Client, token: str) -> None:
    shown = page(client, f"/shared/{token}")
    assert "selecting.js" not in shown and 'id="picked"' not in shown


def test_opening_is_counted_and_reading_on_is_not(client: Client, token: str) -> None:
    for _ in range(2):
        client.get(f"/shared/{token}")
    client.head(f"/shared/{token}")
    client.get(f"/shared/{token}/sources")
    link = Share.objects.get(token_sha256=content_hash(token))
    assert link.opened == 2
    assert link.opened_at


def test_a_revoked_link_leads_nowhere_from_the_next_request_on(
    client: Client, token: str, alices: Belongings
) -> None:
    address = f"/shared/{token}/{alices.parts['concept_id']}"
    assert "Stomata" in page(client, address)
    actions.revoke(alices.owner, Share.objects.get(token_sha256=content_hash(token)).pk)
    assert "This link is not valid any more" in page(client, address, 404)


def gone(client: Client, token: str) -> str:
    answer = client.get(f"/shared/{quote(token, safe='')}")
    assert answer.status_code == 404
    return re.sub(r"<title>.*?</title>", "", answer.content.decode())


@pytest.mark.parametrize(
    "token",
    ["x", "x" * 100_000, "\0", "A\0" * 9, "..", "%2e%2e", "\u202e", "'\"><script>", "🌱", "None", " "],
)
def test_a_token_that_is_none_is_answered_like_any_other(
    client: Client, alices: Belongings, token: str
) -> None:
    assert gone(client, token) == gone(client, "A" * 43)


def test_a_link_without_a_token_is_no_address(client: Client, alices: Belongings) -> None:
    assert client.get("/shared/").status_code == 404
    assert client.get("/shared/../topics").status_code in (404, 301)


@how(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=30)
@given(
    st.text(
        alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="/"), min_size=1, max_size=60
    )
)
def test_no_text_is_a_token(client: Client, db: None, token: str) -> None:
    assert client.get(f"/shared/{quote(token, safe='')}").status_code in (404, 301)


def test_of_an_own_document_only_what_is_quoted_is_shown(
    client: Client, token: str, alices: Belongings, store: Store
) -> None:
    source = queries.sources(alices.topic)[0]
    alices.topic.sources.filter(pk=source.pk).update(url=f"file:///home/{SECRET}/leaf.txt", agent="library")
    text = queries.text(source, store)
    address = f"/shared/{token}/sources/{source.pk}"
    shown = page(client, address)
    assert "only the paragraphs are shown that are quoted" in shown
    assert SECRET not in shown
    assert client.get(f"{address}/quote?start=0&end={len(text)}").status_code == 404
    cited = re.findall(r'data-card="([^"]+)"', page(client, f"/shared/{token}"))
    assert any(client.get(one.replace("&amp;", "&")).status_code == 200 for one in cited)


def test_the_whole_of_it_is_shown_where_the_owner_said_so(client: Client, alices: Belongings) -> None:
    token = actions.share_topic(alices.owner, alices.topic, Terms(whole=True)).token
    source = queries.sources(alices.topic)[0]
    alices.topic.sources.update(url=f"file:///home/{SECRET}/leaf.txt", agent="library")
    shown = page(client, f"/shared/{token}/sources/{source.pk}")
    assert "only the paragraphs are shown" not in shown
    assert "a document of whoever shared this" in shown
    assert SECRET not in shown


def test_a_source_of_another_topic_is_not_there(
    client: Client, token: str, bob: Person, store: Store
) -> None:
    other = belongings(bob, store, "Osmosis", library=False)
    for what in ("source_id", "concept_id"):
        below = f"sources/{other.parts[what]}" if what == "source_id" else other.parts[what]
        assert client.get(f"/shared/{token}/{below}").status_code == 404


def test_a_topic_without_a_run_can_be_read(client: Client, token: str, alices: Belongings) -> None:
    alices.topic.runs.all().delete()
    assert "Guttation" in page(client, f"/shared/{token}")
    assert Source.objects.filter(topic=Topic.objects.get(pk=alices.topic.pk)).exists()


def test_a_topic_that_has_just_begun_is_shown_as_it_is(client: Client, alice: Person, store: Store) -> None:
    run = seed(alice, store, finished=False)
    assert run.topic
    run.topic.concepts.all().delete()
    text = page(client, f"/shared/{actions.share_topic(alice, run.topic).token}")
    assert "This page is not written." in text
    assert "Watch the research" not in text
