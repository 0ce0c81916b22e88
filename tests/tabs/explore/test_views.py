from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.test import Client

from sapere.accounts.models import Person
from sapere.research.index import keep, load
from sapere.research.ports import Store
from sapere.research.shapes import Concept, Mark, Raw, Tree
from sapere.topics import actions, queries
from sapere.topics.models import Page, Run, Topic
from tests.doubles.seeded import seed

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
ROOM = "/topics/photosynthesis/explore"
VIDEO = "https://www.youtube.com/watch?v=GJLlxj_dtq8"
NOBODYS = "01234567-89ab-7cde-8f01-23456789abcd"


@pytest.fixture
def run(alice: Person, store: Store) -> Run:
    return seed(alice, store)


def concept_page(client: Client, title: str) -> str:
    contents = client.get(ROOM).content.decode()
    found = re.search(
        rf'href="([^"]+)"[^>]*><span class="place figure">[^<]*</span><span dir="auto">{title}<', contents
    )
    assert found
    return client.get(found[1]).content.decode()


@pytest.mark.usefixtures("run")
def test_the_room_shows_head_tree_page_sources_and_agents(client: Client) -> None:
    page = client.get(ROOM).content.decode()
    for shown in (
        "Photosynthesis is the process by which",
        "<b>Quoted</b> from 2 sources",
        "10 concepts",
        "Electron transport",
        "What limits it",
        "How plants make sugar",
        "Nothing there is about this.",
        "The file holds pictures of pages and no text.",
    ):
        assert shown in page


@pytest.mark.usefixtures("run")
def test_the_bare_address_of_a_topic_leads_into_the_room(client: Client) -> None:
    assert client.get("/topics/photosynthesis")["Location"] == ROOM


@pytest.mark.usefixtures("run")
def test_a_page_leads_to_the_room_that_asks_its_concept_alone(client: Client) -> None:
    leads = re.search(
        r'href="(/topics/photosynthesis/ask\?scope=concept:[^"]+)"', concept_page(client, "Stomata")
    )
    assert leads
    assert re.search(r"<option[^>]+selected>Stomata</option>", client.get(leads[1]).content.decode())


@pytest.mark.usefixtures("run")
def test_a_concept_shows_where_it_stands_and_what_comes_before_and_after(client: Client) -> None:
    page = concept_page(client, "Stomata")
    assert "What should one know about stomata?" in page
    assert 'rel="prev"' in page
    assert 'rel="next"' in page
    assert "Gas exchange</a>" in page


@pytest.mark.usefixtures("run")
def test_what_is_best_read_first_is_a_hint(client: Client) -> None:
    assert "Best read first:" in concept_page(client, "Calvin cycle")


@pytest.mark.usefixtures("run")
def test_every_mark_leads_to_its_quote_in_the_kept_text(client: Client) -> None:
    page = client.get(ROOM).content.decode()
    marks = re.findall(r'class="cite quoted" href="([^"]+)#(p\d+)" data-card="([^"]+)"', page)
    assert len(marks) >= 8
    for url, anchor, card in marks:
        kept = client.get(url).content.decode()
        quote = re.search(rf'<mark id="{anchor}" class="here">([^<]+)<', kept)
        assert quote
        assert f"<mark>{quote[1]}</mark>" in client.get(card.replace("&amp;", "&")).content.decode()


@pytest.mark.usefixtures("run")
@pytest.mark.parametrize(
    ("kind", "address", "shown"),
    [
        (
            "second",
            VIDEO,
            f'<a href="{VIDEO}&amp;t=195s" rel="noopener noreferrer nofollow external"><bdi>3:15</bdi></a>',
        ),
        ("second", "https://tube.example/w/abcDEF123456", 'w/abcDEF123456?start=195s"'),
        ("second", "file:///talks/leaves.vtt", "<bdi>3:15</bdi>"),
        (
            "page",
            "https://plants.example/leaves.pdf",
            'leaves.pdf#page=195" rel="noopener noreferrer nofollow external"><bdi>page 195</bdi>',
        ),
        ("page", "file:///books/leaves.pdf", "<bdi>page 195</bdi>"),
    ],
)
def test_a_quote_says_where_in_the_work_it_stands(
    client: Client, alice: Person, store: Store, kind: str, address: str, shown: str
) -> None:
    topic = queries.topic(alice, "photosynthesis")
    source = queries.sources(topic)[0]
    document, _ = load(store, source.snapshot_id)
    keep(store, Raw(b"captions"), replace(document, marks=(Mark(kind, 195, 16),)))
    topic.sources.filter(pk=source.pk).update(url=address)
    page = f"/topics/photosynthesis/sources/{source.pk}"
    assert shown in client.get(page).content.decode()
    assert shown in client.get(f"{page}/quote?start=20&end=60").content.decode()
    before = client.get(f"{page}/quote?start=0&end=14").content.decode()
    assert not re.search(r"3:15|page 195|=195", before)


def test_a_growing_topic_says_so_and_offers_the_run(client: Client, alice: Person, store: Store) -> None:
    run = seed(alice, store, finished=False)
    page = concept_page(client, "Stomata")
    assert "still growing" in page
    assert f'href="/runs/{run.pk}"' in page


