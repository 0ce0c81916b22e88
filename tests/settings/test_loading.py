from __future__ import annotations

from pathlib import Path

import pytest

from sapere.settings import Settings, SettingsError, load

KEY = "k3Jx9-Qm7_Tz" * 5
PRODUCTION = f"SAPERE_PRODUCTION=true\nSAPERE_DATA=/var/lib/sapere\nSECRET_KEY={KEY}\nALLOWED_HOSTS=learn.sapere.test\n"
PUBLIC = "SAPERE_PUBLIC_URL=https://learn.sapere.test\n"


def written(folder: Path, server: str = "", client: str = "") -> Path:
    for name, text in ((".env.server", server), (".env.client", client)):
        (folder / name).write_text(text)
        (folder / name).chmod(0o600)
    return folder


def problems(folder: Path, **environ: str) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        load(environ, folder)
    return [str(one) for one in caught.value.problems]


def test_with_nothing_given_all_have_defaults(tmp_path: Path) -> None:
    assert load({}, tmp_path) == Settings()


def test_values_have_their_kind(tmp_path: Path) -> None:
    server = "SAPERE_DATA=/srv/x\nSAPERE_FETCH_ALLOW=127.0.0.1:8888,Mirror.Test:80\nQDRANT_URL=http://127.0.0.1:6333/\n"
    found = load({}, written(tmp_path, server))
    assert found.data == Path("/srv/x")
    assert found.fetch_allow == ("127.0.0.1:8888", "mirror.test:80")
    assert found.qdrant_url == "http://127.0.0.1:6333"


def test_the_environment_comes_before_the_files(tmp_path: Path) -> None:
    assert load({"SAPERE_DATA": "/b", "PATH": "/bin"}, written(tmp_path, "SAPERE_DATA=/a\n")).data == Path(
        "/b"
    )


def test_a_good_production_starts(tmp_path: Path) -> None:
    found = load({}, written(tmp_path, PRODUCTION, PUBLIC))
    assert found.production
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("SAPERE_DATTA=/x", "Did you mean SAPERE_DATA?"),
        ("QDRANT_ULR=http://x.test", "Did you mean QDRANT_URL?"),
        ("COLOUR=red", "no such setting"),
        ("SECRET_KEY=your_secret_key", "placeholder"),
        ("SECRET_KEY=changeme", "placeholder"),
        ("DATABASE_URL=postgresql://u:changeme@h/d", "placeholder"),
        ("SAPERE_PRODUCTION=True", "true or false"),
        ("SAPERE_PRODUCTION=yes", "true or false"),
        ("QDRANT_URL=localhost:6333", "http"),
        ("QDRANT_URL=http://h:port", "address"),
        ("DATABASE_URL=mysql://u@h/d", "postgres"),
        ("DATABASE_URL=postgresql://u:p@h", "database"),
        ("DATABASE_URL=postgresql://u:p/q@h:1/d", "percent-encoded"),
        ("ALLOWED_HOSTS=*", "star"),
        ("ALLOWED_HOSTS=https://a.test", "host names"),
        ("ALLOWED_HOSTS=a.test,,b.test", "empty place"),
        ("CORS_ALLOWED_ORIGINS=https://a.test/x", "origin"),
        ("SAPERE_FETCH_ALLOW=10.0.0.7", "host:port"),
        ("SAPERE_FETCH_ALLOW=a.test:99999", "host:port"),
        ("SAPERE_MODEL=gpt", "provider"),
        ("SAPERE_MODEL=anthropic:some", "ANTHROPIC_API_KEY is missing"),
        ("OPENAI_API_KEY=sk-ant-abcdef", "ANTHROPIC_API_KEY"),
        ("ANTHROPIC_API_KEY=sk-abcdef", "OPENAI_API_KEY"),
        ("GOOGLE_API_KEY=sk-abcdef", "OPENAI_API_KEY"),
        ("STRIPE_WEBHOOK_SECRET=abc\nSTRIPE_SECRET_KEY=sk_live_1", "begins with whsec_"),
        ("STRIPE_SECRET_KEY=sk_live_1", "STRIPE_WEBHOOK_SECRET is missing"),
        ("QDRANT_API_KEY=abc", "QDRANT_URL is missing"),
        ("SAPERE_PUBLIC_URL=https://a.test", "belongs in .env.client"),
        ("SAPERE_PYODIDE=/nowhere", "There is no pyodide.mjs in it"),
    ],
)
def test_each_bad_value_is_named_with_file_and_line(tmp_path: Path, line: str, says: str) -> None:
    (found,) = problems(written(tmp_path, f"# first\n{line}\n"))
    assert found.startswith(".env.server:2: ")
    assert says in found
    assert line.partition("=")[2] not in found.partition(": ")[2]


