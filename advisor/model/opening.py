"""Opens the predictor that the settings ask for, and names what stands in where it is missing."""

from advisor.model.career_model import CareerModel, Reading
from advisor.model.career_probabilities import CareerProbabilities
from advisor.model.count_probabilities import CountProbabilities
from advisor.model.model_server import ModelServer
from advisor.model.prediction import Predictor
from advisor.model.remote import Knowledge, RemoteCareerModel
from advisor.model.spare import SparePredictor, Unavailable
from advisor.model.trained import Drafts, TrainedPredictor
from advisor.model.transitions import TransitionCounts
from advisor.settings import Settings
from retrieval.errors import AdvisorError
from retrieval.occupations import OccupationCatalog

TRAINED = "the trained model"


def open_predictor(settings: Settings, catalog: OccupationCatalog) -> Predictor:
    """Return the trained model's predictor; what stands in for it says so in its notes.

    The model on a server where the settings name one; then the one of this computer; then the
    counts. Nothing is sent to a server.

    Raises:
        AdvisorError: the count tables are missing or damaged too, or only half of what a server
            needs is set.
    """
    server = _server(settings)
    counts = TransitionCounts.load(settings.careers_dir, catalog)
    prior: CareerProbabilities
    spare: Predictor
    drafts: Drafts | None = None
    try:
        prior = model = CareerModel.load(settings.model_dir)
        drafts = model.reasoner
        spare = TrainedPredictor(prior, counts, catalog, drafts)
    except AdvisorError as error:
        titles = {code: group.title for code, group in catalog.groups.items()}
        prior = CountProbabilities(counts, titles)
        spare = SparePredictor(Unavailable(TRAINED, str(error)), counts)
    if server is None:
        return spare
    remote = RemoteCareerModel(server, settings.model_method, Knowledge(_reading(settings), prior))
    return SparePredictor(TrainedPredictor(remote, counts, catalog, drafts), spare)


def open_counts(settings: Settings, catalog: OccupationCatalog) -> Predictor:
    """Return the predictor that counts what people in the survey did, whatever else is there.

    Raises:
        AdvisorError: its tables are missing or damaged.
    """
    return TransitionCounts.load(settings.careers_dir, catalog)


def _server(settings: Settings) -> ModelServer | None:
    if settings.model_base_url is None and settings.model_name is None:
        return None
    if settings.model_base_url is None or settings.model_name is None:
        raise AdvisorError(
            "expected both ADVISOR_MODEL_BASE_URL and ADVISOR_MODEL_NAME to be set, or neither"
        )
    return ModelServer(
        settings.model_base_url,
        settings.model_name,
        settings.model_api_key,
        settings.model_timeout_s,
    )


def _reading(settings: Settings) -> Reading | None:
    """Return how the server's model reads; its weights need not be on this computer."""
    try:
        return Reading.load(settings.model_dir)
    except AdvisorError:
        return None
