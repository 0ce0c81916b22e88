from __future__ import annotations

import html
import re
import uuid

import pytest
from django.http import HttpResponse
from django.test import Client

from sapere.accounts.models import Person
from sapere.tabs.notes.page import MOST_SHOWN
from sapere.topics import actions, notebook, queries
from sapere.topics.actions import CardWords, Jotting, Quoted
from sapere.topics.actions.marking import LONGEST_NOTE
from sapere.topics.marks import Note
from sapere.topics.models import Concept, Topic
from tests.doubles.poisoned import ALL

ROOM = "/topics/photosynthesis/notes"
WATER = "Stomata close when water is short."


def page_of(one: Concept) -> str:
    return f"/topics/photosynthesis/explore/{one.pk}"


def said(answer: object) -> str:
    assert isinstance(answer, HttpResponse)
    return re.sub(r"\s+", " ", html.unescape(answer.content.decode()))


def shown(client: Client, path: str = ROOM, **how: str) -> str:
    answer = client.get(path, how)
    assert answer.status_code == 200
    return said(answer)


def test_a_note_is_written_and_led_to_on_its_page(client: Client, alice: Person, stomata: Concept) -> None:
    answer = client.post(ROOM, {"text": "**Pores**", "concept": str(stomata.pk)})
    (note,) = notebook.notes_on(alice, stomata.pk)
    assert answer["Location"] == f"{page_of(stomata)}#note-{note.pk}"
    assert "<strong>Pores</strong>" in shown(client, page_of(stomata))
    assert "<strong>Pores</strong>" in shown(client)


def test_the_sentence_that_was_picked_is_marked(client: Client, alice: Person, stomata: Concept) -> None:
    form = shown(client, page_of(stomata), note="1")
    fields = {
        name: html.unescape(value)
        for name, value in re.findall(r'name="((?:quote|before|after)-\d+)" value="([^"]*)"', form)
    }
    client.post(ROOM, {**fields, "pick": "-1", "text": "", "concept": str(stomata.pk)})
    (note,) = notebook.notes_on(alice, stomata.pk)
    assert note.quote == fields["quote-1"] != fields["quote-0"]
    page = client.get(page_of(stomata)).content.decode()
    assert f'<mark class="own">{html.escape(note.quote, quote=False)}</mark>' in page
    assert f'href="#note-{note.pk}"' in page


@pytest.mark.parametrize("text", ["", " ", "\u202e", "x" * (LONGEST_NOTE + 1), "x" * 100_000])
def test_what_cannot_be_kept_is_said_and_stays_typed(client: Client, topic: Topic, text: str) -> None:
    answer = client.post(ROOM, {"text": text})
    assert answer.status_code == 400
    assert 'id="problem"' in said(answer)
    assert ("x" * 1_000 in said(answer)) == ("x" in text)
    assert not Note.objects.exists()


def test_a_note_can_be_looked_at_before_it_is_kept(client: Client, stomata: Concept) -> None:
    answer = client.post(
        ROOM, {"text": "*so*", "preview": "1", "concept": str(stomata.pk), "quote": "Stomata", "before": "b"}
    )
    assert "<em>so</em>" in said(answer)
    assert 'name="quote" value="Stomata"' in said(answer) and 'name="before" value="b"' in said(answer)
    assert not Note.objects.exists()


def test_a_note_is_changed_and_deleted(client: Client, alice: Person, topic: Topic, stomata: Concept) -> None:
    note = actions.write_note(alice, topic, Jotting("old", stomata))
    assert "old" in shown(client, f"{ROOM}/{note.pk}")
    client.post(f"{ROOM}/{note.pk}", {"text": "new"})
    assert notebook.note(alice, topic, note.pk).text == "new"
    assert client.post(f"{ROOM}/{note.pk}", {"text": ""}).status_code == 400
    answer = client.post(f"{ROOM}/{note.pk}/delete", {"from": "page"})
    assert answer["Location"] == f"{page_of(stomata)}#notes"
    assert not notebook.notes(alice, topic)


def test_all_of_it_stands_in_the_order_of_the_tree(client: Client, alice: Person, topic: Topic) -> None:
    concepts = queries.concepts(topic)
    for place in (5, 2):
        actions.write_note(alice, topic, Jotting(f"note {place}", concepts[place]))
    actions.bookmark(alice, concepts[3].pk)
    actions.keep_card(alice, topic, CardWords("Front?", "Back.", concepts[4]))
    page = shown(client)
    places = [page.index(words) for words in ("note 2", concepts[3].title + "</a>", "Front?", "note 5")]
    assert places == sorted(places)
    assert "2 notes · 0 highlights · 1 bookmark · 1 card" in page


def test_more_than_there_is_room_for_at_one_place_is_cut_and_said(
    client: Client, alice: Person, topic: Topic
) -> None:
    first, second = queries.concepts(topic)[1:3]
    many = [
        Note(pk=uuid.uuid4(), owner=alice, topic=topic, concept=first, text=f"number {n}.")
        for n in range(MOST_SHOWN + 1)
    ]
    Note.objects.bulk_create(many)
    actions.write_note(alice, topic, Jotting("behind it", second))
    page = shown(client)
    assert page.count("<article") == MOST_SHOWN
    assert "There is more than one page has room for." in page
    assert f"{MOST_SHOWN + 2} notes" in page and "behind it" not in page
    Note.objects.filter(concept=first, text="number 0.").delete()
    assert "There is more" in shown(client)
    assert "There is more" not in shown(client, words="number")


