from __future__ import annotations

import html
import re

import pytest
from django.http import HttpResponse
from django.test import Client

from sapere.accounts.models import Person
from sapere.research.ports import Store
from sapere.research.shapes import Citation
from sapere.topics import actions, notebook, queries
from sapere.topics.actions import CardWords
from sapere.topics.actions.marking import LONGEST_NOTE
from sapere.topics.marks import Card
from sapere.topics.models import Concept, Topic
from tests.doubles.poisoned import ALL
from tests.doubles.seeded import seed

NEW = "/topics/photosynthesis/cards/new"
DAY = "Most plants open them by day and close them at night."
ASKED = "When are they open?"


def said(answer: object) -> str:
    assert isinstance(answer, HttpResponse)
    return re.sub(r"\s+", " ", html.unescape(answer.content.decode()))


def page_of(one: Concept) -> str:
    return f"/topics/photosynthesis/explore/{one.pk}"


def form(concept: Concept, **more: str) -> dict[str, str]:
    return {"concept": str(concept.pk), "front": ASKED, "back": DAY, "quote": DAY, **more}


def only(alice: Person, topic: Topic) -> Card:
    (card,) = notebook.cards(alice, topic)
    return card


def test_a_card_is_kept_with_what_its_words_rest_on(
    client: Client, alice: Person, topic: Topic, stomata: Concept
) -> None:
    answer = client.post(NEW, form(stomata))
    card = only(alice, topic)
    assert answer["Location"] == f"{page_of(stomata)}?carded={card.pk}"
    assert (card.front, card.back, card.concept) == (ASKED, DAY, stomata)
    assert [one["quote"] for one in card.citations] == [DAY]
    page = said(client.get(answer["Location"]))
    assert "Kept among your cards." in page and f"/topics/photosynthesis/notes#card-{card.pk}" in page


def test_citations_are_never_taken_from_the_browser(
    client: Client, alice: Person, topic: Topic, stomata: Concept
) -> None:
    forged = {"citations": '[{"source": "x", "quote": "y"}]', "source": "x", "quote": "Moons are made of it."}
    client.post(NEW, form(stomata, **forged))
    assert only(alice, topic).citations == []


def test_a_card_worded_anew_rests_on_the_words_it_was_made_of(
    client: Client, alice: Person, topic: Topic, stomata: Concept
) -> None:
    client.post(NEW, form(stomata, back="By day."))
    card = only(alice, topic)
    assert card.back == "By day." and [one["quote"] for one in card.citations] == [DAY]


@pytest.mark.parametrize(
    ("back", "cited"), [("close them at night", 1), ("In my own words.", 0), ("them", 0)]
)
def test_without_chosen_words_the_back_is_looked_for(
    client: Client, alice: Person, topic: Topic, stomata: Concept, back: str, cited: int
) -> None:
    client.post(NEW, form(stomata, quote="", back=back))
    assert len(only(alice, topic).citations) == cited


def test_the_form_has_the_words_on_the_back_and_invents_no_question(client: Client, stomata: Concept) -> None:
    answer = client.get(NEW, {"concept": str(stomata.pk), "words": DAY})
    page = said(answer)
    assert answer.status_code == 200
    assert re.search(r'<textarea id="front"[^>]* autofocus> ?</textarea>', page)
    assert f"{DAY}</textarea>" in page and f'name="quote" value="{DAY}"' in page
    assert stomata.title in page
    assert not Card.objects.exists()


def test_the_sentence_that_was_picked_on_the_page_begins_a_card(client: Client, stomata: Concept) -> None:
    page = html.unescape(client.get(page_of(stomata), {"note": "0"}).content.decode())
    assert f'formaction="{NEW}"' in page
    fields = dict(re.findall(r'name="((?:quote|before|after)-\d+)" value="([^"]*)"', page))
    answer = client.post(NEW, {**fields, "pick": "-2", "concept": str(stomata.pk), "begin": ""})
    assert answer.status_code == 200
    assert f"{fields['quote-2']}</textarea>" in said(answer)
    assert not Card.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"front": " \u202e"}, "Write a question for the front."),
        ({"back": ""}, "Write what answers it for the back."),
        ({"front": "x" * (LONGEST_NOTE + 1)}, "a side of a card has room for 20,000"),
        ({"back": "ش" * (LONGEST_NOTE + 1)}, "a side of a card has room for 20,000"),
        ({"front": "", "back": ""}, "Write a question for the front."),
    ],
)
def test_what_cannot_be_kept_is_said_and_stays_typed(
    client: Client, stomata: Concept, wrong: dict[str, str], problem: str
) -> None:
    answer = client.post(NEW, form(stomata, **wrong))
    page, typed = said(answer), form(stomata, **wrong)
    assert answer.status_code == 400
    assert problem in page and page.count('aria-invalid="true"') == 1 and page.count(" autofocus") == 1
    assert all(typed[side].strip(" \u202e") in page for side in ("front", "back"))
    assert f'name="quote" value="{DAY}"' in page
    assert not Card.objects.exists()


def test_a_concept_that_is_gone_meanwhile_does_not_lose_what_was_typed(
    client: Client, alice: Person, topic: Topic, stomata: Concept
) -> None:
    typed = form(stomata)
    Concept.objects.filter(pk=stomata.pk).delete()
    assert client.get(NEW, {"concept": typed["concept"]}).status_code == 404
    answer = client.post(NEW, typed, follow=True)
    card = only(alice, topic)
    assert (card.concept, card.citations) == (None, [])
    assert ASKED in said(answer)


