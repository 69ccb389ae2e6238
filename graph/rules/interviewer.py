"""The built-in interviewer: puts together what the rules read from a message."""

import re
from collections.abc import Iterator
from dataclasses import replace

from advisor.edits import AddJob
from graph.rules.about_oneself import Vocabulary, without_remarks
from graph.rules.feelings import gravest
from graph.rules.message import MessageReading
from graph.rules.reader import CareerReader
from graph.rules.sentences import clauses
from graph.rules.words import fold
from graph.understanding import PARAGRAPH, Intent, ReplyPlan, TurnContext, Understanding
from retrieval.occupations import OccupationCatalog

_AT_A_PLACE = re.compile(r"\b(?:work|trabaj)\w*\b")
"""With which a job is only guessed from where somebody worked."""
_TELLS_NOTHING = {Intent.TELL, Intent.UNCLEAR, Intent.GREETING}


class RuleInterviewer:
    """Understands messages by rules and says replies as they are planned.

    Built once and safe to share between conversations.

    Args:
        reader: reads jobs and education.
    """

    def __init__(self, reader: CareerReader) -> None:
        self._reader = reader

    @property
    def name(self) -> str:
        """The name that readings carry: ``built-in``."""
        return "built-in"

    def understand(self, message: str, context: TurnContext) -> Understanding:
        """Return what the message says; see ``Interviewer``."""
        titles = self._reader.titles

        def tells(remark: str) -> bool:
            alone = MessageReading(self._reader, remark, replace(context, question=None)).read()
            return bool(alone.edits) or alone.intent not in _TELLS_NOTHING

        def names_job(words: str) -> bool:
            alone = MessageReading(self._reader, words, replace(context, question=None)).read()
            jobs = [edit.job for edit in alone.edits if isinstance(edit, AddJob)]
            said = fold(words)
            return any(fold(job.title) in said for job in jobs) or (
                bool(jobs) and not _AT_A_PLACE.search(said)
            )

        vocabulary = Vocabulary(tells, titles.has_word, titles.knows, names_job)
        plain = without_remarks(message, vocabulary)
        understood = MessageReading(self._reader, plain, context).read()
        if plain == message or understood.feeling:
            return understood
        # "(I'm a widow)" is no part of the career, but deserves its word.
        return replace(understood, feeling=gravest(clauses(message)))

    def speak(self, plan: ReplyPlan, message: str) -> Iterator[str]:  # noqa: ARG002 - Protocol
        """Yield the reply paragraph by paragraph, as planned; see ``Interviewer``."""
        for place, paragraph in enumerate(plan.sentences):
            yield PARAGRAPH + paragraph if place else paragraph


def built_in_interviewer(catalog: OccupationCatalog) -> RuleInterviewer:
    """Return the interviewer that knows the titles of a catalogue."""
    titles = {
        title
        for occupation in catalog.occupations.values()
        for title in (occupation.title, *occupation.alternate_titles)
    }
    return RuleInterviewer(CareerReader(sorted(titles)))
