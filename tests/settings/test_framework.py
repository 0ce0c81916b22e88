from __future__ import annotations

from pathlib import Path

from django.utils.module_loading import import_string

import sapere.settings
from sapere.settings import Settings
from sapere.settings.framework import RIGHT_TO_LEFT, django_names


def test_everything_named_is_there(tmp_path: Path) -> None:
    names = django_names(Settings(data=tmp_path))
    for one in (*names["MIDDLEWARE"], names["LOGGING_CONFIG"]):
        import_string(one)
    assert set(RIGHT_TO_LEFT) <= {code for code, _ in names["LANGUAGES"]}


def test_the_policy_lets_nothing_in_but_our_own(tmp_path: Path) -> None:
    policy = django_names(Settings(data=tmp_path))["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == ["'none'"]
    assert not any("unsafe" in source or "*" in source for sources in policy.values() for source in sources)


def test_cookies_are_secure_where_the_address_is(tmp_path: Path) -> None:
    served = django_names(
        Settings(data=tmp_path, production=True, secret_key="k", public_url="https://a.test")
    )
    assert served["SESSION_COOKIE_SECURE"]
    assert served["CSRF_COOKIE_SECURE"]
    assert served["CSRF_TRUSTED_ORIGINS"] == ["https://a.test"]
    assert not django_names(Settings(data=tmp_path))["SESSION_COOKIE_SECURE"]


def test_the_module_gives_django_its_names() -> None:
    assert {"DATABASES", "INSTALLED_APPS", "SECRET_KEY"} <= set(dir(sapere.settings))
    assert sapere.settings.AUTH_USER_MODEL == "accounts.Person"
    assert not hasattr(sapere.settings, "NO_SUCH_NAME")
