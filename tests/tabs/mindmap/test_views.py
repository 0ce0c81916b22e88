from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree, html

from sapere.accounts.models import Person
from sapere.research.ports import Store
from sapere.research.shapes import Order
from sapere.topics import actions, queries
from sapere.topics.actions import Jotting
from sapere.topics.models import Concept, Run, Topic
from tests.doubles.poisoned import PAYLOADS
from tests.doubles.seeded import seed
from tests.doubles.wooded import wooded

ROOM = "/topics/photosynthesis/map"
SVG = "{http://www.w3.org/2000/svg}"
LONG = "A title of three hundred characters " * 8 + "and a word."


@pytest.fixture
def run(alice: Person, store: Store) -> Run:
    return seed(alice, store)


def opened(client: Client, address: str, **how: str) -> html.HtmlElement:
    answer = client.get(address, headers=how or None)
    assert answer.status_code == 200
    return html.fromstring(answer.content.decode())


def said(one: html.HtmlElement, name: str) -> str:
    found = one.get(name)
    assert found is not None
    return found


def titles(page: html.HtmlElement, of: str) -> list[str]:
    found = {"map": "a[id] text.title", "list": ".twin .name"}[of]
    return ["".join(one.text_content().split()) for one in page.cssselect(found)]


@pytest.mark.usefixtures("run")
@pytest.mark.parametrize("layout", ["hierarchical", "radial", "force"])
def test_every_concept_is_a_link_on_the_map_and_in_the_list(client: Client, layout: str) -> None:
    page = opened(client, f"{ROOM}?layout={layout}")
    assert len(titles(page, "map")) == 10
    assert titles(page, "map") == titles(page, "list")
    on_map = [said(one, "href") for one in page.cssselect("svg a[id]")]
    assert on_map == [said(one, "href") for one in page.cssselect(".twin .name")]
    assert {client.get(one).status_code for one in on_map} == {200}


@pytest.mark.usefixtures("run")
@pytest.mark.parametrize("layout", ["hierarchical", "radial"])
def test_the_button_of_a_branch_keeps_off_the_title_above_it(client: Client, layout: str) -> None:
    Concept.objects.update(title=LONG)
    nodes = opened(client, f"{ROOM}?layout={layout}").cssselect("g.node:has(.turn)")
    assert nodes
    for node in nodes:
        baseline = max(float(said(line, "y")) for line in node.cssselect("text.title tspan"))
        assert float(said(node.cssselect(".turn rect")[0], "y")) - baseline >= 8


@pytest.mark.usefixtures("run")
def test_a_concept_says_its_state_in_words_in_both(client: Client) -> None:
    page = opened(client, ROOM)
    named = [one.get("aria-label") for one in page.cssselect("svg a[id]")]
    assert "Stomata, Quoted: 3 sentences from 1 source · Easy to read · Not read yet" in named
    assert [one.text for one in page.cssselect("svg .word")] == ["Quoted"] * 10
    assert "Quoted: 3 sentences from 1 source" in page.cssselect(".twin")[0].text_content()


@pytest.mark.usefixtures("run")
def test_what_to_read_first_is_drawn_on_request_and_always_told_in_the_list(client: Client) -> None:
    assert opened(client, ROOM).cssselect(".arrows path") == []
    page = opened(client, f"{ROOM}?needs=1")
    assert len(page.cssselect(".arrows path[marker-end]")) == 1
    assert "Best read first: Chlorophyll" in " ".join(page.cssselect(".twin")[0].text_content().split())


@pytest.mark.usefixtures("run")
def test_a_branch_is_closed_and_opened_by_links(client: Client) -> None:
    branch = queries.concepts(Topic.objects.get())[1]
    page = opened(client, ROOM)
    (turn,) = page.cssselect(f'.twin [href$="#l-{branch.pk}"]')
    closed = opened(client, ROOM + said(turn, "href").partition("#")[0])
    assert len(titles(closed, "map")) == 7
    (again,) = closed.cssselect(f'svg .turn[href$="#n-{branch.pk}"]')
    assert again.text_content().strip() == "+3"
    assert again.get("aria-label") == "Open the 3 concepts below Light reactions"
    assert len(titles(opened(client, ROOM + said(again, "href")), "map")) == 10


