"""``make bench``: every benchmark, one table after the other."""

from __future__ import annotations

from benchmarks import chapters, duplicates, growth, merging, reading, resume

for benchmark in (reading, resume, chapters, growth, merging, duplicates):
    benchmark.main()
