"""How often drafts of reasons hold: ``python -m benchmarks.drafts [--write]``.

Asks the shipped reasoner about ``valid`` people, as a conversation would, and checks every draft
against what is known of the history.
"""

import argparse
import time
from pathlib import Path

from advisor.model.career_model import CareerModel
from advisor.model.reasons import ReasonWriter
from advisor.model.title_facts import title_facts
from advisor.model.trained import ATTEMPTS, DRAFTS
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
    drafts = sound = 0
    served = [0] * ATTEMPTS
    took = []
    for question in draw(read_careers_file(careers), count, None, _SEED):
        shown = False
        for attempt in range(ATTEMPTS):
            began = time.perf_counter()
            found = model.reasoner.draw(question.years, DRAFTS, attempt)
            took.append((time.perf_counter() - began) * 1000)
            good = sum(writer.check(text, question.years).sound for text in found)
            drafts, sound, shown = drafts + len(found), sound + good, shown or good > 0
            served[attempt] += shown
    return [
        f"`python -m benchmarks.drafts` on {describe()}, {model.model}: {count} questions about"
        " `valid` people of NLSY97.",
        "",
        f"- {sound / drafts:.0%} of {drafts:,} drafts hold in every statement.",
        *(
            f"- Within {n} times {DRAFTS} drafts, {share / count:.0%} of the histories get one that"
            " holds; the others are told by the evidence writer."
            for n, share in enumerate(served, 1)
        ),
        f"- Drawing {DRAFTS}: p50 {percentile(took, 0.5):.0f} ms, p95 {percentile(took, 0.95):.0f}"
        " ms.",
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
