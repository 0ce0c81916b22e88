from __future__ import annotations

import asyncio
import html
import re
import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.http import HttpResponse
from django.test import AsyncClient, Client
from django.urls import resolve
from django.utils import timezone

from sapere import settings
from sapere.accounts.models import Person
from sapere.research.answer import answer as engine
from sapere.research.ports import Store
from sapere.research.replies import Answer
from sapere.tabs.ask.urls import urlpatterns
from sapere.topics import actions, queries
from sapere.topics.actions import Question
from sapere.topics.marks import Card, Note
from sapere.topics.models import LibraryItem, Run, Topic
from sapere.topics.shelves import Place, finder
from sapere.topics.talks import Message, Thread
from tests.doubles.authored import PORES
from tests.doubles.seeded import seed

ROOM = "/topics/photosynthesis/ask"
STOMATA = "What are stomata?"
TRICK = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


@pytest.fixture
def run(alice: Person, store: Store) -> Run:
    return seed(alice, store)


def ask(client: Client, question: str = STOMATA, *, at: str = ROOM, **more: str) -> str:
    """The page that one is led to."""
    answer = client.post(at, {"question": question, **more}, follow=True)
    assert answer.status_code == 200, answer.content.decode()
    return said(answer)


def said(answer: object) -> str:
    assert isinstance(answer, HttpResponse)
    return re.sub(r"\s+", " ", html.unescape(answer.content.decode()))


def thread_address(thread: Thread) -> str:
    return f"/topics/{thread.topic.slug}/ask/{thread.pk}"


def concept_scope(run: Run, title: str) -> str:
    assert run.topic is not None
    return f"concept:{next(one.pk for one in queries.concepts(run.topic) if one.title == title)}"


@pytest.mark.usefixtures("run")
def test_the_room_offers_a_form_and_questions_from_what_was_read(client: Client) -> None:
    page = said(client.get(ROOM))
    assert '<a href="/topics/photosynthesis/ask" aria-current="page">' in page
    assert len(re.findall(r'<button name="question" value="[^"]+"', page)) == 4
    assert "answers are sentences of the sources, word for word" in page


@pytest.mark.usefixtures("run")
def test_a_question_is_answered_in_quotes_with_the_direct_sentence_first(client: Client) -> None:
    page = ask(client)
    direct = re.search(r'<p class="direct".*?</p>', page)
    assert direct and "Stomata are pores, mostly on the underside of leaves" in direct[0]
    assert "Quoted from the sources, the best sentence first" in page
    assert re.search(
        r'class="cite quoted" href="/topics/photosynthesis/sources/[^"]+#p\d+" data-card="', direct[0]
    )
    assert "How plants make sugar" in page
    assert "Written by" not in page


@pytest.mark.usefixtures("run")
def test_what_is_suggested_is_asked_of_its_concept(client: Client) -> None:
    scope = r'name="scope" value="(concept:[^"]+)"><button name="question" value="([^"]+)"'
    place, question = re.findall(scope, said(client.get(ROOM)))[0]
    assert "in “" in ask(client, question, scope=place)


@pytest.mark.usefixtures("run")
def test_the_card_of_an_answer_opens(client: Client) -> None:
    card = re.search(r'data-card="([^"]+)"', ask(client))
    assert card and "<mark>Stomata are pores" in said(client.get(card[1]))


@pytest.mark.usefixtures("run")
def test_what_the_sources_do_not_have_is_said_and_can_be_researched(client: Client) -> None:
    page = ask(client, "Who won the football world cup in 1998?")
    assert "Not in these sources." in page
    assert 'name="topic" value="Who won the football world cup in 1998?"' in page
    assert 'class="found"' not in page


@pytest.mark.usefixtures("run")
def test_a_follow_up_stays_in_the_thread(client: Client) -> None:
    ask(client)
    thread = Thread.objects.get()
    page = ask(client, "What does chlorophyll absorb?", at=thread_address(thread))
    assert Thread.objects.count() == 1
    assert [one.position for one in thread.messages.all()] == [1, 2, 3, 4]
    assert page.count('class="direct"') == 2


