"""Every setting, its default, its check. This is Django's settings module too.

Importing it reads nothing: Django's names (in capitals) are computed when Django first asks for one, from the
environment and from ``.env.server`` and ``.env.client`` in the working folder.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

from sapere.settings.data import data_folder
from sapere.settings.databases import sqlite_warning
from sapere.settings.envfile import Problem
from sapere.settings.loading import SettingsError, load
from sapere.settings.table import VARIABLES, Settings, Variable

__all__ = [
    "VARIABLES",
    "Problem",
    "Settings",
    "SettingsError",
    "Variable",
    "current",
    "data_folder",
    "load",
    "sqlite_warning",
]


@cache
def current() -> Settings:
    """The settings of this process, read once. Raises ``SettingsError``."""
    return load(os.environ, Path.cwd())


@cache
def _django() -> dict[str, Any]:
    from sapere.settings.framework import django_names

    return django_names(current())


def __getattr__(name: str) -> Any:
    if name.isupper() and not name.startswith("_"):
        names = _django()
        if name in names:
            return names[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*globals(), *_django()]
