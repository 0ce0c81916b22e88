"""Every setting there is: its variable, kind, default and help, in one table.

The templates, the reference in the documentation and all checks are made from it.
"""

# ruff: noqa: RUF009  (_setting gives a dataclasses.field, which ruff cannot see)

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from sapere.settings import kinds

LATER = "Not used yet."


@dataclass(frozen=True, slots=True)
class Variable:
    """``place`` is the file it belongs in: ``server`` or ``client`` (what may reach the browser)."""

    name: str
    kind: Callable[[str], Any]
    about: str
    attribute: str = ""
    default: Any = ""
    shown_default: str = ""
    example: str = ""
    secret: bool = False
    place: str = "server"
    needed: bool = False  # in production
    service: str = ""  # an outside service whose address it is
    key_of: str = ""  # an outside service whose key it is

    @property
    def kind_name(self) -> str:
        return self.kind.__name__.replace("_", " ")


def _setting(name: str, kind: Callable[[str], Any], about: str, *, default: Any = "", **more: Any) -> Any:
    return field(default=default, metadata={"variable": Variable(name, kind, about, default=default, **more)})


def _service(name: str, title: str) -> Any:
    return _setting(
        f"SAPERE_{name}_URL",
        kinds.web_address,
        f"Address of {title}; empty is the public one.",
        service=name.lower(),
    )


def _key(variable: str, service: str, about: str) -> Any:
    return _setting(variable, kinds.secret, about, secret=True, key_of=service)


