"""``sapere research`` on Python's installed reference, which every machine has."""

from __future__ import annotations

import json
import signal
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator

from sapere.cli.research import Depth, Level
from sapere.research import shapes
from tests.cli.terminal import Terminal

pytestmark = pytest.mark.timeout(400)


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    return Terminal(tmp_path_factory.mktemp("learner"))


@pytest.fixture(scope="module")
def told(terminal: Terminal) -> str:
    done = terminal.run("research", "Exceptions", "--offline", "--json", "out.json", "--with-text")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def topic(terminal: Terminal, told: str) -> dict[str, Any]:
    return dict(json.loads((terminal.folder / "out.json").read_text(encoding="utf-8")))


def test_the_file_fits_the_schema(topic: dict[str, Any]) -> None:
    place = Path(shapes.__file__).parents[1] / "topics/schema/topic-1.json"
    Draft202012Validator(json.loads(place.read_text(encoding="utf-8"))).validate(topic)


def test_every_quote_stands_in_its_source(topic: dict[str, Any]) -> None:
    texts = {source["id"]: source["text"] for source in topic["sources"]}
    citations = [
        citation
        for page in topic["pages"]
        for section in page["sections"]
        for sentence in section["sentences"]
        for citation in sentence["citations"]
    ]
    assert len(citations) > 50
    assert all(texts[c["source"]][c["start"] : c["end"]] == c["quote"] for c in citations)


def test_a_topic_that_is_there_says_that_it_is_not_researched_again(terminal: Terminal, told: str) -> None:
    again = terminal.run("research", "Exceptions", "--offline")
    assert again.stdout.startswith("Researched already, on 20"), again.stdout
    assert "Researched already" not in told


def test_a_pipe_is_told_line_by_line_without_escape_codes(told: str) -> None:
    assert "\x1b" not in told
    assert "library: " in told and "first page  Exceptions" in told
    assert "general: skipped" in told


def test_the_topic_can_be_exported(terminal: Terminal, topic: dict[str, Any]) -> None:
    done = terminal.run("export", topic["topic"]["slug"])
    assert done.stdout.startswith("# Exceptions\n") and "[^1]: “" in done.stdout


def test_nothing_found_says_what_was_tried(terminal: Terminal) -> None:
    done = terminal.run("research", "Qwxzv blarghification", "--offline")
    assert done.returncode == 4, done.stdout + done.stderr
    assert "library: It found nothing" in done.stdout and "general: " in done.stdout
    assert done.stdout.rstrip().endswith("sapere library add PATH")


def test_ctrl_c_stops_keeps_and_says_how_to_go_on(terminal: Terminal, told: str) -> None:
    process = terminal.start("research", "Functions", "--offline", "--depth", "deep")
    for line in process.stdout or ():
        if "understand" in line:
            break
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=100)
    assert process.returncode in (0, 130), out + err  # it may have been done before it heard
    if process.returncode == 130:
        run = out.partition("--resume ")[2].split()[0]
        assert terminal.run("research", "--resume", run).returncode == 0


def test_the_options_are_the_engines_own() -> None:
    assert get_args(Depth) == tuple(depth.value for depth in shapes.Depth)
    assert get_args(Level) == tuple(level.value for level in shapes.Level)
