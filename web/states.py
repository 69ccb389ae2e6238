"""A conversation as the API shows it."""

from typing import Any

from advisor.history_json import history_to_json, recommendation_to_json, target_to_json
from graph.session import Session
from graph.snapshot import Snapshot
from graph.wording import GREETING
from retrieval.occupations import OccupationCatalog
from web.bodies import Known, Line, OpenQuestion, Shown, State


def state_of(session: Session, catalog: OccupationCatalog) -> State:
    """Return the conversation as it stands."""
    state = session.state()
    shown = shown_of(state)
    question = state.question
    return State(
        id=session.id,
        consent=state.consent,
        greeting=GREETING,
        transcript=[Line(role=line.role, text=line.text) for line in state.transcript],
        progress=Known(
            done=state.progress.done,
            total=state.progress.total,
            left=list(state.progress.left),
            enough=state.progress.enough,
        ),
        history=_history(state, catalog),
        question=OpenQuestion(topic=question.topic.value, options=list(state.options))
        if question
        else None,
        choices=list(state.choices),
        recommendation=shown.recommendation,
        target=shown.target,
        unfinished=state.unfinished,
        received=list(state.received),
    )


def shown_of(state: Snapshot) -> Shown:
    """Return what is suggested, and the target weighed last."""
    return Shown(
        recommendation=recommendation_to_json(state.recommendation)
        if state.recommendation
        else None,
        target=target_to_json(state.assessment) if state.assessment else None,
    )


def _history(state: Snapshot, catalog: OccupationCatalog) -> dict[str, Any]:
    """Return the history with what edits need besides: the ids, and what a job was taken for."""
    history = history_to_json(state.history)
    for job, shown in zip(state.history.jobs, history["jobs"], strict=True):
        known = catalog.occupations.get(job.code) if job.code else None
        shown["id"] = job.id
        shown["occupation"] = {"code": known.code, "title": known.title} if known else None
        shown["tentative"] = job.tentative
    for entry, shown in zip(state.history.education, history["education"], strict=True):
        shown["id"] = entry.id
    return history
