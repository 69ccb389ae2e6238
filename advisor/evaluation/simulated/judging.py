"""How well a simulated conversation was understood: jobs, their dates, groups, and schooling."""

from collections.abc import Mapping
from dataclasses import replace

from advisor.evaluation.extraction import Judgement, Score, judge, matched_jobs
from advisor.evaluation.simulated.conversation import Conversation
from advisor.model.situation import GroupOf

KINDS: Mapping[str, str] = {
    "jobs": "jobs",
    "groups": "their occupations",
    "all_dates": "their years",
    "education": "education",
}
"""The scores reported, in order, with what they are called."""


def judged(conversation: Conversation, group_of: GroupOf) -> Judgement:
    """Compare what was understood with what was told.

    Beside the scores of labelled conversations there is ``groups``: whether a job that was found
    was linked to an occupation of the right Census group; that of a job not found is missed. What
    somebody studies now has no level that the survey knows, so it is not judged.
    """
    read = conversation.history
    finished = tuple(entry for entry in read.education if not entry.in_progress)
    read = replace(read, education=finished)
    result = judge(conversation.expected, read)
    pairs = matched_jobs(conversation.expected.jobs, read.jobs)
    for place, job in enumerate(conversation.expected.jobs):
        code = read.jobs[pairs[place]].code if place in pairs else None
        wanted, found = group_of(job.codes[0]), group_of(code) if code else None
        right = found == wanted
        score = Score(int(right), int(found is not None and not right), int(not right))
        error = f"{job.title!r}: expected {wanted} ({job.codes[0]}), linked {found} ({code})"
        result.add("groups", score, None if right else error)
    return result
