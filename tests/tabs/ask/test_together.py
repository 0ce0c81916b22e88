from __future__ import annotations

import json

import pytest
from django.test import Client

from sapere.accounts.models import Person
from sapere.research.ports import Store
from sapere.research.replies import Answer
from sapere.topics import actions
from sapere.topics.actions import Question
from sapere.topics.models import Topic
from tests.doubles.authored import PORES, Pen, authored
from tests.exports import readers

ALL = "/topics/photosynthesis/ask/all"


@pytest.fixture
def asked(alice: Person, store: Store) -> Topic:
    """Two threads with the same answer, so that their notes have the same numbers."""
    pen = Pen.of(authored(alice, store), store)
    for words in ("What are stomata? *", "And <b>where</b> are they?"):
        waiting = actions.open_thread(alice, pen.topic, Question(words, {"scope": "topic"}))
        actions.keep_answer(waiting.pk, Answer(words, "en", (pen.quoted(PORES),)))
    return pen.topic


@pytest.mark.usefixtures("asked")
def test_all_threads_are_in_one_file_and_every_note_is_its_own(client: Client) -> None:
    answer = client.get(f"{ALL}.md")
    assert answer["Content-Disposition"] == 'attachment; filename="photosynthesis-threads.md"'
    nodes = readers.tree(answer.content, "md")
    assert sum(node["t"] == "Note" for node in nodes) == 2
    assert not {node["t"] for node in nodes} & {"RawInline", "RawBlock", "Image", "Link"}
    shown = readers.pandoc(answer.content, "md")
    assert "What are stomata? *" in shown and "And <b>where</b> are they?" in shown


@pytest.mark.usefixtures("asked")
def test_programs_read_the_same(client: Client) -> None:
    told = json.loads(client.get(f"{ALL}.json").content)
    assert told["schema"] == "sapere.threads/1" and len(told["threads"]) == 2
    question, answer = told["threads"][0]["messages"]
    assert (question["role"], answer["to"]) == ("question", question["position"])
    assert answer["content"]["sentences"][0]["citations"][0]["quote"]


@pytest.mark.usefixtures("asked")
def test_the_export_page_leads_to_both(client: Client) -> None:
    page = client.get("/topics/photosynthesis/export").content.decode()
    assert f'href="{ALL}.md" download' in page and f'href="{ALL}.json" download' in page


@pytest.mark.usefixtures("asked")
def test_nobody_else_has_them_and_there_is_no_other_form(bobs: Client, asked: Topic) -> None:
    assert bobs.get(f"{ALL}.json").status_code == 404
    Topic.objects.filter(pk=asked.pk).update(visibility=Topic.Visibility.EXAMPLE)
    assert bobs.get(f"{ALL}.exe").status_code == 404
    assert json.loads(bobs.get(f"{ALL}.json").content)["threads"] == []
