"""The records of what a learner leaves in a topic: bookmarks, what was read, notes, cards. Written only by
:mod:`sapere.topics.actions.marking`, read only by :mod:`sapere.topics.notebook`.

They are the learner's, not the topic's: two readers of one example have each their own. A concept that an update takes
out of the tree takes its bookmark along; a note and a card stay, with the name of what they were about.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class Bookmark(models.Model):
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="bookmarks")
    concept = models.ForeignKey("topics.Concept", on_delete=models.CASCADE, related_name="bookmarks")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "concept"], name="bookmark_once")]


class Visit(models.Model):
    """That a page was read, and when last: what was written after it is new to this reader."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="visits")
    concept = models.ForeignKey("topics.Concept", on_delete=models.CASCADE, related_name="visits")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "concept"], name="visit_once")]


class Note(models.Model):
    """What a learner wrote, what they marked on a page, or both. ``quote`` is the marked text as it read then, with a
    little of what stood ``before`` and ``after`` it, so that it is found again on a page that was written anew (the Text
    Quote Selector of the W3C's Web Annotation Data Model); empty for a note on a whole page."""

    id = models.UUIDField(primary_key=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notes")
    topic = models.ForeignKey("topics.Topic", on_delete=models.CASCADE, related_name="notes")
    concept = models.ForeignKey("topics.Concept", null=True, on_delete=models.SET_NULL, related_name="notes")
    about = models.CharField(max_length=300, blank=True)  # the concept's title, or the question answered
    message = models.ForeignKey("topics.Message", null=True, on_delete=models.SET_NULL, related_name="notes")
    quote = models.TextField(blank=True)
    before = models.CharField(max_length=80, blank=True)
    after = models.CharField(max_length=80, blank=True)
    text = models.TextField(blank=True)  # Markdown
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "topic", "created_at"], name="note_of_topic")]
        constraints = [
            models.CheckConstraint(condition=~Q(quote="") | ~Q(text=""), name="note_says_something")
        ]


class Card(models.Model):
    """A question and its answer to be asked again. ``citations`` are research.shapes.Citation as JSON."""

    id = models.UUIDField(primary_key=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="cards")
    topic = models.ForeignKey("topics.Topic", on_delete=models.CASCADE, related_name="cards")
    concept = models.ForeignKey("topics.Concept", null=True, on_delete=models.SET_NULL, related_name="cards")
    message = models.ForeignKey("topics.Message", null=True, on_delete=models.SET_NULL, related_name="cards")
    front = models.TextField()
    back = models.TextField()
    citations = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "topic", "created_at"], name="card_of_topic")]
