"""The parts of a study's report: what is computed for each, and what is said about it."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass

import pandas as pd

from advisor.study import plots
from advisor.study.bayes import fit_bayes
from advisor.study.comparing import against_experts, interest_and_competence
from advisor.study.cost import counted
from advisor.study.effects import EffectReport, fit_effects
from advisor.study.means import area_means
from advisor.study.ratings import StudyData, answered_by, outcome_table
from advisor.study.reliability import alphas, stability
from advisor.study.responders import responder_tests
from advisor.study.versions import version_differences
from retrieval.errors import AdvisorError
from retrieval.frozen import Frozen


@dataclass(frozen=True, slots=True)
class Table(Frozen):
    """A table; ``name`` is that of its CSV file, a ``folded`` one is long and shown on demand."""

    name: str
    title: str
    rows: pd.DataFrame
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Part(Frozen):
    """A part of the report; ``image`` is PNG bytes or None."""

    title: str
    text: str
    tables: tuple[Table, ...] = ()
    image: bytes | None = None


@dataclass(frozen=True, slots=True)
class Wanted(Frozen):
    """What a report is asked for: expert ratings to compare with, a Bayesian fit, a seed."""

    experts: pd.DataFrame | None = None
    bayes: bool = False
    seed: int = 0


_RESPONDERS = (
    "A respondent that does not read the items gives every item the same expectation: a flat one"
    " the same rating, a random one any. Permuting each run's ratings over the items shows how"
    " unlike the items' means would be then (items_p); permuting the areas over the items shows"
    " whether areas matter (areas_p). p values are corrected over the rows by Holm's method."
)
_PROFILES = (
    "Means of the ratings from 1 to 5; points are the area's score. low and high are for other runs"
    " with the same items, low_items and high_items for other items of the area as well; the plot"
    " shows the latter."
)
_RELIABILITY = (
    "Alpha within one model and language asks whether a repeat that likes one activity of an area"
    " more likes the others more; a model that answers alike each time has no such spread, and its"
    " alpha means little. Alpha over all runs asks the same of models and languages. Retest, orders"
    " and prompts are mean correlations over items of runs that differ in nothing else."
)
_MODEL = (
    "Restricted maximum likelihood; effects are differences from the mean (they add up to zero"
    " over each factor), z and p are Wald's. Items and runs are crossed random intercepts. The"
    " first fit also lets each model in each language like single items beyond their area: where"
    " that variance is not near zero, believe it and not the second on what differs between models."
    " p values are those of each row alone, not corrected for how many rows there are."
)
_BAYES = "The same model with bambi's weakly informative priors; intervals hold 94 %."
_VERSIONS = (
    "Points of the later version less those of the earlier one. p: with these items, over runs;"
    " items_p: with other items of the area. Both are corrected over all rows by Holm's method."
)
_GAP = (
    "Over the items' mean ratings: competence less interest, with 95 % over items, and how closely"
    " the two go together (Spearman's correlation). p is that of each row alone, uncorrected."
)
_EXPERTS = (
    "Self-rated competence against the experts' mean by item: Spearman's correlation, ICC(2,1) and"
    " kappa with quadratic weights (means rounded). difference above zero is over-estimation; over"
    " and under are the shares of items a whole point or more too high or too low. p is that of"
    " each row alone, uncorrected."
)


def parts(data: StudyData, wanted: Wanted) -> Iterator[Part]:
    """Yield the report part by part; what the answers cannot carry is said in its place."""
    yield _asked(data)
    for kind in data.kinds:
        rated, name = data.ratings(kind), kind.capitalize()
        yield _profiles(data, kind, rated)
        yield Part(
            f"{name}: are the items read?",
            _RESPONDERS,
            (Table(f"{kind}-responders", "Tests", responder_tests(rated, wanted.seed)),),
        )
        yield _reliability(kind, rated)
        yield _model(kind, rated)
        if wanted.bayes:
            fitted = Table(f"{kind}-bayes", "Posterior", fit_bayes(rated, wanted.seed), True)
            yield Part(f"{name}: Bayesian mixed model", _BAYES, (fitted,))
        if data.families:
            rows = version_differences(rated, data.sizes(kind), data.families)
            yield Part(
                f"{name}: versions", _VERSIONS, (Table(f"{kind}-versions", "By area", rows),)
            )
    yield from _comparisons(data, wanted)


def _comparisons(data: StudyData, wanted: Wanted) -> Iterator[Part]:
    if "competence" not in data.kinds:
        return
    competence = data.ratings("competence")
    if "interests" in data.kinds and _same_items(data):
        rows = interest_and_competence(data.ratings("interests"), competence)
        if len(rows):
            table = Table("interest-competence", "By area", rows)
            yield Part("Interest against competence", _GAP, (table,), plots.plot_gap(rows))
    if wanted.experts is not None:
        rows = against_experts(competence, wanted.experts)
        tables = (Table("experts", "By model, language and area", rows),)
        yield Part("Self-rated against expert-rated", _EXPERTS, tables, plots.plot_experts(rows))


def _asked(data: StudyData) -> Part:
    outcomes = outcome_table(data)
    costs = pd.DataFrame([asdict(cost) for cost in counted(data.rows, data.settings["prices"])])
    text = (
        "What is not plainly a rating is counted here and scored nowhere: refusals, prose, numbers"
        " outside 1 to 5, nothing at all, replies that were cut off, requests without a reply."
    )
    if data.settings["unofficial"]:
        text += f" Unofficial translations: {', '.join(data.settings['unofficial'])}."
    if not data.kinds:
        text += " There is no rating among what came, so nothing else can be said."
    tables = (
        Table("outcomes", "Items asked", outcomes),
        Table("cost", "Requests", costs),
        Table("answered-by", "What the servers say answered", answered_by(data)),
    )
    return Part("What was asked, and what came", text, tables, plots.plot_outcomes(outcomes))


def _profiles(data: StudyData, kind: str, rated: pd.DataFrame) -> Part:
    means = area_means(rated, data.sizes(kind))
    tables = (Table(f"{kind}-means", "By model, language and area", means),)
    image = plots.plot_profiles(means, f"{kind}, 1 to 5")
    return Part(f"{kind.capitalize()}: means by area", _PROFILES, tables, image)


def _reliability(kind: str, rated: pd.DataFrame) -> Part:
    consistency = alphas(rated)
    tables = (
        Table(f"{kind}-stability", "Repeats, orders, prompts", stability(rated)),
        Table(f"{kind}-alpha", "Cronbach's alpha", consistency, True),
    )
    image = plots.plot_alphas(((kind, consistency),))
    return Part(f"{kind.capitalize()}: reliability", _RELIABILITY, tables, image)


def _model(kind: str, rated: pd.DataFrame) -> Part:
    title, text, tables = f"{kind.capitalize()}: mixed model", _MODEL, []
    for own_items, name in ((True, "own-items"), (False, "model")):
        try:
            fit = fit_effects(rated, own_items)
        except AdvisorError as error:
            text += f" Not fitted{' with own items' if own_items else ''}: {error}."
            continue
        tables += _model_tables(f"{kind}-{name}", fit, own_items)
    return Part(title, text, tuple(tables))


def _model_tables(name: str, fit: EffectReport, own_items: bool) -> list[Table]:
    which = "With likings for single items" if own_items else "Items and runs"
    about = f"{which}: {fit.ratings:,} ratings, REML log likelihood {fit.log_likelihood:.2f}"
    if fit.left_out:
        about += f"; without {', '.join(fit.left_out)} (no rating in some area and language)"
    return [
        Table(f"{name}-variances", about, fit.variances),
        Table(f"{name}-terms", "Wald tests of whole terms", fit.terms),
        Table(f"{name}-effects", "Effects", fit.effects, True),
    ]


def _same_items(data: StudyData) -> bool:
    return bool(data.settings["items"]["interests"] == data.settings["items"]["competence"])
