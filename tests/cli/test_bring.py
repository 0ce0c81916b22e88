"""``sapere import``, between two installations that know nothing of each other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal

pytestmark = pytest.mark.timeout(400)


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    terminal = Terminal(tmp_path_factory.mktemp("here"))
    done = terminal.run("research", "Exceptions", "--offline", "--depth", "quick")
    assert done.returncode == 0, done.stdout + done.stderr
    return terminal


@pytest.fixture
def there(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path)


@pytest.mark.parametrize(("form", "name"), [("archive", "topic.sapere"), ("json", "topic.json")])
def test_it_leaves_and_arrives_and_leaves_the_same_to_the_byte(
    here: Terminal, there: Terminal, form: str, name: str
) -> None:
    left, again = here.folder / name, there.folder / name
    assert here.run("export", "exceptions", "--format", form, "-o", str(left)).returncode == 0
    brought = there.run("import", str(left))
    assert brought.returncode == 0 and "concepts" in brought.stdout, brought.stderr
    assert there.run("export", "exceptions", "--format", form, "-o", str(again)).returncode == 0
    assert again.read_bytes() == left.read_bytes()


def test_what_came_in_can_be_asked(here: Terminal, there: Terminal) -> None:
    left = here.folder / "asked.sapere"
    here.run("export", "exceptions", "--format", "archive", "-o", str(left))
    there.run("import", str(left))
    question = ("ask", "exceptions", "What is an exception?")
    assert there.run(*question).stdout == here.run(*question).stdout != ""


def test_what_cannot_be_read_is_said_and_nothing_made(there: Terminal) -> None:
    (there.folder / "broken.json").write_text(json.dumps({"schema": "sapere.topic/9"}))
    done = there.run("import", "broken.json")
    assert done.returncode == 2 and "made by a newer Sapere: version 9" in done.stderr
    assert "There is none yet" in there.run("export", "x").stderr


def test_a_file_that_is_not_there_is_named(there: Terminal) -> None:
    done = there.run("import", "nothing.sapere")
    assert done.returncode == 2 and "nothing.sapere cannot be read: No such file" in done.stderr
