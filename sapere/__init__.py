"""Sapere: a topic, six agents, a tree of concepts in which every sentence has its quote, and six rooms."""

from __future__ import annotations

import sys
from contextlib import suppress

# One SQLite for the whole process, chosen before anything opens a file: Python's own is the system's, whose
# write-ahead log may lose data (docs/decisions/0028). Two copies of the library in one process would void each
# other's locks, so whoever asks for ``sqlite3`` from here on is given the same one. There is no wheel for every kind
# of machine: the system's own serves there.
with suppress(ImportError):
    import pysqlite3
    import pysqlite3.dbapi2

    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
