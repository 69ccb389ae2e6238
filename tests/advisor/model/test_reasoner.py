"""Drafts and answers of a small model with random weights."""

from pathlib import Path

import numpy as np
import pytest
import torch

from advisor.model.device import Device
from advisor.model.reason_paths import SoundReasons
from advisor.model.reasoned_text import ANSWER, ANSWER_END, prompt_of, thought_of
from advisor.model.reasoner import Reasoner
from advisor.model.work_years import IDLE, WorkYear
from tests.advisor.model.test_career_model import CAREERS, TITLES, read_member, write_model

CPU = Device("cpu", torch.float32)
YEARS = (WorkYear("Cashiers", 1), WorkYear("Cooks", 1, "new", True))


@pytest.fixture(scope="module")
def reasoner(tmp_path_factory: pytest.TempPathFactory) -> Reasoner:
    folder = write_model(tmp_path_factory.mktemp("reasoner"), TITLES, [4])
    return Reasoner("random-1", *read_member(folder), CPU)


def test_drafts_are_the_same_again_and_differ_from_each_other(reasoner: Reasoner) -> None:
    before = torch.get_rng_state()
    drafts = reasoner.draw(YEARS, 3, seed=5)
    assert len(set(drafts)) == 3
    assert drafts == reasoner.draw(YEARS, 3, seed=5)
    assert drafts != reasoner.draw(YEARS, 3, seed=6)
    assert torch.equal(before, torch.get_rng_state())
    assert all("</think>" not in draft for draft in drafts)


def test_held_to_what_is_so_even_random_weights_say_nothing_else(reasoner: Reasoner) -> None:
    among = SoundReasons([["A", ", b", " and c", "."], ["Two years", "."]], ["It ends.", "Or not."])
    whole = {f"{''.join(o)} {r}" for o in among.openings for r in among.readings}
    before = torch.get_rng_state()
    drafts = [reason for seed in range(8) for reason in reasoner.draw(YEARS, 6, seed, among)]
    assert set(drafts) <= whole
    assert len(set(drafts)) > 1
    assert drafts[:6] == reasoner.draw(YEARS, 6, 0, among)
    assert torch.equal(before, torch.get_rng_state())


def test_answers_are_distributions_that_hang_on_the_reason(reasoner: Reasoner) -> None:
    told = reasoner.answers(CAREERS, ["", "A reason.", "Another one."], TITLES)
    assert told.shape == (3, len(TITLES))
    assert np.allclose(np.exp(told).sum(1), 1)
    other = reasoner.answers(CAREERS, ["", "A reason.", "A third one."], TITLES)
    assert np.allclose(told[:2], other[:2], atol=1e-4)
    assert np.abs(told[2] - other[2]).max() > 1e-3


def test_answers_are_what_scoring_the_marked_title_gives(
    tmp_path: Path, reasoner: Reasoner
) -> None:
    model, tokenizer = read_member(write_model(tmp_path, TITLES, [4]))
    text = prompt_of(YEARS) + thought_of("Because.") + ANSWER
    begin = [tokenizer.bos_token_id, *tokenizer(text, add_special_tokens=False).input_ids]
    scores = []
    # In the place of the present title stands going on as before.
    for title in ("Cashiers", "As before", "Registered nurses", *IDLE):
        path = tokenizer(title + ANSWER_END, add_special_tokens=False).input_ids
        steps = model(input_ids=torch.tensor([[*begin, *path]])).logits[0].log_softmax(-1)
        places = range(len(begin) - 1, len(begin) + len(path) - 1)
        scores.append(sum(steps[p, t].item() for p, t in zip(places, path, strict=True)))
    raw = np.asarray(scores)
    expected = raw - np.logaddexp.reduce(raw)
    assert np.allclose(reasoner.answers([YEARS], ["Because."], TITLES)[0], expected, atol=1e-4)
