import threading

from graph.store.locks import TurnLocks
from tests.conftest import OpenState
from tests.graph.store.conftest import HandClock


def test_who_ends_a_process_can_wait_for_turns_that_are_being_answered(
    open_state: OpenState, clock: HandClock
) -> None:
    locks = TurnLocks(open_state(clock))
    begun, go_on = threading.Event(), threading.Event()

    def turn() -> None:
        with locks.hold("c1"):
            begun.set()
            go_on.wait(10)

    assert locks.settle(0)
    thread = threading.Thread(target=turn)
    thread.start()
    assert begun.wait(10)
    assert not locks.settle(0.05)
    threading.Timer(0.1, go_on.set).start()
    assert locks.settle(10)
    thread.join()
