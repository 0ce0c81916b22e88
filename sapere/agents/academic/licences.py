"""The licence of a work in a few words."""

from __future__ import annotations

import re

_ADDRESS = re.compile(
    r"creativecommons\.org/(?:licenses|publicdomain)/([a-z+-]{2,10})(?:/([0-9]\.[0-9]))?", re.IGNORECASE
)
_SHORT = re.compile(
    r"cc[-_ ]?((?:by(?:[-_ ]?(?:nc|nd|sa))*)|0|zero)(?:[-_ /]?([0-9]\.[0-9]))?", re.IGNORECASE
)
_CLAUSE = re.compile(r"by|nc|nd|sa", re.IGNORECASE)


def licence_name(value: object) -> str:
    """``CC BY 4.0`` of a Creative Commons address, ``cc-by`` or ``CCBYNCND``; "" of all else.

    Other licences are not named: what they allow would have to be read first.
    """
    text = value.strip()[:200] if isinstance(value, str) else ""
    found = _ADDRESS.search(text) or _SHORT.fullmatch(text)
    if not found:
        return "public domain" if text.lower() in ("public-domain", "pd") else ""
    clauses, version = found.groups()
    if clauses.lower() in ("0", "zero"):
        return "CC0 1.0"
    if clauses.lower() == "mark":
        return "public domain"
    name = "-".join(_CLAUSE.findall(clauses.upper()))
    return f"CC {name} {version or ''}".strip() if name.startswith("BY") else ""
