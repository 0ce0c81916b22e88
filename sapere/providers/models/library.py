"""pydantic-ai's model for a name: with our client, without retries of its own, and what each provider is told with a call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from anthropic import AsyncAnthropic
from openai import AsyncOpenAI
from pydantic_ai.models import Model as LibraryModel
from pydantic_ai.models.anthropic import AnthropicModel
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.profiles.openai import OpenAIModelProfile
from pydantic_ai.providers.anthropic import AnthropicProvider
from pydantic_ai.providers.openai import OpenAIProvider
from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider

from sapere.kit.ids import content_hash
from sapere.providers.models.access import Access
from sapere.providers.models.wanted import Wanted
from sapere.research.calls import Prompt

THINKING = 1024  # tokens more for models that think before they speak: providers count them with the answer
_NO_KEY = "none"  # servers of one's own that ask for no key ignore what they are given


@dataclass(frozen=True, slots=True)
class Library:
    model: LibraryModel[Any]
    access: Access
    agent: str  # how we name ourselves

    def form(self, wanted: Wanted[Any]) -> str:
        """How this model is asked for a shape at first: by its provider's own feature where there is one that can."""
        if not self.model.profile.get("supports_json_schema_output"):
            return "tool"
        return "tool" if self.access.provider == "anthropic" and wanted.open else "native"

    @property
    def room(self) -> int:
        """Tokens that are used up by thinking, where it cannot be told to do without."""
        profile: Mapping[str, Any] = {**self.model.profile}
        thinks = profile.get("supports_thinking") and not profile.get("openai_supports_reasoning_effort_none")
        return {
            "google": THINKING,
            "openai": THINKING if thinks else 0,
            "anthropic": THINKING if profile.get("thinking_always_enabled") else 0,
        }[self.access.provider]

    def settings(self, prompt: Prompt, key: str) -> dict[str, Any]:
        """``key`` names the call, so that a provider who heeds it does not do it twice."""
        common = {
            "max_tokens": prompt.most + self.room,
            "thinking": False,
            "extra_headers": {"Idempotency-Key": key, "User-Agent": self.agent},
        }
        if self.access.provider == "anthropic":
            return {**common, "anthropic_cache_instructions": True}
        if (
            self.access.provider == "google"
        ):  # its own names for thinking are not known to the library on this way
            return {**common, "openai_reasoning_effort": "low"}
        if (
            self.access.official
        ):  # it finds kept beginnings better by a name for them; others may refuse the word
            return {**common, "openai_prompt_cache_key": content_hash(prompt.instructions)[:32]}
        return common


def library(access: Access, name: str, client: Any) -> Library:
    """``client`` is the guarded one."""
    made = _anthropic if access.provider == "anthropic" else _openai
    return Library(made(access, name, client), access, client.headers["user-agent"])


def _openai(access: Access, name: str, client: Any) -> LibraryModel[Any]:
    sdk = AsyncOpenAI(
        api_key=access.key or _NO_KEY,
        base_url=access.base,
        http_client=client,
        timeout=client.timeout,
        max_retries=0,
    )
    if access.provider == "openai" and access.official:
        return cast(LibraryModel[Any], OpenAIChatModel(name, provider=OpenAIProvider(openai_client=sdk)))
    provider = OpenAICompatibleProvider(access.provider, openai_client=sdk)
    told = OpenAIModelProfile(  # what not all of them heed is said in words as well, and in one message
        native_output_requires_schema_in_instructions=True,
        openai_chat_supports_multiple_system_messages=False,
        supports_json_object_output=False,  # the last resort has to be words alone
    )
    return cast(LibraryModel[Any], OpenAIChatModel(name, provider=provider, profile=told))


def _anthropic(access: Access, name: str, client: Any) -> LibraryModel[Any]:
    sdk = AsyncAnthropic(
        api_key=access.key or _NO_KEY,
        base_url=access.base,
        http_client=client,
        timeout=client.timeout,
        max_retries=0,
    )
    return cast(LibraryModel[Any], AnthropicModel(name, provider=AnthropicProvider(anthropic_client=sdk)))
