"""DBOS, set up as the guard rails say. With :mod:`sapere.work.flows` the only place that knows it."""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from dbos import DBOS, DBOSClient, DBOSConfig, Serializer
from django.db import connection

from sapere.research.errors import Busy
from sapere.settings.databases import wal_is_safe
from sapere.topics.storage import storage_error

APPLICATION_VERSION = "1"
"""Of the workflows' shape. Raise it when the order or the meaning of their steps changes: workflows of an
older version are left alone by newer workers until they are begun anew from our own journal."""

SCHEMA_VERSION = 1
APPLICATION = "sapere"
RUNS = "sapere-runs"
UNITS = "sapere-units"
MAX_RECOVERY_ATTEMPTS = 5
_IDLE, _BUSY = 0.5, 0.06  # seconds between two looks at the queue of units
_LIVE = ["PENDING", "ENQUEUED", "DELAYED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"]


class WorkflowError(Exception):
    """What is left of an exception after it was written down: its class and its words."""


class JsonSerializer(Serializer):
    """JSON with a schema version: nothing read back from the database can run code."""

    def name(self) -> str:
        return f"sapere_json_{SCHEMA_VERSION}"

    def serialize(self, data: Any) -> str:
        if isinstance(data, BaseException):
            data = {"error": type(data).__name__, "said": str(data)}
            return json.dumps({"version": SCHEMA_VERSION, "raised": data})
        return json.dumps({"version": SCHEMA_VERSION, "value": data})

    def deserialize(self, serialized_data: str) -> Any:
        written = json.loads(serialized_data)
        if written["version"] != SCHEMA_VERSION:
            raise ValueError(f"written under schema version {written['version']}, not {SCHEMA_VERSION}")
        if "raised" in written:
            return WorkflowError(f"{written['raised']['error']}: {written['raised']['said']}")
        return written["value"]


def system_database_url(folder: Path) -> str:
    """Beside Django's: on PostgreSQL the same database (schema ``dbos``), on SQLite a second file."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{folder / 'runs.sqlite3'}"
    here = connection.settings_dict
    return sa.URL.create(
        "postgresql+psycopg",
        username=here["USER"] or None,
        password=here["PASSWORD"] or None,
        host=here["HOST"] or None,
        port=int(here["PORT"]) if here["PORT"] else None,
        database=here["NAME"],
    ).render_as_string(hide_password=False)


class Durable:
    """DBOS as the worker of one slot. There is one in a process at a time.

    What the slot's last holder had in hand is put back into the queues before the launch: DBOS' own recovery
    would count each restart as a failed attempt, however much got done in it. We count those without
    progress (``Run.attempts``).
    """

    def __init__(self, url: str, slot: str, *, units_at_once: int) -> None:
        self._slot = slot
        self._engine = _engine(url)
        self._client = DBOSClient(
            system_database_engine=self._engine,
            serializer=JsonSerializer(),
            application_name=APPLICATION,
            lazy=True,
        )
        _quiet()
        DBOS(config=_config(url, slot, self._engine))
        try:
            with _saying_why():
                self._launch(units_at_once)
        except BaseException:  # whatever ended it: nothing half-open stays, and it is raised on
            self.close()
            raise

    def _launch(self, units_at_once: int) -> None:
        if sa.inspect(self._engine).has_table("workflow_status", schema=_schema(self._engine)):
            self.resume(self.held_by(self._slot))
        DBOS.launch()
        DBOS.register_queue(RUNS, polling_interval_sec=_IDLE, on_conflict="always_update")
        DBOS.register_queue(
            UNITS, worker_concurrency=units_at_once, polling_interval_sec=_IDLE, on_conflict="always_update"
        )

    def close(self) -> None:
        """Stops DBOS in this process; what is unfinished stays as it is, for the next worker."""
        DBOS.destroy()
        self._client.destroy()
        self._engine.dispose()

    def quicken(self, busy: bool) -> None:
        """How often the queue of units is looked at: often while there is work, else hardly."""
        with _saying_why():
            queue = DBOS.retrieve_queue(UNITS)
            if queue is not None:
                queue.set_polling_interval_sec(_BUSY if busy else _IDLE)

    def enqueue_units(self, workflow_name: str, units: Mapping[str, tuple[str, ...]]) -> None:
        """Workflow id to arguments, all in one transaction; those enqueued before are left as they are."""
        with _saying_why(), self._engine.begin() as transaction:
            for workflow_id, arguments in units.items():
                self._client.enqueue_in_transaction(
                    transaction,
                    {
                        "workflow_name": workflow_name,
                        "queue_name": UNITS,
                        "workflow_id": workflow_id,
                        "app_version": APPLICATION_VERSION,
                    },
                    *arguments,
                )

    def resume(self, workflow_ids: Iterable[str]) -> None:
        """Puts workflows back into the queues for any worker, whoever had them before."""
        with _saying_why():
            for queue, ids in _by_queue(workflow_ids).items():
                self._client.resume_workflows(ids, queue_name=queue)

    def cancel(self, workflow_ids: Iterable[str]) -> None:
        ids = list(workflow_ids)
        if ids:
            with _saying_why():
                self._client.cancel_workflows(ids)

    def unfinished(self, prefix: str) -> dict[str, str]:
        """Workflows of ids that begin so and have not ended, with the slot of the worker that has each."""
        with _saying_why():
            found = self._client.list_workflows(
                workflow_id_prefix=prefix, status=_LIVE, load_input=False, load_output=False
            )
        return {one.workflow_id: one.executor_id or "" for one in found}

    def all_ended(self, prefix: str) -> bool:
        """Whether no workflow whose id begins so is unfinished."""
        with _saying_why():
            return not self._client.list_workflows(
                workflow_id_prefix=prefix, status=_LIVE, limit=1, load_input=False, load_output=False
            )

    def held_by(self, slot: str) -> list[str]:
        """The workflows that a worker has in hand."""
        with _saying_why():
            found = self._client.list_workflows(
                executor_id=slot, status="PENDING", load_input=False, load_output=False
            )
        return [one.workflow_id for one in found]

    def reasons(self, prefix: str) -> list[str]:
        """Why units that have ended did not give a page; nothing for those that did."""
        with _saying_why():
            ended = self._client.list_workflows(workflow_id_prefix=prefix, load_input=False)
        said = [one.output if one.status == "SUCCESS" else str(one.error or one.status) for one in ended]
        return [reason for reason in said if reason]

    def is_held(self, workflow_id: str) -> bool:
        """Whether this worker has it in hand, as far as anyone else knows."""
        return workflow_id in self.held_by(self._slot)


@contextmanager
def _saying_why() -> Iterator[None]:
    """DBOS talks to the database by another road than Django does; the refusals are ours all the same."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        raise (storage_error(error) or Busy("The database does not answer.")) from error


