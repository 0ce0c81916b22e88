from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from sapere import settings
from sapere.accounts.models import Person
from sapere.agents.library.files import LARGEST
from sapere.kit.ids import bytes_hash
from sapere.research.ports import Store
from sapere.tabs.library.shelf import key_of
from sapere.topics import actions
from sapere.topics.actions import LibraryEntry
from sapere.topics.models import LibraryItem, Run, Snapshot, Upload

NOTES = b"Tides are the rise and fall of the sea.\n\nThe Moon causes them."
TWIN = "a" * 64


def sent(client: Client, *files: tuple[str, bytes]) -> str:
    """The page that came of sending these files; its first word is the status."""
    given = [SimpleUploadedFile(name, body) for name, body in files]
    answer = client.post("/library/files", {"files": given})
    return f"{answer.status_code} {html.unescape(answer.content.decode())}"


def added(owner: Person, root: str, reason: str = "", *, text: str = TWIN) -> None:
    snapshot = None if reason else Snapshot(sha256=text, title="Tides <b>", characters=1234, language="de")
    actions.keep_library_items(owner, [LibraryEntry(f"file://{root}", root, "1 1", reason, snapshot)])


def stored() -> list[Path]:
    return [one for one in (settings.current().data / "store").rglob("*") if one.is_file()]


def test_an_empty_library_says_what_will_be_here(client: Client, alice: Person) -> None:
    page = client.get("/library").content.decode()
    assert "Nothing yet" in page
    assert 'type="file" multiple' in page
    assert "At most 20 files at once, 50 MB each, 200 MB together." in page


def test_files_are_kept_by_content_and_read_by_a_run(client: Client, alice: Person, store: Store) -> None:
    answer = client.post("/library/files", {"files": [SimpleUploadedFile("Tides ü.txt", NOTES)]})
    upload, run = Upload.objects.get(owner=alice), Run.objects.get(owner=alice)
    assert answer["Location"] == f"/runs/{run.pk}"
    assert (upload.name, upload.size, upload.sha256) == ("Tides ü.txt", len(NOTES), bytes_hash(NOTES))
    assert run.order["roots"] == [f"upload:{upload.sha256}"]
    assert store.get(f"raw/{upload.sha256}") == NOTES
    assert "Tides ü.txt" in client.get(answer["Location"]).content.decode()


def test_the_same_file_twice_is_one_upload_and_one_run(client: Client, alice: Person) -> None:
    sent(client, ("a.txt", NOTES))
    sent(client, ("b.txt", NOTES))
    assert [one.name for one in Upload.objects.all()] == ["a.txt"]
    assert Run.objects.count() == 1


def test_what_is_refused_among_others_is_told_by_the_run(client: Client, alice: Person) -> None:
    sent(client, ("a.txt", NOTES), ("photo.png", b"\x89PNG\r\n\x1a\n"), ("none.txt", b""))
    run = Run.objects.get()
    assert run.order["refused"] == [["photo.png", "It is a picture, not text."], ["none.txt", "It is empty."]]
    assert Upload.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("none.txt", b"", "It is empty."),
        ("photo.jpg", b"\xff\xd8\xff\xe0", "It is a picture, not text."),
        ("wiki.zim", b"ZIM\x04" + bytes(80), "It is a ZIM archive, not text."),
        ("old.doc", b"\xd0\xcf\x11\xe0", "It is an old office file, not text."),
    ],
)
def test_what_cannot_be_read_is_said_and_leaves_nothing(
    client: Client, alice: Person, name: str, body: bytes, said: str
) -> None:
    before = stored()
    page = sent(client, (name, body))
    assert page.startswith("400")
    assert said in page
    assert 'role="alert"' in page
    assert stored() == before
    assert not Upload.objects.exists()
    assert not Run.objects.exists()


