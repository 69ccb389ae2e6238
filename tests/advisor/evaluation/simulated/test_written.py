"""A language model words what people say; what it leaves out or makes up is not sent."""

from pathlib import Path

import pytest

from advisor.evaluation.simulated.styles import STYLE_OF
from advisor.evaluation.simulated.wording import Said
from advisor.evaluation.simulated.written import ModelWriter, Written, says_the_same
from advisor.settings import Settings
from retrieval.errors import AdvisorError
from tests.openai_server import OpenAIServer, Reply, status, text

SAID = Said("I was a line cook from 2002 to 2003.", ("line cook", "2002", "2003"))
STYLE = STYLE_OF["slang"]


def written(*script: Reply, said: Said = SAID) -> tuple[Written, OpenAIServer]:
    with OpenAIServer(*script) as server:
        settings = Settings(
            data_dir=Path("unused"), llm_base_url=server.base_url, llm_model="m", llm_retries=0
        )
        with ModelWriter.configured(settings) as writer:
            return writer.write(said, STYLE, "Any other work?"), server


def test_the_model_s_words_are_sent_when_every_fact_is_in_them() -> None:
    words = "so from 2002 til like 2003 i was slinging eggs as a Line Cook"
    found, server = written(text(words))
    assert found == Written(words, "model")
    (request,) = server.requests
    assert SAID.text in request.text
    assert "Any other work?" in request.text
    assert STYLE.about in request.text


@pytest.mark.parametrize(
    "words",
    [
        "I was a cook from 2002 to 2003",
        "I was a line cook from 2002 on",
        "I was a line cook from 2002 to 2003 and a baker in 2005",
        f"I was a line cook, 2002-2003. {'What a time that was. ' * 20}",
    ],
)
def test_the_templates_stand_in_for_words_that_change_the_facts(words: str) -> None:
    assert not says_the_same(words, SAID)
    assert written(text(words))[0] == Written(SAID.text, "stand-in")


def test_the_templates_stand_in_for_a_server_that_fails() -> None:
    assert written(status(503))[0] == Written(SAID.text, "stand-in")


def test_what_holds_no_fact_is_not_sent_to_a_server() -> None:
    found, server = written(text("never"), said=Said("No, that's all."))
    assert found == Written("No, that's all.")
    assert server.requests == []


def test_a_server_is_needed() -> None:
    with pytest.raises(AdvisorError, match="ADVISOR_LLM_BASE_URL"):
        ModelWriter.configured(Settings(data_dir=Path("unused"), llm_base_url=None))
