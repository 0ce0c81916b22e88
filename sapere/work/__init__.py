"""Carries runs: from the rows to the engine and back. The only place that knows DBOS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sapere.work.service import Service

__all__ = ["Service"]


def __getattr__(name: str) -> Any:
    """Late: whoever only follows a run, or asks who owns the data folder, need not wait for DBOS."""
    if name == "Service":
        from sapere.work.service import Service

        return Service
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
