import hashlib

import pytest

from advisor.prompt_files import load_prompt
from retrieval.errors import AdvisorError


@pytest.mark.parametrize(("name", "version"), [("understand", 1), ("understand", 2), ("speak", 1)])
def test_a_prompt_carries_its_version_and_the_hash_of_its_text(name: str, version: int) -> None:
    prompt = load_prompt("graph", f"{name}-v{version}")
    assert (prompt.name, prompt.version) == (name, version)
    assert prompt.text
    assert prompt.sha256 == hashlib.sha256(prompt.text.encode()).hexdigest()


@pytest.mark.parametrize("name", ["understand", "understand-v99", "../prompt_files", ""])
def test_an_unknown_prompt_is_named(name: str) -> None:
    with pytest.raises(AdvisorError, match="got "):
        load_prompt("graph", name)
