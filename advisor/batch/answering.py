"""Answers a history in JSON with suggestions in JSON, as ``advisor predict`` shows them."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from advisor.career import CareerHistory
from advisor.competence.as_json import competence_to_json
from advisor.competence.checker import CompetenceChecker
from advisor.history_json import history_from_json, history_to_json, recommendation_to_json
from advisor.instruments.reading import available
from advisor.measured import Measured
from advisor.model.opening import open_predictor
from advisor.recommend import Recommender
from advisor.recommendation import Recommendation
from advisor.settings import Settings
from retrieval.catalog import Catalog
from retrieval.errors import AdvisorError
from retrieval.occupations import OccupationSearch
from retrieval.progress import Progress
from retrieval.search import open_search

Answer = Callable[[bytes], Mapping[str, Any]]
"""Returns the result for a history as JSON text; raises ``AdvisorError`` if it cannot be used."""
Advise = Callable[[CareerHistory], tuple[CareerHistory, Recommendation]]


def open_answer(settings: Settings, today: date, progress: Progress | None = None) -> Answer:
    """Load the model and return what answers with it.

    Args:
        settings: where everything is.
        today: the day to predict from.
        progress: told while the title index is built, if it is not there.

    Raises:
        AdvisorError: tables, model or index cannot be read.
    """
    catalog = Catalog.load(settings.onet_dir, settings.imported_onet_dir)
    instruments = available(settings)
    checker = CompetenceChecker(Measured.found(settings.model_dir), None)
    advise = open_advice(settings, catalog, today, progress)

    def answer(text: bytes) -> Mapping[str, Any]:
        return shown(*advise(history_from_json(text, catalog, instruments)), checker)

    return answer


def open_known_answer(settings: Settings, today: date, facts: str) -> Answer:
    """Load the model as ``open_answer``, if what it rests on here is what the job began with.

    Args:
        settings: where everything is.
        today: the day to predict from.
        facts: what ``facts_hash`` gave when the job began.

    Raises:
        AdvisorError: it is not, or cannot be read.
    """
    if facts_hash(settings) != facts:
        raise AdvisorError(
            f"expected the model in {settings.model_dir} and the tables beside it to be those that"
            " the job began with: give every machine the same version, data and settings"
        )
    return open_answer(settings, today)


def open_advice(
    settings: Settings, catalog: Catalog, today: date, progress: Progress | None = None
) -> Advise:
    """Return what gives each job of a history its occupation, and suggestions for it."""
    search = open_search(catalog, settings.data_dir, progress)
    recommender = Recommender(catalog, search, open_predictor(settings, catalog))

    def advise(history: CareerHistory) -> tuple[CareerHistory, Recommendation]:
        linked = _linked(history, search)
        return linked, recommender.recommend(linked, today)

    return advise


def shown(
    history: CareerHistory, recommendation: Recommendation, checker: CompetenceChecker
) -> dict[str, Any]:
    """Return a history and what was suggested for it as the values of a JSON object."""
    return {
        "history": history_to_json(history),
        "recommendation": recommendation_to_json(recommendation),
        "competence": [competence_to_json(check) for check in checker.known(recommendation)],
    }


def facts_hash(settings: Settings) -> str:
    """Return a SHA-256 of the model, the tables and the model server that answers rest on.

    Raises:
        AdvisorError: a file cannot be read.
    """
    found = hashlib.sha256()
    folders = [settings.model_dir, settings.careers_dir, settings.instruments_dir]
    onet = settings.imported_onet_dir
    folders.append(onet if onet is not None and onet.is_dir() else settings.onet_dir)
    for place, folder in enumerate(folders):
        for path in _files(folder):
            found.update(f"{place}/{path.relative_to(folder)}\n".encode() if folder else b"")
            found.update(_file_hash(path))
    server = (settings.model_base_url, settings.model_name, settings.model_method)
    found.update(repr(server).encode())
    return found.hexdigest()


def _files(folder: Path | None) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file()) if folder else []


def _file_hash(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError as error:
        raise AdvisorError(f"{path}: {error.strerror or error}") from error


def _linked(history: CareerHistory, search: OccupationSearch) -> CareerHistory:
    """Give each job without a code the occupation its title means, or might mean."""
    jobs = []
    for job in history.jobs:
        found = search.resolve(job.title) if job.code is None else None
        best = (found.match or next(iter(found.alternatives), None)) if found else None
        if found and best:
            job = replace(job, code=best.code, tentative=found.match is None)  # noqa: PLW2901
        jobs.append(job)
    return replace(history, jobs=tuple(jobs))
