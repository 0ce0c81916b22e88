"""CONTRIBUTING.md's "Add an agent", carried out as it stands: one folder, one line."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
FILE = re.compile(r"^`(sapere/\S+\.py)`:\n\n```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINE = re.compile(r"in `AGENTS` of `(\S+)`:\n\n```text\n(.*?)^```", re.MULTILINE | re.DOTALL)


def section() -> str:
    return (
        (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("## Add an agent")[1].split("\n## ")[0]
    )


def follow_the_section(house: Path) -> None:
    shutil.copytree(ROOT / "sapere", house / "sapere", ignore=shutil.ignore_patterns("__pycache__"))
    for path, code in FILE.findall(section()):
        (house / path).parent.mkdir(exist_ok=True)
        (house / path).write_text(code, encoding="utf-8")
    ((place, line),) = LINE.findall(section())
    before = (house / place).read_text(encoding="utf-8")
    after = before.replace("AGENTS = (\n", f"AGENTS = (\n{line}", 1)
    assert after.count("\n") == before.count("\n") + 1
    (house / place).write_text(after, encoding="utf-8")


def test_one_folder_and_one_line_add_an_agent(tmp_path: Path) -> None:
    follow_the_section(tmp_path)
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
