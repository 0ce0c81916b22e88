"""The records. Written only by :mod:`~sapere.topics.actions`, read only by :mod:`~sapere.topics.queries`."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from sapere.topics import changes, marks, shares, talks  # noqa: F401  (their records are found through this module)


class Topic(models.Model):
    """What somebody wants to understand. ``brief`` is the engine's, once it has understood it.

    ``asked`` is the wording it was asked in, folded: asking it again finds this topic. It is not the slug,
    in which C, C# and C++ are one.
    """

    class Visibility(models.TextChoices):
        PRIVATE = "private"
        EXAMPLE = "example"  # anyone here may read it

    id = models.UUIDField(primary_key=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="topics")
    slug = models.CharField(max_length=80)
    asked = models.CharField(max_length=300)
    title = models.CharField(max_length=300)
    language = models.CharField(max_length=16, blank=True)
    visibility = models.CharField(max_length=16, choices=Visibility, default=Visibility.PRIVATE)
    brief = models.JSONField(null=True)
    grown = models.JSONField(null=True)  # research.shapes.Tree as research brought it last, before any edit
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "slug"], name="topic_slug_once_per_owner"),
            models.UniqueConstraint(fields=["owner", "asked"], name="topic_asked_once_per_owner"),
        ]
        indexes = [models.Index(fields=["owner", "-created_at"], name="topic_recent")]


class Run(models.Model):
    """One piece of research. ``generation`` grows each time another worker takes it over: a write made
    under an old one is refused. ``heartbeat_at`` is when its worker was last seen alive. ``attempts`` counts
    the workers that began a step since the last finished one; ``told`` is the number of the last event."""

    class State(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        EMPTY = "empty"  # nothing was found
        FAILED = "failed"  # parked, with the reason
        STOPPED = "stopped"  # on purpose; what exists is kept

    class Kind(models.TextChoices):
        RESEARCH = "research"
        LIBRARY = "library"  # read these roots into the owner's library
        EXPORT = "export"  # make a file of the topic
        DEEPER = "deeper"  # research one concept, and put what is found below it

    FINAL = (State.DONE, State.EMPTY, State.FAILED, State.STOPPED)
    RESEARCHING = (Kind.RESEARCH, Kind.DEEPER)

    id = models.UUIDField(primary_key=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="runs")
    topic = models.ForeignKey(Topic, null=True, on_delete=models.CASCADE, related_name="runs")
    kind = models.CharField(max_length=16, choices=Kind, default=Kind.RESEARCH)
    order = (
        models.JSONField()
    )  # research.shapes.Order; {"roots": [...]} or {"removed": root}; {"format": name}
    state = models.CharField(max_length=16, choices=State, default=State.QUEUED)
    reason = models.TextField(blank=True)
    stop_requested = models.BooleanField(default=False)
    worker = models.CharField(max_length=80, blank=True)
    generation = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    heartbeat_at = models.DateTimeField(null=True)
    told = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    first_page_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reports = models.JSONField(default=list)  # list of research.shapes.AgentReport
    unread = models.JSONField(default=list)  # list of research.shapes.Unread

    class Meta:
        indexes = [
            models.Index(fields=["state", "heartbeat_at"], name="run_to_take"),
            models.Index(fields=["topic", "-created_at"], name="run_recent"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["queued", "running", "done", "empty", "failed", "stopped"]),
                name="run_state_known",
            ),
            models.CheckConstraint(
                condition=Q(kind="library") | Q(topic__isnull=False), name="run_research_has_topic"
            ),
            models.UniqueConstraint(
                fields=["topic"],
                condition=Q(state__in=["queued", "running"], kind__in=["research", "deeper"]),
                name="run_one_at_a_time",
            ),
        ]


class ExportFile(models.Model):
    """What an export run made. The bytes lie in the store under ``raw/SHA256`` until the file is forgotten."""

    run = models.OneToOneField(Run, primary_key=True, on_delete=models.CASCADE, related_name="file")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    made_at = models.DateTimeField(auto_now_add=True)


class Worker(models.Model):
    """A process that carries runs, by the name of its slot: the same after a restart. Silent means dead."""

    slot = models.CharField(max_length=80, primary_key=True)
    heartbeat_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["heartbeat_at"], name="worker_silent")]


class Event(models.Model):
    """What a run told, numbered from 1 without a gap; the stream's event ids are these numbers."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="events")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=16)
    payload = models.JSONField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["run", "sequence"]
        constraints = [models.UniqueConstraint(fields=["run", "sequence"], name="event_number_once")]


class JournalEntry(models.Model):
    """A finished step of a run and what it gave; committed together with what the step kept."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="journal")
    key = models.CharField(max_length=160)  # step name + ":" + hash of inputs
    result = models.JSONField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "journal entries"
        constraints = [models.UniqueConstraint(fields=["run", "key"], name="step_once_per_run")]


class Snapshot(models.Model):
    """A text as it was read, kept by content. Text and bytes lie in the store under these hashes."""

    sha256 = models.CharField(max_length=64, primary_key=True)  # of the kept text
    raw_sha256 = models.CharField(max_length=64, blank=True)  # of the bytes it was read from
    media_type = models.CharField(max_length=100, blank=True)
    title = models.CharField(max_length=500)
    language = models.CharField(max_length=16, blank=True)
    author = models.CharField(max_length=500, blank=True)
    published = models.CharField(max_length=32, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    characters = models.PositiveIntegerField()
    partial = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)


class LibraryItem(models.Model):
    """A document of a person's own library: where it lies, and what came of reading it."""

    class State(models.TextChoices):
        READ = "read"
        UNREAD = "unread"  # with the reason

    id = models.UUIDField(primary_key=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="library")
    locator = models.CharField(max_length=2000)
    root = models.CharField(max_length=2000)  # the path or address that was added
    state = models.CharField(max_length=8, choices=State)
    reason = models.TextField(blank=True)
    snapshot = models.ForeignKey(Snapshot, null=True, on_delete=models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=80)  # size and time of change, to know it again
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "locator"], name="library_item_once_per_owner"),
            models.CheckConstraint(
                condition=Q(state="unread") | Q(snapshot__isnull=False), name="library_read_has_text"
            ),
        ]


