"""The speaking half of a turn: one node per act plans a reply, ``speak`` words it."""

from typing import Any, Protocol

from langgraph.runtime import Runtime

from advisor.career import CareerHistory, Job
from advisor.model.prediction import UnusableHistoryError
from graph import changes, wording
from graph.about_us import ABOUT_US, about_us
from graph.agenda import enough, progress
from graph.answers import answer, outlook_of_shown
from graph.events import Asked, HistoryChanged, Suggested, TargetWeighed, TextDelta
from graph.fixed_answers import AUTOMATION, FEELINGS, FIXED
from graph.policy import changed, coming_question
from graph.state import Act, ConversationState, Line, Services
from graph.understanding import CALLS_PER_TURN, Intent, Question, ReplyPlan, Topic

Update = dict[str, Any]


class Node(Protocol):
    """An act: reads the state, returns the fields it writes."""

    def __call__(self, state: ConversationState, runtime: Runtime[Services]) -> Update:
        """Plan the reply."""
        ...


def ask(state: ConversationState, runtime: Runtime[Services]) -> Update:
    """Say what was noted and put the next question, "did you mean" included."""
    question = coming_question(state)
    if state["understanding"].intent is Intent.UNDO:
        # What was asked is not answered by this and stays open.
        question = _still_asked(state) or question
    return _reply(state, _noted(state, runtime.context), question)


def confirm(state: ConversationState, runtime: Runtime[Services]) -> Update:
    """Ask which of several was meant: an occupation for a title, or the job a date is of."""
    understanding, history = state["understanding"], state["history"]
    if understanding.unplaced is None and understanding.meant is None:
        return ask(state, runtime)
    noted = _noted(state, runtime.context)
    if understanding.unplaced is None:
        meant = wording.what_about_it(history.job(understanding.meant or ""))
        return _reply(state, [*noted, meant], _still_asked(state))
    question = Question(Topic.WHICH_DATE, understanding.unplaced)
    if question.key in state.get("asked", ()):
        # It was cleared up once and is unclear again: the person's own correction, so it is said.
        noted = [*noted, wording.question_text(question, history)]
    return _reply(state, noted, question)


def _still_asked(state: ConversationState) -> Question | None:
    """Return the open question, unless it is about an entry that is known no more."""
    question, history = state.get("question"), state["history"]
    if question is None or question.topic in (Topic.TARGET_TITLE, Topic.WHICH_DATE):
        return question
    known = {job.id for job in history.jobs} | {entry.id for entry in history.education}
    return question if question.subject is None or question.subject in known else None


def revise(state: ConversationState, runtime: Runtime[Services]) -> Update:
    """Follow an edit made in the timeline; suggestions on the screen are made anew."""
    if state.get("recommendation") is not None and changed(state):
        return suggest(state, runtime)
    return _reply(
        state, _noted(state, runtime.context) or ["Nothing changed."], state.get("question")
    )


def suggest(state: ConversationState, runtime: Runtime[Services]) -> Update:
    """Show suggestions, or say what is missing."""
    history, services = state["history"], runtime.context
    noted = _noted(state, services)
    if not enough(history):
        return _not_yet(state, noted, wording.not_enough(history))
    passed = _passed(state)
    try:
        recommendation = services.recommender.recommend(history, services.today(), passed)
        if passed and not recommendation.suggestions:
            # Nothing is left beyond those shown: they come back, and that is said.
            passed = ()
            noted = [*noted, wording.NO_OTHERS]
            recommendation = services.recommender.recommend(history, services.today())
    except UnusableHistoryError as missing:
        return _not_yet(state, noted, str(missing))
    runtime.stream_writer(Suggested(recommendation))
    if recommendation == state.get("recommendation") and recommendation.suggestions:
        sentences = [*noted, wording.unchanged(recommendation)]
    else:
        sentences = noted + wording.recommendation_sentences(recommendation, further=bool(passed))
    return _reply(state, sentences, None) | {"recommendation": recommendation, "passed": passed}