def test_a_concept_is_asked_alone(client: Client, run: Run) -> None:
    page = ask(client, scope=concept_scope(run, "Rubisco"))
    assert "Not in these sources." in page
    assert "in “Rubisco”" in page
    assert "abundant protein" in ask(
        client, "What is Rubisco thought to be?", scope=concept_scope(run, "Rubisco")
    )


def test_all_that_one_has_is_asked_and_what_is_another_topics_says_so(
    client: Client, alice: Person, run: Run, store: Store
) -> None:
    assert run.topic is not None
    Topic.objects.create(id=uuid.uuid4(), owner=alice, slug="empty", asked="empty", title="Empty")
    page = ask(client, at="/topics/empty/ask", scope="all")
    assert "Stomata are pores" in page
    assert '<span class="quiet" dir="auto">Photosynthesis</span>' in page
    assert "Not in these sources." in ask(client, at="/topics/empty/ask")


def test_the_numbers_of_another_topics_sources_have_a_card_too(
    client: Client, alice: Person, run: Run, bobs: Client
) -> None:
    Topic.objects.create(id=uuid.uuid4(), owner=alice, slug="empty", asked="empty", title="Empty")
    mine = Client()
    card = re.search(r'data-card="([^"]+/card[^"]+)"', ask(mine, at="/topics/empty/ask", scope="all"))
    assert card
    shown = said(mine.get(card[1]))
    assert f"<mark>{PORES}</mark>" in shown and "Photosynthesis" in shown
    assert "Open at passage" in shown and "data-copy=" in shown
    page = said(mine.get(card[1], headers={"Sec-Fetch-Dest": "document"}))
    assert "Back to the answer" in page and f"<mark>{PORES}</mark>" in page
    assert client.get(card[1]).status_code == 404, "it is somebody else's"
    for wrong in ("9-9", "0-7", "-1-0", "", "x", "0-0-0", "٣-٣"):
        assert mine.get(card[1].partition("?")[0], {"at": wrong}).status_code == 404


def test_a_document_of_the_library_has_a_card(client: Client, alice: Person, run: Run, store: Store) -> None:
    assert run.topic is not None
    source = run.topic.sources.get(number=1)
    LibraryItem.objects.create(
        id=uuid.uuid4(),
        owner=alice,
        locator="file:///leaf.md",
        root="/",
        state="read",
        snapshot=source.snapshot,
    )
    Topic.objects.create(id=uuid.uuid4(), owner=alice, slug="empty", asked="empty", title="Empty")
    run.topic.delete()
    card = re.search(
        r'href="([^"]+)" data-card="([^"]+/card[^"]+)"', ask(client, at="/topics/empty/ask", scope="all")
    )
    assert card and card[1] == card[2]
    shown = said(client.get(card[2]))
    assert f"<mark>{PORES}</mark>" in shown and "leaf.md" in shown and "Open at passage" not in shown


@pytest.mark.usefixtures("run")
def test_an_answer_becomes_a_note_and_a_card_once(client: Client, alice: Person) -> None:
    page = ask(client)
    answer = Message.objects.get(role="answer")
    keep = f"{thread_address(answer.thread)}/{answer.pk}/keep"
    assert page.count(f'action="{keep}"') == 2
    for _ in range(2):
        client.post(keep, {"as": "note"})
        page = said(client.post(keep, {"as": "card"}, follow=True))
    assert "In your notes" in page and "In your cards" in page and f'action="{keep}"' not in page
    note, card = Note.objects.get(owner=alice), Card.objects.get(owner=alice)
    assert (note.about, note.message) == (STOMATA, answer)
    assert PORES in note.text and "\\[1\\] How plants make sugar" in note.text
    assert (card.front, card.back) == (STOMATA, PORES)
    assert card.citations[0]["quote"] == PORES
    shown = said(client.get("/topics/photosynthesis/notes"))
    assert PORES in shown and STOMATA in shown
    client.post(f"{thread_address(answer.thread)}/delete")
    assert Note.objects.exists() and Card.objects.exists(), "what was kept stays"


