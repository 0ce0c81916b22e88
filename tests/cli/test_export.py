"""``sapere export``, on a topic that needs no network."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from sapere.cli.export import Format
from sapere.exports.formats import FORMATS
from tests.cli.terminal import Terminal
from tests.exports import readers

pytestmark = pytest.mark.timeout(400)


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    terminal = Terminal(tmp_path_factory.mktemp("learner"))
    done = terminal.run("research", "Exceptions", "--offline", "--depth", "quick", "--json", "out.json")
    assert done.returncode == 0, done.stdout + done.stderr
    return terminal


def test_the_command_knows_every_format() -> None:
    assert [str(one) for one in Format] == list(Format) and set(Format) == set(FORMATS)


@pytest.mark.parametrize("form", ["html", "pdf", "docx", "anki"])
def test_a_researched_topic_leaves_whole(terminal: Terminal, form: str) -> None:
    name = f"out.{FORMATS[form].ending}"
    done = terminal.run("export", "exceptions", "--format", form, "-o", name)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    body = (terminal.folder / name).read_bytes()
    titles = [one["title"] for one in json.loads((terminal.folder / "out.json").read_text())["concepts"]]
    if form == "html":
        assert all(readers.words(title) in readers.words(readers.page(body)) for title in titles)
    elif form == "pdf":
        assert all(readers.words(title) in readers.words(readers.pdf(body)) for title in titles)
    else:
        assert zipfile.ZipFile(terminal.folder / name).testzip() is None


def test_json_is_what_research_wrote(terminal: Terminal) -> None:
    done = terminal.run("export", "exceptions", "--format", "json", "--without-text")
    assert json.loads(done.stdout) == json.loads((terminal.folder / "out.json").read_text(encoding="utf-8"))


def test_a_folder_that_is_not_there_is_named_before_the_work(terminal: Terminal) -> None:
    done = terminal.run("export", "exceptions", "--format", "pdf", "-o", "away/out.pdf")
    assert done.returncode == 2 and "no folder" in done.stderr


def test_a_topic_that_is_not_there_names_those_that_are(terminal: Terminal) -> None:
    done = terminal.run("export", "nothing", "--format", "html")
    assert done.returncode == 2 and "There are: exceptions." in done.stderr


def test_a_terminal_is_not_filled_with_bytes(terminal: Terminal) -> None:
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "sapere", "export", "exceptions", "--format", "docx"],
        cwd=terminal.folder, env=terminal.environment, stdout=theirs, stderr=subprocess.PIPE, text=True, timeout=60,
        check=False,
    )  # fmt: skip
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 2
    assert "-o exceptions.docx" in done.stderr


def test_a_pipe_takes_bytes(terminal: Terminal, tmp_path: Path) -> None:
    with (tmp_path / "out.docx").open("wb") as pipe:
        command = [sys.executable, "-m", "sapere", "export", "exceptions", "--format", "docx"]
        subprocess.run(
            command, cwd=terminal.folder, env=terminal.environment, stdout=pipe, check=True, timeout=60
        )
    assert zipfile.is_zipfile(tmp_path / "out.docx")
