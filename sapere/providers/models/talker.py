"""One try at one answer of one model: asked through pydantic-ai, heard piece by piece, taken for whole only at its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pydantic_ai.direct import model_request_stream
from pydantic_ai.exceptions import UnexpectedModelBehavior
from pydantic_ai.messages import (
    InstructionPart,
    ModelMessage,
    ModelRequest,
    ModelResponse,
    ModelResponseStreamEvent,
    PartDeltaEvent,
    PartStartEvent,
    TextPart,
    TextPartDelta,
    ThinkingPart,
    ThinkingPartDelta,
    ToolCallPart,
    ToolCallPartDelta,
    UserPromptPart,
)
from pydantic_ai.models import Model as LibraryModel
from pydantic_ai.models import ModelRequestParameters, StreamedResponse
from pydantic_ai.output import OutputObjectDefinition
from pydantic_ai.tools import ToolDefinition
from pydantic_ai.usage import RequestUsage

from sapere.kit.http import Seen, seen
from sapere.kit.token_estimate import estimated_tokens
from sapere.providers.models.wanted import Json
from sapere.research.calls import Prompt
from sapere.research.errors import BadSaying, Declined, ModelAway

_NAME = "answer"
_LONG_TOKEN = 8  # characters; an answer with more of them for each token it may have does not end
_ENDS = (b"[DONE]", b'"message_stop"')


@dataclass(slots=True)
class Spoken:
    """What came of a try so far. ``text`` is what the model said or filled in, ``thought`` what it thought before
    that where we are shown it, ``usage`` what it was told to have used. ``begun``: it is paid, however it ends."""

    text: str = ""
    thought: str = ""
    begun: bool = False
    finish: str | None = None
    usage: RequestUsage = field(default_factory=RequestUsage)


@dataclass(frozen=True, slots=True)
class Question:
    """``again`` holds what was said before and what was wrong with it; ``form`` how the shape is asked for:
    ``native``, ``tool`` or ``prompted``, empty for text."""

    prompt: Prompt
    schema: Json | None = None
    form: str = ""
    again: tuple[str, str] | None = None

    @property
    def messages(self) -> list[ModelMessage]:
        asked: list[ModelMessage] = [ModelRequest(parts=[UserPromptPart(self.prompt.material)])]
        if self.again:
            said, problem = self.again
            mend = (
                f"That was not of the shape that was asked for. {problem} Answer again, with the JSON alone."
            )
            asked += [
                ModelResponse(parts=[TextPart(said)]),
                ModelRequest(parts=[UserPromptPart(mend)]),
            ]
        return asked

    @property
    def parameters(self) -> ModelRequestParameters:
        parts = [InstructionPart(content=self.prompt.instructions)]
        if self.schema is None:
            return ModelRequestParameters(instruction_parts=parts)
        if self.form == "tool":
            tool = ToolDefinition(
                name=_NAME,
                parameters_json_schema=self.schema,
                description="Gives the answer.",
                kind="output",
            )
            return ModelRequestParameters(
                output_mode="tool", output_tools=[tool], allow_text_output=False, instruction_parts=parts
            )
        wanted = OutputObjectDefinition(json_schema=self.schema, name=_NAME)
        mode: Any = self.form
        return ModelRequestParameters(output_mode=mode, output_object=wanted, instruction_parts=parts)

    @property
    def longest(self) -> int:
        """Characters; more is without an end."""
        return self.prompt.most * _LONG_TOKEN + 400


async def speak(
    model: LibraryModel[Any], question: Question, settings: Any, spoken: Spoken, hear: Callable[[str], None]
) -> None:
    """Fills ``spoken`` in as it comes. Raises what the library raises, and leaves of ``ModelError`` for what it lets
    pass: an answer without an end, cut off, declined or empty."""
    noted = Seen()
    token = seen.set(noted)
    try:
        async with model_request_stream(
            model,
            question.messages,
            model_settings=settings,
            model_request_parameters=question.parameters,
        ) as stream:
            await _listen(stream, question, spoken, hear)
        _check_end(stream, noted, spoken, question)
    except UnexpectedModelBehavior:
        advice = "Look whether its address is the one of the models."
        raise BadSaying(f"It answered with {_other(noted)} instead of a stream.", advice=advice) from None
    finally:
        seen.reset(token)


def _other(noted: Seen) -> str:
    return {"text/html": "a web page", "application/json": "a value in one piece"}.get(
        noted.media_type, "something else"
    )


async def _listen(
    stream: StreamedResponse, question: Question, spoken: Spoken, hear: Callable[[str], None]
) -> None:
    filled = ""
    try:
        async for event in stream:
            piece, argument = _pieces(event)
            filled += argument
            spoken.thought += _thought(event)
            if piece:
                spoken.text += piece
                hear(piece)
            if max(len(spoken.text), len(filled)) > question.longest:
                raise BadSaying("Its answer did not end.")
    finally:
        spoken.usage = stream.usage
        spoken.finish = stream.finish_reason
        if question.schema is not None:
            spoken.text = filled or spoken.text
        heard = spoken.text or spoken.thought or stream.provider_response_id
        spoken.begun = bool(heard) or spoken.usage.has_values()


def _pieces(event: ModelResponseStreamEvent) -> tuple[str, str]:
    """What an event adds to the text, and to a tool's argument."""
    if isinstance(event, PartStartEvent):
        if isinstance(event.part, TextPart):
            return whole_characters(event.part.content), ""
        if isinstance(event.part, ToolCallPart):
            return "", event.part.args_as_json_str() if event.part.args else ""
    if isinstance(event, PartDeltaEvent):
        if isinstance(event.delta, TextPartDelta):
            return whole_characters(event.delta.content_delta), ""
        if isinstance(event.delta, ToolCallPartDelta) and isinstance(event.delta.args_delta, str):
            return "", event.delta.args_delta
    return "", ""


