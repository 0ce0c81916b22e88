"""What a reader leaves in the small topic of :mod:`tests.doubles.authored`: bookmarks, pages read, notes and highlights
of every kind, cards."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from sapere.topics import actions
from sapere.topics.actions import CardWords, Jotting, Quoted
from tests.doubles.authored import BY_DAY, PORES, Pen

MARKDOWN = """**Pores** are *clever*:

- open by day
- shut at night

| when | what |
|---|---|
| day | open |

`rate = peak`, and [a link](https://example.org/a-rather-long-address/that-does-not-end-soon)"""


def jotted(pen: Pen) -> str:
    """Gives the id of the concept on whose page most of it stands."""
    owner, topic, here = pen.topic.owner, pen.topic, pen.concept("Stomata")
    for title in ("Stomata", "Gas exchange"):
        actions.bookmark(owner, pen.concept(title).pk)
        actions.visit(owner, pen.concept(title).pk, timezone.now())
    actions.write_note(owner, topic, Jotting(MARKDOWN, here))
    actions.write_note(owner, topic, Jotting("Remember this.", here, quoted=Quoted(BY_DAY)))
    actions.write_note(owner, topic, Jotting("", here, quoted=Quoted("bounded by two guard cells")))
    actions.write_note(owner, topic, Jotting("It read so once.", here, quoted=Quoted("Stomata are doors.")))
    actions.write_note(owner, topic, Jotting("About all of it."))
    gone = actions.write_note(owner, topic, Jotting("About what is gone.", about="Guttation"))
    assert gone.concept is None
    actions.keep_card(owner, topic, CardWords("What are stomata?", PORES, here, citations=(pen.cite(PORES),)))
    return str(here.pk)


def spoiled(pen: Pen, words: str, payloads: Sequence[str]) -> str:
    """The same, in which every word is an attack."""
    owner, topic, here = pen.topic.owner, pen.topic, pen.concept("Stomata")
    actions.bookmark(owner, pen.concept("Stomata").pk)
    for one in payloads:
        actions.write_note(owner, topic, Jotting(one, here, quoted=Quoted(one, one, one), about=one))
        actions.keep_card(owner, topic, CardWords(one, one, here))
    actions.write_note(owner, topic, Jotting(words, about=words))
    actions.write_note(owner, topic, Jotting(words, here, quoted=Quoted(BY_DAY)))
    return str(here.pk)
