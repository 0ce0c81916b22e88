"""What goes wrong in a command, as a sentence, an advice and an exit code. The only place that decides these.

0    done
1    failed
2    bad use: the command, a setting or the topic has to be mended
3    stopped by its budget
4    nothing was found
130  stopped by the learner (Ctrl-C); what exists is kept
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from sapere.kit.ids import new_id
from sapere.research.errors import BadRequest, Cancelled, NothingFound, OverBudget, SapereError

DONE, FAILED, BAD_USE, OVER_BUDGET, NOTHING, STOPPED = 0, 1, 2, 3, 4, 130


def run(arguments: Sequence[str]) -> int:
    """Runs one command; whatever happens comes back as an exit code with its reason on standard error."""
    import typer

    from sapere.cli.app import app

    try:
        code = app(args=list(arguments), prog_name="sapere", standalone_mode=False)
    except typer.TyperException as wrong:
        _show_use(wrong)
        return BAD_USE
    except (KeyboardInterrupt, typer.Abort):
        _say("Stopped.")
        return STOPPED
    except BrokenPipeError:  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except SapereError as error:
        _say(error.what, error.advice)
        return exit_code(error)
    except Exception as error:  # noqa: BLE001  # the last door: nobody is shown a traceback, and none is lost
        _say(*_unexpected(error))
        return FAILED
    return code if isinstance(code, int) else DONE


def _show_use(wrong: Exception) -> None:
    """As typer says it: the usage line, then what is wrong with it; or the help where nothing was asked."""
    show = getattr(wrong, "show", None)
    if callable(show):
        show()
    else:
        _say(str(wrong))


def exit_code(error: SapereError) -> int:
    from sapere.settings import SettingsError

    if isinstance(error, BadRequest | SettingsError):
        return BAD_USE
    if isinstance(error, NothingFound):
        return NOTHING
    if isinstance(error, OverBudget):
        return OVER_BUDGET
    return STOPPED if isinstance(error, Cancelled) else FAILED


def _say(what: str, advice: str = "") -> None:
    print(f"sapere: {what}", file=sys.stderr)
    if advice:
        print(f"        {advice}", file=sys.stderr)


def _unexpected(error: Exception) -> tuple[str, str]:
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
    from sapere.settings import current

    return current().data / "sapere.log"
