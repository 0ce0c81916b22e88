"""What goes wrong in a command, as a sentence, an advice and an exit code. The only place that decides these.

0    done
1    failed
2    bad use: the command, a setting or the topic has to be mended
3    stopped by its budget
4    nothing was found
130  stopped by the learner (Ctrl-C); what exists is kept
"""

from __future__ import annotations

import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

from sapere.kit.ids import new_id
from sapere.research.errors import BadRequest, Cancelled, NothingFound, OverBudget, SapereError

DONE, FAILED, BAD_USE, OVER_BUDGET, NOTHING, STOPPED = 0, 1, 2, 3, 4, 130


def exit_code(error: SapereError) -> int:
    from sapere.settings import SettingsError

    if isinstance(error, BadRequest | SettingsError):
        return BAD_USE
    if isinstance(error, NothingFound):
        return NOTHING
    if isinstance(error, OverBudget):
        return OVER_BUDGET
    return STOPPED if isinstance(error, Cancelled) else FAILED


def say(what: str, advice: str = "") -> None:
    print(f"sapere: {what}", file=sys.stderr)
    if advice:
        print(f"        {advice}", file=sys.stderr)


def unexpected(error: Exception) -> tuple[str, str]:
    """Keeps the traceback in the data folder's log under an id; gives the sentence that names both."""
    reference = new_id()[:8]
    story = "".join(traceback.format_exception(error))
    when = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        log = _log_file()
        with log.open("a", encoding="utf-8") as lines:
            lines.write(f"{when} {reference}\n{story}\n")
    except (OSError, SapereError) as refused:
        print(story, file=sys.stderr)
        return f"Something unexpected happened, and the log cannot be written ({refused}).", ""
    return (
        f"Something unexpected happened (reference {reference}).",
        f"What was saved before is safe. The details are in {log}; please send them with a report.",
    )


def _log_file() -> Path:
    from sapere.settings import current, data_folder

    return data_folder(current()) / "sapere.log"  # the folder may not be there yet: it is made