def test_a_file_that_is_too_large_is_answered_with_413_and_leaves_nothing(
    client: Client, alice: Person
) -> None:
    before = stored()
    page = sent(client, ("large.txt", b"word " * (LARGEST // 5 + 1)))
    assert page.startswith("413")
    assert "It is too large; at most 50 MB are read." in page
    assert stored() == before


def test_too_many_files_are_refused_as_a_whole(client: Client, alice: Person) -> None:
    page = sent(client, *((f"{n}.txt", NOTES + b"%d" % n) for n in range(21)))
    assert page.startswith("400")
    assert "These are 21 files; at most 20" in page
    assert not Upload.objects.exists()


def test_no_file_at_all_is_said(client: Client, alice: Person) -> None:
    assert "No file was chosen." in client.post("/library/files").content.decode()


@pytest.mark.django_db(transaction=True)
@how(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.text(max_size=300).map(lambda text: text.replace('"', ""))
    | st.sampled_from(
        ["../../x", "/etc/passwd", "C:\\x", "CON", "a\u202etxt.exe", "x.", "a" * 300 + ".txt", "<b>"]
    )
)
def test_no_name_leads_anywhere_or_breaks_the_page(client: Client, name: str) -> None:
    Upload.objects.all().delete()
    data = settings.current().data
    before = {one for one in data.rglob("*") if one.is_dir()}
    client.post("/library/files", {"files": [SimpleUploadedFile("x", NOTES, content_type="text/plain")]})
    body = (
        b'--b\r\nContent-Disposition: form-data; name="files"; filename="' + name.encode("utf-8", "replace")
        + b'"\r\n\r\nOther words.\r\n--b--\r\n'
    )  # fmt: skip
    answer = client.generic("POST", "/library/files", body, content_type="multipart/form-data; boundary=b")
    assert answer.status_code in (302, 400)
    page = client.get("/library").content.decode()
    assert "<b>" not in page.partition('class="roots"')[2]
    for upload in Upload.objects.all():
        assert 0 < len(upload.name) <= 120
        assert not set("/\\\0\n\u202e") & set(upload.name)
    made = {one.relative_to(data).parts[:2] for one in data.rglob("*") if one.is_dir() and one not in before}
    assert made <= {("store",), ("store", "raw"), ("store", "arriving")}


def test_an_address_is_checked_and_read_by_a_run(client: Client, alice: Person) -> None:
    answer = client.post("/library/address", {"address": " https://example.org/tides#moon "})
    run = Run.objects.get()
    assert answer["Location"] == f"/runs/{run.pk}"
    assert run.order["roots"] == ["https://example.org/tides"]
    client.post("/library/address", {"address": "https://example.org/tides"})
    assert Run.objects.count() == 1


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("", "Only http and https"),
        ("tides", "Only http and https"),
        ("file:///etc/passwd", "Only http and https"),
        ("http://192.168.1.1/", "does not lie on the public internet"),
        ("http://localhost/", "does not lie on the public internet"),
        ("http://0x7f000001/", "does not lie on the public internet"),
        ("http://nas.local/", "does not lie on the public internet"),
        ("http://[::1]/", "does not lie on the public internet"),
        ("https://a:b@example.org/", "a user name or a password"),
        ("https://example.org:22/", "not a web port"),
        ("https://example.org/<script>\u202e", "invisible"),
    ],
)
def test_what_the_guard_refuses_is_said_beside_the_field(
    client: Client, alice: Person, address: str, said: str
) -> None:
    answer = client.post("/library/address", {"address": address})
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 400
    assert said in page
    assert 'id="address-problem"' in page
    assert "<script>" not in answer.content.decode()
    assert not Run.objects.exists()


def test_a_text_becomes_an_upload_with_its_title(client: Client, alice: Person, store: Store) -> None:
    client.post("/library/text", {"title": "On/tides\u202e", "text": "The Moon pulls.\r\nAlways."})
    upload = Upload.objects.get(owner=alice)
    assert upload.name == "On tides.txt"
    assert store.get(f"raw/{upload.sha256}") == b"On/tides\n========\n\nThe Moon pulls.\nAlways.\n"


def test_a_text_without_a_title_is_called_by_its_first_words(client: Client, alice: Person) -> None:
    client.post(
        "/library/text", {"text": "The Moon pulls the water of the sea towards itself, twice a day at most."}
    )
    assert Upload.objects.get().name == "The Moon pulls the water of the sea towards itself, twice a ….txt"


def test_a_text_without_words_is_refused_and_stays_in_its_field(client: Client, alice: Person) -> None:
    answer = client.post("/library/text", {"title": "Mine", "text": " 1 2 3 "})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'value="Mine"' in page
    assert "There is no text in it." in page
    assert '<details class="way" open>' in page


def test_the_library_shows_every_root_with_what_came_of_it(client: Client, alice: Person) -> None:
    added(alice, "/home/alice/tides")
    added(alice, "/home/alice/scan.pdf", "It holds pictures & no text.")
    page = html.unescape(client.get("/library").content.decode())
    assert "1 document read" in page
    assert "German" in page
    assert "1,234 characters" in page
    assert "It holds pictures & no text." in page
    assert f"/library/in/{key_of('/home/alice/tides')}" in page


def test_a_root_lists_its_documents(client: Client, alice: Person) -> None:
    added(alice, "/home/alice/tides")
    page = client.get(f"/library/in/{key_of('/home/alice/tides')}").content.decode()
    assert "Tides &lt;b&gt;" in page
    assert "/home/alice/tides" in page


def test_ten_thousand_documents_are_listed_a_hundred_at_a_time(client: Client, alice: Person) -> None:
    entries = [LibraryEntry(f"file:///n/{n:05}.txt", "/n", "1 1", f"Reason {n}.") for n in range(10_000)]
    actions.keep_library_items(alice, entries)
    assert "10000 could not be read" in client.get("/library").content.decode()
    page = client.get(f"/library/in/{key_of('/n')}?page=100").content.decode()
    assert page.count("<li>") <= 101
    assert "Reason 9999." in page
    assert 'rel="prev"' in page
    assert client.get(f"/library/in/{key_of('/n')}?page=10000000000").status_code == 200


def test_removing_forgets_at_once_and_orders_the_rest(client: Client, alice: Person) -> None:
    added(alice, "/home/alice/tides")
    answer = client.post("/library/remove", {"key": key_of("/home/alice/tides")}, follow=True)
    assert "is taken out of your library" in answer.content.decode()
    assert not LibraryItem.objects.exists()
    assert Run.objects.get().order == {"roots": [], "removed": "/home/alice/tides", "documents": 1}


def test_what_is_just_being_read_is_not_removed_and_leads_to_its_run(client: Client, alice: Person) -> None:
    added(alice, "/home/alice/tides")
    run = actions.open_library_run(alice, ["/home/alice/tides"])
    assert f'href="/runs/{run.pk}"' in client.get("/library").content.decode()
    answer = client.post("/library/remove", {"key": key_of("/home/alice/tides")})
    assert answer.status_code == 400
    assert LibraryItem.objects.exists()


def test_an_upload_that_was_never_read_can_be_removed(client: Client, alice: Person) -> None:
    sent(client, ("a.txt", NOTES))
    Run.objects.update(state="failed")
    upload = Upload.objects.get()
    assert "Not read yet" in client.get("/library").content.decode()
    client.post("/library/remove", {"key": key_of(f"upload:{upload.sha256}")})
    assert not Upload.objects.exists()


def test_the_original_is_saved_and_never_shown(client: Client, alice: Person) -> None:
    sent(client, ('evil".html', b"<script>alert(1)</script><p>Words.</p>"))
    answer = client.get(reverse("library:original", args=[Upload.objects.get().pk]))
    assert answer.content.startswith(b"<script>")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_nothing_of_it_is_anybody_elses(client: Client, bob: Person, alice: Person) -> None:
    sent(client, ("a.txt", NOTES))
    added(alice, "/home/alice/tides")
    theirs, strange = Upload.objects.get().pk, "00000000-0000-4000-8000-000000000000"
    bobs = Client()
    bobs.force_login(bob)
    assert "a.txt" not in bobs.get("/library").content.decode()
    assert bobs.get(f"/library/in/{key_of('/home/alice/tides')}").status_code == 404
    assert bobs.post("/library/remove", {"key": key_of("/home/alice/tides")}).status_code == 404
    pages = [bobs.get(reverse("library:original", args=[one])) for one in (theirs, strange)]
    bodies = [re.sub(r"<code>\w+</code>|value=\"[^\"]*\"", "", page.content.decode()) for page in pages]
    assert [page.status_code for page in pages] == [404, 404]
    assert bodies[0].replace(str(theirs), "") == bodies[1].replace(strange, "")


@pytest.mark.parametrize("place", ["files", "address", "text", "remove"])
def test_every_change_needs_the_forms_token_and_a_post(alice: Person, place: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"/library/{place}", {"address": "https://example.org/"}).status_code == 403
    assert strict.get(f"/library/{place}").status_code == 405
    assert not Run.objects.exists()
