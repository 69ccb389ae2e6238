"""How far to trust suggestions, beside a whole conversation."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from advisor.settings import Settings
from graph.advisor import Advisor
from graph.event_json import event_to_json
from graph.events import CompetenceChecked
from graph.session import Session
from tests import openai_server as say
from tests.conftest import TODAY
from tests.openai_server import Exchange, OpenAIServer, Reply
from tests.raters import rate_or

COOK = "I was a cook at Denny's from 2010 to 2015, now I'm a waiter at Hilton since 2016"


@contextmanager
def talking(data_dir: Path, reply: Reply, **more: object) -> Iterator[tuple[Advisor, OpenAIServer]]:
    with OpenAIServer(reply) as server:
        given = {
            "data_dir": data_dir,
            "llm_base_url": server.base_url,
            "llm_model": "test-model",
            "llm_retries": 0,
        }
        advisor = Advisor.open(Settings.model_validate(given | more), lambda: TODAY)
        try:
            yield advisor, server
        finally:
            advisor.close()


def suggested(advisor: Advisor) -> Session:
    session = advisor.conversation()
    for message in (COOK, "show me suggestions now"):
        for _ in session.reply(message):
            pass
    return session


def test_without_a_language_model_what_was_measured_stands_there_at_once(advisor: Advisor) -> None:
    session = suggested(advisor)
    (found,) = session.competence()
    shown = session.state().recommendation
    assert shown is not None
    assert found.complete
    assert [check.code for check in found.checks] == [s.code for s in shown.suggestions]
    assert all(check.measured and check.said is None for check in found.checks)
    assert list(advisor.conversation().competence()) == []
    sent = json.loads(json.dumps(event_to_json(found)))
    assert sent["event"] == "competence"
    assert 0 < sent["checks"][0]["measured"]["observed"] < 1
    assert sent["checks"][0]["said"] is None


def test_a_turn_never_waits_for_ratings_and_costs_no_calls_of_its_own(data_dir: Path) -> None:
    with talking(data_dir, rate_or(say.status(500)), competence_repeats=2) as (advisor, server):
        session = suggested(advisor)
        turns = len(server.requests)
        assert not any(is_rating(request.text) for request in server.requests)
        steps = list(session.competence())
        assert [step.complete for step in steps] == [False] * (len(steps) - 1) + [True]
        ratings = server.requests[turns:]
        assert all(is_rating(request.text) for request in ratings)
        rated = [check for check in steps[-1].checks if check.said]
        assert len(ratings) == 4 * len(rated)
        assert {check.said.mean("doing") for check in rated if check.said} == {2}
        *_, again = session.competence()
        assert again == steps[-1]
        assert len(server.requests) == turns + len(ratings)
        assert "Denny's" not in "".join(request.text for request in ratings), "nothing of a person"


def is_rating(text: str) -> bool:
    return '"items"' in text


def test_it_can_be_switched_off(data_dir: Path) -> None:
    with talking(data_dir, rate_or(say.status(500)), competence_check=False) as (advisor, server):
        session = suggested(advisor)
        turns = len(server.requests)
        (found,) = session.competence()
        assert found.complete
        assert len(server.requests) == turns


def test_other_suggestions_end_the_ratings_of_the_old_ones(data_dir: Path) -> None:
    go_on = threading.Event()

    def slowly(exchange: Exchange) -> None:
        if is_rating(exchange.request.text):
            go_on.wait(20)
        rate_or(say.status(500))(exchange)

    with talking(data_dir, slowly, competence_repeats=1) as (advisor, _):
        session = suggested(advisor)
        steps: list[CompetenceChecked] = []
        beside = threading.Thread(target=lambda: steps.extend(session.competence()))
        beside.start()
        for _event in session.reply("show me others"):
            pass
        go_on.set()
        beside.join()
        assert [step.complete for step in steps] == [False], "nothing of what is gone is drawn"
