"""Log lines to standard error: plain for a person, JSON on a server. Standard output belongs to the commands."""

from __future__ import annotations

import logging.config
import re
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog

_LINK = re.compile(r"/(shared|copy)/[^/\s?\"'<>]+")
"""An address with the token of a link in it: whoever has that can read a topic."""


def logging_plan(production: bool) -> dict[str, Any]:
    """Django's LOGGING, as :func:`configure` takes it."""
    renderer = (
        structlog.processors.JSONRenderer() if production else structlog.dev.ConsoleRenderer(colors=False)
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": _common(),
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    without_tokens,
                    renderer,
                ],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "stream": sys.stderr, "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {"sapere": {"level": "INFO" if production else "WARNING"}},
    }


def configure(plan: Mapping[str, Any]) -> None:
    """Django calls it once when it is set up (LOGGING_CONFIG)."""
    logging.config.dictConfig(dict(plan))
    structlog.configure(
        processors=[*_common(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def without_tokens(_: object, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """What is logged, with a … where the token of a shared link stood."""
    return {
        name: _LINK.sub(r"/\1/…", value) if isinstance(value, str) else value for name, value in line.items()
    }


def _common() -> list[Any]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
