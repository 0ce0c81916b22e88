"""What each address does for whom. :mod:`tests.web.test_who_may` holds every address of the house against it.

A new address needs one line in ``RULES``, under its name (``app_name:name``). Its parts (``<uuid:note_id>``) are looked up
in ``parts`` of :mod:`tests.doubles.belongings`: whoever adds a new kind of thing puts one of it there, and its name into
``nothing``. That somebody else gets nothing needs no line: it holds for every address.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

Parts = Mapping[str, str]


class Whose(StrEnum):
    THING = "thing"  # of somebody, named in the address: nobody else's business
    OWN = "own"  # each sees their own there, and has to be signed in
    OPEN = "open"  # the same for everybody, signed in or not
    LINK = "link"  # whoever has the link, signed in or not


@dataclass(frozen=True, slots=True)
class Rule:
    """How the owner gets through: by which ``method``, with what in the form, and with what after the ``?``.

    ``given`` names the part that stands in the address where it is not the one of that name, or says itself what is no
    thing of anybody's (``{"name": "md"}``). ``example``: whether everybody may do it to a topic that is an example; if not
    said, whatever only reads. ``door``: it leads on without looking, and what it leads to refuses.
    """

    method: str = "GET"
    form: Callable[[Parts], Mapping[str, Any]] = field(default=lambda _: {})
    query: str = ""
    given: Mapping[str, str] = field(default_factory=dict)
    whose: Whose = Whose.THING
    example: bool | None = None
    door: bool = False
    status: int = 0  # where getting through is no 200 and no 302
    signed_in: bool = False  # the link alone does not do

    @property
    def for_readers(self) -> bool:
        """Whether a reader of an example gets through."""
        return self.example if self.example is not None else self.method == "GET"


def post(form: Callable[[Parts], Mapping[str, Any]] = lambda _: {}, **more: Any) -> Rule:
    return Rule("POST", form, **more)


def _file(_: Parts) -> Mapping[str, Any]:
    return {"files": [SimpleUploadedFile("leaf.txt", b"A leaf is green.\n\nIt is thin.")]}


RULES: dict[str, Rule] = {
    # the house
    "web:livez": Rule(whose=Whose.OPEN),
    "web:too-large": Rule(whose=Whose.OPEN, status=413),
    "web:modes": Rule(whose=Whose.OPEN),
    "web:appearance": post(lambda _: {"theme": "dark"}, whose=Whose.OPEN),
    # home, costs
    "home:home": Rule(whose=Whose.OWN),
    "home:topics": Rule(whose=Whose.OWN),
    "costs:costs": Rule(whose=Whose.OWN),
    "costs:download": Rule(whose=Whose.OWN),
    # library
    "library:library": Rule(whose=Whose.OWN),
    "library:files": post(_file, whose=Whose.OWN),
    "library:address": post(lambda _: {"address": "https://example.org/"}, whose=Whose.OWN),
    "library:text": post(lambda _: {"title": "Leaf", "text": "A leaf is green."}, whose=Whose.OWN),
    "library:remove": post(lambda parts: {"key": parts["key"]}, whose=Whose.OWN),
    "library:documents": Rule(example=False),
    "library:original": Rule(example=False),
    # runs
    "run:page": Rule(query="stay"),
    "run:state": Rule(),
    "run:events": Rule(),
    "run:stop": post(),
    "run:retry": post(status=400),  # there is nothing left to do of it
    # explore
    "explore:door": Rule(door=True),
    "explore:topic": Rule(),
    "explore:concept": Rule(),
    "explore:writing": Rule(),
    "explore:source": Rule(),
    "explore:quote": Rule(query="start=0&end=9"),
    "explore:sources": Rule(),
    "explore:disagreements": Rule(),
    "explore:compare": Rule(),
    # map, export
    "mindmap:map": Rule(),
    "mindmap:picture": Rule(),
    "export:formats": Rule(),
    "export:download": Rule(given={"name": "md"}),
    "export:progress": Rule(),
    "export:make": post(given={"name": "md"}, example=True),
    "export:file": Rule(example=False),
    "export:stop": post(),
    "export:forget": post(),
    "bring:door": Rule(whose=Whose.OWN),
    # ask
    "ask:room": post(lambda _: {"question": "What are stomata?"}, example=True),
    "ask:thread": post(lambda _: {"question": "What are stomata?"}, example=False),
    "ask:export": Rule(example=False),
    "ask:export-all": Rule(given={"form": "md"}),
    "ask:delete": post(),
    "ask:answer": Rule(example=False),
    "ask:stop": post(),
    "ask:again": post(given={"message_id": "<question_id>"}),
    "ask:events": Rule(example=False),
    "ask:card": Rule(query="at=0-0", example=False),
    "ask:keep": post(),
    # code
    "code:page": Rule(),
    "code:frame": Rule(whose=Whose.OPEN),
    # no Python has been put beside this house
    "code:python_frame": Rule(whose=Whose.OPEN, status=404),
    "code:runtime": Rule(whose=Whose.OPEN, given={"name": "pyodide.mjs"}, status=404),
    # notes: a reader of an example leaves their own
    "notes:all": Rule(whose=Whose.OWN),
    "notes:room": post(lambda parts: {"text": "A note.", "concept": parts["concept_id"]}, example=True),
    "notes:take": Rule(given={"name": "md"}),
    "notes:note": post(lambda _: {"text": "Another."}, example=False),
    "notes:delete": post(),
    "notes:new-card": post(
        lambda parts: {"front": "What?", "back": "That.", "concept": parts["concept_id"]}, example=True
    ),
    "notes:delete-card": post(),
    "notes:bookmark": post(example=True),
    "notes:unread": post(example=True),
    # a tree changed by hand, a topic researched further
    "growing:tree": post(lambda parts: {"step": f"{parts['concept_id']} up"}, example=False, status=400),
    "growing:undo": post(status=409),  # nothing was done yet
    "growing:concept": Rule(example=False),
    "growing:update": Rule(example=False),
    "growing:deeper": Rule(example=False),
    "growing:history": Rule(),
    # links, copies, the end of a topic
    "sharing:share": post(lambda _: {"label": "For Eve", "days": "7"}),
    "sharing:revoke": post(),
    "sharing:revoke-all": post(),
    "sharing:copy-example": post(example=True, status=404),  # one's own is no copy
    "sharing:copy": post(whose=Whose.LINK, signed_in=True),
    "sharing:delete": post(lambda _: {"sure": "on"}),
    "shared:topic": Rule(whose=Whose.LINK),
    "shared:sources": Rule(whose=Whose.LINK),
    "shared:source": Rule(whose=Whose.LINK),
    "shared:quote": Rule(whose=Whose.LINK, query="start=0&end=9"),
    "shared:concept": Rule(whose=Whose.LINK),
}
