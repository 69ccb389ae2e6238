"""Do reasons help to predict: ``python -m benchmarks.reasons --config FILE [--write]``.

Asks the fine-tuned models of a training run (``advisor train sft`` with each recipe) about
``valid`` people: without a reason, after reasons they sampled themselves (freely, and among those
that hold), one and several averaged, and after the reason chosen with the answer known, which no
one has when it counts.
"""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from tqdm import tqdm
from transformers import AutoTokenizer

from advisor.evaluation.bootstrap import drawn_people, interval
from advisor.model.career_model import read_weights
from advisor.model.career_probabilities import Floats
from advisor.model.device import find_device
from advisor.model.reasoned_text import parse_completion, prompt_of, title_told
from advisor.model.reasoner import Reasoner
from advisor.model.reasons import ReasonWriter
from advisor.model.title_facts import title_facts
from advisor.model.work_years import IDLE
from advisor.panels.building import careers_path
from advisor.panels.codes import OccupationCodes
from advisor.panels.examples import read_careers_file, titles_of
from advisor.settings import Settings
from advisor.training.config import TrainingConfig
from advisor.training.json_lines import read_rows
from advisor.training.questions import Question, draw
from benchmarks.machine import describe
from retrieval.catalog import Catalog

OUT = Path(__file__).with_suffix(".md")
SAMPLES = (1, 4, 8)
_AT_ONCE = 64
_DRAWS_SEED = 0


@dataclass(frozen=True)
class Asked:
    """What is asked, and what came next.

    Attributes:
        questions: of ``valid`` people, as many moves among them as there are.
        titles: all states that may come next.
        oracle: a reason for each question, chosen with the answer known.
    """

    questions: Sequence[Question]
    titles: Sequence[str]
    oracle: Sequence[str]

    @cached_property
    def answers(self) -> np.ndarray:
        """(questions,) the column of what came next."""
        places = {title: place for place, title in enumerate(self.titles)}
        return np.asarray([places[question.title] for question in self.questions])

    @cached_property
    def present(self) -> np.ndarray:
        """(questions,) the column of the present state."""
        places = {title: place for place, title in enumerate(self.titles)}
        return np.asarray([places[question.years[-1].title] for question in self.questions])

    @cached_property
    def people(self) -> np.ndarray:
        """(questions,) a number for each person."""
        found = {question.person: None for question in self.questions}
        numbers = {person: number for number, person in enumerate(found)}
        return np.asarray([numbers[question.person] for question in self.questions])


def load(config: TrainingConfig, cut: int) -> Asked:
    """Return the questions that ``advisor train reasons`` chose ``valid`` reasons for."""
    settings = Settings.load()
    catalog = Catalog.load(settings.onet_dir)
    codes = OccupationCodes.load(settings.careers_dir, catalog)
    path = careers_path(config.data.careers, config.data.valid_cohort, "valid")
    section = config.reasons
    drawn = draw(read_careers_file(path), section.valid_questions, None, config.seed)
    reasons = {}
    for row in read_rows(config.run / "reasons" / "valid.sft.jsonl"):
        answer = parse_completion(row["completion"])
        if answer is not None:
            reasons[row["prompt"], answer.title] = answer.reason
    # A question without any reason that gives nothing away has none to learn from either.
    pairs = [
        (question, reasons[key])
        for question in drawn
        if (key := (prompt_of(question.years), title_told(question.years, question.title)))
        in reasons
    ][:cut]
    if not pairs:
        raise SystemExit("expected reasons for the valid questions: run `advisor train reasons`")
    return Asked(
        [question for question, _ in pairs],
        [*titles_of(codes, config.data.valid_cohort).values(), *IDLE],
        [reason for _, reason in pairs],
    )


def reasoner(folder: Path) -> Reasoner:
    """Load a fine-tuned model."""
    device = find_device()
    tokenizer = AutoTokenizer.from_pretrained(folder)
    return Reasoner(folder.parent.name, read_weights(folder, device), tokenizer, device)


def after(model: Reasoner, asked: Asked, reasons: Sequence[str]) -> Floats:
    """Return (questions, titles) natural logarithms after a reason each."""
    said = []
    for start in range(0, len(reasons), _AT_ONCE):
        part = asked.questions[start : start + _AT_ONCE]
        years = [question.years for question in part]
        said.append(model.answers(years, reasons[start : start + _AT_ONCE], asked.titles))
    return np.concatenate(said)


def sampled(
    model: Reasoner, asked: Asked, n: int, writer: ReasonWriter | None = None
) -> list[list[str]]:
    """Return ``n`` reasons of the model's own for each question.

    Args:
        model: writes them.
        asked: the questions.
        n: how many for each.
        writer: knows which reasons hold, and the model is held to them; None to let it be.
    """
    drawn = []
    for seed, question in enumerate(tqdm(asked.questions, "reasons", disable=None)):
        among = (writer.sound(question.years) or None) if writer else None
        drawn.append(model.draw(question.years, n, seed, among))
    return drawn


def means_after(
    model: Reasoner, asked: Asked, drafts: Sequence[Sequence[str]]
) -> dict[int, Floats]:
    """Return by number ``n`` the mean of the answers after the first ``n`` reasons of each."""
    said = [after(model, asked, list(reasons)) for reasons in zip(*drafts, strict=True)]
    return {n: np.logaddexp.reduce(said[:n], axis=0) - np.log(n) for n in SAMPLES}


