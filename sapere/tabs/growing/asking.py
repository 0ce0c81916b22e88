"""What a form asks to be done to the tree, as an edit."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sapere import settings, wiring
from sapere.research import shapes
from sapere.research.errors import BadRequest
from sapere.research.growing.edits import Edit, Merge, Move, Remove, Rename
from sapere.research.growing.placing import found
from sapere.research.growing.titles import check_title, renaming
from sapere.topics import queries
from sapere.topics.adding import adding
from sapere.topics.models import Topic

LAST = 1_000_000
"""The place of what is to be the last."""


class NoPlace(BadRequest):
    """What is wrong is the number of the place."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An edit; with the page of a concept that it adds."""

    edit: Edit
    page: shapes.Page | None = None


def wanted(mine: Topic, concept: str, form: Mapping[str, str]) -> Wanted:
    """Raises ``BadRequest`` in words for what cannot be asked."""
    match form.get("do"):
        case "rename":
            return Wanted(_renaming(mine, concept, check_title(form.get("title", ""))))
        case "move":
            return Wanted(Move(concept, _chosen(form.get("parent", "")), _place(form.get("place", ""))))
        case "merge":
            return Wanted(Merge(concept, _chosen(form.get("into", ""))))
        case "remove":
            return Wanted(Remove(concept))
        case "add":
            store = wiring.build_store(settings.current())
            return Wanted(*adding(mine, concept, check_title(form.get("title", "")), store))
        case _:
            raise BadRequest(_("The form does not say what is to be done."))


def stepped(mine: Topic, said: str) -> Wanted:
    """``ID:earlier`` or ``ID:later``: one place among its siblings."""
    concept_id, _colon, way = said.partition(":")
    tree = _tree(mine)
    concept = found(tree, concept_id)
    if concept is None or way not in ("earlier", "later"):
        raise BadRequest(_("The concept is not in the tree any more."))
    step = -1 if way == "earlier" else 1
    return Wanted(Move(concept.id, concept.parent, concept.position + step))


def _renaming(mine: Topic, concept: str, title: str) -> Rename:
    tree = _tree(mine)
    here = found(tree, concept)
    above = found(tree, here.parent) if here is not None else None
    if above is not None and above.title.casefold() == title.casefold():
        raise BadRequest(
            _("The concept above it is called “%(title)s” already. Give it another name, or merge the two.")
            % {"title": above.title}
        )
    return renaming(tree, concept, title, mine.language)


def _tree(mine: Topic) -> shapes.Tree:
    tree = queries.tree(mine)
    if tree is None:
        raise BadRequest(_("There is no tree yet."))
    return tree


def _chosen(said: str) -> str:
    try:
        return str(uuid.UUID(said))
    except ValueError:
        raise BadRequest(_("Choose a concept from the list.")) from None


def _place(said: str) -> int:
    """Counted from 1 where people count; empty is the last."""
    said = said.strip()
    if not said:
        return LAST
    if not (said.isdecimal() and len(said) < 7 and int(said)):
        raise NoPlace(_("A place is a number: 1 for the first."))
    return int(said) - 1
