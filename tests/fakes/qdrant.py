"""A strict stand-in for a Qdrant server's REST interface, on loopback, in memory.

It knows the requests that :mod:`sapere.providers.vectors.server` makes and refuses what a real server refuses:
a missing key, a missing or second collection, an unknown vector name, ids that are neither UUID nor number, vectors
for points that are not there, dense vectors of another dimension, and sparse vectors whose lists differ in length or
hold an index twice. Scores are the dot product, of sparse vectors with Qdrant's inverse document frequency,
``ln(1 + (N - n + 0.5) / (n + 0.5))``. No real server has been at hand: what is
proven against this is our side of the conversation, not Qdrant's.
"""

from __future__ import annotations

import json
import math
import threading
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Json = dict[str, Any]


class RefusalError(Exception):
    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status


@dataclass
class Collection:
    config: Json
    schema: Json = field(default_factory=dict)
    points: dict[str, Json] = field(default_factory=dict)


@dataclass
class FakeQdrant:
    """``failing`` set to a status makes every request fail so; ``requests`` are those that arrived."""

    api_key: str = ""
    url: str = ""
    failing: int = 0
    collections: dict[str, Collection] = field(default_factory=dict)
    requests: list[tuple[str, str]] = field(default_factory=list)

    def answer(self, method: str, path: str, body: Json, key: str | None) -> Any:
        self.requests.append((method, path))
        if self.failing:
            raise RefusalError(self.failing, "Service internal error")
        if self.api_key and key != self.api_key:
            raise RefusalError(401, "Must provide an API key or an Authorization bearer token")
        parts = path.strip("/").split("/")
        if parts[0] != "collections" or len(parts) < 2:
            raise RefusalError(404, "no such route")
        return self._route(method, parts[1], "/".join(parts[2:]), body)

    def _route(self, method: str, name: str, rest: str, body: Json) -> Any:
        if (method, rest) == ("GET", "exists"):
            return {"exists": name in self.collections}
        if (method, rest) == ("PUT", ""):
            return self._create(name, body)
        if (method, rest) == ("DELETE", ""):
            return self.collections.pop(name, None) is not None
        if name not in self.collections:
            raise RefusalError(404, f"Not found: Collection `{name}` doesn't exist!")
        if rest.startswith("vectors/"):
            return _change_vectors(self.collections[name], method, rest.removeprefix("vectors/"), body)
        routes = {
            ("GET", ""): _describe,
            ("PATCH", ""): _update_collection,
            ("POST", "points"): _retrieve,
            ("PUT", "points/vectors"): _update_vectors,
            ("POST", "points/query/batch"): _query_batch,
            ("PUT", "index"): _create_index,
            ("PUT", "points"): _upsert,
            ("POST", "points/delete"): _delete,
            ("POST", "points/count"): _count,
            ("POST", "points/scroll"): _scroll,
        }
        if (method, rest) not in routes:
            raise RefusalError(404, "no such route")
        return routes[method, rest](self.collections[name], body)

    def _create(self, name: str, body: Json) -> bool:
        if name in self.collections:
            raise RefusalError(409, f"Wrong input: Collection `{name}` already exists!")
        self.collections[name] = Collection(body)
        return True


def _describe(collection: Collection, _: Json) -> Json:
    config = collection.config
    return {
        "status": "green",
        "optimizer_status": "ok",
        "segments_count": 1,
        "points_count": len(collection.points),
        "payload_schema": collection.schema,
        "config": {
            "params": {"vectors": config.get("vectors", {}), "sparse_vectors": config.get("sparse_vectors")},
            "hnsw_config": {"m": 16, "ef_construct": 100, "full_scan_threshold": 10000},
            "optimizer_config": {
                "deleted_threshold": 0.2,
                "vacuum_min_vector_number": 1000,
                "default_segment_number": 0,
                "flush_interval_sec": 5,
            },
            "wal_config": {"wal_capacity_mb": 32, "wal_segments_ahead": 0},
            "metadata": config.get("metadata"),
        },
    }


def _create_index(collection: Collection, body: Json) -> Json:
    collection.schema[body["field_name"]] = {
        "data_type": "keyword",
        "params": body["field_schema"],
        "points": 0,
    }
    return {"operation_id": 1, "status": "completed"}


def _update_collection(collection: Collection, body: Json) -> bool:
    if set(body) != {"metadata"}:
        raise RefusalError(422, "the fake knows updates of the metadata alone")
    collection.config["metadata"] = {**(collection.config.get("metadata") or {}), **body["metadata"]}
    return True


def _change_vectors(collection: Collection, method: str, name: str, body: Json) -> Json:
    vectors = collection.config.setdefault("vectors", {})
    if method == "PUT":
        vectors[name] = {"size": body["dense"]["size"], "distance": body["dense"]["distance"]}
    elif method == "DELETE":
        vectors.pop(name, None)
        for point in collection.points.values():
            point["vector"].pop(name, None)
    else:
        raise RefusalError(404, "no such route")
    return {"operation_id": 1, "status": "completed"}


def _update_vectors(collection: Collection, body: Json) -> Json:
    for point in body["points"]:
        if point["id"] not in collection.points:
            raise RefusalError(404, f"Not found: No point with id {point['id']}")
        for name, vector in point["vector"].items():
            _check_vector(collection, name, vector)
    for point in body["points"]:
        collection.points[point["id"]]["vector"].update(point["vector"])
    return {"operation_id": 1, "status": "completed"}


def _retrieve(collection: Collection, body: Json) -> list[Json]:
    there = [name for name in body["ids"] if name in collection.points]
    return [_record(collection, name, body["with_payload"]) for name in there]


