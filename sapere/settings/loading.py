"""Environment and files to :class:`Settings`; every problem of all of them is told at once."""

from __future__ import annotations

import difflib
import os
import re
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sapere.research.errors import SapereError
from sapere.settings.envfile import Given, Problem, read_env_file
from sapere.settings.kinds import is_placeholder
from sapere.settings.table import VARIABLES, Settings

SERVER_FILE, CLIENT_FILE, ENVIRONMENT = ".env.server", ".env.client", "environment"
SHORTEST_KEY = 50

_LOOKS_SECRET = re.compile(
    r"sk[-_]|rk_(?:live|test)_|whsec_|AKIA[0-9A-Z]{12}|AIza[0-9A-Za-z_-]{20}|gh[pousr]_|xox[abp]-|-----BEGIN|://[^/@\s]*:[^/@\s]+@"
)
_SECRET_NAME = re.compile(r"SECRET|PASSWORD|TOKEN|API_?KEY|PRIVATE|DATABASE_URL|_DSN$")

# What a provider's keys begin with; checked against the others' so that an unknown new form still passes.
_BEGINNINGS = {
    "ANTHROPIC_API_KEY": ("sk-ant-",),
    "OPENAI_API_KEY": ("sk-",),
    "GOOGLE_API_KEY": ("AIza",),
    "STRIPE_SECRET_KEY": ("sk_live_", "sk_test_", "rk_live_", "rk_test_"),
    "STRIPE_WEBHOOK_SECRET": ("whsec_",),
}
_MUST_BEGIN = {"STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET", "ANTHROPIC_API_KEY"}
_TOGETHER = (
    ("QDRANT_API_KEY", "QDRANT_URL"),
    ("STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"),
    ("STRIPE_WEBHOOK_SECRET", "STRIPE_SECRET_KEY"),
    ("S3_ENDPOINT_URL", "S3_BUCKET"),
)
_MODEL_KEYS = {"openai": "OPENAI_API_KEY", "anthropic": "ANTHROPIC_API_KEY", "google": "GOOGLE_API_KEY"}


