"""The records of what a learner asks: threads, and the messages in them. Written only by
:mod:`sapere.topics.actions.asking`, read only by :mod:`sapere.topics.threads`."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class Thread(models.Model):
    """A talk of one person about one topic: their own, or an example that they may read."""

    class Mode(models.TextChoices):
        FIND = "find"
        TUTOR = "tutor"

    id = models.UUIDField(primary_key=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="threads")
    topic = models.ForeignKey("topics.Topic", on_delete=models.CASCADE, related_name="threads")
    mode = models.CharField(max_length=8, choices=Mode, default=Mode.FIND)
    title = models.CharField(max_length=120)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "topic", "-changed_at"], name="thread_recent")]


class Message(models.Model):
    """A question, or an answer ``to`` one; in a thread with the tutor, what the learner says and the tutor's turns.

    ``content`` of an answer is the encoded ``research.replies.Answer`` or ``Turn``, null until there is one; that of a
    question says where it is looked up: ``{"scope": "topic"}``, and of a plea to the tutor ``{"show": true}``.
    ``text`` is the same in plain words, for searching. ``beat_at`` is when whoever makes a waiting answer was last
    seen alive; ``told`` counts what there was to be seen of it, so that a page need not be told again what it has.
    """

    class Role(models.TextChoices):
        QUESTION = "question"
        ANSWER = "answer"

    class State(models.TextChoices):
        WAITING = "waiting"
        WHOLE = "whole"
        CUT = "cut"  # whoever made it is gone
        STOPPED = "stopped"  # on purpose
        FAILED = "failed"  # with the reason

    id = models.UUIDField(primary_key=True, editable=False)
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="messages")
    to = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="answers")
    concept = models.ForeignKey("topics.Concept", null=True, on_delete=models.SET_NULL, related_name="+")
    position = models.PositiveIntegerField()
    role = models.CharField(max_length=8, choices=Role)
    text = models.TextField(blank=True)
    content = models.JSONField(null=True)
    state = models.CharField(max_length=8, choices=State, default=State.WHOLE)
    reason = models.TextField(blank=True)
    beat_at = models.DateTimeField(null=True)
    told = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["thread", "position"]
        constraints = [
            models.UniqueConstraint(fields=["thread", "position"], name="message_place_once"),
            models.CheckConstraint(
                condition=Q(role="question", to__isnull=True) | Q(role="answer", to__isnull=False),
                name="message_answers_something",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "whole", "cut", "stopped", "failed"]),
                name="message_state_known",
            ),
        ]
