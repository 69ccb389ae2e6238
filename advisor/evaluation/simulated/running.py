"""One evaluation with simulated people, from the panel to the figures."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from advisor.evaluation.extraction import Judgement
from advisor.evaluation.people import people
from advisor.evaluation.registry import Sources
from advisor.evaluation.simulated.conversation import Conversation
from advisor.evaluation.simulated.drawing import draw_people
from advisor.evaluation.simulated.judging import judged
from advisor.evaluation.simulated.measuring import Results, measure
from advisor.evaluation.simulated.naming import Names
from advisor.evaluation.simulated.person import Person
from advisor.evaluation.simulated.predicting import ranks
from advisor.evaluation.simulated.styles import STYLES, Style
from advisor.model.career_model import CareerModel
from advisor.model.transitions import TransitionCounts
from advisor.panels.reading import PanelFiles

Hold = Callable[[Sequence[Person]], Sequence[Conversation]]
"""Holds a conversation with each person, in their order."""


@dataclass(frozen=True)
class Request:
    """What is asked for.

    Attributes:
        files: the panel.
        split: whose people.
        people: how many at most.
        styles: ways of telling, dealt out in turn.
    """

    files: PanelFiles
    split: str
    people: int
    styles: Sequence[Style] = STYLES


@dataclass(frozen=True)
class Simulation:
    """What came of it.

    Attributes:
        model: the served model's name and version.
        conversations, judgements: in one order.
        results: the figures.
        notes: what was found wrong with the files or done otherwise than asked, to be shown.
    """

    model: str
    conversations: Sequence[Conversation]
    judgements: Sequence[Judgement]
    results: Results
    notes: Sequence[str]


def simulate(request: Request, sources: Sources, hold: Hold) -> Simulation:
    """Draw the people, have them talk, and measure what was understood and what it was worth.

    Raises:
        AdvisorError: the panel or the trained model is missing, or nobody can be asked.
    """
    counts = TransitionCounts.load(sources.settings.careers_dir, sources.catalog)
    model = CareerModel.load(sources.settings.model_dir)
    asked = people(request.files, sources.cohort, request.split, sources.codes)
    names = Names(sources.catalog, counts.group_of)
    drawn = draw_people(asked, names, request.people, sources.seed, request.styles)
    held = hold(drawn.people)
    judgements = [judged(one, counts.group_of) for one in held]

    def title_of(code: str) -> str | None:
        group = counts.group_of(code)
        return sources.catalog.groups[group].title if group else None

    found = ranks(held, model, sources.states, title_of)
    results = measure(held, judgements, found, sources.seed)
    notes = [*asked.notes, *sources.notes]
    if len(held) < request.people:
        notes.append(
            f"{request.split} has {len(held)} people who moved into another occupation;"
            f" {drawn.unable} did not, or their work has no title"
        )
    return Simulation(model.model, held, judgements, results, notes)
