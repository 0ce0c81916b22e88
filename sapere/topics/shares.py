"""The record of a read-only link. Written only by :mod:`sapere.topics.actions.sharing`, read only by
:mod:`sapere.topics.shared`."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Share(models.Model):
    """Whoever has the link reads the topic until it ``ends_at`` or is revoked. Only a hash of what stands in the link is
    kept (SHA-256, hex): who reads the database cannot open what was shared.

    ``whole``: the documents of the owner's own library are read whole as well, and may be copied; else no more of them is
    shown than what is quoted and what stands around it."""

    id = models.UUIDField(primary_key=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="shares")
    topic = models.ForeignKey("topics.Topic", on_delete=models.CASCADE, related_name="shares")
    token_sha256 = models.CharField(max_length=64, unique=True)
    label = models.CharField(max_length=100, blank=True)  # for whom, in the owner's words
    created_at = models.DateTimeField(auto_now_add=True)
    whole = models.BooleanField(default=False)
    ends_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    opened = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "topic", "-created_at"], name="share_of_topic")]
