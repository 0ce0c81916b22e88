"""The learner's own files and folders, and the reference that comes with Python."""

from __future__ import annotations

from sapere.agents.library.agent import LibraryAgent
from sapere.research.ports import AgentContext


def build(context: AgentContext) -> LibraryAgent:
    return LibraryAgent(context.index, context.store, context.scope)
