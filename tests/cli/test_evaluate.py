from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal

PAGES = {
    "moon.md": "# The Moon\n\nThe Moon circles the Earth in about a month. {}\n",
    "sun.md": "# The Sun\n\nThe Sun is a star at the centre of the planets. {}\n",
}
MORE = "Light from there reaches every part of the sea and of the land by day. " * 5


@pytest.mark.timeout(240)
def test_each_document_is_named_with_its_concept(tmp_path: Path) -> None:
    folder = tmp_path / "sky"
    folder.mkdir()
    for name, text in PAGES.items():
        (folder / name).write_text(text.format(MORE), encoding="utf-8")
    out = tmp_path / "tree.json"
    done = Terminal(tmp_path).run(
        "eval", "tree", "--library", str(folder), "--topic", "Sky", "--json", str(out)
    )
    assert done.returncode == 0, done.stdout + done.stderr
    tree = json.loads(out.read_text(encoding="utf-8"))
    main = {concept["id"] for concept in tree["concepts"] if concept["depth"] == 1}
    assert {document["path"] for document in tree["documents"]} == set(PAGES)
    assert all(document["concept"] in main | {None} for document in tree["documents"])
    assert not (tmp_path / "data").exists(), "an evaluation leaves the learner's data alone"
