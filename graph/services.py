"""Opens what a conversation works with, as the settings say."""

from collections.abc import Callable
from datetime import date

from advisor.model.opening import open_predictor
from advisor.recommend import Recommender
from advisor.settings import Settings
from graph.llm.interviewer import open_interviewer
from graph.rules.interviewer import built_in_interviewer
from graph.state import Services
from retrieval.catalog import Catalog
from retrieval.occupations import Occupation
from retrieval.search import open_search


def open_services(
    settings: Settings,
    today: Callable[[], date],
    progress: Callable[[str, int, int], None] | None,
) -> Services:
    """Load the catalogue, the index and the predictor; raise ``AdvisorError`` if one is missing."""
    catalog = Catalog.load(settings.onet_dir, settings.imported_onet_dir)
    search = open_search(catalog, settings.data_dir, progress)
    predictor = open_predictor(settings, catalog)
    interviewer = open_interviewer(
        settings,
        built_in_interviewer(catalog),
        titles=(title for o in catalog.occupations.values() for title in _titles(o)),
    )
    return Services(
        interviewer=interviewer,
        search=search,
        catalog=catalog,
        recommender=Recommender(catalog, search, predictor),
        today=today,
    )


def _titles(occupation: Occupation) -> tuple[str, ...]:
    return (occupation.title, *occupation.alternate_titles)
