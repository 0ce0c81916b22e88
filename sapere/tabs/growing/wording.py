"""What was done to a tree, and what was to be done, in a sentence."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sapere.research.growing.edits import Add, Deepen, Edit, Merge, Move, Remove, Rename, about
from sapere.research.growing.placing import found
from sapere.research.shapes import Tree
from sapere.topics import history
from sapere.topics.changes import TreeEdit


def done(row: TreeEdit) -> str:
    """As it reads in the list of edits."""
    title, other = row.taken.get("title", ""), row.taken.get("other", "")
    return said(history.as_edit(row), title, other, row.taken.get("place", 0))


def asked(edit: Edit, tree: Tree | None) -> str:
    """As it reads where it was not done, by the names that concepts have now."""
    concept, other = about(edit)
    return said(edit, _title(tree, concept), _title(tree, other), _place(edit, tree))


def said(edit: Edit, title: str, other: str, place: int = 0) -> str:
    """``place``, from 1, is where something goes that stays below the same concept."""
    words = {"title": apart(title or _("a concept that is gone")), "other": apart(other or "…")}
    match edit:
        case Rename():
            return _("Rename %(title)s to %(new)s") % {**words, "new": apart(edit.title)}
        case Move():
            moved = _("Move %(title)s to place %(place)s") if place else _("Move %(title)s below %(other)s")
            return moved % {**words, "place": place}
        case Merge():
            return _("Merge %(title)s into %(other)s") % words
        case Remove():
            return _("Remove %(title)s") % words
        case Add():
            return _("Add %(title)s below %(other)s") % {**words, "title": apart(edit.concept.title)}
        case Deepen():
            return _("Go deeper at %(title)s") % words


def apart(title: str) -> str:
    """A name in a sentence of any direction: its own stays inside it."""
    return f"“\u2068{title}\u2069”"


def _place(edit: Edit, tree: Tree | None) -> int:
    concept = found(tree, edit.concept) if tree is not None and isinstance(edit, Move) else None
    if tree is None or concept is None or not isinstance(edit, Move) or concept.parent != edit.parent:
        return 0
    return max(0, min(edit.position, len(tree.children(edit.parent)) - 1)) + 1


def _title(tree: Tree | None, concept_id: str) -> str:
    concept = found(tree, concept_id) if tree is not None else None
    return concept.title if concept is not None else ""
