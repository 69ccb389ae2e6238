"""What a job title means: listed, curated, spelled alike and alike in meaning, weighed together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from retrieval.embedding import Embedder, MiniLM
from retrieval.evidence import Evidence, Gatherer
from retrieval.index import TitleIndex
from retrieval.lexicon import employers, not_jobs
from retrieval.occupations import OccupationCatalog, OccupationMatch, Resolution
from retrieval.progress import Progress
from retrieval.ranking import Ranking, Scored, confidence, rank, ranking
from retrieval.readings import jobs_named, without_filler
from retrieval.title_table import TitleTable
from retrieval.titles import clean, key
from retrieval.told import told_in

_CURATED_SHARE = 0.95
"""Probability that a term of the lexicon means one of the occupations listed for it."""
_NEXT_MEANING = 0.5
"""How much less likely each further meaning of a term is than the one before."""
_DOUBT = 2.5
"""Power of the trust in a reading by which a term's share falls."""
_MEANT_SHARE = 0.8
"""Probability that a text means what the phrases closest to it do, if they are very close."""
_RULED, _WHOLLY = 0.75, 8.0
"""How much less those phrases count if a rule reads all of the text, and how fast less so."""
_SURE = 0.7
_POSSIBLE = 0.2
_ALTERNATIVES = 4


@dataclass(frozen=True, slots=True)
class _Answer:
    """Matches of one job's text, and the chance that the first is right."""

    matches: tuple[OccupationMatch, ...]
    confidence: float


class HybridSearch:
    """The ``OccupationSearch`` of the product. Thread safe; the model loads when first needed."""

    def __init__(
        self,
        table: TitleTable,
        index: TitleIndex,
        embedder: Embedder,
        weights: Ranking | None = None,
    ) -> None:
        self._table = table
        self._embedder = embedder
        self._index = index
        self._gatherer = Gatherer(table, index, embedder)
        self._weights = weights or ranking()

    def warm(self) -> None:
        """Load the embedding model, so that no person waits for it; may run in a thread."""
        self._embedder.embed(["warm"])

    def match(self, text: str, n: int = 5) -> Sequence[OccupationMatch]:
        """Return the ``n`` best different occupations, best first; empty if nothing fits.

        A text that names several jobs gets the best match of each first.

        Raises:
            ValueError: ``n`` is below 1.
        """
        if n < 1:
            raise ValueError(f"expected n of 1 or more, got {n}")
        answers = [self._answer(part) for part in self._jobs(text)]
        return _in_turn([answer.matches for answer in answers])[:n]

    def resolve(self, text: str) -> Resolution:
        """Return one occupation, a short list to choose from, or nothing."""
        answers = [self._answer(part) for part in self._jobs(text)]
        best = max((answer.confidence for answer in answers), default=0.0)
        matches = _in_turn([answer.matches for answer in answers])
        if len(answers) == 1 and best >= _SURE:
            return Resolution(text, matches[0], (), best)
        if best >= _POSSIBLE:
            return Resolution(text, None, tuple(matches[:_ALTERNATIVES]), best)
        return Resolution(text, None, (), best)

    def gather(self, text: str) -> tuple[Evidence, Scored]:
        """Return the evidence and the scored candidates for one job's text, to fit and explain."""
        evidence = self._gatherer.gather(text)
        return evidence, rank(evidence, self._table, self._index, self._weights)

    def _jobs(self, text: str) -> tuple[str, ...]:
        """Return the parts of the text that are jobs; empty if it names none."""
        title = without_filler(text)
        if not clean(text) or key(title, expand=False) in not_jobs():
            return ()
        parts = jobs_named(text)
        whole = self._gatherer.listed(text)
        if len(parts) == 1 or (whole and whole[0][1] >= _CURATED_SHARE):
            return (text,)
        if told_in(text) and " " not in clean(parts[0]):
            # "scale and polish teeth": two verbs of one job.
            return (text,)
        jobs = [part for part in parts if clean(part) not in employers()]
        titles = [part for part in jobs or parts if self._gatherer.is_title(part)]
        return tuple(titles) if len(titles) > 1 else (text,)

    def _answer(self, text: str) -> _Answer:
        evidence, scored = self.gather(text)
        listed = evidence.listed[0] if evidence.listed else None
        curated = self._table.rows[listed[0]].curated if listed else []
        trust = listed[1] if listed else 0.0
        if evidence.told and evidence.told_trust > trust:
            curated, trust = evidence.told, evidence.told_trust
        sure = confidence(scored, evidence, self._weights)
        rows = dict(zip(scored.positions, scored.rows, strict=True))
        shares = dict(zip(scored.positions, scored.probabilities.tolist(), strict=True))
        # The scores of a ranking say how titles compare, its confidence whether the best is right.
        chances = dict.fromkeys(scored.positions[:1], sure)
        if curated:
            share = _CURATED_SHARE * trust**_DOUBT
            curated_shares = _in_falling_shares(curated)
            shares = _mixed(shares, curated_shares, share)
            chances = dict(shares)
        if evidence.meant.shares:
            share = (
                _MEANT_SHARE * evidence.meant.near * (1.0 - _RULED * evidence.told_trust**_WHOLLY)
            )
            shares = _mixed(shares, evidence.meant.shares, share)
            chances = _mixed(chances, evidence.meant.shares, share)
        positions = sorted(shares, key=lambda position: -shares[position])
        scores = [shares[position] for position in positions]
        sure = chances.get(positions[0], 0.0) if positions else 0.0
        return _Answer(
            tuple(
                OccupationMatch(
                    code=self._table.codes[position],
                    title=self._table.titles[position],
                    score=float(score),
                    matched_title=(
                        self._table.rows[rows[position]].display
                        if position in rows
                        else self._table.titles[position]
                    ),
                )
                for position, score in zip(positions, scores, strict=True)
            ),
            sure,
        )


def open_search(
    catalog: OccupationCatalog, data_dir: Path, progress: Progress | None = None
) -> HybridSearch:
    """Return the search over a catalogue, building its index in ``data_dir`` if need be.

    Args:
        catalog: the occupations.
        data_dir: where the user's data is kept.
        progress: told what is being done, how much is done and the total, while an index is built.

    Raises:
        AdvisorError: the index cannot be written.
    """
    table = TitleTable(catalog)
    embedder = MiniLM()
    return HybridSearch(table, TitleIndex.open(table, data_dir, embedder, progress), embedder)


def _in_falling_shares(meanings: Sequence[int]) -> dict[int, float]:
    """Return a share for each meaning of a term or rule, most for the first, 1 in all."""
    weights = [_NEXT_MEANING**i for i in range(len(meanings))]
    return {
        position: weight / sum(weights) for position, weight in zip(meanings, weights, strict=True)
    }


def _mixed(
    some: Mapping[int, float], others: Mapping[int, float], share: float
) -> dict[int, float]:
    """Return both, ``share`` of the others and the rest of the first."""
    mixed = {position: (1.0 - share) * value for position, value in some.items()}
    for position, value in others.items():
        mixed[position] = mixed.get(position, 0.0) + share * value
    return mixed


def _in_turn(lists: Iterable[Sequence[OccupationMatch]]) -> list[OccupationMatch]:
    """Return the first of every list, then the second of every list, each occupation once."""
    found: dict[str, OccupationMatch] = {}
    for group in zip_longest(*lists):
        for match in group:
            if match is not None:
                found.setdefault(match.code, match)
    return list(found.values())