class SettingsError(SapereError):
    """``problems`` are all there are, in the order of the files; no value is in any of them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        lines = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(
            f"{count} setting{'s are' if count > 1 else ' is'} not right; nothing was started.\n{lines}",
            advice="Mend these lines and start again.",
        )


def load(environ: Mapping[str, str], folder: Path) -> Settings:
    """The settings in force: the environment before the two files in ``folder``. Raises ``SettingsError``."""
    server, problems = read_env_file(folder / SERVER_FILE)
    client, more = read_env_file(folder / CLIENT_FILE)
    from_environ = _from_environ(environ)
    problems += more
    problems += [problem for one in server for problem in _check_server(one)]
    problems += [problem for one in client for problem in _check_client(one)]
    problems += [problem for one in from_environ for problem in _check_known(one)]
    given = {
        one.name: one for one in (*client, *server, *from_environ) if one.value and one.name in VARIABLES
    }
    values, wrong = _values(given)
    problems += wrong
    production = values.get("production") is True
    problems += [problem for one in given.values() for problem in _check_key(one, production)]
    problems += _check_together(given)
    problems += _check_production(given) if production else []
    loose = _loose(folder / SERVER_FILE)
    problems += [loose] if loose and production else []
    if problems:
        raise SettingsError(dict.fromkeys(sorted(problems, key=_order)))
    return Settings(**values, warnings=(str(loose),) if loose else ())


def _order(problem: Problem) -> tuple[int, int]:
    files = (SERVER_FILE, CLIENT_FILE, ENVIRONMENT)
    return files.index(problem.file) if problem.file in files else len(files), problem.line


def _from_environ(environ: Mapping[str, str]) -> list[Given]:
    """Ours, and those with our beginning: a misspelt one must not pass unseen."""
    return [
        Given(name, value, ENVIRONMENT, 0)
        for name, value in environ.items()
        if name in VARIABLES or (name.startswith("SAPERE_") and not name.startswith("SAPERE_TEST_"))
    ]


def _check_server(one: Given) -> list[Problem]:
    variable = VARIABLES.get(one.name)
    if variable and variable.place == "client":
        return [one.problem(f"It belongs in {CLIENT_FILE}.")]
    return _check_known(one)


def _check_client(one: Given) -> list[Problem]:
    """Fatal for a secret by its name or by its looks, known or not."""
    variable = VARIABLES.get(one.name)
    if (variable and variable.secret) or _SECRET_NAME.search(one.name) or _LOOKS_SECRET.search(one.value):
        return [
            one.problem(
                f"A secret must never be here: this file may reach the browser. Put it in {SERVER_FILE}."
            )
        ]
    if variable and variable.place == "server":
        return [one.problem(f"It belongs in {SERVER_FILE}.")]
    return _check_known(one)


def _check_known(one: Given) -> list[Problem]:
    if one.name in VARIABLES:
        return []
    near = difflib.get_close_matches(one.name, VARIABLES, n=1, cutoff=0.75)
    return [one.problem("There is no such setting." + (f" Did you mean {near[0]}?" if near else ""))]


def _values(given: Mapping[str, Given]) -> tuple[dict[str, Any], list[Problem]]:
    values: dict[str, Any] = {}
    problems = []
    for name, one in given.items():
        if is_placeholder(one.value):
            problems.append(one.problem("A placeholder was left in it."))
            continue
        try:
            values[VARIABLES[name].attribute] = VARIABLES[name].kind(one.value)
        except ValueError as error:
            problems.append(one.problem(str(error)))
    return values, problems


def _check_key(one: Given, production: bool) -> list[Problem]:
    own = _BEGINNINGS.get(one.name)
    if own is None or is_placeholder(one.value):
        return []
    if production and one.value.startswith(("sk_test_", "rk_test_")):
        return [one.problem("It is a test key, and this is production.")]
    longest = max(
        (
            (len(start), name)
            for name, starts in _BEGINNINGS.items()
            for start in starts
            if one.value.startswith(start)
        ),
        default=(0, ""),
    )[1]
    if longest and longest != one.name:
        return [one.problem(f"It looks like another provider's key, as for {longest}.")]
    if one.name in _MUST_BEGIN and not one.value.startswith(own):
        return [one.problem(f"Such a key begins with {' or '.join(own)}.")]
    return []


def _check_together(given: Mapping[str, Given]) -> list[Problem]:
    problems = [
        given[one].problem(f"{other} is missing beside it.")
        for one, other in _TOGETHER
        if one in given and other not in given
    ]
    for name in ("SAPERE_MODEL", "SAPERE_MODEL_FOR", "SAPERE_EMBEDDER"):
        if name in given:
            problems += [
                given[name].problem(f"{key} is missing beside it.") for key in _missing_keys(given, name)
            ]
    return problems


def _missing_keys(given: Mapping[str, Given], name: str) -> list[str]:
    """Keys of the providers that are named there. A server of one's own may ask for none."""
    named = dict.fromkeys(re.findall(r"(?:^|[=,;\s])([a-z][a-z0-9_-]*):", given[name].value))
    keys = (_MODEL_KEYS[provider] for provider in named if provider in _MODEL_KEYS)
    own = "OPENAI_BASE_URL" in given
    return [key for key in keys if key not in given and not (key == "OPENAI_API_KEY" and own)]


def _check_production(given: Mapping[str, Given]) -> list[Problem]:
    problems = [
        Problem(
            CLIENT_FILE if variable.place == "client" else SERVER_FILE, 0, "It is needed in production.", name
        )
        for name, variable in VARIABLES.items()
        if variable.needed and name not in given
    ]
    key = given.get("SECRET_KEY")
    if key and (len(key.value) < SHORTEST_KEY or len(set(key.value)) < 10) and not is_placeholder(key.value):
        problems.append(key.problem(f"It has to be {SHORTEST_KEY} or more random characters."))
    return problems


def _loose(path: Path) -> Problem | None:
    """Whether others on this machine can read the file with the secrets."""
    if os.name != "posix" or not path.exists():
        return None
    mode = stat.S_IMODE(path.stat().st_mode)
    if not mode & 0o077:
        return None
    return Problem(
        path.name, 0, f"Others on this machine can read it (mode {mode:04o}): chmod 600 {path.name}"
    )
