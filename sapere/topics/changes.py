"""The records of how a topic changed: what its owner did to the tree, and pages as they read before. Written only by
:mod:`sapere.topics.actions`, read only by :mod:`sapere.topics.history`."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class TreeEdit(models.Model):
    """One thing that the owner did to the tree, numbered from 1: done again on every tree that research brings later.
    ``payload`` is the encoded ``research.growing.edits`` value of that kind; ``taken`` are the rows that the edit took away
    or changed, for whoever undoes it."""

    class Kind(models.TextChoices):
        RENAME = "rename"
        MOVE = "move"
        MERGE = "merge"
        REMOVE = "remove"
        ADD = "add"
        DEEPEN = "deepen"  # what a run brought that was to go deeper at one place

    topic = models.ForeignKey("topics.Topic", on_delete=models.CASCADE, related_name="edits")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=Kind)
    payload = models.JSONField()
    taken = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["topic", "number"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "number"], name="edit_number_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["rename", "move", "merge", "remove", "add", "deepen"]),
                name="edit_kind_known",
            ),
        ]


class PageVersion(models.Model):
    """A page as it read before another took its place; the columns are those of ``Page``."""

    concept = models.ForeignKey("topics.Concept", on_delete=models.CASCADE, related_name="versions")
    level = models.CharField(max_length=16)
    language = models.CharField(max_length=16)
    sections = models.JSONField()
    disagreements = models.JSONField(default=list)
    writer = models.CharField(max_length=100)
    prompt = models.CharField(max_length=60, blank=True)
    fallback = models.TextField(blank=True)
    dropped = models.PositiveIntegerField(default=0)
    written_at = models.DateTimeField()
    replaced_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["concept", "-replaced_at"], name="version_recent")]
