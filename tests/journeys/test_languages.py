"""A document in another script becomes a tree in its own language, without anybody saying which."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests" / "fixtures"


@pytest.mark.parametrize(
    ("language", "topic", "concepts"),
    [
        ("ja", "光合成", ["光合成", "明反応", "カルビン回路"]),
        ("zh", "光合作用", ["光合作用", "光反应", "卡尔文循环"]),
        ("ar", "التمثيل الضوئي", ["التمثيل الضوئي", "التفاعلات الضوئية", "دورة كالفن"]),
    ],
)
def test_a_document_becomes_a_tree_in_its_language(
    tmp_path: Path, language: str, topic: str, concepts: list[str]
) -> None:
    out, library = tmp_path / "out.json", FIXTURES / f"{language}.md"
    command = [sys.executable, "-m", "sapere", "research", topic, "--offline", "--json", str(out)]
    environment = os.environ | {"SAPERE_DATA": str(tmp_path / "data")}
    subprocess.run([*command, "--library", str(library)], env=environment, cwd=ROOT, check=True)
    found = json.loads(out.read_text(encoding="utf-8"))
    assert found["topic"]["language"] == language
    assert [concept["title"] for concept in found["concepts"]] == concepts
    assert all(page["sections"] for page in found["pages"])
