"""Sets up Presidio with recognisers of ours and no language model."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from presidio_analyzer import AnalyzerEngine, LocalRecognizer, RecognizerRegistry, RecognizerResult
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer
from presidio_analyzer.nlp_engine import NoOpNlpEngine

from advisor.redaction.addresses import find_addresses
from advisor.redaction.births import find_birth_dates
from advisor.redaction.contacts import find_emails, find_links
from advisor.redaction.ids import find_ids
from advisor.redaction.name_tables import NameTables
from advisor.redaction.names import NameFinder
from advisor.redaction.phones import find_phones
from advisor.redaction.spans import ADDRESS, BIRTH_DATE, EMAIL, ID, LINK, NAME, PHONE, Find, Span
from advisor.redaction.vocabulary import Vocabulary

_LANGUAGE = "en"
_SURE, _UNSURE = 1.0, 0.5


class Recognizer(LocalRecognizer):
    """Presidio's view of one of our finders."""

    def __init__(self, kind: str, find: Find) -> None:
        self._find = find
        super().__init__(supported_entities=[kind], name=kind, supported_language=_LANGUAGE)

    def load(self) -> None:
        """Do nothing: a finder comes loaded."""

    def analyze(self, text: str, *_: Any, **__: Any) -> list[RecognizerResult]:
        """Return what the finder finds."""
        return [
            RecognizerResult(span.kind, span.start, span.end, _SURE if span.sure else _UNSURE)
            for span in self._find(text)
        ]


class _AsFound(ContextAwareEnhancer):
    """Leaves scores as they are: our finders read the words around themselves."""

    def __init__(self) -> None:
        super().__init__(0.0, 0.0, 0, 0)

    def enhance_using_context(
        self,
        text: str,  # noqa: ARG002  # Presidio names its arguments
        raw_results: list[RecognizerResult],
        *_: Any,
        **__: Any,
    ) -> list[RecognizerResult]:
        return raw_results


class Analyzer:
    """Runs the finders of each kind over a text, through Presidio."""

    def __init__(self, finders: Mapping[str, Find]) -> None:
        registry = RecognizerRegistry(
            recognizers=[Recognizer(kind, find) for kind, find in finders.items()],
            supported_languages=[_LANGUAGE],
        )
        engine = NoOpNlpEngine(models=[{"lang_code": _LANGUAGE, "model_name": "none"}])
        self._engine = AnalyzerEngine(
            registry=registry,
            nlp_engine=engine,
            supported_languages=[_LANGUAGE],
            context_aware_enhancer=_AsFound(),
        )

    def spans(self, text: str) -> Iterable[Span]:
        """Return everything found, in no order; spans may overlap."""
        return [
            Span(found.start, found.end, found.entity_type, sure=found.score >= _SURE)
            for found in self._engine.analyze(text, _LANGUAGE)
        ]


def built_in(names_dir: Path, titles: Iterable[str]) -> Mapping[str, Find]:
    """Return what finds each kind; raise ``AdvisorError`` if there are no tables of names."""
    return {
        EMAIL: find_emails,
        PHONE: find_phones,
        ADDRESS: find_addresses,
        ID: find_ids,
        BIRTH_DATE: find_birth_dates,
        LINK: find_links,
        NAME: NameFinder(NameTables.load(names_dir), Vocabulary.load(), titles),
    }
