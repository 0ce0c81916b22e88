"""The licence of a work by its short name, from an address, a name written out, or a note."""

from __future__ import annotations

import re

from sapere.kit.text import normalise, squeeze

_DEED = re.compile(r"creativecommons\.org/(licenses|publicdomain)/([a-z+-]+)/(\d\.\d)", re.IGNORECASE)
_SHORT = re.compile(r"\bCC[ -]?(0|BY(?:-(?:NC|SA|ND))*)(?:[ -](\d\.\d))?\b", re.IGNORECASE)
_LONG = re.compile(
    r"Creative Commons (Attribution(?:[ –-]*(?:Non-?Commercial|Share-?Alike|No-?Deriv(?:ative)?s?))*)"
    r"(?:[ ,]+(?:version )?(\d\.\d))?",
    re.IGNORECASE,
)
_WORDS = (("attribution", "BY"), ("noncommercial", "NC"), ("sharealike", "SA"), ("noderiv", "ND"))
_ADDRESSES = (
    ("gnu.org/licenses/fdl", "GFDL"), ("gnu.org/licenses/gpl", "GPL"), ("gnu.org/licenses/lgpl", "LGPL"),
    ("gnu.org/licenses/agpl", "AGPL"), ("gnu.org/copyleft/fdl", "GFDL"), ("opensource.org/licenses/mit", "MIT"),
    ("opensource.org/license/mit", "MIT"), ("apache.org/licenses/license-2.0", "Apache 2.0"),
    ("opensource.org/licenses/bsd-3", "BSD 3-Clause"), ("opensource.org/licenses/bsd-2", "BSD 2-Clause"),
    ("mozilla.org/mpl/2.0", "MPL 2.0"), ("mozilla.org/en-us/mpl/2.0", "MPL 2.0"),
)  # fmt: skip


def licence_name(written: str) -> str:
    """``CC BY-SA 4.0`` for what is known by such a name; anything else as it is written."""
    written = squeeze(normalise(written))
    return known_licence(written) or written


def known_licence(written: str) -> str:
    """The short name; empty for what is none of those known."""
    if deed := _DEED.search(written):
        return _of_deed(*(part.lower() for part in deed.groups()))
    lower = written.lower()
    if named := next((name for address, name in _ADDRESSES if address in lower), ""):
        return named
    if short := _SHORT.search(written):
        name, version = short[1].upper(), short[2] or ""
        return f"CC0 {version or '1.0'}" if name == "0" else f"CC {name} {version}".strip()
    if found := _LONG.search(written):
        plain = found[1].lower().replace("-", "").replace(" ", "")
        return f"CC {'-'.join(sign for word, sign in _WORDS if word in plain)} {found[2] or ''}".strip()
    return ""


def _of_deed(group: str, name: str, version: str) -> str:
    if group == "publicdomain":
        return f"CC0 {version}" if name == "zero" else "Public domain"
    return f"CC {name.upper()} {version}"
