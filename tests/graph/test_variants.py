"""Conversations in experiments: who answers, what stays, what the log says, what it costs."""

import logging
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from advisor.experiments.assignment import assigned
from advisor.experiments.config import Experiments
from advisor.log.consent import Consent
from advisor.log.database import Database
from advisor.log.reading import turns
from advisor.log.record import TurnRecord
from advisor.reasons import MOST
from advisor.settings import Settings
from graph.advisor import Advisor
from graph.events import Suggested
from graph.session import Session
from graph.takeout import everything
from retrieval.errors import AdvisorError
from tests import openai_server as scripted
from tests.conftest import TODAY
from tests.graph.talk import COOK, only, say
from tests.openai_server import Exchange, OpenAIServer

REASONS = """
[[experiments]]
name = "fewer-reasons"
salt = "s"
metric = "completion"
stopping = { kind = "sequential" }
variants = [{ name = "as-is" }, { name = "one", reasons = 1 }]
"""
PREDICTOR = """
[[experiments]]
name = "predictors"
salt = "s"
metric = "completion"
stopping = { kind = "sequential" }
variants = [{ name = "trained" }, { name = "counts", predictor = "counts" }]
"""
PROMPTS = """
[[experiments]]
name = "reading"
salt = "s"
metric = "completion"
stopping = { kind = "sequential" }
variants = [
  { name = "v3" },
  { name = "v1", understand_prompt = "understand-v1" },
  { name = "rules", interviewer = "built-in" },
]
"""

Opened = Callable[..., Advisor]


@pytest.fixture
def opened(data_dir: Path) -> Iterator[Opened]:
    """Opens the advisor with a text of experiments; every one in the same data folder."""
    advisors = []

    def open_with(text: str, **changes: Any) -> Advisor:
        file = data_dir / "experiments.toml"
        file.write_text(text, "utf-8")
        settings = Settings(data_dir=data_dir, experiments=file, **changes)
        advisors.append(Advisor.open(settings, lambda: TODAY))
        return advisors[-1]

    yield open_with
    for one in advisors:
        one.close()


@contextmanager
def no_experiments(data_dir: Path) -> Iterator[Advisor]:
    advisor = Advisor.open(Settings(data_dir=data_dir), lambda: TODAY)
    yield advisor
    advisor.close()


def conversation_in(advisor: Advisor, text: str, **wanted: str) -> Session:
    """Return a new conversation whose id falls into these variants."""
    experiments = read(text)
    names = (f"c{number}" for number in range(1_000))
    return advisor.conversation(
        next(c for c in names if wanted.items() <= assigned(experiments, c).items())
    )


def read(text: str) -> Experiments:
    return Experiments.model_validate(tomllib.loads(text))


def logged(data_dir: Path) -> list[TurnRecord]:
    database = Database(f"sqlite:///{data_dir / 'log.sqlite'}")
    found = list(turns(database))
    database.close()
    return found


def suggestions(session: Session) -> Suggested:
    say(session, COOK)
    found = only(say(session, "show me suggestions now"), Suggested)
    assert isinstance(found, Suggested)
    return found


def test_variants_answer_and_the_log_names_them(opened: Opened, data_dir: Path) -> None:
    text = REASONS + PREDICTOR
    advisor = opened(text)
    wanted = {"fewer-reasons": "one", "predictors": "counts"}
    few = conversation_in(advisor, text, **wanted)
    shown = suggestions(few).recommendation
    assert shown.model == "transition-counts-nlsy97-1"
    assert [[r.kind for r in s.reasons] for s in shown.suggestions] == [["move"]] * len(
        shown.suggestions
    )
    usual = conversation_in(advisor, text, **{"fewer-reasons": "as-is", "predictors": "trained"})
    shown = suggestions(usual).recommendation
    assert shown.model != "transition-counts-nlsy97-1"
    assert max(len(s.reasons) for s in shown.suggestions) == MOST
    variants = [dict(r.versions.variants) for r in logged(data_dir)]
    assert variants[0] == variants[1] == wanted
    assert variants[2] == {"fewer-reasons": "as-is", "predictors": "trained"}
    predictors = {r.versions.predictor for r in logged(data_dir)}
    assert predictors == {"transition-counts-nlsy97-1", shown.model}


def test_what_a_variant_leaves_alone_is_shared(opened: Opened) -> None:
    text = REASONS + PREDICTOR
    advisor = opened(text)
    one, two = (
        advisor.services_of(
            conversation_in(advisor, text, **{"fewer-reasons": name, "predictors": "counts"}).id
        )
        for name in ("one", "as-is")
    )
    for services in (one, two):
        assert services.catalog is advisor.services.catalog
        assert services.search is advisor.services.search
        assert services.interviewer is advisor.services.interviewer
    assert one.recommender.predictor is two.recommender.predictor
    assert one.recommender is not two.recommender