@pytest.mark.usefixtures("run")
def test_what_says_nothing_is_not_kept(client: Client, alice: Person, run: Run) -> None:
    ask(client, "Who won the football world cup in 1998?")
    for answer in (Message.objects.get(role="answer"), waiting(alice, run, 0)):
        keep = f"{thread_address(answer.thread)}/{answer.pk}/keep"
        assert client.post(keep, {"as": "card"}).status_code == 404
        assert keep not in said(client.get(thread_address(answer.thread)))
    assert not Card.objects.exists()


@pytest.mark.usefixtures("run")
def test_a_tutors_answer_is_kept_with_the_question_of_its_talk(client: Client) -> None:
    asked = "Where do the light reactions take place?"
    ask(client, asked, mode="tutor")
    at = thread_address(Thread.objects.get())
    hint = Message.objects.get(role="answer")
    assert client.post(f"{at}/{hint.pk}/keep", {"as": "card"}).status_code == 404
    ask(client, "I would say somewhere in the chloroplast", at=at)
    client.post(at, {"show": "1"})
    client.post(f"{at}/{Message.objects.filter(role='answer').last().pk}/keep", {"as": "card"})  # type: ignore[union-attr]
    card = Card.objects.get()
    assert card.front == asked and card.back == card.citations[0]["quote"]
    assert "in the membranes of the thylakoids" in card.back


def test_questions_about_what_was_read_are_offered_first(client: Client, alice: Person, run: Run) -> None:
    assert run.topic is not None
    last = [one for one in queries.concepts(run.topic) if one.depth][-1]
    before = re.findall(r'<button name="question" value="([^"]+)"', said(client.get(ROOM)))
    actions.visit(alice, last.pk)
    after = re.findall(r'<button name="question" value="([^"]+)"', said(client.get(ROOM)))
    assert last.title.lower() in after[0].lower() and after[0] != before[0]
    assert after[1:] == before[:3]


def test_all_does_not_reach_what_is_somebody_elses(bobs: Client, bob: Person, run: Run) -> None:
    Topic.objects.create(id=uuid.uuid4(), owner=bob, slug="mine", asked="mine", title="Mine")
    assert "Not in these sources." in ask(bobs, at="/topics/mine/ask", scope="all")


def test_a_growing_topic_answers_from_what_was_read(client: Client, alice: Person, store: Store) -> None:
    seed(alice, store, finished=False)
    assert "still growing" in said(client.get(ROOM))
    assert "Stomata are pores" in ask(client)


@pytest.mark.usefixtures("run")
@pytest.mark.parametrize("question", ["", " ", "?", "x" * 100_000, "\0"])
def test_what_is_no_question_is_refused_with_a_reason_and_nothing_is_kept(
    client: Client, question: str
) -> None:
    answer = client.post(ROOM, {"question": question})
    assert answer.status_code == 400
    assert 'role="alert"' in said(answer)
    assert not Thread.objects.exists()


@pytest.mark.usefixtures("run")
@pytest.mark.parametrize(
    "question", ["x", "ما هي الثغور في أوراق النبات؟", "光合作用是什么？", TRICK, "a" * 2_000]
)
def test_anything_else_is_answered_or_not_in_these_sources(client: Client, question: str) -> None:
    page = client.post(ROOM, {"question": question}, follow=True)
    assert page.status_code == 200
    assert b"<script>alert" not in page.content and b"<img" not in page.content
    assert Message.objects.get(role="answer").state == "whole"


