"""What can go wrong on the way out. Each says in one sentence what happened, fit to be shown.

    HttpError
    ├── AddressRefused   our own guard: an address not public, a bad port, scheme, redirect or certificate
    ├── RobotsRefused    the site's robots.txt asks us not to read this page
    ├── Unreached        no answer: refused, timed out, cut off; or resting after failures in a row
    ├── Busy             429 or the like, with the seconds to wait where it said so
    ├── BadStatus        any other answer that is not a success
    └── BadBody          the answer is not what its kind promises (JSON that is none, broken compression)

Kit is below research, so :mod:`sapere.research.reach` turns these into the engine's own leaves, once.
"""

from __future__ import annotations


class HttpError(Exception):
    pass


class AddressRefused(HttpError):
    pass


class RobotsRefused(HttpError):
    pass


class Unreached(HttpError):
    """``untouched``: the request certainly never arrived, so that sending it again cannot do a thing twice."""

    def __init__(self, what: str, *, untouched: bool = False) -> None:
        super().__init__(what)
        self.untouched = untouched


class Busy(HttpError):
    """``untouched``: the service certainly turned the request away unread."""

    def __init__(self, what: str, *, retry_after: float | None = None, untouched: bool = False) -> None:
        super().__init__(what)
        self.retry_after = retry_after
        self.untouched = untouched


class BadStatus(HttpError):
    """``body`` is the beginning of what came with it: some services explain themselves there."""

    def __init__(self, what: str, *, status: int, body: bytes = b"") -> None:
        super().__init__(what)
        self.status = status
        self.body = body


class BadBody(HttpError):
    pass
