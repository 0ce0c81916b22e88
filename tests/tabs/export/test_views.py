from __future__ import annotations

import io
import json
import re
import zipfile

import pytest
from django.test import Client

from sapere.accounts.models import Person
from sapere.exports.formats import FORMATS
from sapere.research.ports import Store
from sapere.tabs.export.offers import SHELVES
from sapere.topics.models import Run, Topic
from tests.doubles.seeded import seed

PAGE = "/topics/photosynthesis/export"


@pytest.fixture
def run(alice: Person, store: Store) -> Run:
    return seed(alice, store)


def test_every_format_is_offered_once() -> None:
    offered = [offer.form.name for shelf in SHELVES for offer in shelf.offers]
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
