"""A library of 10,000 small files: read, looked through again, taken out: ``python -m benchmarks.small_files``."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.measuring import Sapere, Taken, table

FILES = 10_000
IN_A_FOLDER = 250


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="sapere-bench-") as place:
        folder, sapere = Path(place) / "notes", Sapere(Path(place) / "data")
        _write(folder)
        sapere.run("library", "add", "python:")
        taken = [
            ("read and indexed", sapere.run("library", "add", str(folder))),
            ("looked through again", sapere.run("library", "add", str(folder))),
            ("taken out", sapere.run("library", "remove", str(folder))),
        ]
        table(
            f"A library of {FILES:,} small files",
            ("what", "seconds", "files a second", "peak MB"),
            [_row(what, one) for what, one in taken],
        )


def _row(what: str, taken: Taken) -> tuple[str, float, int, int]:
    return what, taken.seconds, round(FILES / taken.seconds), round(taken.peak_mb)


def _write(folder: Path) -> None:
    """Each with words of its own, so that no two are the same text."""
    for number in range(FILES):
        file = folder / f"part-{number // IN_A_FOLDER:02}" / f"note-{number:05}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(
            f"Note {number}\n\nStation {number} measured a tide of {number % 97} cm at {number % 24} o'clock.\n"
            f"The Moon stood {number % 360} degrees from the Sun, and the wind came from the west.\n",
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
