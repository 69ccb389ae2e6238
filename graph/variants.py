"""What answers a conversation: services by the variants it was assigned, built when first needed.

The catalogue, the index and whatever a variant leaves alone are those of the default services.
"""

import logging
import threading
from collections.abc import Mapping
from dataclasses import replace

from advisor.experiments.assignment import assigned
from advisor.experiments.config import Change, Experiments
from advisor.model.opening import open_counts
from advisor.model.prediction import Predictor
from advisor.reasons import MOST
from advisor.recommend import Recommender
from advisor.settings import Settings
from graph.llm.interviewer import LLMInterviewer, open_interviewer
from graph.llm.prompts import open_prompts
from graph.services import titles_of
from graph.state import Services
from graph.understanding import Interviewer
from graph.versions import Served, versions_of
from retrieval.errors import AdvisorError

_log = logging.getLogger(__name__)


def open_experiments(settings: Settings) -> Experiments | None:
    """Return the experiments of the file the settings name; None where they name none.

    Raises:
        AdvisorError: the file is not what it should be, or a variant needs a prompt or a language
            model that is not there.
    """
    if settings.experiments is None:
        return None
    found = Experiments.read(settings.experiments)
    for experiment in found.experiments:
        for variant in experiment.variants:
            where = f"experiment {experiment.name!r}, variant {variant.name!r}"
            check_change(variant, settings, where)
    return found


class ServedVariants:
    """The services of every combination of variants.

    Args:
        default: what answers where nothing is assigned.
        settings: what the variants change.
        experiments: which variants there are, as ``open_experiments`` returns them.
    """

    def __init__(self, default: Services, settings: Settings, experiments: Experiments) -> None:
        self.experiments = experiments
        self._builder = ServicesBuilder(default, settings)
        self._built: dict[tuple[tuple[str, str], ...], Served] = {}
        self._missing: set[tuple[str, str]] = set()
        self._guard = threading.Lock()

    def assigned(self, conversation_id: str) -> dict[str, str]:
        """Return the variant by experiment of a conversation that begins."""
        return assigned(self.experiments, conversation_id)

    def of(self, variants: Mapping[str, str]) -> Served:
        """Return what answers a conversation, given its variant by experiment.

        A variant that is no longer in the file is answered by what the settings say, and is not
        named in the log of turns.
        """
        key = tuple(sorted(variants.items()))
        found = self._built.get(key)
        if found is not None:
            return found
        with self._guard:
            return self._built.get(key) or self._build(key)

    def _build(self, key: tuple[tuple[str, str], ...]) -> Served:
        merged: dict[str, object] = {}
        variants: dict[str, str] = {}
        for experiment, name in key:
            change = self._change(experiment, name)
            if change is not None:
                variants[experiment] = name
                merged |= {part: getattr(change, part) for part in change.changed}
        services = self._builder.build(Change.model_validate(merged))
        served = Served(services, replace(versions_of(services), variants=variants))
        self._built[key] = served
        return served

    def _change(self, experiment: str, name: str) -> Change | None:
        """Return what a variant changes; None if it is no longer there, said once."""
        for one in self.experiments.experiments:
            variant = one.variant(name) if one.name == experiment else None
            if variant is not None:
                return variant.change
        if (experiment, name) not in self._missing:
            self._missing.add((experiment, name))
            _log.warning(
                "experiment %r has no variant %r any more: its conversations go on with the"
                " default",
                experiment,
                name,
            )
        return None


class ServicesBuilder:
    """Makes services that differ from the default ones by a change; not for several threads.

    Each interviewer and predictor is opened once, whatever it is combined with.
    """

    def __init__(self, default: Services, settings: Settings) -> None:
        """Keep what is changed."""
        self._default = default
        self._settings = settings
        self._interviewers: dict[tuple[str | None, str | None], Interviewer] = {}
        self._counts: Predictor | None = None

    def build(self, change: Change) -> Services:
        """Return the services.

        Raises:
            AdvisorError: the change needs something that is not there, see ``check_change``.
        """
        services = self._default
        if change.interviewer or change.prompted:
            services = replace(services, interviewer=self._interviewer(change))
        if change.predictor == "counts":
            services = replace(services, model_server=False)
        if change.predictor or change.reasons:
            recommender = Recommender(
                services.catalog, services.search, self._predictor(change), change.reasons or MOST
            )
            services = replace(services, recommender=recommender)
        return services

    def _interviewer(self, change: Change) -> Interviewer:
        default = self._default.interviewer
        built_in = default.fallback if isinstance(default, LLMInterviewer) else default
        if change.interviewer == "built-in":
            return built_in
        key = change.understand_prompt, change.speak_prompt
        if key == (None, None):
            return default
        if key not in self._interviewers:
            settings = prompted(self._settings, *key)
            titles = titles_of(self._default.catalog)
            self._interviewers[key] = open_interviewer(settings, built_in, titles=titles)
        return self._interviewers[key]

    def _predictor(self, change: Change) -> Predictor:
        if change.predictor != "counts":
            return self._default.recommender.predictor
        if self._counts is None:
            self._counts = open_counts(self._settings, self._default.catalog)
        return self._counts


def check_change(change: Change, settings: Settings, where: str) -> None:
    """Raise ``AdvisorError``, led by ``where``, if a change needs what is not there."""
    if not change.prompted:
        return
    if not settings.llm_model:
        raise AdvisorError(
            f"{where}: it needs a language model; set ADVISOR_LLM_BASE_URL and ADVISOR_LLM_MODEL"
        )
    try:
        open_prompts(prompted(settings, change.understand_prompt, change.speak_prompt))
    except AdvisorError as error:
        raise AdvisorError(f"{where}: {error}") from error


def prompted(settings: Settings, understand: str | None, speak: str | None) -> Settings:
    """Return the settings with other prompts; None leaves one."""
    given = {"llm_understand_prompt": understand, "llm_speak_prompt": speak}
    return settings.model_copy(update={k: v for k, v in given.items() if v is not None})
