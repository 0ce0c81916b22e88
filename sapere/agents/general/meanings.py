"""What a name stands for, as a wiki's editors have sorted it out: ``Mercury``, the planet or the element."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sapere.agents.general.mediawiki import WIKIPEDIA, MediaWiki, Named
from sapere.agents.general.name_list import LONGEST_GLOSS, lines
from sapere.kit.http import HttpClient
from sapere.kit.text import normalise, squeeze
from sapere.research.shapes import Meaning

MOST = 8
LONGEST_NAME = 80
"""Characters. What is longer is a question or a description, which stands for one thing."""
_NO_TITLE = re.compile(r"[#<>\[\]{}|]")  # https://www.mediawiki.org/wiki/Manual:Page_title: never in a title
_QUALIFIED = re.compile(r"(?P<name>.*\S)\s*[(（](?P<which>[^()（）]+)[)）]")


class WikiDictionary:
    """``address`` as :class:`~sapere.agents.general.mediawiki.MediaWiki` takes it. Asks it once or twice a name."""

    def __init__(self, http: HttpClient, address: str = WIKIPEDIA) -> None:
        self._wiki = MediaWiki(http, address)

    def meanings(self, name: str, language: str) -> Sequence[Meaning]:
        """The things of that name, likeliest first; none where it is one thing's. Raises SourceError leaves."""
        asked = squeeze(normalise(name))
        if not asked or len(asked) > LONGEST_NAME or _NO_TITLE.search(asked) or _QUALIFIED.fullmatch(asked):
            return ()
        named = self._wiki.named(asked, language)
        found = self._listed(named, language) if named.is_list else self._sharing(named, language)
        return tuple(found[:MOST]) if len(found) > 1 else ()

    def _listed(self, named: Named, language: str) -> list[Meaning]:
        """From the page that lists them: first those it puts first itself, then those of just this name as well
        known as the wiki's search holds them to be, then the rest in the page's order."""
        known = {title: place for place, title in enumerate(named.sharing)}
        listed = lines(self._wiki.list_page(named.title, language), named.asked)
        ranked = sorted(
            listed,
            key=lambda line: (
                not line.foremost,
                not line.foremost and not shares(line.title, named.asked),
                0 if line.foremost else known.get(line.title, len(known)),
            ),
        )
        return [Meaning(line.title, line.gloss) for line in ranked]

    def _sharing(self, named: Named, language: str) -> list[Meaning]:
        """The article of that name, if there is one, and those that tell themselves apart from it in brackets."""
        others = [title for title in named.sharing if shares(title, named.asked) and title != named.title]
        if not others:
            return []
        own = [named.title] if named.title else []
        glosses = self._wiki.glosses([*own, *others[: MOST + 2]], language)
        return [_meaning(title, glosses) for title in [*own, *others] if title in glosses]


def shares(title: str, name: str) -> bool:
    """Whether a title is that name with something in brackets behind it."""
    found = _QUALIFIED.fullmatch(title)
    return found is not None and found["name"].casefold() == name.casefold()


def _meaning(title: str, glosses: Mapping[str, str]) -> Meaning:
    return Meaning(title, glosses[title][:LONGEST_GLOSS])