@dataclass(frozen=True)
class Settings:
    """The values in force. Fields in the order in which the templates list them."""

    # The house
    production: bool = _setting(
        "SAPERE_PRODUCTION",
        kinds.boolean,
        "true on a server that others reach: stricter checks, secure cookies, no generated secrets.",
        default=False,
        needed=True,
        example="true",
    )
    data: Path = _setting(
        "SAPERE_DATA",
        kinds.folder,
        "Folder for the database, the kept texts and the index. Made at the first start.",
        default=user_data_path("sapere", appauthor=False),
        shown_default="~/.local/share/sapere",
        example="/var/lib/sapere",
        needed=True,
    )
    secret_key: str = _setting(
        "SECRET_KEY",
        kinds.secret,
        "Signs sessions and links: 50 or more random characters. On a laptop one is made in the data folder.",
        secret=True,
        needed=True,
        example="your_50_random_characters",
    )
    allowed_hosts: tuple[str, ...] = _setting(
        "ALLOWED_HOSTS",
        kinds.hosts,
        "Host names under which this server answers, split at commas.",
        default=("127.0.0.1", "localhost", "[::1]"),
        shown_default="127.0.0.1,localhost,[::1]",
        example="your_host_name",
        needed=True,
    )
    behind_proxy: bool = _setting(
        "SAPERE_BEHIND_PROXY",
        kinds.boolean,
        "true when a reverse proxy of yours ends TLS and sets X-Forwarded-Proto itself.",
        default=False,
        example="true",
    )
    cors_allowed_origins: tuple[str, ...] = _setting(
        "CORS_ALLOWED_ORIGINS",
        kinds.origins,
        f"Origins of other sites whose pages may call the API. {LATER}",
        default=(),
        example="https://learn.example.org",
    )

    # Stores
    database_url: str = _setting(
        "DATABASE_URL",
        kinds.postgres_address,
        "PostgreSQL; empty is SQLite in the data folder. Percent-encode : @ / # in the password.",
        secret=True,
        example="postgresql://sapere:your_password@127.0.0.1:5432/sapere",
    )
    redis_url: str = _setting("REDIS_URL", kinds.redis_address, f"Redis or Valkey. {LATER}", secret=True)
    qdrant_url: str = _setting(
        "QDRANT_URL",
        kinds.web_address,
        "A Qdrant server; empty is the embedded index in the data folder, which one process owns.",
        example="http://127.0.0.1:6333",
    )
    qdrant_api_key: str = _setting(
        "QDRANT_API_KEY", kinds.secret, "Its key, where it asks for one.", secret=True
    )
    s3_bucket: str = _setting("S3_BUCKET", kinds.text, f"Bucket for kept bytes. {LATER}")
    s3_endpoint_url: str = _setting(
        "S3_ENDPOINT_URL", kinds.web_address, f"Address of the object store. {LATER}"
    )

    # The way out
    contact: str = _setting(
        "SAPERE_CONTACT",
        kinds.text,
        "Mail or web address that services can write to; part of the name we give when we ask them.",
        example="learning@example.org",
    )
    fetch_allow: tuple[str, ...] = _setting(
        "SAPERE_FETCH_ALLOW",
        kinds.doors,
        "host:port pairs that the outbound guard lets through although they are not public.",
        default=(),
        example="127.0.0.1:8888",
    )
    services_off: tuple[str, ...] = _setting(
        "SAPERE_SERVICES_OFF",
        kinds.services,
        "Outside services that are never asked, by their names, split at commas.",
        default=(),
        example="Reddit,YouTube",
    )
    mediawiki_url: str = _service(
        "MEDIAWIKI",
        "a MediaWiki server or its api.php, in which {language} stands for the learner's",
    )
    searxng_url: str = _setting(
        "SEARXNG_URL",
        kinds.web_address,
        "A SearXNG server that gives JSON; empty leaves the open web unsearched.",
        example="http://127.0.0.1:8888",
        service="searxng",
    )
    wikidata_url: str = _service("WIKIDATA", "Wikidata")
    arxiv_url: str = _service("ARXIV", "arXiv")
    openalex_url: str = _service("OPENALEX", "OpenAlex")
    pubmed_url: str = _service("PUBMED", "PubMed")
    crossref_url: str = _service("CROSSREF", "Crossref")
    semanticscholar_url: str = _service("SEMANTICSCHOLAR", "Semantic Scholar")
    wolfram_url: str = _service("WOLFRAM", "Wolfram|Alpha")
    youtube_url: str = _service("YOUTUBE", "the YouTube Data API")
    sepiasearch_url: str = _service("SEPIASEARCH", "SepiaSearch")
    stackexchange_url: str = _service("STACKEXCHANGE", "Stack Exchange")
    hackernews_url: str = _service("HACKERNEWS", "Hacker News")
    reddit_url: str = _service("REDDIT", "Reddit")
    wolfram_app_id: str = _key(
        "WOLFRAM_APP_ID", "wolfram", "Wolfram|Alpha's AppID; without one it is not asked."
    )
    youtube_api_key: str = _key(
        "YOUTUBE_API_KEY", "youtube", "Key of the YouTube Data API; without one it is not asked."
    )
    openalex_api_key: str = _key("OPENALEX_API_KEY", "openalex", "OpenAlex's key: more requests a day.")
    semanticscholar_api_key: str = _key(
        "SEMANTIC_SCHOLAR_API_KEY", "semanticscholar", "Semantic Scholar's key: a rate of one's own."
    )
    pubmed_api_key: str = _key(
        "NCBI_API_KEY", "pubmed", "NCBI's key: ten requests a second instead of three."
    )
    stackexchange_key: str = _key(
        "STACKEXCHANGE_KEY", "stackexchange", "Stack Exchange's key: 10,000 requests a day instead of 300."
    )

    # Models
    model: tuple[str, ...] = _setting(
        "SAPERE_MODEL",
        kinds.models,
        "Models as provider:NAME, split at commas, the next asked where one fails; empty is extractive, without one.",
        default=(),
        example="openai:gpt-5-mini",
    )
    model_for: tuple[tuple[str, tuple[str, ...]], ...] = _setting(
        "SAPERE_MODEL_FOR",
        kinds.models_by_job,
        "Other models for single jobs, split at semicolons: grow=openai:gpt-5-nano;write=anthropic:claude-sonnet-5-5",
        default=(),
        example="grow=openai:gpt-5-nano",
    )
    calls_at_once: int = _setting(
        "SAPERE_CALLS_AT_ONCE",
        kinds.count,
        "Calls under way at once to one provider.",
        default=8,
        example="16",
    )
    model_patience: float = _setting(
        "SAPERE_MODEL_PATIENCE",
        kinds.seconds,
        "Seconds of silence after which a model counts as away.",
        default=60.0,
        example="120",
    )
    model_prices: tuple[tuple[str, float, float], ...] = _setting(
        "SAPERE_MODEL_PRICES",
        kinds.prices,
        "Dollars per million tokens in and out of models whose price is not known, split at commas.",
        default=(),
        example="openai:my-model=0.15/0.60",
    )
    budget_run: float = _setting(
        "SAPERE_BUDGET_RUN",
        kinds.dollars,
        "Dollars that one run may cost; 0 is no cap.",
        default=0.0,
        example="1",
    )
    budget_person: float = _setting(
        "SAPERE_BUDGET_PERSON",
        kinds.dollars,
        "Dollars that one person may spend in a day (UTC); 0 is no cap.",
        default=0.0,
        example="5",
    )
    budget_day: float = _setting(
        "SAPERE_BUDGET_DAY",
        kinds.dollars,
        "Dollars that all together may spend in a day (UTC); 0 is no cap.",
        default=0.0,
        example="50",
    )
    embedder: str = _setting(
        "SAPERE_EMBEDDER",
        kinds.embedder,
        "Embedder as openai:NAME, or fastembed:NAME with the extra of that name; empty is word search alone.",
        example="openai:text-embedding-3-small",
    )
    embedder_url: str = _setting(
        "SAPERE_EMBEDDER_URL",
        kinds.web_address,
        "Where an openai: embedder is asked, with its /v1; empty is OPENAI_BASE_URL.",
        example="http://127.0.0.1:11434/v1",
    )
    embedder_key: str = _setting(
        "SAPERE_EMBEDDER_KEY",
        kinds.secret,
        "Its key; empty is OPENAI_API_KEY where the address is the same.",
        secret=True,
    )
    openai_api_key: str = _setting("OPENAI_API_KEY", kinds.secret, "Key for openai: models.", secret=True)
    openai_base_url: str = _setting(
        "OPENAI_BASE_URL",
        kinds.web_address,
        "Where openai: models are asked: any server that speaks OpenAI's protocol (Ollama, vLLM, llama.cpp).",
        example="http://127.0.0.1:11434/v1",
    )
    anthropic_api_key: str = _setting(
        "ANTHROPIC_API_KEY", kinds.secret, "Key for anthropic: models.", secret=True
    )
    anthropic_base_url: str = _setting(
        "ANTHROPIC_BASE_URL",
        kinds.web_address,
        "Where anthropic: models are asked; empty is Anthropic itself.",
    )
    google_api_key: str = _setting("GOOGLE_API_KEY", kinds.secret, "Key for google: models.", secret=True)
    google_base_url: str = _setting(
        "GOOGLE_GEMINI_BASE_URL", kinds.web_address, "Where google: models are asked; empty is Google itself."
    )

    pyodide: Path | None = _setting(
        "SAPERE_PYODIDE",
        kinds.pyodide_folder,
        "Folder with the files of Pyodide, to run a page's Python in the learner's browser; empty is not at all.",
        default=None,
        example="/opt/pyodide",
    )

    # Mail, errors, payments
    email_url: str = _setting("EMAIL_URL", kinds.mail_address, f"Outgoing mail. {LATER}", secret=True)
    sentry_dsn: str = _setting(
        "SENTRY_DSN", kinds.web_address, f"Where errors are sent. {LATER}", secret=True
    )
    stripe_secret_key: str = _setting("STRIPE_SECRET_KEY", kinds.secret, f"Key. {LATER}", secret=True)
    stripe_webhook_secret: str = _setting(
        "STRIPE_WEBHOOK_SECRET", kinds.secret, f"Signs what Stripe sends. {LATER}", secret=True
    )

    # What may reach the browser
    public_url: str = _setting(
        "SAPERE_PUBLIC_URL",
        kinds.web_address,
        "The address under which people reach this server; forms sent from it are accepted.",
        place="client",
        example="https://your_host_name",
        needed=True,
    )

    warnings: tuple[str, ...] = ()

    @property
    def addresses(self) -> dict[str, str]:
        """Where each outside service is, by its lower-case name; only those that have an address."""
        return {
            variable.service: getattr(self, variable.attribute)
            for variable in VARIABLES.values()
            if variable.service and getattr(self, variable.attribute)
        }

    @property
    def keys(self) -> dict[str, str]:
        """The keys of outside services, by the services' lower-case names; only those that are set."""
        return {
            variable.key_of: getattr(self, variable.attribute)
            for variable in VARIABLES.values()
            if variable.key_of and getattr(self, variable.attribute)
        }


def _variables() -> dict[str, Variable]:
    found = {}
    for one in fields(Settings):
        if "variable" in one.metadata:
            variable = replace(one.metadata["variable"], attribute=one.name)
            found[variable.name] = variable
    return found


VARIABLES = _variables()
"""By name, in the order of the table."""