def _passed(state: ConversationState) -> tuple[str, ...]:
    """Return the groups to pass over: all shown so far when others are asked for.

    They stay passed over while more is told, until suggestions are asked for plainly.
    """
    intent, shown = state["understanding"].intent, state.get("recommendation")
    if intent is Intent.SUGGEST:
        return ()
    passed = state.get("passed", ())
    if intent is Intent.OTHERS and shown is not None:
        passed = (*passed, *(s.group for s in shown.suggestions))
    return tuple(dict.fromkeys(passed))


def _not_yet(state: ConversationState, noted: list[str], missing: str) -> Update:
    return _reply(state, [*noted, missing], coming_question(state)) | {"recommendation": None}


def weigh_target(state: ConversationState, runtime: Runtime[Services]) -> Update:
    """Weigh the job the person named with the same predictor."""
    services, code = runtime.context, state.get("focus")
    noted = _noted(state, services)
    subject = state["understanding"].subject
    if code is None:
        missing = wording.nothing_found(subject) if subject else "Which job do you have in mind?"
        return _reply(state, [*noted, missing], state.get("question"))
    if not any(job.code for job in state["history"].jobs):
        title = services.catalog.occupations[code].title
        first = f"I'd gladly weigh {title} against your history, but I know no job of yours yet."
        return _reply(state, [*noted, first], coming_question(state))
    assessment = services.recommender.weigh(state["history"], code, services.today())
    sentences = noted + wording.assessment_sentences(assessment)
    compared = state["understanding"].compared
    if compared:
        sentences += _compared(compared, state, runtime)
    runtime.stream_writer(TargetWeighed(assessment))
    question = state.get("target")
    if question is not None and question.key in state.get("asked", ()):
        question = None
    update = _reply(state, sentences, question or state.get("question"))
    return update | {"assessment": assessment}


def _compared(words: str, state: ConversationState, runtime: Runtime[Services]) -> list[str]:
    """Return how the other occupation of "compare nurse and teacher" looks; the first is shown."""
    services = runtime.context
    shown = state.get("recommendation")
    number = int(words) - 1 if words.isdecimal() else -1
    if shown and 0 <= number < len(shown.suggestions):
        code: str | None = shown.suggestions[number].code
    else:
        found = services.search.resolve(words)
        best = found.match or next(iter(found.alternatives), None)
        code = best.code if best else None
    if code is None:
        return [wording.nothing_found(words)]
    other = services.recommender.weigh(state["history"], code, services.today())
    runtime.stream_writer(TargetWeighed(other))
    return wording.assessment_sentences(other)


def explain(state: ConversationState, runtime: Runtime[Services]) -> Update:
    """Answer a question; the question that was open before stays open."""
    understanding, history = state["understanding"], state["history"]
    noted, intent = _noted(state, runtime.context), understanding.intent
    match intent:
        case Intent.SUMMARY:
            body = wording.summary(history)
        case Intent.PROGRESS:
            body = [wording.left(progress(history, state.get("closed", ())))]
        case _ if intent in FIXED:
            body = list(FIXED[intent])
        case _ if intent in ABOUT_US:
            body = about_us(understanding, runtime.context, state.get("recommendation"))
        case Intent.AUTOMATION:
            body = [AUTOMATION, *outlook_of_shown(state, runtime.context)]
        case Intent.NAMED:
            body = [wording.held_or_wanted(understanding.subject or "")]
        case Intent.WHY | Intent.PAY | Intent.OUTLOOK | Intent.SKILLS:
            body = answer(state, runtime.context)
        case _ if noted:
            body = []
        case _:
            body = [_stuck(state)]
    question = state.get("question")
    if intent in (Intent.DISTRESS, Intent.LANGUAGE):
        return _reply(state, body, question, verbatim=True)
    if understanding.feeling and not body:
        body = _going_on(state)
    if question is None and state.get("recommendation") is None:
        question = coming_question(state)
    return _reply(state, [*noted, *body], question)