def test_a_topic_without_anything_yet_is_a_page_too(client: Client, alice: Person) -> None:
    from sapere.research.shapes import Order

    actions.open_topic(alice, Order(topic="tea"))
    answer = client.get("/topics/tea/explore")
    assert answer.status_code == 200
    assert "still growing" in answer.content.decode()


@pytest.mark.usefixtures("run")
@pytest.mark.parametrize(
    "place", ["start=0&end=999999", "start=5&end=5", "start=-1&end=4", "start=a&end=b", ""]
)
def test_a_quote_that_is_nowhere_is_not_there(client: Client, alice: Person, place: str) -> None:
    source = queries.sources(queries.topic(alice, "photosynthesis"))[0]
    assert client.get(f"/topics/photosynthesis/sources/{source.pk}/quote?{place}").status_code == 404


@pytest.mark.usefixtures("run")
@pytest.mark.parametrize("way", ["", "/explore", f"/explore/{NOBODYS}", f"/sources/{NOBODYS}"])
def test_somebody_elses_topic_is_not_there(bobs: Client, way: str) -> None:
    assert bobs.get(f"/topics/photosynthesis{way}", follow=True).status_code == 404


def test_an_example_can_be_read_by_anybody(bobs: Client, run: Run) -> None:
    Topic.objects.filter(runs=run).update(visibility="example")
    assert bobs.get(ROOM).status_code == 200


def test_whatever_a_source_wrote_is_text(client: Client, alice: Person, run: Run) -> None:
    topic = queries.topic(alice, "photosynthesis")
    Topic.objects.filter(pk=topic.pk).update(title=HOSTILE)
    tree = [queries.as_shape(one) for one in queries.concepts(topic)]
    actions.keep_tree(run, Tree(tuple(spoilt(one) for one in tree)))
    source = queries.sources(topic)[0]
    detail = source.detail | dict.fromkeys(
        ("title", "author", "published", "licence", "kind", "url"), HOSTILE
    )
    topic.sources.filter(pk=source.pk).update(
        detail=detail, title=HOSTILE, url=f"javascript:{HOSTILE}", agent=HOSTILE
    )
    pages = [client.get(address) for address in addresses(client, str(source.pk))]
    assert len(pages) == 6
    for page in pages:
        assert page.status_code == 200
        assert "<script>alert" not in page.content.decode()
        assert "<img" not in page.content.decode()
        assert 'href="javascript:' not in page.content.decode()


def spoilt(one: Concept) -> Concept:
    return replace(one, title=HOSTILE, question=HOSTILE, summary=HOSTILE)


def addresses(client: Client, source: str) -> list[str]:
    concept = re.search(rf'href="({ROOM}/[^"]+)"', client.get(ROOM).content.decode())
    run = Run.objects.get()
    assert concept
    return [
        "/",
        ROOM,
        concept[1],
        f"/topics/photosynthesis/sources/{source}",
        f"/topics/photosynthesis/sources/{source}/quote?start=0&end=14",
        f"/runs/{run.pk}?stay",
    ]


def test_what_came_as_an_outline_is_not_researched_yet(client: Client, alice: Person, store: Store) -> None:
    told = {"schema": "sapere.topic/1", "topic": {"title": "Tea"}, "sources": [], "pages": []}
    node = {"id": "a", "parent": None, "depth": 0, "position": 0, "title": "Tea"}
    actions.import_topic(alice, told | {"concepts": [node]}, store)
    page = client.get("/topics/tea/explore").content.decode()
    assert 'Not researched yet. <a href="/topics/tea/update">' in page
    assert "passed the check" not in page


def test_what_came_from_outside_says_when_it_came(client: Client, run: Run) -> None:
    assert "Researched " in client.get("/topics/photosynthesis/explore").content.decode()
    run.order["imported"] = {}
    run.save()
    page = client.get("/topics/photosynthesis/explore").content.decode()
    assert "Brought in on " in page and "Researched " not in page


def test_a_page_of_nothing_but_its_definition_draws_no_empty_text(client: Client, run: Run) -> None:
    written = Page.objects.get(concept__topic=run.topic, concept__depth=0)
    first = written.sections[0]
    written.sections = [{**first, "sentences": first["sentences"][:1]}]
    written.save()
    page = client.get(f"{ROOM}?note=page").content.decode()
    assert 'class="lead"' in page
    assert 'class="prose"' not in page


@pytest.mark.usefixtures("run")
def test_selected_words_go_where_every_note_goes(client: Client) -> None:
    shown = concept_page(client, "Light reactions")
    menu = shown[shown.index('id="picked"') :]
    fields = ("csrfmiddlewaretoken", "concept", "quote", "before", "after", "text")
    assert f'action="{ROOM.replace("explore", "notes")}"' in menu
    assert [name for name in fields if f'name="{name}"' not in menu] == []
    assert "<fieldset" in menu and "hidden disabled" in menu
    assert 'id="notes" hidden' in shown