def test_words_are_searched_in_all_of_it(
    client: Client, alice: Person, topic: Topic, stomata: Concept
) -> None:
    actions.write_note(alice, topic, Jotting("about ice", stomata))
    actions.keep_card(alice, topic, CardWords("Is ice hard?", "Yes."))
    actions.bookmark(alice, stomata.pk)
    assert shown(client, words="ICE").count('class="kept') == 2
    assert "Bookmarked" in shown(client, words="stoma") and "Bookmarked" not in shown(client, words="ice")
    assert "Nothing you left has these words." in shown(client, words="snow")


def test_what_is_no_longer_in_the_tree_stays_in_the_room(
    client: Client, alice: Person, topic: Topic, stomata: Concept
) -> None:
    actions.write_note(alice, topic, Jotting("kept", stomata))
    Concept.objects.filter(pk=stomata.pk).delete()
    page = shown(client)
    assert "kept" in page and "No longer in the tree" in page
    answer = client.post(ROOM, {"text": "typed meanwhile", "concept": str(stomata.pk)}, follow=True)
    assert "typed meanwhile" in said(answer)


def test_a_highlight_whose_text_was_written_anew_is_not_lost(
    client: Client, alice: Person, topic: Topic, stomata: Concept
) -> None:
    actions.write_note(alice, topic, Jotting("mine", stomata, quoted=Quoted("It read so once.")))
    page = shown(client, page_of(stomata))
    assert page.index("Notes on text that has changed") < page.index("It read so once.")
    assert '<mark class="own">' not in page


def test_bookmarks_are_set_and_taken_away(
    client: Client, alice: Person, topic: Topic, stomata: Concept
) -> None:
    at = f"/topics/photosynthesis/marks/{stomata.pk}/bookmark"
    assert client.post(at)["Location"] == page_of(stomata)
    assert notebook.bookmarks(alice, topic) == {stomata.pk}
    assert client.post(at, {"off": "1", "from": "notes"})["Location"] == ROOM
    assert notebook.bookmarks(alice, topic) == frozenset()


def test_a_page_counts_as_unread_until_it_is_opened_again(
    client: Client, alice: Person, topic: Topic, stomata: Concept
) -> None:
    client.get(page_of(stomata))
    assert stomata.pk in notebook.visits(alice, topic)
    answer = client.post(f"/topics/photosynthesis/marks/{stomata.pk}/unread", follow=True)
    assert "counts as unread" in said(answer)
    assert notebook.visits(alice, topic) == {}
    client.get(page_of(stomata))
    assert stomata.pk in notebook.visits(alice, topic)


@pytest.mark.parametrize("name", ["md", "csv", "apkg"])
def test_all_of_it_leaves_as_a_file(
    client: Client, alice: Person, topic: Topic, stomata: Concept, name: str
) -> None:
    actions.write_note(alice, topic, Jotting("=mine", stomata, quoted=Quoted(WATER)))
    actions.keep_card(alice, topic, CardWords("Front?", "Back.", stomata))
    answer = client.get(f"{ROOM}/as/{name}")
    assert f'filename="photosynthesis-notes.{name}"' in answer["Content-Disposition"]
    body = answer.content
    assert body[:2] == b"PK" if name == "apkg" else WATER.encode() in body
    assert name != "csv" or b"'=mine" in body


def test_there_are_no_other_files(client: Client, topic: Topic) -> None:
    assert client.get(f"{ROOM}/as/exe").status_code == 404


def test_hostile_words_are_words(client: Client, alice: Person, topic: Topic, stomata: Concept) -> None:
    actions.write_note(alice, topic, Jotting(ALL, stomata, quoted=Quoted(ALL), about=ALL))
    actions.keep_card(alice, topic, CardWords(ALL, ALL))
    for path in (ROOM, page_of(stomata), f"{ROOM}?words=script"):
        page = client.get(path).content.decode()
        assert not any(tag in page for tag in ("<img", "<iframe", "alert(2)</script>", 'href="javascript:'))


def test_another_person_finds_nothing(client: Client, bobs: Client, alice: Person, topic: Topic) -> None:
    note = actions.write_note(alice, topic, Jotting("mine"))
    Topic.objects.update(visibility="example")
    assert "mine" not in shown(bobs)
    for answer in (
        bobs.get(f"{ROOM}/{note.pk}"),
        bobs.post(f"{ROOM}/{note.pk}", {"text": "yours"}),
        bobs.post(f"{ROOM}/{note.pk}/delete"),
        bobs.get(f"{ROOM}/{uuid.uuid4()}"),
    ):
        assert answer.status_code == 404
    assert notebook.note(alice, topic, note.pk).text == "mine"


def test_a_reader_of_an_example_has_notes_of_their_own(
    bobs: Client, bob: Person, topic: Topic, stomata: Concept
) -> None:
    Topic.objects.update(visibility="example")
    bobs.post(ROOM, {"text": "bob's", "concept": str(stomata.pk)})
    bobs.post(f"/topics/photosynthesis/marks/{stomata.pk}/bookmark")
    assert "bob's" in shown(bobs, page_of(stomata))
    assert notebook.bookmarks(bob, topic) == {stomata.pk}


def test_the_topics_with_something_in_them_are_listed(client: Client, alice: Person, topic: Topic) -> None:
    assert "Nothing yet." in shown(client, "/notes")
    actions.write_note(alice, topic, Jotting("mine"))
    assert "1 note" in shown(client, "/notes")
