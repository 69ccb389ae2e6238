"""The act that weighs a job the person names, or two of them against each other."""

from langgraph.runtime import Runtime

from advisor.comparison import comparison_sentences
from advisor.recommendation import TargetAssessment
from graph import wording
from graph.events import TargetWeighed
from graph.policy import coming_question
from graph.replies import Update, noted_in, reply
from graph.state import ConversationState, Services
from graph.understanding import Question


def weigh_target(state: ConversationState, runtime: Runtime[Services]) -> Update:
    """Weigh the job the person named with the same predictor; compare it where two are named."""
    services, code = runtime.context, state.get("focus")
    noted, understanding = noted_in(state, services), state["understanding"]
    subject, compared = understanding.subject, understanding.compared
    if code is None:
        missing = wording.nothing_found(subject) if subject else "Which job do you have in mind?"
        return reply(state, [*noted, missing], state.get("question"))
    if compared:
        return _compare(code, compared, state, runtime)
    if not _can_weigh(state):
        title = services.catalog.occupations[code].title
        first = f"I'd gladly weigh {title} against your history, but I know no job of yours yet."
        return reply(state, [*noted, first], coming_question(state))
    assessment = services.recommender.weigh(state["history"], code, services.today())
    runtime.stream_writer(TargetWeighed(assessment))
    sentences = noted + wording.assessment_sentences(assessment)
    update = reply(state, sentences, _meant(state) or state.get("question"))
    return update | {"assessment": assessment}


def _can_weigh(state: ConversationState) -> bool:
    return any(job.code for job in state["history"].jobs)


def _meant(state: ConversationState) -> Question | None:
    """Return the question of which occupation was meant, unless it was put before."""
    question = state.get("target")
    return question if question and question.key not in state.get("asked", ()) else None


def _compare(code: str, words: str, state: ConversationState, runtime: Runtime[Services]) -> Update:
    """Put two occupations side by side; the first is the one the conversation goes on about."""
    services = runtime.context
    noted, other = noted_in(state, services), _named(words, state, services)
    if other is None:
        return reply(state, [*noted, wording.nothing_found(words)], state.get("question"))
    weighed: tuple[TargetAssessment, TargetAssessment] | None = None
    if _can_weigh(state):
        weigh, today = services.recommender.weigh, services.today()
        weighed = (weigh(state["history"], code, today), weigh(state["history"], other, today))
        for assessment in reversed(weighed):
            runtime.stream_writer(TargetWeighed(assessment))
    sentences = noted + comparison_sentences((code, other), services.catalog, weighed)
    update = reply(state, sentences, _meant(state) or state.get("question"))
    return update | ({"assessment": weighed[0]} if weighed else {})


def _named(words: str, state: ConversationState, services: Services) -> str | None:
    """Return the code of the other occupation of a comparison: a suggestion's number, or a name."""
    shown = state.get("recommendation")
    number = int(words) - 1 if words.isdecimal() else -1
    if shown and 0 <= number < len(shown.suggestions):
        return shown.suggestions[number].code
    found = services.search.resolve(words)
    best = found.match or next(iter(found.alternatives), None)
    return best.code if best else None
