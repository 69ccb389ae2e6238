"""Sends each turn as an OpenTelemetry trace with OpenInference attributes; off by default.

A trace says what the log says and no more: it is made of the turn's record, whose text is redacted
and only there if the person agreed.
"""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from advisor.log.export import record_to_json
from advisor.log.record import TurnRecord
from advisor.settings import Settings
from graph.stages import Stage
from retrieval.errors import AdvisorError

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider

_NS_A_MS = 1_000_000
_COUNTS = (
    "consent",
    "kind",
    "intent",
    "act",
    "asked",
    "repeated",
    "corrected",
    "suggested",
    "calls",
    "failed",
    "redaction",
    "predictor",
    "first_ms",
)


class TurnTraces:
    """Makes traces of turns.

    Args:
        provider: sends them in the background.
    """

    def __init__(self, provider: "TracerProvider") -> None:
        self._provider = provider
        self._tracer = provider.get_tracer("career-advisor")

    def send(self, record: TurnRecord, stages: Sequence[Stage]) -> None:
        """Hand a turn over to be sent; whether it arrives does not concern the turn."""
        from openinference.semconv.trace import (  # noqa: PLC0415  # only where traces are on
            OpenInferenceSpanKindValues,
            SpanAttributes,
        )
        from opentelemetry.trace import Status, StatusCode, set_span_in_context  # noqa: PLC0415

        began = int(record.at.timestamp() * 1000) * _NS_A_MS
        ended = began + int(record.timing.total_ms * _NS_A_MS)
        values = record_to_json(record)
        said = {f"advisor.{name}": values[name] for name in _COUNTS if values[name] is not None}
        kinds = OpenInferenceSpanKindValues
        turn = self._tracer.start_span("turn", start_time=began)
        turn.set_attributes(
            {
                SpanAttributes.OPENINFERENCE_SPAN_KIND: kinds.AGENT.value,
                SpanAttributes.SESSION_ID: record.conversation,
                SpanAttributes.METADATA: json.dumps(dict(record.versions.variants)),
                "advisor.version": record.versions.advisor,
                **said,
            }
        )
        if record.text is not None:
            turn.set_attribute(SpanAttributes.INPUT_VALUE, record.text.message)
            turn.set_attribute(SpanAttributes.OUTPUT_VALUE, record.text.reply)
        for stage in stages:
            part = self._tracer.start_span(
                stage.name, set_span_in_context(turn), start_time=stage.began_ns
            )
            kind = kinds.CHAIN if stage.model is None else kinds.LLM
            part.set_attribute(SpanAttributes.OPENINFERENCE_SPAN_KIND, kind.value)
            if stage.model is not None:
                part.set_attribute(SpanAttributes.LLM_MODEL_NAME, stage.model)
                prompts = [p for p in record.versions.prompts if p.startswith(stage.name)]
                part.set_attribute(SpanAttributes.LLM_PROMPT_TEMPLATE_VERSION, ", ".join(prompts))
            part.end(stage.ended_ns)
        if record.failed:
            turn.set_status(Status(StatusCode.ERROR))
        turn.end(max(ended, *(stage.ended_ns for stage in stages), 0))

    def close(self) -> None:
        """Send what is left and stop."""
        self._provider.shutdown()


def open_traces(settings: Settings) -> TurnTraces | None:
    """Return what sends traces to ``ADVISOR_TRACES_URL``; None if that is not set.

    Raises:
        AdvisorError: the libraries are not installed.
    """
    if settings.traces_url is None:
        return None
    try:
        from openinference.semconv.resource import ResourceAttributes  # noqa: PLC0415
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import (  # noqa: PLC0415
            OTLPSpanExporter,
        )
        from opentelemetry.sdk.resources import Resource  # noqa: PLC0415
        from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
        from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise AdvisorError(
            f"ADVISOR_TRACES_URL: {error.name} is not installed: pip install"
            " 'career-advisor[traces]'"
        ) from error
    named = {"service.name": "career-advisor", ResourceAttributes.PROJECT_NAME: "career-advisor"}
    provider = TracerProvider(resource=Resource.create(named))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(settings.traces_url)))
    return TurnTraces(provider)
