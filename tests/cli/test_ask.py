from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from sapere.cli.ask import NOT_HERE, shown
from sapere.providers.vectors.edge import EdgeIndex
from sapere.research.replies import Answer
from tests.cli.terminal import Terminal

PAGES = {
    "moon.md": "# The Moon\n\nThe Moon is the only natural satellite of the Earth. It goes around the Earth once in 27.3 days. {}\n",
    "mars.md": "# Mars\n\nMars is red because its soil holds iron oxide. Mariner 4 flew past Mars in 1965. {}\n",
}
MORE = "Light from there reaches every part of the sea and of the land by day. " * 5


@pytest.fixture
def sky(tmp_path: Path) -> Path:
    folder = tmp_path / "sky"
    folder.mkdir()
    for name, text in PAGES.items():
        (folder / name).write_text(text.format(MORE), encoding="utf-8")
    return folder


@pytest.mark.timeout(240)
def test_a_topic_is_asked(tmp_path: Path, sky: Path) -> None:
    terminal = Terminal(tmp_path)
    done = terminal.run("research", "Mars", "--library", str(sky), "--offline")
    assert done.returncode == 0, done.stdout + done.stderr
    out = tmp_path / "answer.json"
    answered = terminal.run("ask", "mars", "Why is Mars red?", "--json", str(out))
    assert answered.returncode == 0, answered.stderr
    assert "iron oxide" in answered.stdout
    assert "[1] Mars" in answered.stdout
    told = json.loads(out.read_text(encoding="utf-8"))
    assert (told["schema"], told["abstained"]) == ("sapere.answer/1", False)
    with closing(EdgeIndex(tmp_path / "data" / "index")):
        busy = terminal.run("ask", "mars", "Why is Mars red?")
    assert busy.stdout == answered.stdout, "another process has the index open"
    missing = terminal.run("ask", "mars", "Who won the football world cup of 1998?")
    assert missing.stdout.startswith("Not in these sources.")
    assert terminal.run("ask", "mars", "???").returncode == 2
    assert terminal.run("ask", "venus", "Why?").returncode == 2


@pytest.mark.timeout(240)
def test_questions_are_measured_over_a_folder(tmp_path: Path, sky: Path) -> None:
    rows = [
        {
            "id": 1,
            "question": "When did Mariner 4 fly past Mars?",
            "answers": ["1965"],
            "document": "mars.md",
        },
        {"id": 2, "question": "Who won the football world cup of 1998?", "answers": [], "document": None},
        {"id": 3, "question": "?"},
        {"id": 4, "question": "Which football club of Mars earned most in 1998?"},
    ]
    questions, out = tmp_path / "q.jsonl", tmp_path / "out.json"
    questions.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    done = Terminal(tmp_path).run(
        "eval", "ask", "--library", str(sky), "--questions", str(questions), "--json", str(out)
    )
    assert done.returncode == 0, done.stdout + done.stderr
    first, second, third, fourth = json.loads(out.read_text(encoding="utf-8"))["questions"]
    assert first["passages"][0]["document"] == "mars.md"
    assert "1965" in " ".join(one["text"] for one in first["sentences"])
    assert (first["abstained"], second["abstained"], third["abstained"]) == (False, True, True)
    assert third["reason"]
    assert first["unsaid"] == second["unsaid"] == third["unsaid"] == []
    assert fourth["abstained"]
    assert "Mars" in " ".join(fourth["unsaid"])


@pytest.mark.timeout(240)
def test_items_are_made_of_a_folder(tmp_path: Path, sky: Path) -> None:
    out = tmp_path / "items.json"
    done = Terminal(tmp_path).run("eval", "items", "--library", str(sky), "--json", str(out))
    assert done.returncode == 0, done.stdout + done.stderr
    items = json.loads(out.read_text(encoding="utf-8"))["items"]
    assert items
    assert all(one["source"]["document"] in PAGES and one["stem"] and one["key"] for one in items)


@pytest.mark.parametrize("lines", ["not json", '{"id": 1}', "[1, 2]", "\ud83d"])
def test_a_line_that_is_no_question_is_named(tmp_path: Path, sky: Path, lines: str) -> None:
    questions = tmp_path / "q.jsonl"
    questions.write_bytes(lines.encode("utf-8", "surrogatepass"))
    done = Terminal(tmp_path).run(
        "eval", "ask", "--library", str(sky), "--questions", str(questions), "--json", str(tmp_path / "out")
    )
    assert done.returncode == 2
    assert str(questions) in done.stderr


def test_nothing_near_is_not_announced() -> None:
    assert shown(Answer("How tall is Everest?", "en", abstained=True), {}) == NOT_HERE


def test_a_model_that_was_asked_in_vain_is_told_of_where_nothing_was_found() -> None:
    said = shown(Answer("Why?", "en", abstained=True, fallback="openai:x: It is away."), {})
    assert said.splitlines() == ["Not in these sources.", "No model was of help: openai:x: It is away."]