@pytest.mark.parametrize("concept", ["0d1f5a6e-4c1b-4f0e-9a57-3f2f8f7f1c11", "x", "\0", "' OR 1=1"])
def test_no_other_concept_has_a_form(client: Client, topic: Topic, concept: str) -> None:
    assert client.get(NEW, {"concept": concept}).status_code == 404


def test_a_concept_of_another_topic_is_none(
    client: Client, alice: Person, store: Store, topic: Topic
) -> None:
    other = seed(alice, store, topic="Osmosis").topic
    assert other is not None
    theirs = next(one for one in queries.concepts(other) if one.title == "Stomata")
    assert client.get(NEW, {"concept": str(theirs.pk)}).status_code == 404
    client.post(NEW, form(theirs))
    assert (only(alice, topic).concept, only(alice, topic).citations) == (None, [])


def test_a_card_of_the_topic_needs_no_concept(client: Client, alice: Person, topic: Topic) -> None:
    assert client.get(NEW).status_code == 200
    answer = client.post(NEW, {"front": "What?", "back": "That."})
    assert answer["Location"] == f"/topics/photosynthesis/notes#card-{only(alice, topic).pk}"


def test_the_topic_s_own_page_has_cards_too(client: Client, alice: Person, topic: Topic) -> None:
    root = queries.root(topic)
    assert root is not None
    answer = client.post(NEW, form(root, quote="Nearly all food on land begins with it."))
    assert answer["Location"].startswith("/topics/photosynthesis/explore?carded=")
    assert len(only(alice, topic).citations) == 1


def test_only_an_example_can_be_carded_by_another(client: Client, bob: Person, stomata: Concept) -> None:
    client.force_login(bob)
    assert client.get(NEW).status_code == client.post(NEW, form(stomata)).status_code == 404
    Topic.objects.update(visibility="example")
    assert client.get(NEW, {"concept": str(stomata.pk)}).status_code == 200
    client.post(NEW, form(stomata))
    assert Card.objects.get().owner == bob


def test_nothing_is_kept_for_another_house_s_form(stomata: Concept) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(NEW, form(stomata)).status_code == 403
    assert not Card.objects.exists()


def test_hostile_words_are_words(client: Client, alice: Person, topic: Topic, stomata: Concept) -> None:
    Concept.objects.filter(pk=stomata.pk).update(title=ALL[:300])
    answers = [
        client.get(NEW, {"concept": str(stomata.pk), "words": f"</textarea>{ALL}"}),
        client.post(NEW, form(stomata, front=f"</textarea>{ALL}", back="", quote=ALL, before=ALL, after=ALL)),
        client.post(NEW, form(stomata, front=ALL, back=ALL, quote=ALL), follow=True),
        client.get(page_of(stomata), {"carded": f'">{ALL}'}),
        client.get("/topics/photosynthesis/notes"),
    ]
    for answer in answers:
        page = answer.content.decode()
        assert page.count("</textarea>") == page.count("<textarea")
        assert not any(tag in page for tag in ("<img", "<iframe", "alert(2)</script>", 'href="javascript:'))


def test_arabic_words_and_a_title_of_300_letters_have_room(
    client: Client, alice: Person, topic: Topic, stomata: Concept
) -> None:
    Concept.objects.filter(pk=stomata.pk).update(title="ثغور " * 60)
    arabic = "الثغور مسامّ في أسفل الورقة."
    assert arabic in said(client.get(NEW, {"concept": str(stomata.pk), "words": arabic}))
    client.post(NEW, form(stomata, front="ما الثغور؟", back=arabic))
    assert (only(alice, topic).front, only(alice, topic).back) == ("ما الثغور؟", arabic)


def test_a_card_shows_what_it_rests_on_and_takes_it_along(
    client: Client, alice: Person, topic: Topic, stomata: Concept
) -> None:
    client.post(NEW, form(stomata))
    card = only(alice, topic)
    (cited,) = card.citations
    source = queries.source(topic, cited["source"])
    room = said(client.get("/topics/photosynthesis/notes"))
    at = f"/topics/photosynthesis/sources/{source.pk}?at={cited['start']}#p{cited['start']}"
    assert f'<a href="{at}" dir="auto">{source.number}. {source.title}</a>' in room
    assert ASKED in client.get("/topics/photosynthesis/notes/as/csv").content.decode()
    assert client.get("/topics/photosynthesis/notes/as/apkg").content[:2] == b"PK"


def test_a_card_of_an_answer_from_the_library_rests_on_none_of_the_topic_s_sources(
    client: Client, alice: Person, topic: Topic
) -> None:
    of_library = Citation("5e" * 32, DAY, 0, len(DAY))
    actions.keep_card(alice, topic, CardWords(ASKED, DAY, citations=[of_library]))
    room = client.get("/topics/photosynthesis/notes")
    assert room.status_code == 200
    assert ASKED in said(room) and "Rests on" not in said(room)
    assert client.get("/topics/photosynthesis/notes/as/apkg").content[:2] == b"PK"


def test_a_card_is_deleted_by_its_owner(client: Client, alice: Person, topic: Topic) -> None:
    card = actions.keep_card(alice, topic, CardWords("Front?", "Back."))
    at = f"/topics/photosynthesis/cards/{card.pk}/delete"
    assert client.get(at).status_code == 405
    assert client.post(at)["Location"] == "/topics/photosynthesis/notes"
    assert client.post(at).status_code == 404
