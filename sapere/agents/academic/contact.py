"""The mail address at which the operator can be reached, where it is a mail address that was given."""

from __future__ import annotations

import re

from sapere.kit.http import HttpClient

_MAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}")


def mail_of(http: HttpClient) -> str:
    """Out of the name that the client gives itself; "" when the contact is a web address or there is none."""
    found = _MAIL.search(http.agent)
    return found.group() if found else ""
