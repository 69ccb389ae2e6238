"""The act that puts a questionnaire's activities one by one, and says what the answers come to."""

from dataclasses import replace

from langgraph.runtime import Runtime

from advisor.edits import AnswerItems
from advisor.instruments.instrument import POINTS, Instrument
from advisor.interest_words import told
from advisor.interests import InterestProfile
from advisor.model.prediction import UnusableHistoryError
from graph.acts import suggest
from graph.agenda import enough
from graph.events import TargetWeighed
from graph.items import Taking, given_answers
from graph.replies import Update, reply
from graph.state import ConversationState, Services
from graph.understanding import ReplyPlan
from graph.wording import question_text

_HOW = (
    'I couldn\'t read that as an answer. Say 1 to 5, "skip" or "back", or "stop" to do something'
    " else."
)
_CHANGE = 'to change an answer, use "What you like doing" on the page.'


def questionnaire(state: ConversationState, runtime: Runtime[Services]) -> Update:
    """Put the next activity; at the end say the result and let the suggestions follow.

    Answers given on the page come here too; while the person is still at it nothing is said.
    """
    edits = state["understanding"].edits
    if any(isinstance(edit, AnswerItems) and not edit.done for edit in edits):
        return _plan(state, [])
    taking = state.get("taking")
    profile = state["history"].interest_profile
    if taking is not None:
        instrument = runtime.context.instruments[taking.instrument]
        step = state["understanding"].step
        how = [_HOW] if step is not None and step.kind == "again" else []
        put = _put(taking, instrument, profile, state.get("problems", ()))
        return _plan(state, [*how, *put])
    said = told(profile) if profile else "I have no answers of yours about activities."
    step = state["understanding"].step
    if step is not None and step.kind == "start":
        said += f" You have been through them all; {_CHANGE}"
    shown = state.get("recommendation")
    if shown is not None and shown.liked != (profile.usable if profile else None):
        update = suggest(state, runtime)
        plan: ReplyPlan = update["plan"]
        # A doubt about the answers is among the notes already.
        lead = () if any(said in sentence for sentence in plan.sentences) else (said,)
        update |= {"plan": replace(plan, sentences=(*lead, *plan.sentences))}
    else:
        update = _plan(state, [said, *_where_we_were(state)])
    return update | _target_anew(state, runtime)


def _target_anew(state: ConversationState, runtime: Runtime[Services]) -> Update:
    """Weigh the job the person has in mind again, so that its card shows the fit."""
    weighed, services = state.get("assessment"), runtime.context
    if weighed is None:
        return {}
    code = weighed.suggestion.code
    try:
        anew = services.recommender.weigh(state["history"], code, services.today())
    except UnusableHistoryError:  # the job it was weighed from is gone: the card stays as it was
        return {}
    if anew != weighed:
        runtime.stream_writer(TargetWeighed(anew))
    return {"assessment": anew}


def _put(
    taking: Taking,
    instrument: Instrument,
    profile: InterestProfile | None,
    problems: tuple[str, ...],
) -> list[str]:
    """Return the item as it is put, after what has to be said before the first one."""
    sentences = [" ".join(problems)] if problems else []
    if taking.begun:
        sentences += _beginning(taking, instrument, profile)
    place = [item.index for item in instrument.items].index(taking.index)
    known = given_answers(instrument, profile).get(taking.index)
    noted = f" (you answered {known})" if known is not None else ""
    item = instrument.items[place].texts[taking.language]
    return [*sentences, f"{place + 1} of {len(instrument.items)}: {item}{noted}"]


def _beginning(
    taking: Taking, instrument: Instrument, profile: InterestProfile | None
) -> list[str]:
    labels = zip(POINTS, instrument.scales[taking.language], strict=True)
    scale = ", ".join(f"{point} = {label}" for point, label in labels)
    sentences = [
        f'You can answer {len(instrument.items)} activities on the page, under "What you like'
        ' doing", or here, one by one: think of whether you would like to do it, not of pay or'
        f' schooling. {scale}. "Skip", "back" and "stop" work too.'
    ]
    if taking.language in instrument.unofficial:
        sentences.append("This wording is an unofficial translation.")
    if profile and profile.instrument != instrument.key:
        sentences.append(f"Your first answer here replaces your answers to {profile.name}.")
    return sentences


def _where_we_were(state: ConversationState) -> list[str]:
    question = state.get("question")
    if question is not None:
        return [f"Back to where we were: {question_text(question, state['history'])}"]
    if state.get("recommendation") is None and enough(state["history"]):
        return ['Say "show me suggestions" whenever you like.']
    return []


def _plan(state: ConversationState, sentences: list[str]) -> Update:
    # An item's wording and the scores are final, so no language model may word them.
    return reply(state, sentences, state.get("question"), verbatim=True)
