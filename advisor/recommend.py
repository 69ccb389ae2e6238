"""Turns a prediction into three to five explained suggestions, and weighs a job of one's own."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from advisor.career import PRESENT, CareerHistory
from advisor.interest_choice import InterestChoice
from advisor.interest_words import told
from advisor.interests import InterestProfile, fit
from advisor.limits import Limits
from advisor.model.prediction import Predictor
from advisor.person import Person, read_person
from advisor.phrases import percent
from advisor.reasons import MOST, reasons_for
from advisor.recommendation import Recommendation, Staying, Suggestion, TargetAssessment
from advisor.selection import select
from advisor.skills import compare, typical_importance
from advisor.steps import steps_to
from retrieval.errors import AdvisorError
from retrieval.occupations import OccupationCatalog, OccupationSearch

_FEWEST = 3
_LESS = 0.9
"""A median pay below this part of the present one is worth a warning."""
_URL = "https://www.onetonline.org/link/summary/{}"


class Recommender:
    """Suggests next occupations from what a predictor says, never beyond it.

    Which groups are shown, and in which order, is told in ``advisor.selection``; their
    probabilities are the predictor's own.
    """

    def __init__(
        self,
        catalog: OccupationCatalog,
        search: OccupationSearch,
        predictor: Predictor,
        most_reasons: int = MOST,
    ) -> None:
        self._catalog = catalog
        self._search = search
        self.predictor = predictor
        self._most = most_reasons

    @property
    def model(self) -> str:
        """Name of the model that gives the chances."""
        return self.predictor.model

    def recommend(
        self, history: CareerHistory, today: date, passed: Collection[str] = ()
    ) -> Recommendation:
        """Return what to show.

        Args:
            history: what the person told.
            today: the day the prediction starts from.
            passed: groups to pass over, as they were shown before and others are wanted.

        Raises:
            UnusableHistoryError: no job of the history fits an O*NET occupation.
        """
        person = self._person(history, today)
        prediction = person.prediction
        limits = Limits(history, self._catalog, self._search)
        chosen, left_out = select(person, limits, self._catalog, frozenset(passed))
        profile = history.interest_profile
        return Recommendation(
            reason=prediction.reason,
            reason_by=prediction.reason_by,
            suggestions=tuple(
                self._suggestion(person, limits, group, code) for group, code in chosen
            ),
            stay=Staying(
                person.occupation.code,
                person.occupation.title,
                prediction.stay,
                held=person.job.end is None or person.job.end == PRESENT,
            ),
            model=prediction.model,
            source=prediction.source,
            notes=(
                *prediction.notes,
                *_about_the_job(person),
                *_about_the_choice(left_out, len(chosen)),
                *_about_interests(profile, self._moved(person, limits, passed, chosen)),
                *limits.notes,
            ),
            liked=profile.usable if profile else None,
        )

    def weigh(self, history: CareerHistory, code: str, today: date) -> TargetAssessment:
        """Return what the same model says about an occupation the person names.

        Raises:
            UnusableHistoryError: no job of the history fits an O*NET occupation.
            AdvisorError: there is no such occupation, or it belongs to no group.
        """
        occupation = self._catalog.occupations.get(code)
        if occupation is None or not occupation.groups:
            raise AdvisorError(
                f"expected the code of an occupation in a survey group, got {code!r}"
            )
        person = self._person(history, today)
        limits = Limits(history, self._catalog, self._search)
        chances = person.prediction.groups
        present = person.prediction.current in occupation.groups
        group = max(occupation.groups, key=lambda g: chances.get(g, 0.0))
        group = person.prediction.current if present else group
        target = self._suggestion(person, limits, group, code)
        why = limits.against(code)
        if why:
            line = f"By your own limits it would be left out: {why}."
            target = replace(target, cautions=(line, *target.cautions))
        return TargetAssessment(
            suggestion=target,
            rank=None if present else 1 + sum(p > target.probability for p in chances.values()),
            of=len(chances),
            steps=steps_to(target, person, self.predictor, self._catalog, today),
        )

    @cached_property
    def _typical(self) -> Mapping[str, float]:
        return typical_importance(self._catalog)

    def _person(self, history: CareerHistory, today: date) -> Person:
        prediction = self.predictor.predict(history, today)
        return read_person(history, prediction, self._catalog, self._search)

    def _moved(
        self,
        person: Person,
        limits: Limits,
        passed: Collection[str],
        chosen: Sequence[tuple[str, str]],
    ) -> int:
        """Return how many of the suggestions would not be in their place without interests."""
        if not person.liking.used:
            return 0
        without = replace(person, liking=InterestChoice(None, self._catalog))
        usual, _ = select(without, limits, self._catalog, frozenset(passed))
        return sum(one not in usual[n : n + 1] for n, one in enumerate(chosen))

    def _suggestion(self, person: Person, limits: Limits, group: str, code: str) -> Suggestion:
        catalog, prediction = self._catalog, person.prediction
        occupation = catalog.occupations[code]
        skills = compare(person.held, catalog, code)
        return Suggestion(
            code=code,
            title=occupation.title,
            group=group,
            group_title=catalog.groups[group].title,
            probability=prediction.groups.get(group, prediction.stay),
            probability_if_moving=person.moves_to(group),
            moved=prediction.counts.get(group, 0),
            leavers=prediction.leavers,
            reasons=reasons_for(person, group, code, catalog, self._typical, most=self._most),
            shared=skills.shared,
            missing=skills.missing,
            job_zone=occupation.job_zone,
            education=tuple(catalog.education(code)),
            pay=catalog.pay(code),
            outlook=catalog.outlook(code),
            url=_URL.format(code),
            cautions=(*_warnings(person, group, code, catalog), *limits.cautions(code)),
            interest_fit=fit(person.history.interest_profile, catalog.interests(code)),
        )


def _warnings(person: Person, group: str, code: str, catalog: OccupationCatalog) -> Iterator[str]:
    """Yield what the numbers shown do not say by themselves."""
    members = catalog.groups[group].members
    if len(members) > 1:
        yield (
            f'The chance is that of the whole group "{catalog.groups[group].title}",'
            f" {len(members)} occupations."
        )
    if group in person.prediction.unseen:
        yield (
            f'The survey never uses the group "{catalog.groups[group].title}" (it counts those'
            " people elsewhere), so its chance is a guess and may be far too low."
        )
    if not person.held:
        yield "O*NET has no skill ratings for your jobs, so skills could not be compared."
    elif not (catalog.skills(code) or catalog.knowledge(code)):
        yield "O*NET has no skill ratings for this occupation, so skills could not be compared."
    if person.liking.used and catalog.interests(code) is None:
        yield "O*NET rates no interests of this occupation, so how it fits yours is not known."
    now, then = catalog.pay(person.occupation.code), catalog.pay(code)
    if now and then and now.median and then.median and then.median < _LESS * now.median:
        yield (
            f"The median pay, ${then.median:,} a year, is below that of your own occupation,"
            f" ${now.median:,} ({then.year})."
        )


def _about_the_job(person: Person) -> Iterator[str]:
    """Yield what was assumed about the job the prediction starts from."""
    job, working = person.job, 1 - person.prediction.not_employed
    if job.tentative:
        yield f'I took "{job.title}" to mean {person.occupation.title}; tell me if that is wrong.'
    if person.prediction.current in person.prediction.unseen:
        yield (
            "The survey holds nobody who worked as you did, so these chances are mostly those of"
            " people in general."
        )
    if job.end is not None and job.end != PRESENT and working < 0.5:
        yield (
            f"Your last job ended in {job.end.year}, so these are the chances of people who have"
            f" been out of work that long: {percent(working)} of them work a year later."
            " That counts people in a survey; it does not say what you can do."
        )


def _about_interests(profile: InterestProfile | None, moved: int) -> Iterator[str]:
    """Yield what the person's answers changed, or why they changed nothing."""
    if profile is None:
        return
    if profile.usable is None:
        yield told(profile)
    elif moved:
        what = "1 suggestion stands" if moved == 1 else f"{moved} suggestions stand"
        yield (
            f"{what} where {'it does' if moved == 1 else 'they do'} because of what you like"
            " doing: the order goes by chance and fit together. The chances themselves do not"
            " depend on it."
        )
    else:
        yield "What you like doing changed neither the suggestions nor their order."


def _about_the_choice(left_out: Counter[str], shown: int) -> Iterator[str]:
    """Yield how many likely groups were left out and why, and that no others were filled in."""
    for why, count in left_out.items():
        what = "1 likely kind of work was" if count == 1 else f"{count} likely kinds of work were"
        yield f"{what} left out because {why}."
    if shown < _FEWEST:
        few = {0: "No suggestion is", 1: "Only 1 suggestion is"}.get(
            shown, f"Only {shown} suggestions are"
        )
        yield f"{few} left: I would rather show few than ones the data does not support."
