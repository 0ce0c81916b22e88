"""What was typed becomes an order: checked as a whole before anything is opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sapere.research.errors import BadRequest

if TYPE_CHECKING:
    from sapere.research.shapes import Order


@dataclass(frozen=True, slots=True)
class Asked:
    """The order as it was typed."""

    topic: str
    depth: str
    level: str
    language: str
    library: tuple[str, ...]
    offline: bool
    model: str
    budget: float

    def order(self) -> Order:
        """Raises ``BadTopic`` or ``BadLibrary`` before anything is opened."""
        from sapere.cli.roots import checked
        from sapere.research import shapes
        from sapere.research.define import check_topic

        return shapes.Order(
            check_topic(self.topic),
            depth=shapes.Depth(self.depth),
            level=shapes.Level(self.level),
            language=self.language,
            offline=self.offline,
            library=tuple(checked(root) for root in self.library),
            model=checked_model(self.model) if self.model else "",
            budget=self.budget,
        )


def dollars_of(budget: str) -> float:
    from sapere.settings import kinds

    try:
        return kinds.dollars(budget) if budget else 0.0
    except ValueError as error:
        raise BadRequest(f"--budget: {error}", advice="Dollars with a point, as 0.50.") from error


def checked_model(model: str) -> str:
    """The name as it is; raises ``BadRequest`` for what is none, or a model that nobody can ask from here."""
    from sapere.settings import current
    from sapere.wiring import build_models

    build_models(current(), model=model)
    return model