def rows(asked: Asked, ways: Mapping[str, Floats], against: str) -> list[str]:
    """Return a table: each way's figures, with intervals over people of the differences."""
    draws = drawn_people(int(asked.people.max()) + 1, _DRAWS_SEED)[:, asked.people]
    moved = asked.answers != asked.present
    every = np.arange(len(asked.answers))

    def loss(said: Floats) -> Floats:
        return np.asarray(-said[every, asked.answers])

    def hit(said: Floats) -> Floats:
        moves = said.copy()
        moves[every, asked.present] = -np.inf
        better = (moves > moves[every, asked.answers][:, None]).sum(1)
        return np.asarray((better < 10).astype(float))

    base = (draws @ loss(ways[against])) / draws.sum(1)
    lines = [
        "| way | perplexity | difference (95 %) | moves hit@10 | exact |",
        "|---|---|---|---|---|",
    ]
    for name, said in ways.items():
        spread = interval(np.exp((draws @ loss(said)) / draws.sum(1)) - np.exp(base))
        low, high = spread or (float("nan"), float("nan"))
        apart = "" if name == against else f"{low:+.2f} to {high:+.2f}"
        exact = (said.argmax(1) == asked.answers).mean()
        lines.append(
            f"| {name} | {np.exp(loss(said).mean()):.3f} | {apart}"
            f" | {hit(said)[moved].mean():.3f} | {exact:.3f} |"
        )
    return lines


def by_soundness(
    asked: Asked, said: Floats, drafts: Sequence[Sequence[str]], writer: ReasonWriter
) -> list[str]:
    """Return a table of how answers do after reasons that the check finds sound, and others.

    The two rows are of different questions: long histories are harder to tell without a mistake.

    Args:
        asked: the questions.
        said: (questions, titles) the answers after the first reason of each.
        drafts: reasons of each question.
        writer: checks them.
    """
    first = [draft[0] for draft in drafts]
    sound = np.asarray(
        [
            writer.check(reason, question.years).sound
            for reason, question in zip(first, asked.questions, strict=True)
        ]
    )
    every = np.arange(len(first))
    lines = ["| reason sampled first | n | perplexity | exact |", "|---|---|---|---|"]
    for name, among in (("sound", sound), ("not sound", ~sound)):
        if among.any():
            right = said[every, asked.answers][among]
            exact = (said.argmax(1) == asked.answers)[among].mean()
            lines.append(
                f"| {name} | {among.sum():,} | {np.exp(-right.mean()):.3f} | {exact:.3f} |"
            )
    return lines


def measure(config: TrainingConfig, cut: int) -> list[str]:
    """Return the lines of the page."""
    asked = load(config, cut)
    empty = [""] * len(asked.questions)
    answer_only, joint, predictor, reasons = (
        reasoner(config.run / f"sft-{recipe}" / "best")
        for recipe in ("answer_only", "joint", "predictor", "reasoner")
    )
    settings = Settings.load()
    catalog = Catalog.load(settings.onet_dir)
    codes = OccupationCodes.load(settings.careers_dir, catalog)
    writer = ReasonWriter(title_facts(codes.groups_of_title, catalog))
    none = "no reason (`answer_only`)"
    ways = {none: after(answer_only, asked, empty)}
    free = sampled(joint, asked, 1)
    ways["one model (`joint`), 1 sampled freely"] = after(joint, asked, [one[0] for one in free])
    drafts = sampled(joint, asked, max(SAMPLES), writer)
    of_joint = means_after(joint, asked, drafts)
    ways |= {f"`joint`, {n} that hold": said for n, said in of_joint.items()}
    ways["`joint`, the reason chosen with the answer known"] = after(joint, asked, asked.oracle)
    if (config.run / "dpo-joint" / "best").exists():
        preferring = reasoner(config.run / "dpo-joint" / "best")
        after_dpo = sampled(preferring, asked, SAMPLES[1], writer)
        said = [after(preferring, asked, list(one)) for one in zip(*after_dpo, strict=True)]
        mean = np.logaddexp.reduce(said, axis=0) - np.log(len(said))
        ways[f"`joint` after DPO, {SAMPLES[1]} that hold"] = mean
    two = sampled(reasons, asked, max(SAMPLES), writer)
    of_two = means_after(predictor, asked, two)
    ways |= {f"two models, {n} that hold": said for n, said in of_two.items()}
    return [
        f"`python -m benchmarks.reasons` on {describe()}: {config.name},"
        f" {len(asked.questions):,} questions about `valid` people of {config.data.valid_cohort},"
        " not calibrated.",
        "",
        *rows(asked, ways, none),
        "",
        *by_soundness(asked, ways["one model (`joint`), 1 sampled freely"], free, writer),
    ]


def main() -> None:
    """Measure, print and, if asked, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", type=Path, required=True, help="settings of the run")
    parser.add_argument("--questions", type=int, default=1000, help="default: 1000")
    parser.add_argument("--write", action="store_true", help=f"write {OUT.name}")
    args = parser.parse_args()
    lines = measure(TrainingConfig.read(args.config), args.questions)
    text = "\n".join(["# Reasons: measured", "", *lines]) + "\n"
    print(text)
    if args.write:
        OUT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
