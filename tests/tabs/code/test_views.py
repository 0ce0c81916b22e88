from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from sapere import settings
from sapere.accounts.models import Person
from sapere.research.ports import Store
from sapere.settings import kinds
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
    assert "There is nothing on this page that can be run." in page and "Python" not in page


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


@pytest.fixture
def pyodide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of an operator's, with files of the right names."""
    for name in kinds.PYODIDE:
        (tmp_path / name).write_text(f"the words of {name}")
    (tmp_path / "secret.txt").write_text("secret")
    monkeypatch.setenv("SAPERE_PYODIDE", str(tmp_path))
    settings.current.cache_clear()
    yield tmp_path
    monkeypatch.undo()
    settings.current.cache_clear()


@pytest.mark.usefixtures("pyodide")
def test_with_a_python_beside_it_python_is_run_as_it_was_typed(client: Client, run: Run) -> None:
    at = address(coded(run, HELLO, PYTHON, ">>> area(2)\n12.56\n>>> 1 + 1\n2"))
    page = client.get(at).content.decode()
    assert page.count('class="program"') == 3
    assert page.count('data-frame="/code/frame/python"') == 2
    assert ">area(2)\n1 + 1</textarea>" in page
    assert "no Python of its own" not in page


@pytest.mark.usefixtures("pyodide")
def test_its_frame_may_load_that_python_and_nothing_else(client: Client) -> None:
    policy = client.get("/code/frame/python")["Content-Security-Policy"]
    assert "connect-src http://testserver/code/python/;" in policy
    assert "blob: http://testserver/code/python/ 'wasm-unsafe-eval';" in policy
    assert policy.endswith("sandbox allow-scripts") and policy.startswith("default-src 'none'")
    assert "python" not in client.get("/code/frame")["Content-Security-Policy"]


@pytest.mark.usefixtures("pyodide")
def test_its_files_are_sent_and_no_others(client: Client) -> None:
    answer = client.get("/code/python/pyodide.asm.wasm")
    assert answer.content == b"the words of pyodide.asm.wasm"
    assert (answer["Content-Type"], answer["Access-Control-Allow-Origin"]) == ("application/wasm", "*")
    for name in ("secret.txt", "pyodide.asm.js", "..%2Fsecret.txt"):
        assert client.get(f"/code/python/{name}").status_code == 404


def test_a_file_is_in_memory_once_however_many_ask_and_anew_when_it_is_another(
    client: Client, pyodide: Path
) -> None:
    def asked() -> bytes:
        return client.get("/code/python/pyodide.asm.wasm").content

    assert asked() is asked()
    (pyodide / "pyodide.asm.wasm").write_text("another release")
    assert asked() == b"another release"


def test_without_it_there_is_no_python_to_be_had(client: Client) -> None:
    for at in ("/code/frame/python", "/code/python/pyodide.mjs"):
        assert client.get(at).status_code == 404


def test_somebody_elses_code_is_not_shown(client: Client, run: Run, bobs: Client) -> None:
    at = address(coded(run))
    assert bobs.get(at).status_code == 404
    assert bobs.get(at.replace("photosynthesis", "none")).status_code == 404
    assert Client().get(address(str(uuid.uuid4()))).status_code == 404
