"""A read-only link to a topic: its owner makes it, sees it used, and takes it back."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from sapere.accounts.models import Person
from sapere.kit.ids import content_hash
from sapere.kit.text import normalise, squeeze
from sapere.research.errors import BadRequest
from sapere.topics.models import Topic
from sapere.topics.shares import Share
from sapere.topics.storage import writes

DAYS = (1, 7, 30, 365)
"""How long a link may last."""
USUAL = 30
LONGEST_LABEL = 100
MOST = 100
"""Links of a topic that are valid at once."""
_BYTES = 32  # of chance in a token


@dataclass(frozen=True, slots=True)
class Made:
    """A link with its token, which is nowhere else and cannot be had again."""

    share: Share
    token: str


@dataclass(frozen=True, slots=True)
class Terms:
    """``label`` says for whom, in the owner's words; see :class:`Share` for ``whole``."""

    label: str = ""
    days: int = USUAL
    whole: bool = False


@writes
def share_topic(owner: Person, topic: Topic, terms: Terms = Terms()) -> Made:  # noqa: B008 - frozen
    """A new link. Raises ``BadRequest`` for terms that are not offered, ``Topic.DoesNotExist`` for a topic of another."""
    mine = Topic.objects.select_for_update(of=("self",)).get(pk=topic.pk, owner=owner)
    label, now = squeeze(normalise(terms.label)).strip(), timezone.now()
    if terms.days not in DAYS:
        raise BadRequest("A link lasts a day, a week, 30 days or a year.", advice="Choose one of these.")
    if len(label) > LONGEST_LABEL:
        raise BadRequest(f"The label is too long; it has room for {LONGEST_LABEL} characters.")
    if mine.shares.filter(revoked_at=None, ends_at__gt=now).count() >= MOST:
        raise BadRequest(f"There are {MOST} valid links to this topic already.", advice="Revoke one first.")
    token = secrets.token_urlsafe(_BYTES)
    made = Share.objects.create(
        id=uuid.uuid4(),
        owner=owner,
        topic=mine,
        token_sha256=content_hash(token),
        label=label,
        whole=terms.whole,
        ends_at=now + timedelta(days=terms.days),
    )
    return Made(made, token)


@writes
def revoke(owner: Person, share_id: uuid.UUID) -> None:
    """From now on it leads nowhere. Raises ``Share.DoesNotExist``; for somebody else's too."""
    mine = Share.objects.get(pk=share_id, owner=owner)
    Share.objects.filter(pk=mine.pk, revoked_at=None).update(revoked_at=timezone.now())


@writes
def revoke_all(owner: Person, topic: Topic) -> int:
    """How many of the topic's links led somewhere until now."""
    now = timezone.now()
    return Share.objects.filter(owner=owner, topic=topic, revoked_at=None, ends_at__gt=now).update(
        revoked_at=now
    )


@writes
def note_opening(share: Share) -> None:
    """That somebody opened the link."""
    Share.objects.filter(pk=share.pk).update(opened=F("opened") + 1, opened_at=timezone.now())
