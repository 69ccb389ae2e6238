"""Speed of the trained model: ``python -m benchmarks.scoring [--write]``.

Compares the trie of titles with scoring each title on its own, on the served model with titles
spelled out in byte pairs (as for any language model) and as the tokens of their own that it is
served with, and measures loading and single predictions.
"""

import argparse
import resource
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
import torch
from transformers import AutoTokenizer, PreTrainedModel, PreTrainedTokenizerFast

from advisor.model.career_model import CareerModel, TextMember, read_weights
from advisor.model.device import Device, find_device
from advisor.model.manifest import read_manifest
from advisor.model.rendering import prompt
from advisor.model.title_scorer import TitleScorer
from advisor.model.title_trie import TitleTrie
from advisor.model.work_years import IDLE, WorkYear
from advisor.settings import Settings
from benchmarks.machine import describe, percentile
from retrieval.catalog import Catalog

OUT = Path(__file__).with_suffix(".md")
TITLES, TOKENS = 535, 250
_RUNS = 5


@dataclass(frozen=True)
class Subject:
    """The model measured, and what it is asked."""

    model: PreTrainedModel
    tokenizer: PreTrainedTokenizerFast
    titles: Sequence[str]
    device: Device

    @classmethod
    def load(cls) -> "Subject":
        """Load the served model's first member, and so many titles."""
        settings = Settings.load()
        device = find_device()
        folder = settings.model_dir
        member = read_manifest(folder).texts[0]
        tokenizer = cast(PreTrainedTokenizerFast, AutoTokenizer.from_pretrained(folder))
        catalog = Catalog.load(settings.onet_dir)
        titles = [*(group.title for group in catalog.groups.values()), *IDLE][:TITLES]
        model = read_weights(folder / member, device)
        model.eval()  # type: ignore[no-untyped-call]
        return cls(model, tokenizer, titles, device)

    def history(self) -> list[int]:
        """Return a career's tokens, as many as are measured."""
        text = prompt(career(70))
        ids = cast(list[int], self.tokenizer(text, add_special_tokens=False)["input_ids"])
        return ids[:TOKENS]

    def spelled(self) -> list[list[int]]:
        """Return each title in byte pairs with an end mark, as a model without its tokens reads."""
        inner = self.tokenizer.backend_tokenizer
        end = int(self.tokenizer.vocab["</answer>"])
        paths = []
        for title in self.titles:
            pieces = inner.pre_tokenizer.pre_tokenize_str(title)
            ids = [token.id for piece, _ in pieces for token in inner.model.tokenize(piece)]
            paths.append([*ids, end])
        return paths


def career(years: int) -> list[WorkYear]:
    """Return a made-up career of so many years that changes every third one."""
    titles = ("Cashiers", "Retail salespersons", "Office clerks, general", "Registered nurses")
    return [
        WorkYear(titles[n // 3 % 4], n % 3 + 1, "new" if n % 3 == 0 else "same", True)
        for n in range(years)
    ]


@torch.inference_mode()
def one_by_one(subject: Subject, history: Sequence[int], paths: Sequence[Sequence[int]]) -> float:
    """Score each title with a pass of its own over history and title; return the last score."""
    total = 0.0
    for path in paths:
        ids = torch.tensor([[*history, *path]], device=subject.device.name)
        steps = subject.model(input_ids=ids).logits[0].float().log_softmax(-1)
        places = torch.arange(len(history) - 1, len(history) + len(path) - 1)
        total = float(steps[places, torch.tensor(path)].sum())
    return total


def timed(work: Callable[[], object], runs: int) -> list[float]:
    """Return the milliseconds of so many runs, after one that does not count."""
    work()
    found = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        found.append((time.perf_counter() - began) * 1000)
    return found


def _resident() -> int:
    """Return the bytes of memory this process holds now."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize()


def measure() -> list[str]:
    """Return the lines of the page."""
    subject = Subject.load()
    history, spelled = subject.history(), subject.spelled()
    scorer = TitleScorer(subject.model, TitleTrie(spelled), subject.device)
    naive = timed(lambda: one_by_one(subject, history, spelled), 1)[0]
    trie = statistics.median(timed(lambda: scorer.score([history]), _RUNS))
    length = np.mean([len(path) for path in spelled])

    before = _resident()
    began = time.perf_counter()
    model = CareerModel.load(Settings.load().model_dir)
    load = time.perf_counter() - began
    careers = [career(years) for years in range(1, 41)] * 3
    single = [
        timed(lambda one=one: model.log_probabilities([one], subject.titles), 1)[0]  # type: ignore[misc]
        for one in careers
    ]
    memory = (_resident() - before) / 2**20
    texts = [member for member in model.members if isinstance(member, TextMember)]
    mass = [float(m) for member in texts for m in member.valid_mass(careers, subject.titles)]
    together = timed(lambda: model.log_probabilities(careers * 4, subject.titles), 1)[0]
    return [
        f"`python -m benchmarks.scoring` on {describe()}, {subject.device.name}, {model.model}.",
        "",
        f"The distribution over {TITLES} titles after a history of {len(history)} tokens:",
        "",
        "| titles | way | ms |",
        "|---|---|---|",
        f"| spelled out ({length:.1f} tokens) | one by one | {naive:,.0f} |",
        f"| spelled out | trie | {trie:,.0f} ({naive / trie:.0f} times faster) |",
        f"| as served, {len(model.members)} members | one pass a member |"
        f" p50 {percentile(single, 0.5):,.0f}, p95 {percentile(single, 0.95):,.0f} |",
        "",
        f"Histories of 1 to 40 years, the whole of `CareerModel.log_probabilities`: alone as above;"
        f" in batches {len(careers) * 4 / together * 1000:,.0f} histories a second.",
        f"Probability that the text models say a title at all: median {percentile(mass, 0.5):.4f},"
        f" least {min(mass):.4f}.",
        f"Loading the model: {load:.2f} s; memory it adds: {memory:,.0f} MB.",
    ]


def main() -> None:
    """Measure, print and, if asked, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"write {OUT.name}")
    args = parser.parse_args()
    text = "\n".join(["# The trained model: speed", "", *measure()]) + "\n"
    print(text)
    if args.write:
        OUT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