def run_of(workflow_id: str) -> str:
    return workflow_id.partition("@")[0]


def is_unit(workflow_id: str) -> bool:
    return "/" in workflow_id


def _by_queue(workflow_ids: Iterable[str]) -> dict[str, list[str]]:
    queues: dict[str, list[str]] = {}
    for one in workflow_ids:
        queues.setdefault(UNITS if is_unit(one) else RUNS, []).append(one)
    return queues


def _engine(url: str) -> sa.Engine:
    given = connection.settings_dict["OPTIONS"] if connection.vendor == "postgresql" else {}
    options = {name: value for name, value in given.items() if name != "pool"}  # encryption, time limits
    engine = sa.create_engine(url, pool_pre_ping=True, connect_args=options)
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _as_django_does)
    return engine


def _as_django_does(connection: sqlite3.Connection, _: object) -> None:
    """Writers wait for each other from their first statement on; a commit outlives the process that made it
    (to outlive a power cut as well would cost seven times as much)."""
    connection.isolation_level = "IMMEDIATE"
    connection.execute("PRAGMA busy_timeout=30000")
    connection.execute(f"PRAGMA journal_mode={'WAL' if wal_is_safe() else 'DELETE'}")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA synchronous=NORMAL")


def _schema(engine: sa.Engine) -> str | None:
    return None if engine.dialect.name == "sqlite" else "dbos"


def _config(url: str, slot: str, engine: sa.Engine) -> DBOSConfig:
    return {
        "name": APPLICATION,
        "system_database_url": url,
        "system_database_engine": engine,
        "application_version": APPLICATION_VERSION,
        "executor_id": slot,
        "serializer": JsonSerializer(),
        "log_level": "ERROR",
        "enable_otlp": False,
        "scheduler_polling_interval_sec": 3600.0,
    }


def _quiet() -> None:
    """Its own handler would print to the terminal; what is an error goes the way of all our logs."""
    log = logging.getLogger("dbos")
    if not log.handlers:
        log.addHandler(logging.NullHandler())
    log.setLevel(logging.ERROR)
