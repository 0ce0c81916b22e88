"""Every reading of links and of what lies behind them. Whoever has a valid token reads one topic, and nothing else.

What is wrong, has ended or was revoked raises the same ``DoesNotExist``, after the same one look by the token's hash.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from sapere.accounts.models import Person
from sapere.kit.ids import content_hash
from sapere.topics.models import Source, Topic
from sapere.topics.notebook import note_count
from sapere.topics.shares import Share
from sapere.web.addresses import Token

OWN_AGENT = "library"
REFERENCE = "python:"
"""Begins the address of what comes with Python: it lies in everybody's library."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The links of a topic: those that lead somewhere, and those that did."""

    living: list[Share]
    over: list[Share]


def own_topic(owner: Person, slug: str) -> Topic:
    """What may be shared and deleted, with ``noted`` as :func:`queries.topic` gives it. Raises ``Topic.DoesNotExist``; for an example of somebody else's too."""
    mine = Topic.objects.select_related("owner").annotate(noted=note_count(owner))
    return mine.get(owner=owner, slug=slug)


def shares(owner: Person, of: Topic) -> Shelf:
    """The owner's links to the topic, the newest first."""
    now = timezone.now()
    mine = list(Share.objects.filter(owner=owner, topic=of).order_by("-created_at"))
    living = [one for one in mine if one.revoked_at is None and one.ends_at > now]
    return Shelf(living, [one for one in mine if one not in living])


def share(token: str) -> Share:
    """The valid link with that token, its topic with an address behind the link. Raises ``Share.DoesNotExist``."""
    valid = Q(revoked_at=None, ends_at__gt=timezone.now(), owner__is_active=True)
    found = Share.objects.select_related("topic", "topic__owner").get(valid, token_sha256=content_hash(token))
    found.topic.slug = Token(token)
    return found


def own_documents(of: Topic) -> QuerySet[Source]:
    """The topic's sources that are in nobody's hands but its owner's: those of which :func:`is_own` is true."""
    public = Q(url__startswith="http://") | Q(url__startswith="https://")
    return of.sources.exclude(url__startswith=REFERENCE).filter(Q(agent=OWN_AGENT) | ~public)


def is_own(source: Source) -> bool:
    """Whether the source is a document of the owner's library: where it lies is nobody else's business."""
    if source.url.startswith(REFERENCE):
        return False
    return source.agent == OWN_AGENT or not source.url.startswith(("http://", "https://"))


def find(token: str) -> Share | None:
    """As :func:`share`; None where there is none."""
    try:
        return share(token)
    except Share.DoesNotExist:
        return None


def may_copy(link: Share) -> bool:
    """A copy has all texts: it may be made where none is the owner's own, or they said that these may be had."""
    return link.whole or not own_documents(link.topic).exists()
