from __future__ import annotations

import html
import re
import uuid

import pytest
from django.test import Client

from sapere.research.answering.asked import LONGEST
from sapere.tabs.ask.wording import LONGEST_QUOTED, offered
from sapere.topics.models import Concept, Topic
from tests.doubles.poisoned import ALL

ROOM = "/topics/photosynthesis/ask"


@pytest.mark.parametrize(("language", "said"), [("en", "“pores” "), ("ar", "«pores» "), ("de", "„pores“ ")])
def test_words_are_quoted_as_the_page_quotes(
    topic: Topic, stomata: Concept, language: str, said: str
) -> None:
    stomata.pages.update(language=language)
    assert offered(topic, f"concept:{stomata.pk}", "pores").text == said
    assert offered(topic, "topic", "pores").text == "“pores” "


def test_a_quote_leaves_room_for_the_question(topic: Topic) -> None:
    text = offered(topic, "", "pores " * 1_000).text
    assert LONGEST_QUOTED - 10 < len(text) <= LONGEST_QUOTED + 3 < LONGEST
    assert text.endswith("pores…” ")


@pytest.mark.parametrize("about", ["", " ", "\u202e", "\0", "\n\n"])
def test_nothing_quoted_is_an_empty_form(topic: Topic, about: str) -> None:
    found = offered(topic, "", about)
    assert (found.text, found.begun) == ("", False)


def test_a_concept_that_is_gone_leaves_the_words(topic: Topic) -> None:
    found = offered(topic, f"concept:{uuid.uuid4()}", "pores")
    assert (found.text, found.scope, found.concept) == ("“pores” ", "topic", None)


def test_hostile_words_are_text_in_the_field_and_nothing_else(client: Client, topic: Topic) -> None:
    page = client.get(ROOM, {"about": f"</textarea>{ALL}", "scope": f'"><script>{ALL}'}).content.decode()
    assert page.count("</textarea>") == page.count("<textarea") == 1
    assert not any(tag in page for tag in ("<img", "<iframe", "alert(2)</script>", 'href="javascript:'))
    (field,) = re.findall(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    assert html.unescape(field).startswith("“</textarea><img src=")


@pytest.mark.parametrize("mode", ["find", "tutor"])
def test_what_is_finished_there_is_asked_in_both_modes(client: Client, stomata: Concept, mode: str) -> None:
    begun = offered(stomata.topic, f"concept:{stomata.pk}", "guard cells").text
    asked = {"question": f"{begun}What do they do?", "scope": f"concept:{stomata.pk}", "mode": mode}
    answer = client.post(ROOM, asked, follow=True)
    assert answer.status_code == 200
    assert "“guard cells” What do they do?" in answer.content.decode()
