"""What a conversation remembers between messages, and what each turn works on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypedDict

from advisor.career import CareerHistory
from advisor.competence.checker import CompetenceChecker
from advisor.edits import Edit
from advisor.log.notice import Notice
from advisor.log.notice_words import Audience, Language
from advisor.measured import Measured
from advisor.recommend import Recommender
from advisor.recommendation import Recommendation, TargetAssessment
from graph.items import GivenItems, Instruments, Taking
from graph.understanding import Interviewer, Question, ReplyPlan, Understanding
from retrieval.frozen import Frozen
from retrieval.occupations import OccupationCatalog, OccupationSearch

Act = Literal["ask", "confirm", "suggest", "weigh_target", "explain", "revise", "questionnaire"]
"""What a reply does; each is a node of the graph."""


@dataclass(frozen=True, slots=True)
class Line(Frozen):
    """One line of the transcript: who said what."""

    role: Literal["user", "advisor"]
    text: str


class ConversationState(TypedDict, total=False):
    """The state of the graph. The comment behind a field names the one node that writes it."""

    message: str  # input: what the person sent
    shown_as: str  # input: how the transcript shows the message (a CV shows as its file name)
    manual: tuple[Edit, ...] | None  # input: edits made by hand in place of a message
    given: GivenItems | None  # input: answers given on the page in place of a message
    message_id: str | None  # input: the id that the sender gave it; None for none
    understanding: Understanding  # understand
    taking: Taking | None  # understand: the activity asked about next, of the questionnaire
    before: CareerHistory  # understand: the history as it was when the message came
    history: CareerHistory  # remember, then link (which adds occupation codes)
    past: tuple[CareerHistory, ...]  # remember: as it was before the last changes, for "undo"
    undone: tuple[CareerHistory, ...]  # remember: as it was before the last undoings, for "redo"
    redone: bool  # remember: whether this turn made anew what was undone
    closed: tuple[str, ...]  # remember: keys of questions answered or declined
    problems: tuple[str, ...]  # remember: what could not be applied, in sentences
    unclear: tuple[Question, ...]  # link: "did you mean" questions not yet put
    target: Question | None  # link: the occupations a target job could mean
    focus: str | None  # link: O*NET code the turn is about; what "it" means in the next one
    act: Act  # decide
    plan: ReplyPlan  # the act's node
    question: Question | None  # the act's node: the question that is open after this turn
    put: str | None  # the act's node: the question as worded, when this turn puts it
    asked: tuple[str, ...]  # the act's node: keys of all questions put so far
    recommendation: Recommendation | None  # the act's node: what is on the screen
    passed: tuple[str, ...]  # the act's node: groups shown and passed over ("show me others")
    assessment: TargetAssessment | None  # the act's node: the target weighed last
    questions_asked: tuple[str, ...]  # speak: the questions as they were worded
    transcript: tuple[Line, ...]  # speak
    received: tuple[str, ...]  # speak: ids of the messages answered last


@dataclass(frozen=True, slots=True)
class Services:
    """What the nodes work with; built once per process, handed to every turn."""

    interviewer: Interviewer
    search: OccupationSearch
    catalog: OccupationCatalog
    recommender: Recommender
    competence: CompetenceChecker
    today: Callable[[], date]
    measured: Measured | None = None
    """How right the model was on people kept back for that; None if that was not measured."""
    notice: Notice | None = None
    """What is kept of conversations; None where nothing is kept on disk."""
    notices: Mapping[tuple[Language, Audience], Notice] = field(default_factory=dict)
    """The same by language, and by who comes back how."""
    model_server: bool = False
    """Whether the chances are asked of another computer."""
    instruments: Instruments = field(default_factory=dict)
