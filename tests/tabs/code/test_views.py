from __future__ import annotations

import uuid

import pytest
from django.test import Client

from sapere.accounts.models import Person
from sapere.research.ports import Store
from sapere.topics.models import Run
from tests.doubles.coded import HELLO, PYTHON, coded
from tests.doubles.seeded import seed

TRICK = 'console.log("</textarea><script>alert(1)</script>")'


@pytest.fixture
def run(alice: Person, store: Store) -> Run:
    return seed(alice, store)


def address(concept: str) -> str:
    return f"/topics/photosynthesis/code/{concept}"


def test_each_block_of_javascript_once_and_no_other(client: Client, run: Run) -> None:
    at = address(coded(run, HELLO, PYTHON, HELLO))
    page = client.get(at).content.decode()
    assert page.count('class="program"') == 1
    assert "const leaves = [1, 2, 3];" in page and "def area" not in page
    assert "a browser has no Python of its own" in page
    assert "frame-src 'self'" in client.get(at)["Content-Security-Policy"]


def test_a_page_without_code_says_so(client: Client, run: Run) -> None:
    page = client.get(address(coded(run, "SELECT 1"))).content.decode()
    assert "There is no JavaScript on this page." in page and "Python" not in page


def test_hostile_code_is_words_on_the_page(client: Client, run: Run) -> None:
    page = client.get(address(coded(run, TRICK))).content.decode()
    assert "</textarea><script>" not in page and "&lt;/textarea&gt;" in page


def test_the_reading_page_leads_to_its_code_block_by_block(client: Client, run: Run) -> None:
    concept = coded(run, HELLO, PYTHON)
    page = client.get(f"/topics/photosynthesis/explore/{concept}").content.decode()
    assert page.count(f'href="{address(concept)}#b-') == 1


def test_the_frame_may_load_nothing_and_has_an_origin_of_its_own(client: Client) -> None:
    first, second = client.get("/code/frame"), client.get("/code/frame")
    policy = first["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'nonce-")
    assert policy.endswith("sandbox allow-scripts") and "unsafe" not in policy and "'self'" in policy
    assert policy != second["Content-Security-Policy"], "a nonce is used once"
    assert first["X-Frame-Options"] == "SAMEORIGIN"


def test_somebody_elses_code_is_not_shown(client: Client, run: Run, bobs: Client) -> None:
    at = address(coded(run))
    assert bobs.get(at).status_code == 404
    assert bobs.get(at.replace("photosynthesis", "none")).status_code == 404
    assert Client().get(address(str(uuid.uuid4()))).status_code == 404
