"""The guarded way out: checks where it connects, is bounded in size and time, and polite to every host."""

from sapere.kit.http.asynchronous import Seen, async_client, seen
from sapere.kit.http.body import Limits
from sapere.kit.http.cache import Cache
from sapere.kit.http.client import Answer, HttpClient
from sapere.kit.http.errors import (
    AddressRefused,
    BadBody,
    BadStatus,
    Busy,
    HttpError,
    RobotsRefused,
    Unreached,
)

__all__ = [
    "AddressRefused",
    "Answer",
    "BadBody",
    "BadStatus",
    "Busy",
    "Cache",
    "HttpClient",
    "HttpError",
    "Limits",
    "RobotsRefused",
    "Seen",
    "Unreached",
    "async_client",
    "seen",
]
