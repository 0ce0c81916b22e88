"""The whole program with a model server that nobody here wrote: its made-up answers are checked like any other."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests import services
from tests.cli.terminal import Terminal

pytestmark = [pytest.mark.service("litellm"), pytest.mark.timeout(600)]
KEY = "sk-foreign-0123456789"
CONFIG = """\
model_list:
  - {model_name: words, litellm_params: {model: "openai/words", api_key: none, mock_response: "Tea was invented on the moon in 1492."}}
"""
NOTES = """# Tea

Tea is a drink made from the leaves of an evergreen shrub. The leaves are picked by hand in spring.

## Green tea

Green tea is heated soon after the leaves are picked. Heating stops the leaves from turning brown.

## Black tea

Black tea is left to turn brown before the leaves are dried. The brown leaves keep for a long time.
"""


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    folder = tmp_path_factory.mktemp("foreign")
    with services.litellm(CONFIG, KEY) as address:
        settings = {"OPENAI_BASE_URL": f"{address}/v1", "OPENAI_API_KEY": KEY, "SAPERE_MODEL": "openai:words"}
        yield Terminal(folder, settings)


def test_the_doctor_hears_it_answer(terminal: Terminal) -> None:
    done = terminal.run("doctor")
    assert "ok    model         openai:words at http://127.0.0.1:" in done.stdout
    assert "answered in" in done.stdout
    assert KEY not in done.stdout + done.stderr


def test_a_topic_is_researched_and_nothing_it_made_up_is_shown(terminal: Terminal) -> None:
    (terminal.folder / "tea.md").write_text(NOTES, encoding="utf-8")
    assert terminal.run("library", "add", str(terminal.folder / "tea.md")).returncode == 0
    done = terminal.run("research", "Tea", "--offline", "--json", "out.json")
    assert done.returncode == 0, done.stdout + done.stderr
    topic = json.loads((terminal.folder / "out.json").read_text(encoding="utf-8"))
    assert calls(terminal) > 0
    assert topic["pages"]
    assert "moon" not in json.dumps(topic["pages"])


def calls(terminal: Terminal) -> int:
    """How often it was really asked."""
    with closing(sqlite3.connect(terminal.folder / "data" / "sapere.sqlite3")) as connection:
        query = "SELECT count(*) FROM topics_usage WHERE model = 'openai:words' AND output_tokens > 0"
        return int(connection.execute(query).fetchone()[0])
