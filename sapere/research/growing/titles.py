"""What a concept may be called by hand."""

from __future__ import annotations

from sapere.kit.text import normalise, squeeze
from sapere.research.errors import BadRequest
from sapere.research.growing.edits import Rename
from sapere.research.growing.placing import found
from sapere.research.lead import question_for
from sapere.research.shapes import Tree

LONGEST_TITLE = 300


def check_title(text: str) -> str:
    """The title as it will be shown. Raises ``BadRequest`` with a sentence for whoever typed it."""
    title = squeeze(normalise(text))
    if not any(map(str.isalnum, title)):
        raise BadRequest("A concept needs a name with a letter or a digit in it.")
    if len(title) > LONGEST_TITLE:
        raise BadRequest(f"The name has {len(title):,} characters; at most {LONGEST_TITLE} fit.")
    return title


def renaming(tree: Tree, concept_id: str, title: str, language: str) -> Rename:
    """The edit that gives a concept another name; its question follows where it was made of the old one."""
    concept = found(tree, concept_id)
    follows = concept is not None and concept.question == question_for(concept.title, language)
    return Rename(concept_id, title, question_for(title, language) if follows else "")