def test_a_conversation_stays_in_its_variant_when_the_file_changes(opened: Opened) -> None:
    session = conversation_in(advisor := opened(REASONS), REASONS, **{"fewer-reasons": "one"})
    say(session, COOK)
    # By its hash it would get another variant now.
    other = REASONS.replace(
        '{ name = "one"', '{ name = "as-is-too", weight = 1000 }, { name = "one"'
    )
    assert assigned(read(other), session.id) == {"fewer-reasons": "as-is-too"}
    advisor = opened(other)
    assert dict(advisor.served(session.id).versions.variants) == {"fewer-reasons": "one"}
    kept = everything(advisor, advisor.conversation(session.id))
    assert kept["conversation"]["variants"] == {"fewer-reasons": "one"}
    found = only(say(advisor.conversation(session.id), "show me suggestions now"), Suggested)
    assert isinstance(found, Suggested)
    assert {len(s.reasons) for s in found.recommendation.suggestions} == {1}


def test_a_variant_that_is_gone_is_answered_by_the_default_and_said_once(
    opened: Opened, data_dir: Path, caplog: pytest.LogCaptureFixture
) -> None:
    session = conversation_in(opened(REASONS), REASONS, **{"fewer-reasons": "one"})
    say(session, COOK)
    advisor = opened(REASONS.replace('"one"', '"another"'))
    with caplog.at_level(logging.WARNING, "graph.variants"):
        found = only(say(advisor.conversation(session.id), "show me suggestions now"), Suggested)
        say(advisor.conversation(session.id), "thanks")
    assert isinstance(found, Suggested)
    assert max(len(s.reasons) for s in found.recommendation.suggestions) == MOST
    (line,) = [record.getMessage() for record in caplog.records]
    assert "'fewer-reasons' has no variant 'one' any more" in line
    assert [dict(r.versions.variants) for r in logged(data_dir)] == [
        {"fewer-reasons": "one"},
        {},
        {},
    ]


def test_who_began_before_takes_no_part(opened: Opened, data_dir: Path) -> None:
    with no_experiments(data_dir) as advisor:
        say(advisor.conversation("c1"), COOK)
    advisor = opened(REASONS)
    say(advisor.conversation("c1"), "show me suggestions now")
    say(advisor.conversation("c2"), COOK)
    assert [bool(r.versions.variants) for r in logged(data_dir)] == [False, False, True]


def test_a_conversation_begun_anew_is_drawn_anew(opened: Opened) -> None:
    session = conversation_in(opened(REASONS), REASONS, **{"fewer-reasons": "one"})
    say(session, COOK)
    session.delete()
    advisor = opened(REASONS.replace('"one"', '"another"'))
    assert dict(advisor.served(session.id).versions.variants) == {"fewer-reasons": "another"}


def test_prompts_and_interviewers_answer_as_assigned(opened: Opened, data_dir: Path) -> None:
    def by_prompt(exchange: Exchange) -> None:
        newer = "others (wants" in exchange.request.text
        scripted.answer(intent="greeting" if newer else "thanks")(exchange)

    with OpenAIServer(by_prompt) as server:
        llm = {"llm_base_url": server.base_url, "llm_model": "m", "competence_check": False}
        advisor = opened(PROMPTS, **llm)
        for name in ("v3", "v1", "rules"):
            session = conversation_in(advisor, PROMPTS, reading=name)
            session.choose(Consent.EVALUATION)  # without it, what is wanted is not noted
            say(session, "hello there")
    by_variant = {r.versions.variants["reading"]: r for r in logged(data_dir)}
    assert by_variant["v3"].intent == "greeting"
    assert by_variant["v1"].intent == "thanks"
    assert [p.partition(":")[0] for p in by_variant["v1"].versions.prompts] == [
        "understand-v1",
        "speak-v1",
    ]
    assert by_variant["v3"].versions.prompts[0].startswith("understand-v3:")
    rules = by_variant["rules"].versions
    assert (rules.interviewer, rules.prompts) == ("built-in", ())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[experiments]]", "experiments number 1 name: Field required"),
        (PROMPTS, "experiment 'reading', variant 'v1': it needs a language model"),
    ],
)
def test_a_broken_file_stops_the_start(opened: Opened, text: str, said: str) -> None:
    with pytest.raises(AdvisorError, match=said) as raised:
        opened(text)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "understand-v99",
            "expected the name of a prompt like understand-v1, got 'understand-v99'",
        ),
        ("speak-v1", "expected a prompt named understand-v1 or later, got 'speak-v1'"),
    ],
)
def test_a_prompt_that_is_not_there_stops_the_start(opened: Opened, name: str, said: str) -> None:
    text = PROMPTS.replace("understand-v1", name)
    with pytest.raises(AdvisorError, match=f"variant 'v1': .*{said}"):
        opened(text, llm_base_url="http://127.0.0.1:9/v1", llm_model="m")


def test_finding_out_what_answers_costs_next_to_nothing(opened: Opened) -> None:
    session = conversation_in(advisor := opened(REASONS), REASONS, **{"fewer-reasons": "one"})
    advisor.served(session.id)
    taken = []
    for _ in range(500):
        began = time.perf_counter()
        advisor.served(session.id)
        taken.append(time.perf_counter() - began)
    assert sorted(taken)[250] < 0.0002