def _thought(event: ModelResponseStreamEvent) -> str:
    if isinstance(event, PartStartEvent) and isinstance(event.part, ThinkingPart):
        return event.part.content
    if isinstance(event, PartDeltaEvent) and isinstance(event.delta, ThinkingPartDelta):
        return event.delta.content_delta or ""
    return ""


def whole_characters(text: str) -> str:
    """Without the halves of characters that JSON can hold and nothing else."""
    return text if text.isascii() else text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def _check_end(stream: StreamedResponse, noted: Seen, spoken: Spoken, question: Question) -> None:
    said = spoken.text.strip()
    if stream.finish_reason == "content_filter":
        raise Declined("It declined to answer.")
    if not _ended(stream, noted):
        if not said and not stream.provider_response_id:
            raise BadSaying("It answered in a protocol that is not the one it was asked in.")
        raise ModelAway("It broke off in the middle of its answer.", advice="Try again in a moment.")
    if stream.finish_reason == "length" and (question.schema is not None or not said):
        raise BadSaying(f"Its answer did not fit into {question.prompt.most} tokens.")
    if not said:
        raise Declined("It answered nothing.")


def _ended(stream: StreamedResponse, noted: Seen) -> bool:
    """A reason to finish, or the last word of the protocol. Anthropic gives both: there both have to be."""
    reason = (stream.provider_details or {}).get("finish_reason")
    last_word = any(end in noted.end for end in _ENDS)
    if stream.provider_name == "anthropic":
        return bool(reason) and last_word
    return bool(reason) or last_word


def counted(spoken: Spoken, question: Question) -> RequestUsage:
    """The usage as it was told; estimated where it was not, as of an answer that broke off."""
    told = spoken.usage
    whole = spoken.finish and told.output_tokens
    out = told.output_tokens if whole else max(told.output_tokens, _estimated(spoken.thought, spoken.text))
    prompt = question.prompt
    into = told.input_tokens or _estimated(prompt.instructions, prompt.material, *(question.again or ()))
    return RequestUsage(
        input_tokens=into,
        output_tokens=out,
        cache_read_tokens=told.cache_read_tokens,
        cache_write_tokens=told.cache_write_tokens,
    )


def _estimated(*texts: str) -> int:
    return sum(estimated_tokens(one) for one in texts if one)