def test_a_test_key_is_refused_where_it_is_live(tmp_path: Path) -> None:
    keys = "STRIPE_SECRET_KEY=sk_test_1234\nSTRIPE_WEBHOOK_SECRET=whsec_1\n"
    load({}, written(tmp_path, keys))
    (found,) = problems(written(tmp_path, PRODUCTION + keys, PUBLIC))
    assert found == ".env.server:5: STRIPE_SECRET_KEY: It is a test key, and this is production."


@pytest.mark.parametrize(
    "line",
    [
        f"SECRET_KEY={KEY}",
        "OPENAI_API_KEY=sk-abcdef",
        "ANALYTICS_TOKEN=abc",
        "SAPERE_PUBLIC_URL=https://user:pass@learn.sapere.test",
        "THEME=sk_live_abcdef",
        "DATABASE_URL=postgresql://h/d",
    ],
)
def test_a_secret_in_the_client_file_stops_the_start(tmp_path: Path, line: str) -> None:
    found = problems(written(tmp_path, client=line + "\n"))
    assert found[0].startswith(".env.client:1: ")
    assert "may reach the browser" in found[0]
    assert line.partition("=")[2] not in "".join(found)


def test_a_server_setting_in_the_client_file_is_refused(tmp_path: Path) -> None:
    (found,) = problems(written(tmp_path, client="SAPERE_DATA=/x\n"))
    assert "belongs in .env.server" in found


def test_all_problems_of_all_places_come_at_once_in_order(tmp_path: Path) -> None:
    folder = written(tmp_path, "SAPERE_PRODUCTION=maybe\nQDRANT_URL=x\n", "SECRET_KEY=abc\n")
    found = problems(folder, SAPERE_MODLE="openai:x")
    assert [one.split(": ")[0] for one in found] == [
        ".env.server:1",
        ".env.server:2",
        ".env.client:1",
        "environment",
    ]


def test_production_names_what_is_missing(tmp_path: Path) -> None:
    found = problems(written(tmp_path, "SAPERE_PRODUCTION=true\n"))
    missing = {one.split(": ")[1] for one in found}
    assert missing == {"SAPERE_DATA", "SECRET_KEY", "ALLOWED_HOSTS", "SAPERE_PUBLIC_URL"}


@pytest.mark.parametrize("key", ["short", "a" * 60])
def test_production_wants_a_good_key(tmp_path: Path, key: str) -> None:
    (found,) = problems(written(tmp_path, PRODUCTION.replace(KEY, key), PUBLIC))
    assert "50 or more random characters" in found


def test_a_file_that_others_can_read_is_a_warning_and_in_production_a_refusal(tmp_path: Path) -> None:
    folder = written(tmp_path, "SAPERE_DATA=/x\n")
    (folder / ".env.server").chmod(0o644)
    assert "mode 0644" in load({}, folder).warnings[0]
    folder = written(tmp_path, PRODUCTION, PUBLIC)
    (folder / ".env.server").chmod(0o640)
    assert "chmod 600" in problems(folder)[0]


def test_variables_of_the_test_runs_pass(tmp_path: Path) -> None:
    load({"SAPERE_TEST_REQUIRE": "postgresql"}, tmp_path)
