from collections import Counter

from advisor.evaluation.counterfactual.pairs import make_pairs
from advisor.evaluation.counterfactual.swaps import GENDERED, load_histories, load_swaps


def test_every_history_gets_every_swap_once() -> None:
    histories, swaps = load_histories(), load_swaps()
    pairs = make_pairs(histories, swaps)
    placed = [history for history in histories if history.places]
    assert len(pairs) > 1000
    counts = Counter((p.history, p.value) for p in pairs if p.dimension != GENDERED)
    assert len(counts) == len(placed) * len(swaps)
    assert set(counts.values()) == {1}
    assert all(pair.reference != pair.changed for pair in pairs)


def test_a_part_is_balanced() -> None:
    histories, swaps = load_histories(), load_swaps()
    part = [p for p in make_pairs(histories, swaps, 8) if p.dimension != GENDERED]
    by_swap = Counter(pair.value for pair in part)
    assert set(by_swap) == {swap.says for swap in swaps}
    assert max(by_swap.values()) - min(by_swap.values()) <= 1
    by_history = Counter(pair.history for pair in part)
    assert max(by_history.values()) - min(by_history.values()) <= 2
    places = {d: {p.place for p in part if p.dimension == d} for d in ("name", "age", "disability")}
    assert all(len(found) >= 4 for found in places.values()), places


def test_a_part_has_every_place_of_every_history() -> None:
    for every in (2, 3, 4, 8):
        part = make_pairs(load_histories(), load_swaps(), every)
        for history in load_histories():
            found = {p.place for p in part if p.history == history.name}
            assert found >= set(history.places), (every, history.name)


def test_a_womans_words_are_always_among_them() -> None:
    histories = load_histories()
    gendered = [p for p in make_pairs(histories, load_swaps(), 31) if p.dimension == GENDERED]
    assert len(gendered) == sum(history.gendered for history in histories)
    (server,) = (pair for pair in gendered if pair.history == "server")
    assert "a waiter at" in server.reference[0]
    assert "a waitress at" in server.changed[0]
