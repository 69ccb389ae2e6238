from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.career import (
    PRESENT,
    CareerHistory,
    Education,
    EducationLevel,
    Job,
    Limit,
    LimitKind,
    When,
)
from advisor.edits import (
    AddEducation,
    AddJob,
    AddLimit,
    ChangeEducation,
    ChangeJob,
    Edit,
    Forget,
    Note,
    RemoveEducation,
    RemoveJob,
    apply,
)

NURSE = Job("", "nurse", employer="St. Mary's", start=When(2015), end=When(2018))


def told(*edits: Edit) -> CareerHistory:
    return apply(CareerHistory(), edits)


def test_jobs_get_ids_and_stand_oldest_first() -> None:
    history = told(AddJob(NURSE), AddJob(Job("", "cook", start=When(2010))))
    assert [(j.id, j.title) for j in history.jobs] == [("j2", "cook"), ("j1", "nurse")]


def test_the_same_job_told_twice_is_one_job_with_what_is_new() -> None:
    history = told(AddJob(Job("", "Nurse", start=When(2015))), AddJob(NURSE))
    (job,) = history.jobs
    assert (job.employer, job.end, job.title) == ("St. Mary's", When(2018), "Nurse")


def test_a_month_makes_a_year_more_precise_but_never_the_other_way() -> None:
    month = replace(NURSE, start=When(2015, 6))
    assert told(AddJob(NURSE), AddJob(month)).jobs[0].start == When(2015, 6)
    assert told(AddJob(month), AddJob(NURSE)).jobs[0].start == When(2015, 6)


def test_a_stated_year_replaces_a_worked_out_one_nearby() -> None:
    rough = Job("", "nurse", start=When(2014, approximate=True))
    history = told(AddJob(rough), AddJob(NURSE))
    assert [j.start for j in history.jobs] == [When(2015)]
    assert not history.jobs[0].start.approximate  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "other",
    [
        replace(NURSE, employer="Mercy"),
        replace(NURSE, start=When(2012)),
        replace(NURSE, title="aide"),
    ],
)
def test_a_job_that_contradicts_is_another_job(other: Job) -> None:
    assert len(told(AddJob(NURSE), AddJob(other)).jobs) == 2


def test_before_that_places_an_undated_job() -> None:
    history = told(AddJob(Job("", "cook")), AddJob(Job("", "waiter"), before="j1"))
    assert [j.title for j in history.jobs] == ["waiter", "cook"]


def test_change_and_remove() -> None:
    history = told(AddJob(NURSE), ChangeJob("j1", {"end": When(2019)}))
    assert history.jobs[0].end == When(2019)
    assert apply(history, [RemoveJob("j1")]).jobs == ()


def test_an_end_before_the_start_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="nurse: ends 2014, before it starts 2015"):
        told(AddJob(NURSE), ChangeJob("j1", {"end": When(2014)}))


@pytest.mark.parametrize("edit", [RemoveJob("j9"), ChangeJob("j9", {}), RemoveEducation("e9")])
def test_an_unknown_id_is_refused(edit: Edit) -> None:
    with pytest.raises(KeyError):
        told(edit)


def test_an_unknown_attribute_is_refused() -> None:
    with pytest.raises(ValueError, match="got \\['sex'\\]"):
        told(AddJob(NURSE), ChangeJob("j1", {"sex": "f"}))


def test_education_merges_by_level_and_keeps_different_fields_apart() -> None:
    bachelor = Education("", EducationLevel.BACHELOR, "history")
    history = told(
        AddEducation(Education("", EducationLevel.BACHELOR)),
        AddEducation(replace(bachelor, year=When(2012))),
        AddEducation(replace(bachelor, field="law")),
    )
    assert [(e.id, e.field, e.year) for e in history.education] == [
        ("e1", "history", When(2012)),
        ("e2", "law", None),
    ]
    changed = apply(history, [ChangeEducation("e2", {"year": When(2009)}), RemoveEducation("e1")])
    assert [(e.field, e.year) for e in changed.education] == [("law", When(2009))]


def test_hints_and_limits_come_and_go() -> None:
    limit = Limit(LimitKind.SCHEDULE, "no nights")
    history = told(
        Note("interest", "fixing things"), Note("interest", "Fixing Things "), AddLimit(limit)
    )
    assert (history.interests, history.limits) == (("fixing things",), (limit,))
    assert apply(history, [AddLimit(limit)]).limits == (limit,)
    bare = apply(history, [Forget("interest", "fixing things"), Forget("limit", "no nights")])
    assert bare == CareerHistory()


def test_the_latest_job_is_the_one_held_now() -> None:
    history = told(AddJob(Job("", "cook", start=When(2010), end=PRESENT)), AddJob(NURSE))
    assert history.latest_job is not None
    assert history.latest_job.title == "cook"


jobs = st.builds(
    Job,
    st.just(""),
    st.sampled_from(["nurse", "cook"]),
    employer=st.none() | st.sampled_from(["A", "B"]),
    start=st.none() | st.builds(When, st.integers(1990, 2000), st.integers(0, 12)),
    end=st.none() | st.just(PRESENT) | st.builds(When, st.integers(2001, 2010), st.integers(0, 12)),
)


@given(st.lists(jobs, max_size=8))
def test_whatever_is_told_ids_are_unique_and_telling_it_again_changes_nothing(
    told_jobs: list[Job],
) -> None:
    history = told(*[AddJob(job) for job in told_jobs])
    assert len({job.id for job in history.jobs}) == len(history.jobs)
    starts = [job.start for job in history.jobs if job.start]
    assert starts == sorted(starts)
    titles = {job.title for job in history.jobs}
    assert titles == {job.title for job in told_jobs}
    assert len(apply(history, [AddJob(job) for job in told_jobs]).jobs) == len(history.jobs)


def test_without_dates_the_latest_job_is_the_one_told_last() -> None:
    history = apply(CareerHistory(), [AddJob(Job("", "waitress")), AddJob(Job("", "cashier"))])
    assert history.latest_job is not None
    assert history.latest_job.title == "cashier"
    history = apply(history, [AddJob(Job("", "cook"), before="j1")])
    assert history.latest_job is not None
    assert history.latest_job.title == "cashier"


def test_of_two_jobs_held_now_without_a_start_the_first_told_is_the_main_one() -> None:
    jobs = [AddJob(Job("", title, end=PRESENT)) for title in ("nurse", "driver")]
    history = apply(CareerHistory(), jobs)
    assert history.latest_job is not None
    assert history.latest_job.title == "nurse"
