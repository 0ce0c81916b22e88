"""Sapere's own settings, on a data folder of the tests' own that goes away with them."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from copy import deepcopy
from pathlib import Path
from typing import Any

from sapere import settings

os.environ["SAPERE_DATA"] = tempfile.mkdtemp(prefix="sapere-tests-")
atexit.register(shutil.rmtree, os.environ["SAPERE_DATA"], ignore_errors=True)

# A file, as in use: threads that share a database in memory are told that its tables are locked.
DATABASES = deepcopy(settings.DATABASES)
if DATABASES["default"]["ENGINE"].endswith(
    "sqlite3"
):  # another makes a database of its own beside the one named
    DATABASES["default"]["TEST"] = {"NAME": Path(os.environ["SAPERE_DATA"]) / "tests.sqlite3"}


def __getattr__(name: str) -> Any:
    return getattr(settings, name)


def __dir__() -> list[str]:
    return dir(settings)
