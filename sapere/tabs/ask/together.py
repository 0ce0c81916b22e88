"""All threads of a topic in one file."""

from __future__ import annotations

import json

from sapere.accounts.models import Person
from sapere.tabs.ask import showing
from sapere.tabs.ask.markdown import markdown
from sapere.topics import threads
from sapere.topics.belongings import thread_values
from sapere.topics.models import Topic

SCHEMA = "sapere.threads/1"


def together(viewer: Person, of: Topic, form: str) -> str:
    """``form`` is md or json. What the viewer asked about the topic, the oldest thread first."""
    if form == "json":
        told = {"schema": SCHEMA, "topic": of.slug, "title": of.title, "threads": thread_values(viewer, of)}
        return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    talks = threads.threads(viewer, of).select_related("topic").order_by("created_at", "pk")
    return "\n".join(
        markdown(one, showing.talk(one, threads.messages(one)), f"{number}-")
        for number, one in enumerate(talks, 1)
    )
