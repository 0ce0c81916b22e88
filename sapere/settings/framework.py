"""The names that Django reads, computed from :class:`~sapere.settings.table.Settings`. No Django is imported here."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sapere.settings.data import data_folder, secret_key
from sapere.settings.databases import databases
from sapere.settings.logs import logging_plan
from sapere.settings.table import Settings

TABS = (
    "sapere.tabs.home",
    "sapere.tabs.run",
    "sapere.tabs.explore",
    "sapere.tabs.growing",
    "sapere.tabs.mindmap",
    "sapere.tabs.ask",
    "sapere.tabs.code",
    "sapere.tabs.notes",
    "sapere.tabs.export",
    "sapere.tabs.bring",
    "sapere.tabs.sharing",
    "sapere.tabs.library",
    "sapere.tabs.costs",
)

# A language is offered once its catalog is there: a folder under locale/ and a line here.
LANGUAGES = (
    ("en", "English"),
    ("ar", "العربية"),
)
RIGHT_TO_LEFT = ("ar",)

_SELF = ["'self'"]
_NONE = ["'none'"]
_PACKAGE = Path(__file__).resolve().parent.parent


def django_names(settings: Settings) -> dict[str, Any]:
    """All of them. Makes the data folder, and on a laptop the secret key, where they are missing."""
    data = data_folder(settings)
    return {
        **_house(settings),
        **_rows(settings, data),
        **_pages(),
        **_static(settings, data),
        **_languages(),
        **_security(settings),
        "LOGGING_CONFIG": "sapere.settings.logs.configure",
        "LOGGING": logging_plan(settings.production),
    }


def _house(settings: Settings) -> dict[str, Any]:
    return {
        "DEBUG": False,
        "SECRET_KEY": secret_key(settings),
        "ALLOWED_HOSTS": list(settings.allowed_hosts),
        "INSTALLED_APPS": [
            "django.contrib.contenttypes",
            "django.contrib.auth",
            "django.contrib.sessions",
            "django.contrib.messages",
            "django.contrib.staticfiles",
            "django_htmx",
            "csp",
            "sapere.accounts",
            "sapere.topics",
            "sapere.web",
            *TABS,
        ],
        "MIDDLEWARE": [
            "django.middleware.security.SecurityMiddleware",
            "csp.middleware.CSPMiddleware",
            "whitenoise.middleware.WhiteNoiseMiddleware",
            "sapere.web.middleware.Face",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.locale.LocaleMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "sapere.accounts.middleware.Learner",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
            "django_htmx.middleware.HtmxMiddleware",
        ],
        "FILE_UPLOAD_HANDLERS": ["sapere.web.intake.Intake"],
        "ROOT_URLCONF": "sapere.urls",
        "ASGI_APPLICATION": "sapere.asgi.application",
    }


def _rows(settings: Settings, data: Path) -> dict[str, Any]:
    return {
        "DATABASES": databases(settings.database_url, data),
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "AUTH_USER_MODEL": "accounts.Person",
        "SESSION_ENGINE": "django.contrib.sessions.backends.db",
        "CACHES": {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
    }


def _pages() -> dict[str, Any]:
    return {
        "TEMPLATES": [
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                        "csp.context_processors.nonce",
                        "sapere.web.context.face",
                    ]
                },
            }
        ],
    }


def _static(settings: Settings, data: Path) -> dict[str, Any]:
    """A server serves what ``collectstatic`` gathered, under names with a hash; a laptop each app's own files."""
    storage = (
        "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if settings.production
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    return {
        "STATIC_URL": "/static/",
        "STATIC_ROOT": data / "static",
        "STORAGES": {
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND": storage},
        },
        "WHITENOISE_USE_FINDERS": not settings.production,
        "WHITENOISE_AUTOREFRESH": not settings.production,
    }


def _languages() -> dict[str, Any]:
    return {
        "LANGUAGE_CODE": "en",
        "LANGUAGES": list(LANGUAGES),
        "LANGUAGES_BIDI": list(RIGHT_TO_LEFT),
        "LOCALE_PATHS": [_PACKAGE / "locale"],
        "USE_I18N": True,
        "USE_TZ": True,
        "TIME_ZONE": "UTC",
    }


def _security(settings: Settings) -> dict[str, Any]:
    """No inline script or style, nothing from elsewhere, nobody frames us."""
    tls = urlsplit(settings.public_url).scheme == "https"
    return {
        "CONTENT_SECURITY_POLICY": {
            "DIRECTIVES": {
                "default-src": _NONE,
                "script-src": _SELF,
                "style-src": _SELF,
                "img-src": _SELF,
                "font-src": _SELF,
                "connect-src": _SELF,
                "manifest-src": _SELF,
                "frame-ancestors": _NONE,
                "base-uri": _NONE,
                "form-action": _SELF,
            }
        },
        "CSRF_TRUSTED_ORIGINS": [settings.public_url] if settings.public_url else [],
        "CSRF_FAILURE_VIEW": "sapere.web.faults.forbidden",
        "SESSION_COOKIE_SECURE": tls,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_SECURE": tls,
        "CSRF_COOKIE_SAMESITE": "Lax",
        "SECURE_HSTS_SECONDS": 31_536_000 if tls and settings.production else 0,
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        "SECURE_REFERRER_POLICY": "same-origin",
        "SECURE_CROSS_ORIGIN_OPENER_POLICY": "same-origin",
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https") if settings.behind_proxy else None,
        "X_FRAME_OPTIONS": "DENY",
    }
