"""The prompts of the language-model interviewer, as the settings name them."""

from typing import NamedTuple

from advisor.prompt_files import Prompt, load_prompt
from advisor.settings import Settings
from retrieval.errors import AdvisorError


class Prompts(NamedTuple):
    """What the model is told to do, to read a message and to word a reply."""

    understand: Prompt
    speak: Prompt


def open_prompts(settings: Settings) -> Prompts:
    """Return the prompts the settings name.

    Raises:
        AdvisorError: there is no such prompt, or it is for something else.
    """
    named = {"understand": settings.llm_understand_prompt, "speak": settings.llm_speak_prompt}
    prompts = []
    for name, file_name in named.items():
        prompt = load_prompt("graph", file_name)
        if prompt.name != name:
            raise AdvisorError(
                f"ADVISOR_LLM_{name.upper()}_PROMPT: expected a prompt named {name}-v1 or later,"
                f" got {file_name!r}"
            )
        prompts.append(prompt)
    return Prompts(*prompts)
