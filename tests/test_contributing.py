"""CONTRIBUTING.md's "Add a service" and "Add an agent", carried out as they stand."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
FILE = re.compile(r"^`((?:sapere|tests)/\S+\.py)`:\n\n```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
ENTRY = re.compile(r"in the list of `(\S+)`:\n\n```text\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINE = re.compile(r"in `AGENTS` of `(\S+)`:\n\n```text\n(.*?)^```", re.MULTILINE | re.DOTALL)


ASK = """
from sapere.agents.academic import build
from sapere.kit.http import HttpClient
from sapere.providers.search.nowhere import NoWebSearch
from sapere.research.ports import AgentContext, Scope
from sapere.research.search import search
from sapere.research.shapes import Brief, Depth, Level
from sapere.kit.clock import SystemClock
from tests.doubles.index import MemoryIndex
from tests.doubles.store import MemoryStore
from tests.fakes.openlibrary import openlibrary
from tests.fakes.server import serving

with serving(openlibrary()) as server, HttpClient(allow=[server.pair]) as http:
    nowhere = dict.fromkeys(("arxiv", "openalex", "pubmed", "crossref", "semanticscholar"), "http://127.0.0.1:1")
    there = {**nowhere, "openlibrary": server.url}
    agent = build(AgentContext(http, MemoryIndex(), MemoryStore(), Scope("alice"), there, {}, NoWebSearch()))
    brief = Brief("Photosynthesis", "en", Depth.QUICK, Level.NEW, "", (), {"academic": ("photosynthesis",)})
    found = search(agent, brief, SystemClock(), lambda _: None)
[book] = found.findings
print(book.service, book.kind, book.author, book.published, book.title, sep=" | ")
"""


def section(name: str) -> str:
    return (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split(f"## {name}")[1].split("\n## ")[0]


def follow_the_section(name: str, house: Path) -> None:
    for folder in ("sapere", "tests"):
        shutil.copytree(ROOT / folder, house / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for path, code in FILE.findall(section(name)):
        (house / path).parent.mkdir(exist_ok=True)
        (house / path).write_text(code, encoding="utf-8")


def insert(place: Path, before: str, line: str) -> None:
    text = place.read_text(encoding="utf-8")
    assert text.count(before) == 1
    place.write_text(text.replace(before, before + line), encoding="utf-8")


def test_one_file_its_fake_and_one_entry_add_a_service(tmp_path: Path) -> None:
    follow_the_section("Add a service", tmp_path)
    ((place, entry),) = ENTRY.findall(section("Add a service"))
    names = "from sapere.agents.academic.openlibrary import OPEN_LIBRARY, OpenLibrary\n"
    insert(tmp_path / place, '        "academic",\n        [\n', entry)
    insert(tmp_path / place, "from __future__ import annotations\n", names)
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    command = [sys.executable, "-c", ASK]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "Open Library | book | A. Grower | 1911 | The green leaf", done.stderr


def test_one_folder_and_one_line_add_an_agent(tmp_path: Path) -> None:
    follow_the_section("Add an agent", tmp_path)
    ((place, line),) = LINE.findall(section("Add an agent"))
    insert(tmp_path / place, "AGENTS = (\n", line)
    assert [path.name for path in (tmp_path / "sapere/agents/modules").iterdir()]
    research = [sys.executable, "-m", "sapere", "research", "heapq", "--offline", "--json", "out.json"]
    environment = os.environ | {"SAPERE_DATA": str(tmp_path / "data"), "PYTHONPATH": str(tmp_path)}
    environment["DJANGO_SETTINGS_MODULE"] = "sapere.settings"
    done = subprocess.run(
        research, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    topic = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    agents = {agent["name"]: agent for agent in topic["agents"]}
    assert agents["modules"]["status"] == "ok"
    assert agents["modules"]["kept"] == 1
    assert any(source["agent"] == "modules" for source in topic["sources"])
