"""Self-ratings asked at a real server that speaks the OpenAI protocol, well or badly."""

import pytest

from advisor.competence.answers import read_ratings, schema
from advisor.competence.asking import NoAnswerError
from advisor.settings import Settings
from graph.llm.interviewer import open_rater
from graph.llm.rater import LLMRater
from retrieval.errors import AdvisorError
from tests import openai_server as say
from tests.openai_server import OpenAIServer, Reply

RATED = {"ratings": [{"item": 1, "doing": 2, "advising": 4}]}


def rater(server: OpenAIServer, **more: object) -> LLMRater:
    given = {"llm_base_url": server.base_url, "llm_model": "test-model", "llm_retries": 0}
    found = open_rater(Settings.model_validate(given | more))
    assert found is not None
    return found


def test_it_asks_for_strict_json_and_counts_the_tokens() -> None:
    with OpenAIServer(say.answer(**RATED)) as server:
        answered = rater(server).ask("Rate.", "{}", schema(1))
        (request,) = server.requests
    assert read_ratings(answered.text, 1).given == {("doing", 1): 2, ("advising", 1): 4}
    assert answered.tokens == 2
    assert request.body["response_format"]["json_schema"]["schema"] == schema(1)
    assert request.body["temperature"] > 0, "repeats must be able to differ"
    assert [message["role"] for message in request.body["messages"]] == ["system", "user"]


def test_a_server_without_schemas_is_asked_in_words_from_then_on() -> None:
    with OpenAIServer(say.without_schema(say.answer(**RATED))) as server:
        asking = rater(server)
        asking.ask("Rate.", "{}", schema(1))
        asking.ask("Rate.", "{}", schema(1))
        assert [request.wants_schema for request in server.requests] == [True, False, False]


def test_a_refusal_that_has_other_reasons_does_not_give_the_schema_up() -> None:
    with OpenAIServer(say.status(400), say.status(400), say.answer(**RATED)) as server:
        asking = rater(server)
        with pytest.raises(NoAnswerError, match="refused to answer"):
            asking.ask("Rate.", "{}", schema(1))
        asking.ask("Rate.", "{}", schema(1))
        assert [request.wants_schema for request in server.requests] == [True, False, True]


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (say.status(401), "refused to answer"),
        (say.status(503), "refused to answer"),
        (say.hang_up, "broke off"),
        (say.stall, "did not answer in time"),
        (say.body(b"<html>"), "gave an answer I could not use"),
    ],
)
def test_what_goes_wrong_is_said_in_words(reply: Reply, said: str) -> None:
    with OpenAIServer(reply) as server, pytest.raises(NoAnswerError, match=said):
        rater(server, llm_timeout_s=0.5).ask("Rate.", "{}", schema(1))


def test_without_a_server_there_is_nobody_to_ask() -> None:
    assert open_rater(Settings()) is None
    with pytest.raises(AdvisorError, match="ADVISOR_LLM_BASE_URL"):
        open_rater(Settings(llm_model="test-model"))
