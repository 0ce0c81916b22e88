"""An exchange that uses what was answered before, and asks only whether it still holds once it may not."""

from __future__ import annotations

from dataclasses import replace

from sapere.kit.http import freshness
from sapere.kit.http.cache import Cache, Kept
from sapere.kit.http.exchange import Call, Exchange, Reply
from sapere.kit.http.target import Target


class Remembering:
    def __init__(self, exchange: Exchange, cache: Cache) -> None:
        self._exchange = exchange
        self._cache = cache

    def known(self, hop: Target, call: Call) -> Reply | None:
        """The answer, where it need not be asked for."""
        kept = self._cache.find(hop, call)
        return kept.reply if kept and self._may_be_used(kept, call) else None

    def __call__(self, hop: Target, call: Call) -> Reply:
        """Raises what the exchange raises."""
        kept = self._cache.find(hop, call)
        if kept is None:
            return self._anew(hop, call)
        if self._may_be_used(kept, call):
            return kept.reply
        asked = freshness.conditions(kept.reply.headers)
        reply = self._exchange(hop, replace(call, headers={**call.headers, **asked}))
        if reply.unchanged and freshness.same_version(kept.reply.headers, reply.headers):
            return self._cache.confirm(hop, call, kept, reply)
        if reply.unchanged:  # of a version that we do not have
            return self._anew(hop, call)
        self._cache.keep(hop, call, reply)
        return reply

    def _may_be_used(self, kept: Kept, call: Call) -> bool:
        return self._cache.stands(kept) and not freshness.wants_a_new_answer(call.headers)

    def _anew(self, hop: Target, call: Call) -> Reply:
        reply = self._exchange(hop, call)
        self._cache.keep(hop, call, reply)
        return reply
