"""Opens the predictor that the settings ask for, and names what stands in where it is missing."""

from advisor.model.career_model import CareerModel
from advisor.model.prediction import Predictor
from advisor.model.spare import SparePredictor, Unavailable
from advisor.model.trained import TrainedPredictor
from advisor.model.transitions import TransitionCounts
from advisor.settings import Settings
from retrieval.errors import AdvisorError
from retrieval.occupations import OccupationCatalog

TRAINED = "the trained model"


def open_predictor(settings: Settings, catalog: OccupationCatalog) -> Predictor:
    """Return the trained model's predictor; where it cannot be loaded, the counts say so.

    Raises:
        AdvisorError: the count tables are missing or damaged too.
    """
    counts = TransitionCounts.load(settings.careers_dir, catalog)
    try:
        model = CareerModel.load(settings.model_dir)
    except AdvisorError as error:
        return SparePredictor(Unavailable(TRAINED, str(error)), counts)
    return TrainedPredictor(model, counts, catalog, model.reasoner)