def _going_on(state: ConversationState) -> list[str]:
    """Lead back after a kind word: a question put before is recalled, not asked again."""
    question = state.get("question")
    if question is not None:
        return [wording.still_open(question, state["history"])]
    return [wording.ANYTHING_ELSE] if state.get("recommendation") else []


def _stuck(state: ConversationState) -> str:
    """Say what would help when nothing new was said and nothing is left to ask."""
    if state["understanding"].intent in (Intent.EMPTY, Intent.UNCLEAR):
        question = state.get("question")
        topic = question.topic if question else None
        shown = state.get("recommendation") is not None
        return wording.not_understood(state["understanding"].intent, topic, shown=shown)
    return (
        wording.ANYTHING_ELSE if enough(state["history"]) else wording.not_enough(state["history"])
    )


ACTS: dict[Act, Node] = {
    "ask": ask,
    "confirm": confirm,
    "suggest": suggest,
    "weigh_target": weigh_target,
    "explain": explain,
    "revise": revise,
}


def _noted(state: ConversationState, services: Services) -> list[str]:
    """Say in one paragraph what this turn changed and what it could not read."""
    understanding = state["understanding"]
    undo = understanding.intent is Intent.UNDO
    say_changes = changes.undone if undo else changes.noted
    sentences = say_changes(state["before"], state["history"])
    sentences += [
        f'I take "{job.title}" as {services.catalog.occupations[job.code].title}.'
        for job in _settled(state["before"], state["history"])
        if job.code
    ]
    if understanding.feeling:
        sentences.insert(0, FEELINGS[understanding.feeling])
    if understanding.notice:
        sentences.insert(0, understanding.notice)
    sentences += state.get("problems", ())
    sentences += wording.unread(understanding.unread)
    if understanding.intent is Intent.GREETING:
        sentences.insert(0, wording.HELLO)
    return [" ".join(sentences)] if sentences else []


def _settled(before: CareerHistory, after: CareerHistory) -> list[Job]:
    """Return the jobs whose occupation was a guess and is none any more."""
    guessed = {job.id: job for job in before.jobs if job.tentative}
    return [
        job
        for job in after.jobs
        if not job.tentative and job.id in guessed and guessed[job.id].title == job.title
    ]


def _reply(
    state: ConversationState,
    sentences: list[str],
    question: Question | None,
    *,
    verbatim: bool = False,
) -> Update:
    """Return the plan; a question is worded only when it is put for the first time.

    Args:
        state: the state of the turn.
        sentences: the paragraphs to say.
        question: what is open after this turn.
        verbatim: these very words matter: no language model may word them.
    """
    asked, put = state.get("asked", ()), None
    if question is not None and question.key not in asked:
        put = wording.question_text(question, state["history"])
        sentences = [*sentences, put]
        asked = (*asked, question.key)
    spent = CALLS_PER_TURN if verbatim else state["understanding"].calls_spent
    plan = ReplyPlan(tuple(sentences), state["act"], calls_spent=spent)
    return {"plan": plan, "question": question, "put": put, "asked": asked}


def speak(state: ConversationState, runtime: Runtime[Services]) -> Update:
    """Word the plan, streamed, and keep the words in the transcript."""
    plan, question, put = state["plan"], state["question"], state["put"]
    words = []
    for piece in runtime.context.interviewer.speak(plan, state["message"]):
        runtime.stream_writer(TextDelta(piece))
        words.append(piece)
    questions = state.get("questions_asked", ())
    if question is not None and put is not None:
        questions = (*questions, put)
        runtime.stream_writer(Asked(question, put))
    done = progress(state["history"], state.get("closed", ()))
    runtime.stream_writer(HistoryChanged(state["history"], done))
    lines = [Line("user", state["shown_as"])] if state["shown_as"] else []
    return {
        "questions_asked": questions,
        "transcript": (*state.get("transcript", ()), *lines, Line("advisor", "".join(words))),
    }