@pytest.mark.usefixtures("run")
def test_a_search_dims_the_rest_and_lists_what_it_found(client: Client) -> None:
    page = opened(client, f"{ROOM}?q=STOMATA")
    assert len(page.cssselect("svg .node.lit")) == 1
    assert len(page.cssselect("svg .node.dim")) == 9
    assert [one.text for one in page.cssselect(".hits a")] == ["Stomata"]
    assert page.cssselect("#q")[0].get("value") == "STOMATA"


@pytest.mark.django_db
def test_what_is_found_in_a_closed_branch_can_be_shown(client: Client, alice: Person) -> None:
    wooded(alice, 60)
    page = opened(client, "/topics/forests/map?q=deadwood")
    shown = {one.get("id") for one in page.cssselect("svg a[id]")}
    address, _, place = said(page.cssselect(".hits .show")[0], "href").partition("#")
    assert place not in shown
    assert place in {
        one.get("id") for one in opened(client, f"/topics/forests/map{address}").cssselect("svg a[id]")
    }


@pytest.mark.django_db
def test_only_states_that_there_are_can_be_looked_for(client: Client, alice: Person) -> None:
    wooded(alice, 60)
    kinds = opened(client, "/topics/forests/map").cssselect(".kinds a")
    assert [one.text_content().split()[-1] for one in kinds] == ["41", "10", "5", "4"]
    page = opened(client, f"/topics/forests/map{kinds[1].get('href')}")
    assert {one.text for one in page.cssselect("svg .lit .word")} == {"By a model"}


@pytest.mark.usefixtures("run")
@pytest.mark.parametrize("address", [ROOM, "/topics/photosynthesis/map.svg", "/topics/none/map"])
def test_another_persons_topic_is_not_there(bobs: Client, address: str) -> None:
    assert bobs.get(address).status_code == 404


@pytest.mark.usefixtures("run")
def test_an_example_is_there_for_all_and_writing_is_refused(bobs: Client) -> None:
    Topic.objects.update(visibility=Topic.Visibility.EXAMPLE)
    assert len(titles(opened(bobs, ROOM), "map")) == 10
    assert bobs.post(ROOM).status_code == 405


@pytest.mark.django_db
def test_a_topic_without_a_tree_says_what_will_be_here(client: Client, alice: Person) -> None:
    actions.open_topic(alice, Order("Photosynthesis"))
    page = opened(client, ROOM)
    assert "The tree grows once enough has been read." in page.text_content()
    assert page.cssselect("script[src*=map]") == []
    assert client.get(f"{ROOM}.svg").status_code == 404


@pytest.mark.usefixtures("run")
def test_the_map_is_mirrored_where_one_reads_from_right_to_left(client: Client) -> None:
    def across(page: html.HtmlElement) -> list[int]:
        moved = [said(one, "transform") for one in page.cssselect("svg .node")]
        return [int(re.findall(r"\d+", one)[0]) for one in moved]

    left, right = across(opened(client, ROOM)), across(opened(client, ROOM, accept_language="ar"))
    assert left[0] == min(left)
    assert right[0] == max(right)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "title", [*PAYLOADS, LONG, "森林" * 150, "الغطاء النباتي " * 20, "\x00\ud800\u202e\ufffe"]
)
def test_titles_are_plain_words_whatever_they_hold(client: Client, alice: Person, title: str) -> None:
    wooded(alice, 4, titles=("Canopy",))
    spoilt = {
        "title": title.encode("utf-8", "replace").decode()[:300],
        "summary": title[:200].encode("utf-8", "replace").decode(),
    }
    Concept.objects.filter(depth=1).update(**spoilt)
    page = opened(client, "/topics/forests/map?needs=1")
    assert [one.get("src") for one in page.cssselect("script")] == [
        "/static/mindmap/map.js",
        "/static/web/keys.js",
    ]
    assert (
        page.cssselect(
            ".mind :is(iframe, img, style, link, meta, base, [onclick], [onerror], [onload], [hx-get])"
        )
        == []
    )
    assert {said(one, "href")[:1] for one in page.cssselect(".mind a")} <= {"/", "?"}
    picture = etree.fromstring(client.get("/topics/forests/map.svg").content)
    assert picture.findall(f".//{SVG}script") == picture.findall(f".//{SVG}a") == []
    assert len(picture.findall(f".//{SVG}g[@class]")) >= 4


