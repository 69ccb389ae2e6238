import asyncio
import threading
from collections.abc import Iterator

import pytest

from graph.events import Event, Failed, TextDelta
from web.errors import ApiError
from web.turns import LONGEST_LINE, Turn, Turns


class Paused:
    """An answer that waits for the test in its middle."""

    def __init__(self, words: str = "") -> None:
        self.begun, self.go = threading.Event(), threading.Event()
        self.times = 0
        self._words = words

    def __call__(self) -> Iterator[Event]:
        self.times += 1
        self.begun.set()
        yield TextDelta(f"{self._words}1")
        assert self.go.wait(10)
        yield TextDelta(f"{self._words}2")


def texts(turn: Turn) -> list[str]:
    async def read() -> list[str]:
        return [e.text async for e in turn.follow(0.05) if isinstance(e, TextDelta)]

    return asyncio.run(read())


@pytest.fixture
def turns() -> Iterator[Turns]:
    made = Turns(at_once=2, waiting=8)
    yield made
    made.close()


def test_a_turn_goes_on_when_nobody_follows(turns: Turns) -> None:
    answer = Paused()
    turn = turns.begin("c", "m1", answer)

    async def hang_up() -> None:
        async for _ in turn.follow(0.05):
            return

    asyncio.run(hang_up())
    answer.go.set()
    assert texts(turn) == ["1", "2"]


def test_a_message_sent_again_is_shown_the_same_turn(turns: Turns) -> None:
    answer = Paused()
    first = turns.begin("c", "m1", answer)
    assert answer.begun.wait(10)
    second = turns.begin("c", "m1", answer)
    answer.go.set()
    assert second is first and texts(second) == ["1", "2"] and answer.times == 1


def test_turns_of_one_conversation_come_one_after_the_other(turns: Turns) -> None:
    first, second = Paused("a"), Paused("b")
    turns.begin("c", "m1", first)
    later = turns.begin("c", "m2", second)
    assert first.begun.wait(10) and not second.begun.wait(0.2)
    first.go.set()
    second.go.set()
    assert texts(later) == ["b1", "b2"]


def test_one_conversation_does_not_hold_up_another(turns: Turns) -> None:
    held = Paused()
    for number in range(LONGEST_LINE):
        turns.begin("c", f"m{number}", held)
    other = Paused("x")
    other.go.set()
    assert texts(turns.begin("d", "m", other)) == ["x1", "x2"]
    held.go.set()


def test_too_many_messages_in_one_conversation_are_not_taken(turns: Turns) -> None:
    held = Paused()
    for number in range(LONGEST_LINE):
        turns.begin("c", f"m{number}", held)
    with pytest.raises(ApiError) as caught:
        turns.begin("c", "one more", held)
    assert (caught.value.code, caught.value.retry_after_s) == ("conflict", 2)
    held.go.set()


def test_too_many_in_all_are_asked_to_come_later(turns: Turns) -> None:
    held = Paused()
    for number in range(8):
        turns.begin(f"c{number}", "m", held)
    with pytest.raises(ApiError) as caught:
        turns.begin("c9", "m", held)
    assert caught.value.code == "unavailable" and turns.taken == 8
    held.go.set()


def test_a_defect_ends_the_turn_with_a_line(turns: Turns) -> None:
    def broken() -> Iterator[Event]:
        yield TextDelta("a")
        raise KeyError("hidden")

    async def read(turn: Turn) -> list[Event | None]:
        return [event async for event in turn.follow(0.05)]

    events = asyncio.run(read(turns.begin("c", "m", broken)))
    assert isinstance(events[-1], Failed) and "hidden" not in events[-1].message
    after = Paused()
    after.go.set()
    assert texts(turns.begin("c", "m2", after)) == ["1", "2"]


def test_who_waits_hears_that_it_goes_on(turns: Turns) -> None:
    answer = Paused()
    turn = turns.begin("c", "m", answer)

    async def read() -> list[Event | None]:
        found: list[Event | None] = []
        async for event in turn.follow(0.01):
            found.append(event)
            if found.count(None) == 2:
                answer.go.set()
        return found

    events = asyncio.run(read())
    assert events.count(None) >= 2 and events[-1] == TextDelta("2")


def test_closing_finishes_what_was_taken() -> None:
    turns, answer = Turns(), Paused()
    turn = turns.begin("c", "m", answer)
    threading.Timer(0.1, answer.go.set).start()
    turns.close()
    assert texts(turn) == ["1", "2"]
