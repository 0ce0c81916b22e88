"""Pages that a model wrote, is writing or could not write, as they are served."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from sapere.accounts.models import Person
from sapere.research.ports import Store
from sapere.research.shapes import encode
from sapere.tabs.explore.citing import citing, resting_at, spans
from sapere.topics import actions, queries
from sapere.topics.models import Run
from tests.doubles import authored
from tests.doubles.authored import OPENINGS, PORES, Pen
from tests.tabs.explore.test_views import ROOM, concept_page

HTMX = {"HX-Request": "true"}


@pytest.fixture
def pen(alice: Person, store: Store) -> Pen:
    """A finished topic of which a model wrote two pages."""
    return Pen.of(authored.authored(alice, store), store)


@pytest.fixture
def busy(alice: Person, store: Store) -> Pen:
    """A run in which a model has said three sentences of one page."""
    found = Pen.of(authored.drafted(alice, store), store)
    authored.begin_writing(found)
    return found


def asked(client: Client, pen: Pen, seen: int = 0) -> tuple[int, str]:
    address = f"{ROOM}/{pen.concept('Stomata').pk}/writing?seen={seen}"
    answer = client.get(address, headers=HTMX)
    return answer.status_code, answer.content.decode()


def last(pen: Pen) -> int:
    return queries.told_of_page(pen.run, pen.concept("Stomata").pk)[-1].sequence


@pytest.mark.usefixtures("pen")
def test_each_sentence_shows_its_state(client: Client) -> None:
    page = concept_page(client, "Stomata")
    assert page.count('class="cite supported" href=') == 3
    assert page.count('class="cite quoted" href=') == 1
    assert page.count('class="cite inferred" href=') == 2
    assert "<q>Most plants open them by day and close them at night.</q>" in page
    assert re.search(r'class="joined">inferred .*>2<span class="unseen">, joins sources: .*</a> \+ ', page)


@pytest.mark.usefixtures("pen")
def test_the_page_says_who_wrote_it_and_what_was_dropped(client: Client) -> None:
    page = concept_page(client, "Stomata")
    assert "Written by <b>openai:gpt-5-mini</b> from 2 sources, 2 sentences dropped." in page
    assert "<bdi>write-1</bdi>" in page
    assert "<b>Written</b> by <bdi>openai:gpt-5-mini</bdi> from 2 sources" in page
    assert "8 pages quoted" in page


@pytest.mark.usefixtures("pen")
def test_a_page_that_no_model_could_write_says_why(client: Client) -> None:
    page = concept_page(client, "Rubisco")
    assert "No model could write this page, so it is quoted from its sources." in page
    assert authored.REASON in page
    assert "Quoted from 1 source, without a model" in page
    assert "<q>" not in page


@pytest.mark.usefixtures("pen")
def test_every_mark_of_a_model_leads_to_the_words_that_carry_its_sentence(client: Client) -> None:
    page = concept_page(client, "Stomata")
    marks = re.findall(r'class="cite (supported|inferred)" href="([^"]+)" data-card="([^"]+)"', page)
    assert len(marks) == 5
    for state, url, card in marks:
        shown = client.get(card.replace("&amp;", "&")).content.decode()
        carries = (
            "These words of the source carry this sentence." if state == "supported" else "carry a part of"
        )
        assert carries in shown
        kept = client.get(url).content.decode()
        assert 'class="here">' in kept
        assert "What rests on these words" in kept


def test_a_quote_has_nothing_that_rests_on_it_in_other_words(client: Client, pen: Pen) -> None:
    at = pen.cite(authored.BY_DAY)
    page = client.get(f"/topics/photosynthesis/sources/{at.source}?at={at.start}").content.decode()
    assert 'class="here">' in page
    assert "What rests on these words" not in page


def test_what_is_unsupported_has_no_way_to_the_page(client: Client, pen: Pen) -> None:
    page = pen.concept("Stomata").pages.get()
    lie = encode(pen.supported("Stomata are made of glass.", PORES)) | {"state": "unsupported"}
    bare = encode(pen.supported("Stomata sleep.", PORES)) | {"citations": []}
    page.sections[0]["sentences"] += [lie, bare]
    page.save()
    shown = concept_page(client, "Stomata")
    assert "glass" not in shown
    assert "Stomata sleep" not in shown


def test_who_cites_a_source_is_found_with_the_words(pen: Pen) -> None:
    at = pen.cite(OPENINGS)
    found = citing(pen.topic, at.source)
    assert (at.start, at.end) in spans(found)
    assert [one.state for one in resting_at(found, at.start)] == ["supported", "inferred"]


def test_while_a_model_writes_its_sentences_stand_above_the_quotes(client: Client, busy: Pen) -> None:
    page = concept_page(client, "Stomata")
    written, quotes = page.index('id="writing"'), page.index('id="draft"')
    assert (
        written
        < page.index("each between two guard cells")
        < quotes
        < page.index("bounded by two guard cells")
    )
    assert f'/writing?seen={last(busy)}" hx-trigger="every 1s"' in page
    assert '<noscript> <a href="">Look again</a></noscript>' in page


def test_the_words_that_a_new_sentence_rests_on_are_marked_at_once(client: Client, busy: Pen) -> None:
    at = busy.cite(PORES)
    page = client.get(f"/topics/photosynthesis/sources/{at.source}?at={at.start}").content.decode()
    assert "each between two guard cells" in page


def test_nothing_is_sent_while_nothing_is_new(client: Client, busy: Pen) -> None:
    assert asked(client, busy, last(busy)) == (204, "")


def test_new_sentences_are_sent_without_the_rest_of_the_page(client: Client, busy: Pen) -> None:
    seen = last(busy)
    busy.says("Stomata", 3, "", busy.supported("Water matters.", OPENINGS))
    status, sent = asked(client, busy, seen)
    assert status == 200
    assert sent.startswith('<section class="writing" id="writing"')
    assert "Water matters." in sent
    assert "bounded by two guard cells" not in sent


def test_another_attempt_takes_the_place_of_the_first(client: Client, busy: Pen) -> None:
    busy.says("Stomata", 0, "", busy.supported("Pores lie under leaves.", PORES))
    _, sent = asked(client, busy)
    assert "Pores lie under leaves." in sent
    assert "each between two guard cells" not in sent


def test_the_whole_page_is_sent_with_one_announcement(client: Client, busy: Pen) -> None:
    authored.end_writing(busy)
    status, sent = asked(client, busy, last(busy))
    assert status == 200
    assert "Written by <b>openai:gpt-5-mini</b>" in sent
    assert (
        sent.count('<p id="live" hx-swap-oob="innerHTML">The page is whole: 5 sentences, checked.</p>') == 1
    )
    assert 'id="writing"' not in sent
    assert "hx-trigger" not in sent


def test_when_no_model_could_the_page_comes_as_it_is_with_the_reason(client: Client, busy: Pen) -> None:
    concept = busy.concept("Stomata")
    concept.pages.update(fallback=authored.REASON)
    told = {
        "concept": str(concept.pk),
        "sentences": 3,
        "first": False,
        "draft": False,
        "fallback": authored.REASON,
    }
    actions.tell(busy.run.pk, "page", told)
    answer = client.get(f"{ROOM}/{concept.pk}/writing?seen={last(busy)}", headers=HTMX)
    assert answer["HX-Retarget"] == "#page"
    assert authored.REASON in answer.content.decode()
    assert "it stays quoted from its sources" in answer.content.decode()


def test_when_the_run_is_over_the_quotes_stay(client: Client, busy: Pen) -> None:
    actions.finish(busy.run.pk, Run.State.STOPPED, "The budget of $1 is used up.", budget=True)
    page = concept_page(client, "Stomata")
    assert "The research ended before a model could write this page" in page
    assert 'id="writing"' not in page


def test_whoever_comes_without_script_is_led_to_the_page(client: Client, busy: Pen) -> None:
    concept = busy.concept("Stomata")
    assert client.get(f"{ROOM}/{concept.pk}/writing")["Location"] == f"{ROOM}/{concept.pk}"


@pytest.mark.usefixtures("pen")
def test_the_writing_of_somebody_elses_page_is_not_there(bobs: Client, pen: Pen) -> None:
    assert bobs.get(f"{ROOM}/{pen.concept('Stomata').pk}/writing", headers=HTMX).status_code == 404


def test_a_concept_without_a_sentence_that_passed_says_so(client: Client, busy: Pen) -> None:
    busy.concept("Water loss").pages.all().delete()
    actions.finish(busy.run.pk, Run.State.STOPPED)
    assert "No sentence about this passed the check" in concept_page(client, "Water loss")
