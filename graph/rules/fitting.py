"""Keep the edits that a history takes, and say what the others were read from."""

from collections.abc import Iterable
from dataclasses import replace

from advisor.career import CareerHistory
from advisor.edits import AddJob, ChangeJob, Edit, apply


def fitting(
    edits: Iterable[Edit], history: CareerHistory, message: str
) -> tuple[tuple[Edit, ...], tuple[str, ...]]:
    """Return the edits that apply to the history in turn, and the words of those that do not."""
    kept: list[Edit] = []
    misfits: list[str] = []
    for edit in _merged(edits):
        try:
            history = apply(history, [edit])
        except (KeyError, ValueError):
            misfits.append(edit.job.quote if isinstance(edit, AddJob) else message)
        else:
            kept.append(edit)
    return tuple(kept), tuple(misfits)


def _merged(edits: Iterable[Edit]) -> list[Edit]:
    """Put several changes of one job into one, where the first of them stands."""
    merged: list[Edit] = []
    places: dict[str, int] = {}
    for edit in edits:
        place = places.get(edit.job_id) if isinstance(edit, ChangeJob) else None
        earlier = None if place is None else merged[place]
        if isinstance(edit, ChangeJob) and isinstance(earlier, ChangeJob) and place is not None:
            merged[place] = replace(earlier, changes={**earlier.changes, **edit.changes})
            continue
        if isinstance(edit, ChangeJob):
            places[edit.job_id] = len(merged)
        merged.append(edit)
    return merged
