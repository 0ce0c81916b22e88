from __future__ import annotations

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from sapere.tabs.notes.asking import LONGEST_ADDRESS, asking
from sapere.tabs.notes.wording import Wording
from sapere.topics.actions import Quoted
from sapere.topics.models import Concept, Topic
from sapere.topics.talks import Message

ROOM = "/topics/photosynthesis/notes"


def led(client: Client, concept: Concept, quote: str) -> str:
    answer = client.post(ROOM, {"concept": str(concept.pk), "quote": quote, "then": "ask"})
    assert answer.status_code == 302
    return str(answer["Location"])


def field(client: Client, at: str) -> str:
    page = client.get(at).content.decode()
    found = re.search(r'<textarea id="question"[^>]* autofocus>(.*?)</textarea>', page, re.DOTALL)
    assert found
    return html.unescape(found[1])


def test_words_lead_to_a_question_that_is_not_yet_asked(client: Client, stomata: Concept) -> None:
    at = led(client, stomata, "guard cells")
    assert at == f"/topics/photosynthesis/ask?scope=concept%3A{stomata.pk}&about=guard+cells"
    assert field(client, at) == "“guard cells” "
    page = client.get(at).content.decode()
    assert f'<option value="concept:{stomata.pk}" selected>' in page
    assert "Your question about these words" in page
    assert not Message.objects.exists()


def test_the_topic_s_own_page_asks_all_of_it(client: Client, topic: Topic) -> None:
    root = topic.concepts.get(depth=0)
    assert led(client, root, "light") == "/topics/photosynthesis/ask?about=light"
    assert led(client, root, " ") == "/topics/photosynthesis/ask"


def test_a_sentence_is_picked_without_script(client: Client, stomata: Concept) -> None:
    page = html.unescape(
        client.get(f"/topics/photosynthesis/explore/{stomata.pk}", {"note": "0"}).content.decode()
    )
    fields = dict(re.findall(r'name="((?:quote|before|after)-\d+)" value="([^"]*)"', page))
    answer = client.post(ROOM, {**fields, "pick": "-1", "concept": str(stomata.pk), "then": "ask"})
    assert field(client, answer["Location"]) == f"“{fields['quote-1']}” "


@pytest.mark.parametrize("words", ["ثغر " * 900, "stoma " * 900, "孔" * 4_000, "a&b=c% " * 600])
def test_a_long_quote_is_cut_at_a_word_and_the_address_holds(
    client: Client, stomata: Concept, words: str
) -> None:
    at = led(client, stomata, words)
    assert len(at) <= LONGEST_ADDRESS and at.isascii()
    quote = field(client, at).strip().strip("“”")
    assert quote.endswith("…") and words.startswith(quote.removesuffix("…"))
    assert quote.removesuffix("…").split()[-1] in words.split() or words[0] == "孔"


@given(st.text(max_size=300), st.sampled_from(["photosynthesis", "ثغور-" * 20, "x" * 80]))
def test_no_words_make_the_address_too_long(words: str, slug: str) -> None:
    at = asking(slug, Wording(quoted=Quoted(words * 9)))
    assert len(at) <= LONGEST_ADDRESS and at.isascii()
    (said,) = parse_qs(urlsplit(at).query).get("about", [""])
    assert " ".join((words * 9).split()).startswith(said.removesuffix("…"))
