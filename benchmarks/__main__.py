"""``make bench``: every benchmark, one table after the other."""

from __future__ import annotations

from benchmarks import (
    agents,
    answers,
    ask_speed,
    chapters,
    checking,
    duplicates,
    growth,
    guessing,
    hybrid,
    main_text,
    merging,
    mindmap,
    pace,
    page_speed,
    paid_once,
    reading,
    resume,
    small_files,
)

for benchmark in (
    reading,
    small_files,
    main_text,
    agents,
    resume,
    chapters,
    growth,
    merging,
    duplicates,
    hybrid,
    checking,
    answers,
    ask_speed,
    mindmap,
    guessing,
    page_speed,
    pace,
    paid_once,
):
    benchmark.main()