def _record(collection: Collection, name: str, keys: list[str]) -> Json:
    payload = collection.points[name]["payload"]
    return {"id": name, "payload": {key: value for key, value in payload.items() if key in keys}}


def _upsert(collection: Collection, body: Json) -> Json:
    for point in body["points"]:
        _check_id(point["id"])
        for name, vector in point["vector"].items():
            _check_vector(collection, name, vector)
    collection.points.update({point["id"]: point for point in body["points"]})
    return {"operation_id": 1, "status": "completed"}


def _check_id(value: object) -> None:
    try:
        uuid.UUID(str(value))
    except ValueError:
        raise RefusalError(400, f"value {value} is not a valid point ID") from None


def _check_vector(collection: Collection, name: str, vector: Any) -> None:
    if name in (collection.config.get("vectors") or {}):
        wanted = collection.config["vectors"][name]["size"]
        if len(vector) != wanted:
            text = f"Wrong input: Vector dimension error: expected dim: {wanted}, got {len(vector)}"
            raise RefusalError(400, text)
        return
    if name not in (collection.config.get("sparse_vectors") or {}):
        raise RefusalError(400, f"Wrong input: Not existing vector name error: {name}")
    if len(vector["indices"]) != len(vector["values"]) or len(set(vector["indices"])) != len(
        vector["indices"]
    ):
        raise RefusalError(422, "Validation error in JSON body: indices must be unique and as many as values")


def _query_batch(collection: Collection, body: Json) -> list[Json]:
    return [_query(collection, one) for one in body["searches"]]


def _query(collection: Collection, body: Json) -> Json:
    query = body["query"]
    query = query.get("nearest", query) if isinstance(query, dict) else query
    _check_vector(collection, body["using"], query)
    scores = _by_meaning if isinstance(query, list) else _by_words
    wanted = [point for point in collection.points.values() if _matches(point, body.get("filter"))]
    scored = [
        {"id": point["id"], "version": 1, "score": score, "payload": point["payload"]}
        for point, score in scores(collection, wanted, query, body)
    ]
    scored.sort(key=lambda one: -one["score"])
    return {"points": scored[: body["limit"]]}


def _by_meaning(
    collection: Collection, wanted: list[Json], query: list[float], body: Json
) -> Iterator[tuple[Json, float]]:
    for point in wanted:
        if vector := point["vector"].get(body["using"]):
            yield point, sum(a * b for a, b in zip(query, vector, strict=True))


def _by_words(
    collection: Collection, wanted: list[Json], query: Json, body: Json
) -> Iterator[tuple[Json, float]]:
    corpus = ((body.get("params") or {}).get("idf") or {}).get("corpus")
    counted = [_weights(p, body["using"]) for p in collection.points.values() if _matches(p, corpus)]
    asked = dict(zip(query["indices"], query["values"], strict=True))
    idf = {index: _idf(len(counted), sum(index in one for one in counted)) for index in asked}
    for point in wanted:
        weights = _weights(point, body["using"])
        if any(index in weights for index in asked):
            yield point, sum(value * idf[index] * weights.get(index, 0.0) for index, value in asked.items())


def _weights(point: Json, name: str) -> dict[int, float]:
    vector = point["vector"][name]
    return dict(zip(vector["indices"], vector["values"], strict=True))


def _idf(total: int, having: int) -> float:
    return math.log(1 + (total - having + 0.5) / (having + 0.5))


def _delete(collection: Collection, body: Json) -> Json:
    gone = [name for name, point in collection.points.items() if _matches(point, body["filter"])]
    for name in gone:
        del collection.points[name]
    return {"operation_id": 1, "status": "completed"}


def _count(collection: Collection, body: Json) -> Json:
    return {"count": sum(_matches(point, body.get("filter")) for point in collection.points.values())}


def _scroll(collection: Collection, body: Json) -> Json:
    names = sorted(n for n, p in collection.points.items() if _matches(p, body.get("filter")))
    names = [name for name in names if name >= (body.get("offset") or "")]
    page, rest = names[: body["limit"]], names[body["limit"] :]
    records = [_record(collection, name, body["with_payload"]) for name in page]
    return {"points": records, "next_page_offset": rest[0] if rest else None}


def _matches(point: Json, wanted: Mapping[str, Any] | None) -> bool:
    wanted = wanted or {}
    return all(_holds(point, one) for one in wanted.get("must") or ()) and not any(
        _holds(point, one) for one in wanted.get("must_not") or ()
    )


def _holds(point: Json, condition: Json) -> bool:
    if "has_vector" in condition:
        return condition["has_vector"] in point["vector"]
    match = condition["match"]
    value = point["payload"].get(condition["key"])
    return bool(value in match["any"] if "any" in match else value == match["value"])


@contextmanager
def fake_qdrant(api_key: str = "") -> Iterator[FakeQdrant]:
    fake = FakeQdrant(api_key)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(fake))
    server.daemon_threads = True
    fake.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(fake: FakeQdrant) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _serve(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            try:
                path = self.path.partition("?")[0]
                result = fake.answer(
                    self.command, path, json.loads(body or b"{}"), self.headers.get("api-key")
                )
                self._reply(200, {"result": result, "status": "ok", "time": 0.001})
            except RefusalError as refusal:
                self._reply(refusal.status, {"status": {"error": str(refusal)}, "time": 0.001})

        def _reply(self, status: int, answer: Json) -> None:
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_PUT = do_POST = do_DELETE = do_PATCH = _serve  # noqa: N815  (the library's names)

        def log_message(self, *args: object) -> None:
            """Silent: a test's output is the test's."""

    return Handler
