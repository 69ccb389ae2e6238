"""How often drafts of reasons hold: ``python -m benchmarks.drafts [--write]``.

Asks the shipped reasoner about ``valid`` people, left to say anything and, as a conversation does,
held to what is so; checks every draft against what is known of the history.
"""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

from advisor.model.career_model import CareerModel
from advisor.model.reason_paths import SoundReasons
from advisor.model.reasons import ReasonWriter
from advisor.model.title_facts import title_facts
from advisor.model.trained import DRAFTS
from advisor.panels.codes import OccupationCodes
from advisor.panels.examples import read_careers_file
from advisor.settings import Settings
from advisor.training.questions import draw
from benchmarks.machine import describe, percentile
from retrieval.catalog import Catalog

OUT = Path(__file__).with_suffix(".md")
_SEED = 1


def measure(careers: Path, count: int) -> list[str]:
    """Return the lines of the page."""
    settings = Settings.load()
    catalog = Catalog.load(settings.onet_dir)
    codes = OccupationCodes.load(settings.careers_dir, catalog)
    writer = ReasonWriter(title_facts(codes.groups_of_title, catalog))
    model = CareerModel.load(settings.model_dir)
    if model.reasoner is None:
        raise SystemExit(f"expected a reasoner in {settings.model_dir}")
    questions = draw(read_careers_file(careers), count, None, _SEED)
    among = [writer.sound(question.years) for question in questions]
    ways: dict[str, Sequence[SoundReasons | None]] = {
        "Free to say anything": [None] * len(questions),
        "Held to what is so": among,
    }
    lines = []
    for way, helds in ways.items():
        sound, served, took = [], 0, []
        for question, held in zip(questions, helds, strict=True):
            began = time.perf_counter()
            found = model.reasoner.draw(question.years, DRAFTS, 0, held)
            took.append((time.perf_counter() - began) * 1000)
            good = [writer.check(text, question.years).sound for text in found]
            sound += good
            served += any(good)
        lines.append(
            f"- {way}: {sum(sound) / len(sound):.0%} of {len(sound):,} drafts hold in every"
            f" statement; {served / count:.0%} of the histories get one that does among {DRAFTS};"
            f" drawing {DRAFTS} takes p50 {percentile(took, 0.5):.0f} ms,"
            f" p95 {percentile(took, 0.95):.0f} ms."
        )
    return [
        f"`python -m benchmarks.drafts` on {describe()}, {model.model}: {count} questions about"
        " `valid` people of NLSY97.",
        "",
        *lines,
    ]


def main() -> None:
    """Measure, print and, if asked, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--careers", type=Path, default=Path("runs/careers/nlsy97.valid.jsonl"))
    parser.add_argument("--questions", type=int, default=300, help="default: 300")
    parser.add_argument("--write", action="store_true", help=f"write {OUT.name}")
    args = parser.parse_args()
    lines = measure(args.careers, args.questions)
    text = "\n".join(["# Drafts of reasons: measured", "", *lines]) + "\n"
    print(text)
    if args.write:
        OUT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
