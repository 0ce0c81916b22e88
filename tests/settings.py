"""Sapere's own settings, on a data folder of the tests' own that goes away with them."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from typing import Any

from sapere import settings

os.environ["SAPERE_DATA"] = tempfile.mkdtemp(prefix="sapere-tests-")
atexit.register(shutil.rmtree, os.environ["SAPERE_DATA"], ignore_errors=True)


def __getattr__(name: str) -> Any:
    return getattr(settings, name)


def __dir__() -> list[str]:
    return dir(settings)