@pytest.mark.usefixtures("run")
def test_markup_in_answers_is_words(client: Client) -> None:
    ask(client, TRICK)
    answer = Message.objects.get(role="answer")
    sentence = {"text": TRICK, "state": "supported", "citations": [], "kind": "prose"}
    answer.content = {
        **(answer.content or {}),
        "abstained": False,
        "sentences": [sentence],
        "writer": TRICK,
        "fallback": TRICK,
    }
    answer.save()
    thread = Thread.objects.get()
    page = client.get(thread_address(thread)).content.decode() + client.get(ROOM).content.decode()
    assert "<script>alert" not in page and "<img" not in page
    assert "<script" not in client.get(f"{thread_address(thread)}.md").content.decode()


@pytest.mark.usefixtures("run")
def test_threads_are_found_by_words_of_questions_and_answers(client: Client) -> None:
    ask(client)
    ask(client, "What does chlorophyll absorb?")
    for words, count in (("underside LEAVES", 1), ("chlorophyll", 1), ("", 2), ("football", 0)):
        assert said(client.get(ROOM, {"words": words})).count('<span class="name"') == count


@pytest.mark.usefixtures("run")
def test_a_thread_is_deleted_with_all_in_it(client: Client) -> None:
    ask(client)
    client.post(f"{thread_address(Thread.objects.get())}/delete")
    assert not Thread.objects.exists() and not Message.objects.exists()
    assert Topic.objects.exists()


@pytest.mark.usefixtures("run")
def test_a_thread_leaves_as_markdown_with_footnotes(client: Client) -> None:
    ask(client)
    answer = client.get(f"{thread_address(Thread.objects.get())}.md")
    text = answer.content.decode()
    assert "# What are stomata?" in text and "Stomata are pores" in text
    marks, notes = set(re.findall(r"\[\^(\d+-\d+)\](?!:)", text)), set(re.findall(r"\[\^(\d+-\d+)\]:", text))
    assert marks == notes and "2-1" in marks
    assert "[^2-1]: How plants make sugar" in text
    assert "attachment" in answer["Content-Disposition"]


@pytest.mark.usefixtures("run")
def test_a_question_is_answered_again_below_or_worded_anew(client: Client) -> None:
    ask(client)
    thread, question = Thread.objects.get(), Message.objects.get(role="question")
    client.post(f"{thread_address(thread)}/{question.pk}/again")
    assert question.answers.count() == 2
    page = said(client.get(f"{thread_address(thread)}?edit={question.pk}"))
    assert re.search(r"<textarea[^>]*>What are stomata\?</textarea>", page)


def waiting(alice: Person, run: Run, seconds: int) -> Message:
    """An answer whose maker was last seen so many seconds ago."""
    assert run.topic is not None
    answer = actions.open_thread(alice, run.topic, Question(STOMATA, {"scope": "topic"}))
    Message.objects.filter(pk=answer.pk).update(beat_at=timezone.now() - timedelta(seconds=seconds))
    return answer


def test_a_question_is_there_before_its_answer(client: Client, alice: Person, run: Run) -> None:
    answer = waiting(alice, run, 0)
    page = said(client.get(thread_address(answer.thread)))
    assert "What are stomata?" in page and "A model is answering" in page
    at = f"{thread_address(answer.thread)}/{answer.pk}"
    assert f'data-part="{at}" data-events="{at}/events" data-told="0"' in page


def test_an_answer_whose_maker_is_gone_is_cut_and_can_be_tried_again(
    client: Client, alice: Person, run: Run
) -> None:
    answer = waiting(alice, run, 30)
    page = said(client.get(thread_address(answer.thread)))
    assert "Cut off: whoever was answering is gone. Your question is kept." in page
    assert "Try again" in page and "data-events" not in page
    again = client.post(f"{thread_address(answer.thread)}/{answer.to_id}/again", follow=True)
    assert "Stomata are pores" in said(again)
    assert [one.state for one in answer.thread.messages.filter(role="answer")] == ["cut", "whole"]


def test_stopping_keeps_what_is_there(client: Client, alice: Person, run: Run) -> None:
    answer = waiting(alice, run, 0)
    page = client.post(f"{thread_address(answer.thread)}/{answer.pk}/stop", follow=True)
    assert "Stopped before there was an answer." in said(page)


