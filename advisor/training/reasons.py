"""``advisor train reasons``: writes, judges and chooses the reasons to learn from."""

import json
from collections.abc import Sequence

from advisor.model.title_facts import title_facts
from advisor.panels.building import careers_path
from advisor.panels.codes import OccupationCodes
from advisor.panels.examples import read_careers_file
from advisor.settings import Settings
from advisor.training.config import TrainingConfig
from advisor.training.json_lines import write_rows
from advisor.training.judging import BuiltInJudges
from advisor.training.leaks import LeakDetector
from advisor.training.loading import model_files
from advisor.training.questions import Question, draw
from advisor.training.reason_writing import EvidenceCandidates, ReasonStudio
from advisor.training.runs import begin
from advisor.training.selection import choose, summary
from advisor.training.utility import ModelUtility, TransitionUtility, Utility
from retrieval.catalog import Catalog
from retrieval.progress import Progress

REASONS = "reasons"
METRICS = "metrics.json"


def reasons(config: TrainingConfig, progress: Progress) -> str:
    """Write the reasons, or go on where a killed run stopped.

    The run's folder gets ``sft.jsonl``, ``dpo.jsonl``, the same of ``valid`` people
    (``valid.sft.jsonl``, ``valid.dpo.jsonl``), everything they were chosen from, and counts.

    Raises:
        AdvisorError: the careers are missing, or a server cannot be used.
    """
    section, data = config.reasons, config.data
    catalog = Catalog.load(Settings.load().onet_dir)
    codes = OccupationCodes.load(Settings.load().careers_dir, catalog)
    facts = title_facts(codes.groups_of_title, catalog)
    train_paths = [careers_path(data.careers, cohort, "train") for cohort in data.cohorts]
    valid_path = careers_path(data.careers, data.valid_cohort, "valid")
    model = model_files(str(section.utility_model)) if section.utility_model else []
    folder = begin(config, REASONS, [*train_paths, valid_path, *model])
    train = [career for path in train_paths for career in read_careers_file(path)]
    utility: Utility = (
        ModelUtility.load(section.utility_model)
        if section.utility_model
        else TransitionUtility(train, facts, section.trust)
    )
    leaks = LeakDetector(codes.groups_of_title, catalog, facts)
    studio = ReasonStudio(
        section,
        EvidenceCandidates(facts, section, config.seed),
        BuiltInJudges(facts, leaks, utility),
        folder,
    )
    asked: dict[str, Sequence[Question]] = {
        "train": draw(train, section.questions, section.moves, config.seed),
        # As many moves as there are: what decides when to stop must look like what is asked.
        "valid": draw(read_careers_file(valid_path), section.valid_questions, None, config.seed),
    }
    metrics = {}
    for split, questions in asked.items():
        rows = studio.write(split, questions, progress)
        chosen = list(choose(questions, rows))
        prefix = "" if split == "train" else f"{split}."
        write_rows(folder / f"{prefix}sft.jsonl", (one.sft_row() for one in chosen))
        pairs = [one.dpo_row() for one in chosen if one.apart(section.margin)]
        write_rows(folder / f"{prefix}dpo.jsonl", pairs)
        metrics[split] = summary(rows, chosen, section.margin)
    (folder / METRICS).write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")
    found = metrics["train"]
    return (
        f"{folder}: {found['sft_rows']:,} reasons to learn, {found['dpo_rows']:,} pairs,"
        f" from {found['questions']:,} questions"
    )
