"""The command line: one file per command, over the same actions, queries and work as the web."""

from __future__ import annotations

import sys


def main() -> None:
    """Runs the command and ends the process with its exit code (see :mod:`sapere.cli.errors`)."""
    from sapere.cli.entry import run

    sys.exit(run(sys.argv[1:]))
