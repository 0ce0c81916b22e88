"""People. On a laptop there is one, made at the first start, who needs no password."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models


class Person(AbstractUser):
    """Whoever learns here. ``key`` names them outside the database: in the index and in files."""

    key = models.UUIDField(unique=True, editable=False)

    class Meta(AbstractUser.Meta):
        verbose_name_plural = "people"
