"""What becomes of a turn when a replica dies in it, and of talks when the language model goes."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import httpx
import pytest

from tests.app_server import AppServer
from tests.browser import until
from tests.openai_server import OpenAIServer, Recorded, Reply, stall, status
from tests.replicas import Replicas, ready
from tests.web.visitor import Json, Visitor, new_id

Made = Callable[[str], Visitor]
_SAID = "I was a welder at Initech from 2010 to 2018"


class Moody(OpenAIServer):
    """A language-model server that replies as a test wants it to just now."""

    def __init__(self) -> None:
        super().__init__()
        self.reply: Reply = stall

    def next_reply(self, request: Recorded) -> Reply:
        self.requests.append(request)
        return self.reply


@pytest.fixture(scope="module")
def model() -> Iterator[Moody]:
    """The language-model server."""
    with Moody() as server:
        yield server


@pytest.fixture(scope="module")
def service(index_data_dir: Path, model: Moody) -> Iterator[Replicas]:
    """Two replicas that use it."""
    settings = {
        "ADVISOR_LLM_BASE_URL": model.base_url,
        "ADVISOR_LLM_MODEL": "test-model",
        "ADVISOR_LLM_TIMEOUT_S": "60",
        "ADVISOR_LLM_RETRIES": "0",
        "ADVISOR_COMPETENCE_CHECK": "false",
    }
    with Replicas(index_data_dir, settings=settings) as replicas:
        yield replicas


@pytest.fixture
def made(service: Replicas) -> Iterator[Made]:
    """Makes visitors who come through nginx."""
    with ExitStack() as opened:

        def new(name: str) -> Visitor:
            return opened.enter_context(closing(Visitor(service.address, name)))

        yield new


@pytest.mark.system
def test_the_built_in_interviewer_stands_in_for_a_language_model_that_is_away(
    made: Made, model: Moody
) -> None:
    model.reply = status(500)
    visitor = made("cut")
    conversation = visitor.begin("evaluation")
    state = visitor.say(conversation, _SAID)["state"]
    assert [job["employer"] for job in state["history"]["jobs"]] == ["Initech"]
    said = " ".join(line["text"] for line in state["transcript"] if line["role"] == "advisor")
    assert "language model" in said and "built-in rules" in said


@pytest.mark.system
@pytest.mark.timeout(600)
def test_a_whole_answer_is_asked_of_the_other_replica_by_nginx(
    service: Replicas, made: Made, model: Moody
) -> None:
    """A client that waits for JSON, not for a stream, does not even notice."""
    visitor = made("waiting")
    conversation, message = visitor.begin("evaluation"), new_id()
    model.reply, asked = stall, len(model.requests)
    answers: list[Json] = []
    waiting = threading.Thread(
        target=lambda: answers.append(visitor.say(conversation, _SAID, message))
    )
    waiting.start()
    until(lambda: len(model.requests) > asked)
    (answering,) = [server for server in service.servers if _taken(server)]
    model.reply = status(500)
    answering.kill()
    waiting.join()
    _answered_once(answers[0]["state"], message)
    answering.begin()
    answering.wait()
    ready(answering)


@pytest.mark.system
def test_a_replica_is_killed_in_a_turn_and_the_other_one_finishes_it(
    service: Replicas, made: Made, model: Moody
) -> None:
    visitor = made("killed")
    model.reply, asked = stall, len(model.requests)
    conversation, message = visitor.begin("evaluation"), new_id()
    seen: list[str] = []

    def follow() -> None:
        try:
            seen.extend(kind for kind, _ in visitor.stream(conversation, _SAID, message))
        except httpx.TransportError:
            seen.append("broken")

    following = threading.Thread(target=follow)
    following.start()
    until(lambda: len(model.requests) > asked)  # the language model was asked, and says nothing
    (answering,) = [server for server in service.servers if _taken(server)]
    answering.kill()
    following.join()
    assert seen == ["broken"]  # nobody was told that it is done

    # What was accepted is there, and said to be unfinished; sent again it is answered once.
    assert visitor.state(conversation)["unfinished"] is True
    model.reply = status(500)
    came = list(visitor.stream(conversation, _SAID, message))
    kinds = [kind for kind, _ in came]
    assert kinds[-1] == "done" and "failed" not in kinds
    after = came[-1][1]["state"]
    _answered_once(after, message)
    again = visitor.say(conversation, _SAID, message)
    assert again["repeated"] is True and again["state"] == after


def _answered_once(state: Json, message: str) -> None:
    assert state["unfinished"] is False and message in state["received"]
    assert [job["employer"] for job in state["history"]["jobs"]] == ["Initech"]
    assert [line["role"] for line in state["transcript"]].count("user") == 1


def _taken(server: AppServer) -> bool:
    """Whether a replica is answering a turn."""
    figures = httpx.get(f"{server.address}/metrics").text
    return "advisor_turns_taken 1.0" in figures
