from __future__ import annotations

import html
import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sapere import settings
from sapere.accounts.models import Person
from sapere.agents.library.files import LARGEST
from sapere.research.ports import Store
from sapere.topics import queries
from sapere.topics.models import Topic
from tests.doubles.seeded import seed
from tests.imports.material import OPML, deck

NOTES = b"# Moss\n\nMoss has no roots. It drinks through its leaves.\n\n## Peat\n\nPeat is old moss.\n"
DEEP = "<opml version='2.0'><body>" + "<outline text='x'>" * 6 + "</outline>" * 6 + "</body></opml>"


def _stored() -> set[Path]:
    return set((settings.current().data / "store").rglob("*"))


def _sent(client: Client, name: str, body: bytes) -> tuple[int, str, str]:
    answer = client.post("/import", {"file": SimpleUploadedFile(name, body)})
    return answer.status_code, answer.get("Location", ""), html.unescape(answer.content.decode())


@pytest.mark.usefixtures("alice")
def test_the_page_says_what_becomes_of_what(client: Client) -> None:
    page = client.get("/import").content.decode()
    assert 'accept=".sapere,.json,.opml,.md,.markdown,.apkg,.colpkg"' in page and "At most 50 MB." in page
    assert 'href="/import"' in client.get("/topics").content.decode()


def test_a_file_becomes_a_topic_and_is_opened(client: Client, alice: Person) -> None:
    assert _sent(client, "moss.md", NOTES)[:2] == (302, "/topics/moss/explore")
    page = client.get("/topics/moss/explore").content.decode()
    assert "Moss has no roots." in page and "Peat" in page
    assert queries.topic(alice, "moss").owner == alice


@pytest.mark.usefixtures("alice")
def test_what_did_not_come_along_is_said_with_the_way_on(client: Client) -> None:
    assert _sent(client, "deep.opml", DEEP.encode())[:2] == (302, "/import")
    page = client.get("/import").content.decode()
    assert "2 titles stood deeper" in page and 'href="/topics/x/explore"' in page


def test_what_was_exported_comes_in_again_beside_the_first(
    client: Client, alice: Person, store: Store
) -> None:
    seed(alice, store)
    for name in ("json", "archive"):
        body = client.get(f"/topics/photosynthesis/export/{name}").content
        assert _sent(client, "x", body)[0] == 302
    slugs = [one.slug for one in Topic.objects.order_by("created_at")]
    assert slugs == ["photosynthesis", "photosynthesis-2", "photosynthesis-3"]


@pytest.mark.usefixtures("alice")
@pytest.mark.parametrize(
    ("name", "body", "status", "said"),
    [
        ("a.json", b'{"schema": "sapere.topic/9"}', 400, "made by a newer Sapere: version 9"),
        ("<script>.json", json.dumps([1]).encode(), 400, "not a topic of Sapere's"),
        ("a.md", b"", 400, "The file is empty."),
        ("a.md", b"x" * (LARGEST + 1), 413, "at most 50 MB are taken here"),
    ],
    ids=["newer", "list", "empty", "large"],
)
def test_what_cannot_be_taken_is_said_and_nothing_kept(
    client: Client, name: str, body: bytes, status: int, said: str
) -> None:
    before = _stored()
    answered, _, page = _sent(client, name, body)
    assert answered == status and said in page and "Nothing of it was kept." in page
    assert not Topic.objects.exists() and _stored() == before


@pytest.mark.usefixtures("alice")
def test_a_form_without_a_file_says_so(client: Client) -> None:
    answer = client.post("/import")
    assert answer.status_code == 400 and "No file was chosen." in answer.content.decode()


ROOMS = ("explore", "map", "ask", "notes", "export", "sources", "tree", "update")


@pytest.mark.usefixtures("alice")
@pytest.mark.parametrize(("name", "body"), [("sea.opml", OPML), ("sea.apkg", deck()), ("sea.md", NOTES)])
def test_every_room_of_what_came_in_is_there(client: Client, name: str, body: bytes) -> None:
    assert _sent(client, name, body)[0] == 302
    slug = Topic.objects.get().slug
    for room in ROOMS:
        answer = client.get(f"/topics/{slug}/{room}")
        assert answer.status_code == 200, room
    for form in ("md", "json", "archive", "opml"):
        assert client.get(f"/topics/{slug}/export/{form}").status_code == 200
