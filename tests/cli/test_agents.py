from __future__ import annotations

from sapere.cli.agents import table

AGENTS: list[dict[str, object]] = [
    {"name": "library", "status": "skipped", "reason": "The library is empty."},
    {
        "name": "academic",
        "status": "ok",
        "found": 4,
        "kept": 3,
        "seconds": 1.24,
        "reason": "PubMed did not answer.",
        "services": [
            {"name": "arXiv", "status": "ok", "found": 4, "seconds": 0.5, "reason": ""},
            {"name": "PubMed", "status": "failed", "found": 0, "seconds": 1.2, "reason": "PubMed did not answer."},
            {"name": "OpenAlex", "status": "empty", "found": 0, "seconds": 0.1, "reason": "OpenAlex has nothing."},
        ],
    },
]  # fmt: skip


def test_every_agent_and_service_has_a_row_with_its_figures_and_its_reason() -> None:
    _, library, academic, arxiv, pubmed, openalex = table(AGENTS)
    assert library.split() == ["library", "–", "0", "not", "asked:", "The", "library", "is", "empty."]
    assert academic.split() == ["academic", "4", "3", "1.2"]
    assert arxiv.split() == ["arXiv", "4", "0.5"]
    assert pubmed.endswith("failed: PubMed did not answer.")
    assert openalex.endswith("OpenAlex has nothing.")


def test_a_long_name_does_not_push_the_figures_away() -> None:
    _, row = table([{"name": "x" * 90, "status": "ok", "found": 12, "kept": 7, "seconds": 0.4}])
    assert row[34:] == f"{12:>6}{7:>6}{0.4:>9}"
