from advisor.breaker import CircuitBreaker
from tests.fakes import Clock


def test_it_opens_after_failures_in_a_row_only() -> None:
    breaker = CircuitBreaker(Clock(), limit=3)
    breaker.failed()
    breaker.failed()
    breaker.succeeded()
    breaker.failed()
    breaker.failed()
    assert breaker.allows()
    breaker.failed()
    assert not breaker.allows()


def test_after_the_pause_one_may_try_and_a_success_closes_it() -> None:
    clock = Clock()
    breaker = CircuitBreaker(clock, limit=1, pause_s=60)
    breaker.failed()
    clock.now += 59
    assert not breaker.allows()
    clock.now += 1
    assert breaker.allows()
    assert not breaker.allows(), "the others wait for the one that tries"
    breaker.succeeded()
    assert breaker.allows()