@pytest.mark.usefixtures("run")
def test_the_drawing_is_a_file_that_needs_nothing_else(client: Client) -> None:
    answer = client.get(f"{ROOM}.svg?layout=radial&needs=1")
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Content-Disposition"] == 'attachment; filename="photosynthesis-map.svg"'
    picture = etree.fromstring(answer.content)
    words = {"".join(one.itertext()) for one in picture.iter(f"{SVG}text")}
    assert {"Stomata", "Chlorophyll"} <= words
    leading = [value for one in picture.iter() for name, value in one.attrib.items() if name.endswith("href")]
    assert all(value.startswith("#") for value in leading)


@pytest.mark.django_db
def test_five_thousand_concepts_are_a_page_of_a_few_hundred_kilobytes(client: Client, alice: Person) -> None:
    wooded(alice, 5000)
    for asked in ("", "?layout=force", "?open=all&view=map"):
        answer = client.get(f"/topics/forests/map{asked}")
        page = html.fromstring(answer.content.decode())
        assert len(page.cssselect("svg .node")) <= 500
        assert len(answer.content) < (2_000_000 if asked.startswith("?open") else 300_000)
    assert page.cssselect(".tally")[0].text_content().split()[:3] == ["500", "of", "5000"]


def test_what_was_left_is_seen_on_the_map_in_the_list_and_in_the_file(
    client: Client, alice: Person, run: Run
) -> None:
    topic = queries.topic(alice, "photosynthesis")
    stomata = next(one for one in queries.concepts(topic) if one.title == "Stomata")
    actions.visit(alice, stomata.pk)
    actions.bookmark(alice, stomata.pk)
    actions.write_note(alice, topic, Jotting("mine", stomata))
    page = opened(client, f"{ROOM}?own=bookmarked")
    (drawn,) = page.cssselect(f"svg a#n-{stomata.pk}")
    assert said(drawn, "aria-label").endswith(" · Already read · Bookmarked · With notes")
    assert len(page.cssselect(f"#n-{stomata.pk} .badge")) == 3
    assert "Bookmarked" in page.cssselect(f".twin #l-{stomata.pk} .state")[0].text_content()
    assert [one.text_content() for one in page.cssselect(".hits a")] == ["Stomata"]
    assert {"Already read", "Bookmarked", "With notes"} <= {
        one.text_content().strip() for one in page.cssselect(".legend li")
    }
    file = etree.fromstring(client.get(f"{ROOM}.svg").content)
    assert len(file.findall(f".//{SVG}circle")) == 3


@pytest.mark.usefixtures("run")
def test_another_readers_marks_are_not_seen(client: Client, bobs: Client, alice: Person) -> None:
    topic = queries.topic(alice, "photosynthesis")
    Topic.objects.update(visibility="example")
    actions.bookmark(alice, queries.concepts(topic)[1].pk)
    assert not opened(bobs, ROOM).cssselect(".badge")


def test_the_map_asks_as_often_for_a_large_tree_as_for_a_small_one(client: Client, alice: Person) -> None:
    asked = []
    for topic, concepts in (("Small", 10), ("Large", 60)):
        wooded(alice, concepts, topic)
        opened(client, f"/topics/{topic.lower()}/map")
        with CaptureQueriesContext(connection) as seen:
            opened(client, f"/topics/{topic.lower()}/map?own=unread&ease=easy")
        asked.append(len(seen))
    assert asked[0] == asked[1]
