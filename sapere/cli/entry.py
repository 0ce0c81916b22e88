"""Where every command begins and ends: whatever happens in it becomes an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import typer

from sapere.cli.app import app
from sapere.cli.errors import BAD_USE, DONE, FAILED, STOPPED, exit_code, say, unexpected
from sapere.research.errors import SapereError


def run(arguments: Sequence[str]) -> int:
    """Runs one command; whatever happens comes back as an exit code with its reason on standard error."""
    try:
        code = app(args=list(arguments), prog_name="sapere", standalone_mode=False)
    except typer.TyperException as wrong:
        _show_use(wrong)
        return BAD_USE
    except (KeyboardInterrupt, typer.Abort):
        say("Stopped.")
        return STOPPED
    except BrokenPipeError:  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except SapereError as error:
        say(error.what, error.advice)
        return exit_code(error)
    except Exception as error:  # noqa: BLE001  # the last door: nobody is shown a traceback, and none is lost
        say(*unexpected(error))
        return FAILED
    return code if isinstance(code, int) else DONE


def _show_use(wrong: Exception) -> None:
    """As typer says it: the usage line, then what is wrong with it; or the help where nothing was asked."""
    show = getattr(wrong, "show", None)
    if callable(show):
        show()
    else:
        say(str(wrong))
