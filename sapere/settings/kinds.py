"""From the text of a variable to its value. Each raises ``ValueError`` with a sentence that never shows the text."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

_HOST = re.compile(r"\.?[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:.]+\]", re.IGNORECASE)
_MODEL = re.compile(r"[a-z][a-z0-9_-]*:\S+")
_DECIMAL = re.compile(r"\d{1,9}(?:\.\d{1,9})?", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_PLACEHOLDER = re.compile(
    r"your[_-]|change[_-]?me|change[_-]?this|replace[_-]?me|insert[_-]|placeholder"
    r"|^(?:<.*>|x{3,}|\.{3,}|todo|tbd|none|null|dummy|secret|password|example)$",
    re.IGNORECASE,
)


def is_placeholder(text: str) -> bool:
    """Whether somebody forgot to put the real thing in."""
    return bool(_PLACEHOLDER.search(text))


def text(value: str) -> str:
    if _CONTROL.search(value):
        raise ValueError("It holds a control character.")
    return value


def secret(value: str) -> str:
    if re.search(r"\s", value):
        raise ValueError("There is white space in it, which no key has.")
    return text(value)


def boolean(value: str) -> bool:
    if value not in ("true", "false"):
        raise ValueError("It has to be true or false.")
    return value == "true"


def folder(value: str) -> Path:
    path = Path(text(value)).expanduser()
    return path if path.is_absolute() else Path.cwd() / path


PYODIDE = ("pyodide.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
"""The least that there has to be of it."""


def pyodide_folder(value: str) -> Path:
    """A folder that has its files, as they are in its release and its npm package."""
    path = folder(value)
    if missing := [name for name in PYODIDE if not (path / name).is_file()]:
        raise ValueError(f"There is no {missing[0]} in it: it has to hold the files of Pyodide.")
    return path


def web_address(value: str) -> str:
    """An http(s) address, given back without a slash at its end."""
    _split(value, ("http", "https"))
    return value.rstrip("/")


def postgres_address(value: str) -> str:
    parts = _split(value, ("postgres", "postgresql"))
    if not parts.path.strip("/"):
        raise ValueError("It names no database: postgresql://user:password@host:port/NAME.")
    return value


def redis_address(value: str) -> str:
    _split(value, ("redis", "rediss"))
    return value


def mail_address(value: str) -> str:
    _split(value, ("smtp", "smtps", "smtp+tls"))
    return value


def hosts(value: str) -> tuple[str, ...]:
    """Host names, split at commas; a leading dot means all below it."""
    names = _split_list(value)
    if any(name == "*" for name in names):
        raise ValueError("A star would let any host in: name the hosts.")
    if not all(_HOST.fullmatch(name) for name in names):
        raise ValueError("It has to be host names without scheme, port or path, split at commas.")
    return names


SERVICES = (
    "Wikipedia", "SearXNG", "arXiv", "OpenAlex", "PubMed", "Crossref", "Semantic Scholar", "Wikidata",
    "Wolfram|Alpha", "SymPy", "YouTube", "SepiaSearch", "Stack Exchange", "Hacker News", "Reddit",
)  # fmt: skip
"""Outside services by the names that a learner sees (a test compares them with the agents' own)."""


def services(value: str) -> tuple[str, ...]:
    """Names out of :data:`SERVICES`, split at commas; case and spaces do not matter."""
    known = {_plainly(name): name for name in SERVICES}
    found = [known.get(_plainly(one)) for one in _split_list(value)]
    if None in found:
        raise ValueError(f"It has to be names out of these, split at commas: {', '.join(SERVICES)}.")
    return tuple(name for name in found if name)


def _plainly(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


def origins(value: str) -> tuple[str, ...]:
    found = _split_list(value)
    for one in found:
        if urlsplit(web_address(one)).path:
            raise ValueError("An origin is only scheme, host and port: https://learn.example.org.")
    return tuple(one.rstrip("/") for one in found)


def doors(value: str) -> tuple[str, ...]:
    """``host:port`` pairs, split at commas, in lower case."""
    found = _split_list(value)
    for one in found:
        host, _, port = one.rpartition(":")
        if not _HOST.fullmatch(host) or not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
            raise ValueError("It has to be host:port pairs, split at commas: 127.0.0.1:8888.")
    return tuple(one.lower() for one in found)


def model(value: str) -> str:
    if not _MODEL.fullmatch(value):
        raise ValueError("It has to be a provider and a model's name: openai:NAME.")
    return value


PROVIDERS = ("openai", "anthropic", "google")
"""Who can be asked for models (a test compares them with those that are built)."""


def embedder(value: str) -> str:
    if value.partition(":")[0] not in ("openai", "fastembed"):
        raise ValueError("It has to be openai:NAME or fastembed:NAME.")
    return model(value)


def models(value: str) -> tuple[str, ...]:
    """Models in the order in which they are tried, split at commas."""
    found = tuple(model(one) for one in _split_list(value))
    if not all(one.partition(":")[0] in PROVIDERS for one in found):
        raise ValueError(
            f"Providers are {', '.join(PROVIDERS)}; a server that speaks OpenAI's protocol is openai: with OPENAI_BASE_URL."
        )
    return found


JOBS = ("define", "grow", "write", "mend", "explain", "relevel", "answer", "tutor", "items", "disagree")
"""What a model can be chosen for (a test compares them with the engine's own)."""


def models_by_job(value: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """``job=models``, split at semicolons."""
    found = []
    for one in value.split(";"):
        job, _, names = (part.strip() for part in one.partition("="))
        if job not in JOBS:
            raise ValueError(
                f"It has to be job=provider:NAME, split at semicolons; jobs are {', '.join(JOBS)}."
            )
        found.append((job, models(names)))
    return tuple(found)


def count(value: str) -> int:
    if not value.isascii() or not value.isdigit() or not 0 < int(value) <= 256:
        raise ValueError("It has to be a whole number from 1 to 256.")
    return int(value)


def seconds(value: str) -> float:
    return _number(value, most=3600.0, least=1.0)


def dollars(value: str) -> float:
    return _number(value.removeprefix("$"), most=1_000_000.0, least=0.0)


def prices(value: str) -> tuple[tuple[str, float, float], ...]:
    """``provider:NAME=IN/OUT`` in dollars per million tokens, split at commas."""
    found = []
    for one in _split_list(value):
        name, _, price = one.rpartition("=")
        into, slash, out = price.partition("/")
        if not slash:
            raise ValueError("It has to be provider:NAME=IN/OUT in dollars per million tokens.")
        found.append((model(name), dollars(into), dollars(out)))
    return tuple(found)


def _number(value: str, *, least: float, most: float) -> float:
    if not _DECIMAL.fullmatch(value) or not least <= float(value) <= most:
        raise ValueError(f"It has to be a number from {least:,g} to {most:,.0f}.")
    return float(value)


def _split_list(value: str) -> tuple[str, ...]:
    found = tuple(part.strip() for part in value.split(","))
    if not all(found):
        raise ValueError("There is an empty place between its commas.")
    return found


def _split(value: str, schemes: tuple[str, ...]) -> SplitResult:
    wanted = " or ".join(f"{scheme}://" for scheme in schemes)
    try:
        parts = urlsplit(secret(value))
        port = parts.port  # raises for one that is no number
    except ValueError as error:
        reason = "A password with : @ / # ? or % in it has to be percent-encoded."
        raise ValueError(f"It is not an address. {reason}") from error
    if parts.scheme not in schemes or not parts.hostname or port == 0:
        raise ValueError(f"It has to be an address that begins with {wanted} and names a host.")
    return parts