def test_a_page_that_waits_is_told_nothing_until_there_is_something(
    client: Client, alice: Person, run: Run
) -> None:
    answer = waiting(alice, run, 0)
    at = f"{thread_address(answer.thread)}/{answer.pk}"
    asks = {"HTTP_HX_REQUEST": "true"}
    assert client.get(f"{at}?after=0", **asks).status_code == 204  # type: ignore[arg-type]
    assert client.get(at).status_code == 302
    actions.stop_answer(answer)
    told = said(client.get(f"{at}?after=0", **asks))  # type: ignore[arg-type]
    assert told.startswith('<section class="answer stopped"') and "data-events" not in told


async def sent(address: str, after: str = "") -> list[str]:
    """What a stream says that ends."""
    answer = await AsyncClient().get(f"{address}/events", headers={"Last-Event-ID": after})
    assert answer["Content-Type"].startswith("text/event-stream")
    return [part.decode() async for part in answer.streaming_content]  # type: ignore[attr-defined]


@pytest.mark.django_db(transaction=True)
def test_sentences_are_streamed_as_they_pass_and_kept_for_whoever_comes_later(
    alice: Person, run: Run, store: Store
) -> None:
    answer = waiting(alice, run, 0)
    quoted = ask_here(run, alice)
    first = replace(quoted, sentences=quoted.sentences[:1], writer="openai:gpt-fake")
    actions.keep_draft(answer.pk, first)
    page = said(Client().get(thread_address(answer.thread)))
    assert "is answering. These sentences have passed the check:" in page and 'data-told="1"' in page
    actions.keep_answer(answer.pk, replace(first, sentences=quoted.sentences))
    at = f"{thread_address(answer.thread)}/{answer.pk}"
    parts = asyncio.run(sent(at, "1"))
    assert parts[1].startswith("id: 2\nevent: state\n") and 'class="answer whole"' in parts[1]
    assert parts[-1] == "id: 2\nevent: end\ndata: \n\n"


def ask_here(run: Run, alice: Person) -> Answer:
    assert run.topic is not None
    with finder(Place(alice, run.topic), settings.current()) as look_for:
        return engine(STOMATA, look_for(STOMATA, "en"), language="en")


@pytest.mark.django_db(transaction=True)
def test_a_stream_ends_when_the_maker_falls_silent_or_the_thread_is_deleted(alice: Person, run: Run) -> None:
    answer = waiting(alice, run, 30)
    at = f"{thread_address(answer.thread)}/{answer.pk}"
    assert "Cut off" in asyncio.run(sent(at))[1]
    answer = waiting(alice, run, 0)
    at = f"{thread_address(answer.thread)}/{answer.pk}"

    async def deleted() -> list[str]:
        reply = await AsyncClient().get(f"{at}/events")
        coming = aiter(reply.streaming_content)  # type: ignore[attr-defined]
        parts = [(await anext(coming)).decode()]
        await sync_to_async(actions.delete_thread)(answer.thread)
        return parts + [part.decode() async for part in coming]

    assert asyncio.run(deleted())[-1].startswith("id: 0\nevent: end\n")


def test_a_concept_that_is_gone_is_said_to_be_gone(client: Client, run: Run) -> None:
    ask(client, scope=concept_scope(run, "Rubisco"))
    scope = concept_scope(run, "Rubisco")
    assert run.topic is not None
    run.topic.concepts.get(title="Rubisco").delete()
    answer = client.post(ROOM, {"question": STOMATA, "scope": scope})
    assert answer.status_code == 400 and "no longer in the tree" in said(answer)
    question = Message.objects.get(role="question")
    client.post(f"{thread_address(Thread.objects.get())}/{question.pk}/again")
    assert "no longer in the tree" in question.answers.latest("position").reason


