"""Tries to sign in are slowed, limited by address and by name, and forgotten after a while."""

from advisor.accounts.attempts import A_NAME, AN_ADDRESS, WINDOW_S, Attempts
from tests.fakes import Clock


def test_each_try_waits_longer_up_to_a_bound() -> None:
    attempts = Attempts(Clock())
    waits = [attempts.begin("192.0.2.1", "kim") for _ in range(6)]
    assert waits == [0.0, 0.5, 1.0, 2.0, 4.0, 4.0]


def test_an_address_and_a_name_have_their_limits() -> None:
    attempts = Attempts(Clock())
    for k in range(AN_ADDRESS):
        assert attempts.begin("192.0.2.1", f"name {k}") is not None
    assert attempts.begin("192.0.2.1", "another") is None
    assert attempts.begin("192.0.2.2", "another") is not None
    for k in range(A_NAME):
        assert attempts.begin(f"198.51.100.{k}", "kim") is not None
    assert attempts.begin("203.0.113.1", "kim") is None
    assert attempts.begin("203.0.113.1", "lee") is not None


def test_tries_are_forgotten_after_the_window() -> None:
    clock = Clock()
    attempts = Attempts(clock)
    for _ in range(AN_ADDRESS):
        attempts.begin("192.0.2.1", "kim")
    clock.now += WINDOW_S - 1
    assert attempts.begin("192.0.2.1", "kim") is None
    clock.now += 1
    assert attempts.begin("192.0.2.1", "kim") == 0.0


def test_a_right_try_does_not_count() -> None:
    attempts = Attempts(Clock())
    for _ in range(3 * A_NAME):
        assert attempts.begin("192.0.2.1", "kim") == 0.0
        attempts.succeeded("192.0.2.1", "kim")


def test_addresses_of_one_household_count_together() -> None:
    attempts = Attempts(Clock())
    for k in range(AN_ADDRESS):
        assert attempts.begin(f"2001:db8::{k:x}", f"name {k}") is not None
    assert attempts.begin("2001:db8::ffff", "kim") is None
    assert attempts.begin("2001:db8:0:1::1", "kim") is not None
    assert attempts.begin("::ffff:192.0.2.1", "lee") == 0.0
    assert attempts.begin("192.0.2.1", "sam") == 0.5, "the same address, written otherwise"
