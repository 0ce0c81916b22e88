from __future__ import annotations

import io
import json
import re
import uuid
import zipfile

import pytest
from django.test import Client

from sapere.accounts.models import Person
from sapere.exports.formats import FORMATS
from sapere.research.ports import Store
from sapere.tabs.export.offers import SHELVES
from sapere.topics import actions, taking
from sapere.topics.actions.exporting import Made, keep_export, put_exported
from sapere.topics.models import Concept, Run, Topic
from tests.doubles.seeded import seed

PAGE = "/topics/photosynthesis/export"


@pytest.fixture
def run(alice: Person, store: Store) -> Run:
    return seed(alice, store)


def test_every_format_is_offered_once() -> None:
    offered = [offer.form.name for shelf in SHELVES for offer in shelf.offers if not offer.with_mine]
    assert sorted(offered) == sorted(FORMATS)


@pytest.mark.usefixtures("run")
def test_the_page_says_what_each_format_is_for(client: Client) -> None:
    page = client.get(PAGE).content.decode()
    assert len(re.findall(rf'href="{PAGE}/\w+" download', page)) == len(FORMATS)
    assert "updates the cards you have" in page


@pytest.mark.usefixtures("run")
def test_the_head_of_a_topic_leads_here(client: Client) -> None:
    assert f'href="{PAGE}"' in client.get("/topics/photosynthesis/explore").content.decode()


@pytest.mark.usefixtures("run")
@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if not form.heavy])
def test_a_file_comes_as_a_file(client: Client, name: str) -> None:
    answer = client.get(f"{PAGE}/{name}")
    assert answer.status_code == 200 and answer.content
    assert answer["Content-Disposition"] == f'attachment; filename="photosynthesis.{FORMATS[name].ending}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == FORMATS[name].media_type


@pytest.mark.usefixtures("run")
def test_word_is_made_in_a_browser_too(client: Client) -> None:
    body = client.get(f"{PAGE}/docx").content
    assert b"Chlorophyll" in zipfile.ZipFile(io.BytesIO(body)).read("word/document.xml")


@pytest.mark.usefixtures("run")
@pytest.mark.parametrize("name", ["exe", "MD", "md.html", "__class__"])
def test_what_is_no_format_is_not_found(client: Client, name: str) -> None:
    assert client.get(f"{PAGE}/{name}").status_code == 404


def _large(topic: Topic) -> None:
    """As many concepts as no slide show is made of while one waits."""
    root = topic.concepts.get(depth=0)
    Concept.objects.bulk_create(
        Concept(id=uuid.uuid4(), topic=topic, parent=root, depth=1, position=100 + n, title=f"C {n}")
        for n in range(50)
    )


def test_what_takes_long_is_made_beside_and_nothing_by_looking(client: Client, run: Run) -> None:
    assert run.topic is not None
    _large(run.topic)
    page = client.get(PAGE).content.decode()
    assert f'action="{PAGE}/pptx/make"' in page and f'href="{PAGE}/docx" download' in page
    assert client.get(f"{PAGE}/pptx")["Location"] == PAGE
    assert not Run.objects.filter(kind=Run.Kind.EXPORT).exists()


def test_it_is_asked_for_watched_and_taken(client: Client, run: Run, store: Store) -> None:
    topic = run.topic
    assert topic is not None
    assert client.post(f"{PAGE}/epub/make")["Location"] == f"{PAGE}#files"
    (made,) = taking.exports(run.owner, topic)
    assert "Waiting for its turn" in client.get(PAGE).content.decode()
    actions.take(made.pk, "worker")
    actions.tell(made.pk, "stage", {"stage": "write", "count": 3, "of": 9})
    part = client.get("/topics/photosynthesis/exports").content.decode()
    assert 'max="9" value="3"' in part and "3 of 9 pages gathered" in part and "hx-get" in part
    put_exported(store, made, "b" * 64, b"book")
    keep_export(made, Made("photosynthesis.epub", "application/epub+zip", "b" * 64, 4))
    actions.finish(made.pk, Run.State.DONE)
    page = client.get(PAGE).content.decode()
    assert f'href="/exports/{made.pk}" download' in page and "hx-get" not in page and "Kept until" in page
    answer = client.get(f"/exports/{made.pk}")
    assert (answer.content, answer["Content-Type"]) == (b"book", "application/epub+zip")
    client.post(f"/exports/{made.pk}/forget")
    assert client.get(f"/exports/{made.pk}").status_code == 404


def test_it_is_stopped_and_says_so(client: Client, run: Run) -> None:
    client.post(f"{PAGE}/epub/make")
    assert run.topic is not None
    (made,) = taking.exports(run.owner, run.topic)
    client.post(f"/exports/{made.pk}/stop")
    assert "Stopped before it began." in client.get(PAGE).content.decode()


@pytest.mark.usefixtures("run")
def test_what_is_mine_leaves_only_where_it_is_asked_for(client: Client) -> None:
    names = [
        zipfile.ZipFile(io.BytesIO(client.get(f"{PAGE}/archive{more}").content)).namelist()
        for more in ("", "?mine=1")
    ]
    assert ["mine.json" in one for one in names] == [False, True]


@pytest.mark.usefixtures("run")
@pytest.mark.parametrize("name", ["", *(f"/{name}" for name in FORMATS)])
def test_nobody_takes_out_what_is_anothers(bobs: Client, name: str) -> None:
    assert bobs.get(PAGE + name).status_code == 404


def test_while_research_goes_on_there_is_what_there_is(client: Client, alice: Person, store: Store) -> None:
    seed(alice, store, finished=False)
    told = json.loads(client.get(f"{PAGE}/json").content)
    assert len(told["pages"]) == 1 < len(told["concepts"])
    assert "This page is not written yet." in client.get(f"{PAGE}/html").content.decode()
    assert "Research still goes on" in client.get(PAGE).content.decode()


def test_a_name_in_another_script_is_kept(client: Client, alice: Person, store: Store) -> None:
    topic = seed(alice, store).topic
    assert topic is not None
    Topic.objects.filter(pk=topic.pk).update(slug="المد")
    answer = client.get("/topics/المد/export/md")
    assert "filename*=utf-8''%D8%A7%D9%84%D9%85%D8%AF.md" in answer["Content-Disposition"]