class Upload(models.Model):
    """A file that came through the browser. Its bytes lie in the store under ``raw/SHA256``, once for all who
    have it; ``name`` is only ever shown."""

    id = models.UUIDField(primary_key=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="uploads")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "sha256"], name="upload_once_per_owner"),
            models.CheckConstraint(condition=Q(size__gt=0), name="upload_not_empty"),
        ]


class Source(models.Model):
    """A document that a topic uses. ``detail`` is the whole research.shapes.Source; ``run`` is the last run
    that used it."""

    id = models.UUIDField(primary_key=True, editable=False)
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="sources")
    run = models.ForeignKey(Run, null=True, on_delete=models.SET_NULL, related_name="sources")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="sources")
    number = models.PositiveIntegerField()  # as shown beside a sentence, from 1
    url = models.CharField(max_length=2000, blank=True)
    title = models.CharField(max_length=500)
    agent = models.CharField(max_length=40)
    detail = models.JSONField()

    class Meta:
        ordering = ["topic", "number"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "snapshot"], name="source_once_per_topic"),
            models.UniqueConstraint(fields=["topic", "number"], name="source_number_once"),
        ]


class Passage(models.Model):
    id = models.UUIDField(primary_key=True, editable=False)
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="passages")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    path = models.JSONField(default=list)  # titles of the headings above it

    class Meta:
        ordering = ["source", "start"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=models.F("start")), name="passage_not_empty"),
            models.UniqueConstraint(fields=["source", "start", "end"], name="passage_once"),
        ]


class Concept(models.Model):
    """A place in the tree. The topic itself is the concept of depth 0."""

    class State(models.TextChoices):
        GROWING = "growing"
        READY = "ready"

    id = models.UUIDField(primary_key=True, editable=False)
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="concepts")
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="children")
    depth = models.PositiveSmallIntegerField()
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    question = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.GROWING)
    passages = models.JSONField(default=list)  # ids, most central first

    class Meta:
        ordering = ["topic", "depth", "position"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "parent", "position"], name="concept_place_once"),
            models.CheckConstraint(condition=Q(depth__lte=3), name="concept_three_levels"),
            models.CheckConstraint(
                condition=Q(depth=0, parent__isnull=True) | Q(depth__gt=0, parent__isnull=False),
                name="concept_root_has_no_parent",
            ),
        ]


class Prerequisite(models.Model):
    """``needed`` is best read before ``concept``."""

    concept = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="prerequisites")
    needed = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="unlocks")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["concept", "needed"], name="prerequisite_once"),
            models.CheckConstraint(condition=~Q(concept=models.F("needed")), name="prerequisite_of_another"),
        ]


class Page(models.Model):
    """What is read of a concept. ``sections`` holds research.shapes.Section as JSON, sentence by sentence;
    ``disagreements`` research.shapes.Disagreement."""

    concept = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="pages")
    level = models.CharField(max_length=16)
    language = models.CharField(max_length=16)
    sections = models.JSONField()
    disagreements = models.JSONField(default=list)
    writer = models.CharField(max_length=100)
    prompt = models.CharField(max_length=60, blank=True)  # version of what the model was told
    fallback = models.TextField(blank=True)  # why it was not written by the model that was asked for
    dropped = models.PositiveIntegerField(default=0)
    written_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["concept", "level", "language"], name="page_once_per_level")
        ]
        # who wrote a topic's pages, and when, without walking over all that stands on them
        indexes = [models.Index(fields=["concept", "written_at", "writer"], name="page_by_whom")]


class Usage(models.Model):
    """A call that costs money: set aside before it is made, settled after. ``key`` names the call, so that a run that
    was killed takes up what was set aside. ``usd`` is null where nobody knows the model's price."""

    RESERVED, OK = "reserved", "ok"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="usage")
    run = models.ForeignKey(Run, null=True, on_delete=models.SET_NULL, related_name="usage")
    topic = models.ForeignKey(Topic, null=True, on_delete=models.SET_NULL, related_name="usage")
    key = models.CharField(max_length=160)
    job = models.CharField(max_length=16)
    model = models.CharField(max_length=100)
    outcome = models.CharField(max_length=40, default=RESERVED)  # or "ok", or the name of what went wrong
    reserved_usd = models.DecimalField(max_digits=14, decimal_places=8, default=0)
    usd = models.DecimalField(max_digits=14, decimal_places=8, null=True, default=0)
    input_tokens = models.PositiveIntegerField(default=0)
    output_tokens = models.PositiveIntegerField(default=0)
    cached_tokens = models.PositiveIntegerField(default=0)
    seconds = models.FloatField(default=0)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "usage"
        indexes = [
            models.Index(fields=["owner", "at"], name="usage_of_person"),
            models.Index(fields=["at"], name="usage_of_day"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "key"], condition=Q(outcome__in=["reserved", "ok"]), name="usage_once_per_call"
            )
        ]
