"""Encyclopedias and, later, the open web."""

from __future__ import annotations

from sapere.agents.general.agent import GeneralAgent
from sapere.agents.general.mediawiki import WIKIPEDIA
from sapere.research.ports import AgentContext


def build(context: AgentContext) -> GeneralAgent:
    return GeneralAgent(context.http, context.addresses.get("mediawiki", WIKIPEDIA))
