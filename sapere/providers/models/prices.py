"""What a model's tokens cost: as the operator says, else as the price list of ``genai_prices`` says, which lies in the
package and is not fetched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sapere.providers.models.access import Access

MILLION = 1_000_000


class Prices:
    """``given`` are the operator's: name as ``provider:NAME``, dollars per million tokens in and out."""

    def __init__(self, given: Iterable[tuple[str, float, float]] = ()) -> None:
        self._given: Mapping[str, tuple[float, float]] = {name: (into, out) for name, into, out in given}

    def usd(self, access: Access, model: str, usage: Any) -> float | None:
        """Dollars for a usage (``genai_prices``' own or one like it); None where nobody knows the price."""
        own = self._given.get(f"{access.provider}:{model}")
        if own is not None:
            return ((usage.input_tokens or 0) * own[0] + (usage.output_tokens or 0) * own[1]) / MILLION
        return _listed(access, model, usage)

    def most(self, access: Access, model: str, tokens: tuple[int, int]) -> float | None:
        """Dollars for so many tokens in and out, none of them at a lower price: some providers take more for those
        that they keep ready than for plain ones."""
        from genai_prices import Usage

        plain = Usage(input_tokens=tokens[0], output_tokens=tokens[1])
        kept = Usage(input_tokens=tokens[0], cache_write_tokens=tokens[0], output_tokens=tokens[1])
        known = [cost for one in (plain, kept) if (cost := self.usd(access, model, one)) is not None]
        return max(known, default=None)


def _listed(access: Access, model: str, usage: Any) -> float | None:
    """A server of one's own that has a provider's model by its name is taken to have its price: some pass it on."""
    from genai_prices import calc_price

    try:
        return float(calc_price(usage, model, provider_id=access.provider).total_price)
    except LookupError:
        return None
