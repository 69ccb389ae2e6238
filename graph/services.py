"""Opens what a conversation works with, as the settings say."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

from advisor.competence.cache import AnswerCache
from advisor.competence.checker import CompetenceChecker, SelfRater
from advisor.instruments.reading import available
from advisor.log.database import open_database
from advisor.log.log import ConversationLog
from advisor.log.notice import notice_of
from advisor.log.notice_words import AUDIENCES, LANGUAGES
from advisor.log.pseudonyms import open_pseudonyms
from advisor.measured import Measured
from advisor.model.opening import open_predictor
from advisor.recommend import Recommender
from advisor.redaction.redactor import open_redactor
from advisor.settings import Settings
from graph.llm.interviewer import open_interviewer, open_rater
from graph.rules.interviewer import built_in_interviewer
from graph.state import Services
from graph.traces import open_traces
from graph.turn_log import TurnLog
from retrieval.catalog import Catalog
from retrieval.occupations import OccupationCatalog
from retrieval.progress import Progress
from retrieval.search import open_search


def open_services(
    settings: Settings,
    today: Callable[[], date],
    progress: Progress | None,
) -> Services:
    """Load the catalogue, the index and the predictor; raise ``AdvisorError`` if one is missing."""
    catalog = Catalog.load(settings.onet_dir, settings.imported_onet_dir)
    search = open_search(catalog, settings.data_dir, progress)
    predictor = open_predictor(settings, catalog)
    interviewer = open_interviewer(
        settings,
        built_in_interviewer(catalog),
        titles=titles_of(catalog),
    )
    measured = Measured.found(settings.model_dir)
    return Services(
        interviewer=interviewer,
        search=search,
        catalog=catalog,
        recommender=Recommender(catalog, search, predictor),
        competence=CompetenceChecker(measured, _self_rater(settings, catalog)),
        measured=measured,
        today=today,
        notice=notice_of(settings),
        notices={
            (language, audience): notice_of(settings, language, audience)
            for language in LANGUAGES
            for audience in AUDIENCES
        },
        model_server=settings.model_base_url is not None,
        instruments=available(settings),
    )


def open_turn_log(settings: Settings, now: Callable[[], datetime]) -> TurnLog:
    """Return the log the settings name; the database is opened with the first turn.

    Raises:
        AdvisorError: the address is none, its driver is not installed, or the key cannot be kept.
    """
    log = ConversationLog(open_database(settings))
    pseudonyms = open_pseudonyms(settings.log_secret, settings.data_dir / "log.key")
    redactor, traces = open_redactor(settings), open_traces(settings)
    return TurnLog(log, pseudonyms, redactor, now, traces)


def _self_rater(settings: Settings, catalog: Catalog) -> SelfRater | None:
    if not settings.competence_check or settings.llm_model is None:
        return None
    rater = open_rater(settings)
    cache = AnswerCache(settings.data_dir / "competence.sqlite")
    return SelfRater(rater, cache, catalog, settings.competence_repeats) if rater else None


def titles_of(catalog: OccupationCatalog) -> Iterator[str]:
    """Yield every title of every occupation."""
    for occupation in catalog.occupations.values():
        yield from (occupation.title, *occupation.alternate_titles)
