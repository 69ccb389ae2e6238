"""Finds reasons that name the answer: by its title, a word of its own, or another name for it.

A reason that names the answer teaches a model to write answers down in its reasons, where they
cost nothing, and makes every measure of utility worthless. So whatever may name it counts: words
are compared by their stems ("nursing" names nurses), and a doubtful case is a leak.

Two things name no answer. Words in which reasons speak of any career ("field", "school",
"employer"), and the readings of the evidence writer ("Time in education seems near"): these are
the same for everyone of that reading, whatever came next.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from advisor.model.themes import SENTENCES
from advisor.model.title_facts import TitleFacts
from advisor.model.work_years import IDLE, SAME
from advisor.phrases import LEVELS
from advisor.training.questions import Question
from retrieval.occupations import OccupationCatalog

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ENDINGS = (
    *("ements", "ement", "ments", "ment", "ings", "ing", "ians", "ian", "ists", "ist", "ants"),
    *("ant", "ies", "ers", "ors", "er", "or", "ed", "es", "al", "ry", "y", "s", "e"),
)
_SHORTEST_STEM = 4
_MOST_GROUPS = 4
"""A word or a one-word name of more groups than this is no group's own."""
_COMMON = """
a about activities adjust after again all along also an and answer any apart appearance
application are as asked assess assist association at be been before being benefit benefits
between both build building but by can career check claim combination combine commitment community
companies company condition conditions control cost could count credit cross custom degree deliver
demanding develop different direct directed door due each early earth educated education employer
employers enough environment establish established estimate even event events ever every examine
except exclude experience experienced expert facilitate few field fields file fill find finish
finished first floor for former from full further gained general good grade growing guide had hand
hands has have having head heading help helps her highest him his history hold home hour hours
household how human if in include including industry information into is it its itself job jobs
just kind known last later lay lead leading learning level life like likely line load long look
looking made main many mark may measure meet member middle model more most motion move moved moves
moving much natural near network new next no non not now occupation occupations of off official
often on once one only open operate operating operation operations or order organization other
others out outside over own part past path pattern people perform person picture place plan plans
point points position power practice preparation prepare prepared present press process program
progress promote promotion quite range rank rather reach reached read ready real recent record
register related relation remove represent reserve resource resources responsibilities
responsibility room row safe same schedule seek seeking seem seems separate serve service set
setting settings several shape she shift show shows sign signs similar since skill skills so some
something soon sort sound space special specialized stability stable start started state stay
stayed staying steady step still strong structure subject such suggest suggests support system
tail tend tends test than that the their them then there these they thing this those through time
times to tool top toward towards track trade training treat turn turning type under unit until up
use used various very want wants was way well were what when where whether which while who whole
wide will with within without word work worked working would year years yet
"""
"""Words that reasons may use of anyone."""

_OWN_WORDS = (
    *(re.compile(re.escape(one)) for several in SENTENCES.values() for one in several),
    re.compile(r"\d+ years? in education until now"),
)
"""What the evidence writer says whatever came next, though it sounds like a state's title."""


def stems(text: str) -> list[str]:
    """Return the stem of each word of a text, in order."""
    return [_stem(word) for word in _WORD.findall(text.casefold())]


def _stem(word: str) -> str:
    word = re.sub(r"['’].*", "", word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


class LeakDetector:
    """Knows by which words and names each title would be given away."""

    def __init__(
        self,
        groups_of: Mapping[str, Sequence[str]],
        catalog: OccupationCatalog,
        facts: Mapping[str, TitleFacts],
    ) -> None:
        """Prepare.

        Args:
            groups_of: Census 2010 codes that a title stands for.
            catalog: O*NET's names for the occupations of a group.
            facts: what is known of titles; their fields are words for anyone.
        """
        fields = {fact.field for fact in facts.values()}
        self.common = {
            stem for text in (_COMMON, *fields, *LEVELS.values()) for stem in stems(text)
        }
        self._groups_of = groups_of
        self._given_away: dict[str, frozenset[tuple[str, ...]]] = {}
        names = {
            group: {name for code in entry.members for name in _names(catalog, code)}
            | {tuple(stems(entry.title))}
            for group, entry in catalog.groups.items()
        }
        self._names = names
        self._groups_with_name = Counter(name for known in names.values() for name in known)
        self._titles_with_word = Counter(
            stem for entry in catalog.groups.values() for stem in set(stems(entry.title))
        )

    def leaks(self, reason: str, question: Question) -> bool:
        """Return whether a reason names the true next state of a question."""
        for sentence in _OWN_WORDS:
            reason = sentence.sub(" ", reason)
        said = stems(reason)
        names = self._given_away_by(question.title)
        if question.stays:
            names = names | {tuple(stems(SAME))}
        longest = max(map(len, names))
        return not names.isdisjoint(
            tuple(said[at : at + n]) for n in range(1, longest + 1) for at in range(len(said))
        )

    def _given_away_by(self, title: str) -> frozenset[tuple[str, ...]]:
        """Return the sequences of stems that name a title; worked out once."""
        if title not in self._given_away:
            self._given_away[title] = frozenset(self._naming(title))
        return self._given_away[title]

    def _naming(self, title: str) -> Iterable[tuple[str, ...]]:
        yield tuple(stems(title))
        if title in IDLE:
            return
        for stem in set(stems(title)) - self.common:
            if self._titles_with_word[stem] <= _MOST_GROUPS:
                yield (stem,)
        for group in self._groups_of.get(title, ()):
            for name in self._names.get(group, ()):
                if set(name) <= self.common:
                    continue
                if len(name) > 1 or self._groups_with_name[name] <= _MOST_GROUPS:
                    yield name


def _names(catalog: OccupationCatalog, code: str) -> Iterable[tuple[str, ...]]:
    occupation = catalog.occupations[code]
    for name in (occupation.title, *occupation.alternate_titles):
        found = tuple(stems(name))
        if found:
            yield found
