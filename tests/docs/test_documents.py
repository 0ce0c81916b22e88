"""The documents hold together: every link leads somewhere, every decision is listed, the README stays short."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#\s]+)")
LEANING = re.compile(r"(?:^|(?<=[.?!] ))(?:This|These|It|They|He|She|However|Such)\b")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(document: Path) -> None:
    links = LINK.findall(document.read_text(encoding="utf-8"))
    assert not [link for link in links if not (document.parent / link).exists()]


def test_the_readme_stays_short() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 150


def test_every_decision_is_listed() -> None:
    listed = (ROOT / "docs/decisions/README.md").read_text(encoding="utf-8")
    pages = [path.name for path in (ROOT / "docs/decisions").glob("0*.md")]
    assert pages and not [name for name in pages if f"({name})" not in listed]


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    reasons = (ROOT / "docs/decisions/0009-dependencies.md").read_text(encoding="utf-8")
    table = "\n".join(line for line in reasons.splitlines() if line.startswith("|"))
    names = [re.split(r"[\[<>=]", line)[0] for line in project["dependencies"]]
    assert not [name for name in names if not re.search(rf"\b{re.escape(name)}\b", table)]


@pytest.mark.parametrize("folder", ["guide/learning", "operate"])
def test_a_guide_that_becomes_a_topic_can_be_quoted(folder: str) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs" / folder).glob("*.md"))]
    assert sum(text.count("\n## ") for text in texts) >= 15
    for text in texts:
        for paragraph in text.split("\n\n"):
            assert not LEANING.search(" ".join(paragraph.split())), paragraph


def test_no_requirement_names_an_index_or_a_place() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        assert "://" not in text and "--find-links" not in text and "index" not in text
        assert all("==" in line or "--hash=sha256:" in line for line in text.splitlines() if line.strip())
