"""Opens the house for a command: settings read, Django set up, tables there, and the one person of a laptop."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sapere.research.errors import AlreadyOpen, Busy

if TYPE_CHECKING:
    from sapere.accounts.models import Person
    from sapere.research.ports import Store
    from sapere.settings import Settings
    from sapere.work.ownership import DataFolder, Owner

OWNER_GETS_READY = 30.0
"""Seconds that we wait for the owner of a data folder to have made its tables."""


@dataclass(frozen=True, slots=True)
class House:
    settings: Settings
    folder: DataFolder

    @property
    def person(self) -> Person:
        from sapere.accounts.actions import local_person

        return local_person()

    @property
    def store(self) -> Store:
        from sapere.wiring import build_store

        return build_store(self.settings)

    @contextmanager
    def working(self, role: str) -> Iterator[Owner | None]:
        """Work asked for inside is done: by a worker of our own, or by the process that owns the data folder.

        Gives that other owner, or None when the worker is ours.
        """
        with ExitStack() as stack:
            try:
                stack.enter_context(self.folder.claim(role))
            except AlreadyOpen:
                await_tables()
                yield self.folder.owner()
                return
            make_tables()
            stack.enter_context(worker(self.settings))
            yield None


@contextmanager
def worker(settings: Settings) -> Iterator[None]:
    """A worker in this process until the end of the block."""
    from sapere.work.service import Service

    service = Service(settings)
    service.start()
    try:
        yield
    finally:
        service.stop()


def open_house() -> House:
    """Raises ``SettingsError``, or a ``StorageError`` when the data folder is not ours to write."""
    from sapere.settings import current

    settings = current()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sapere.settings")
    import django

    django.setup()
    from sapere.work.ownership import DataFolder

    return House(settings, DataFolder(settings.data))


def make_tables() -> None:
    """Brings the database to this version's tables. Quick when they are there."""
    if tables_are_there():
        return
    from django.core.management import call_command

    from sapere.topics.storage import saying_why

    with saying_why():
        call_command("migrate", verbosity=0, interactive=False)


def await_tables() -> None:
    """Until the data folder's owner has made the tables. Raises ``Busy`` when it does not."""
    ends = time.monotonic() + OWNER_GETS_READY
    while not tables_are_there():
        if time.monotonic() > ends:
            raise Busy(
                "The database has not got this version's tables yet.",
                advice="Another sapere command is making them, or is of another version. Try again in a moment.",
            )
        time.sleep(0.2)


def tables_are_there() -> bool:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from sapere.topics.storage import saying_why

    with saying_why():
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