@pytest.mark.usefixtures("run")
def test_the_tutor_hints_before_it_shows(client: Client) -> None:
    page = ask(client, "Where do the light reactions take place?", mode="tutor")
    thread = Thread.objects.get()
    assert "thylakoids" not in page and "Hint 1" in page
    assert re.search(r'<ol class="cited".*?<a href="/topics/photosynthesis/[^"]+" dir="auto">', page)
    assert "The answer can be shown once you have tried" in page
    page = ask(client, "I would say somewhere in the chloroplast", at=thread_address(thread))
    assert "Show answer" in page
    page = said(client.post(thread_address(thread), {"show": "1"}, follow=True))
    assert "in the membranes of the thylakoids" in page
    assert 'class="cite quoted"' in page and "That is the answer." in page


@pytest.mark.usefixtures("run")
def test_the_tutor_does_not_show_without_an_attempt_though_it_is_asked_to(client: Client) -> None:
    ask(client, "Where do the light reactions take place?", mode="tutor")
    page = said(client.post(thread_address(Thread.objects.get()), {"show": "1"}, follow=True))
    assert "thylakoids" not in page
    assert client.post(thread_address(Thread.objects.get()), {"question": "…"}).status_code == 400


def routes(answer: Message) -> list[tuple[str, str]]:
    at = thread_address(answer.thread)
    return [
        ("get", at), ("post", at), ("get", f"{at}.md"), ("post", f"{at}/delete"),
        ("get", f"{at}/{answer.pk}/card?at=0-0"), ("post", f"{at}/{answer.pk}/keep"),
        ("get", f"{at}/{answer.pk}"), ("get", f"{at}/{answer.pk}/events"), ("post", f"{at}/{answer.pk}/stop"), ("post", f"{at}/{answer.to_id}/again"),
    ]  # fmt: skip


def test_no_route_is_forgotten(alice: Person, run: Run) -> None:
    """Whoever adds one adds it to those that are refused."""
    named = {
        resolve(address.partition("?")[0]).url_name
        for _, address in [*routes(waiting(alice, run, 0)), ("get", ROOM), ("get", f"{ROOM}/all.md")]
    }
    assert named == {one.name for one in urlpatterns}


def body(answer: object) -> str:
    """Without what is another in every answer."""
    own = r'value="[^"]+"|<code>[0-9a-f]{8}</code>|[0-9a-f]{8}-[0-9a-f-]{27}'
    return re.sub(own, "", said(answer))


def test_charlie_is_refused_what_is_alices_in_the_words_of_what_is_missing(
    client: Client, alice: Person, run: Run, bobs: Client
) -> None:
    answer = waiting(alice, run, 0)
    for method, address in [*routes(answer), ("get", ROOM), ("post", ROOM), ("get", f"{ROOM}/all.md")]:
        told = getattr(bobs, method)(address, {"question": STOMATA})
        missing = getattr(bobs, method)(address.replace("photosynthesis", "nothing"), {"question": STOMATA})
        assert told.status_code == missing.status_code == 404, address
        assert body(told) == body(missing)
    assert Message.objects.count() == 2


def test_a_thread_about_an_example_is_its_askers_alone(
    client: Client, alice: Person, run: Run, bob: Person
) -> None:
    Topic.objects.update(visibility="example")
    answer = waiting(alice, run, 0)
    bobs = Client()
    bobs.force_login(bob)
    assert STOMATA not in said(bobs.get(ROOM))
    for method, address in routes(answer):
        assert getattr(bobs, method)(address, {"question": STOMATA}).status_code == 404, address
    assert "Stomata are pores" in ask(bobs)


def test_messages_of_another_thread_are_not_reached_through_ones_own(
    client: Client, alice: Person, run: Run
) -> None:
    mine, other = waiting(alice, run, 0), waiting(alice, run, 0)
    at = thread_address(mine.thread)
    assert client.get(f"{at}/{other.pk}").status_code == 404
    assert client.post(f"{at}/{other.pk}/stop").status_code == 404
    assert client.post(f"{at}/{other.to_id}/again").status_code == 404
    assert client.post(f"{at}/{mine.pk}/again").status_code == 404  # an answer is no question
