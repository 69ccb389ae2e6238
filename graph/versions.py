"""Which program, language model, prompts and predictor answer a turn."""

from dataclasses import dataclass
from importlib.metadata import version

from advisor.log.record import Versions
from advisor.prompt_files import Prompt
from graph.llm.interviewer import LLMInterviewer
from graph.state import Services
from retrieval.frozen import Frozen

_HASH_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Served(Frozen):
    """What answers a turn, and how the log names it."""

    services: Services
    versions: Versions


def versions_of(services: Services) -> Versions:
    """Return what the services consist of, for the log."""
    interviewer = services.interviewer
    prompts = interviewer.prompts if isinstance(interviewer, LLMInterviewer) else ()
    return Versions(
        advisor=version("career-advisor"),
        interviewer=interviewer.name,
        prompts=tuple(_named(prompt) for prompt in prompts),
        predictor=services.recommender.model,
    )


def _named(prompt: Prompt) -> str:
    return f"{prompt.name}-v{prompt.version}:{prompt.sha256[:_HASH_DIGITS]}"
