"""What a model is sent: versioned prompt files filled with activities and the answers' labels."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from advisor.instruments.instrument import Instrument, Item
from advisor.study.config import Kind
from retrieval.errors import AdvisorError
from retrieval.frozen import Frozen

_OPEN = "$activities"
_FIXED_VERSION = "v1"
"""Of the labels of competence and of how to answer."""


@dataclass(frozen=True, slots=True)
class Wording(Frozen):
    """How one questionnaire is put in one language.

    Attributes:
        template: the text, with ``$activities`` still open.
        labels: of the answers 1 to 5.
        sha256: hex digest of the template, to be kept with every answer.
    """

    template: str
    labels: tuple[str, ...]
    sha256: str

    def text(self, items: Sequence[Item], language: str) -> str:
        """Return the whole prompt for some items; several are numbered from 1."""
        wordings = [item.texts[language] for item in items]
        shown = wordings if len(items) == 1 else [f"{n}. {w}" for n, w in enumerate(wordings, 1)]
        return self.template.replace(_OPEN, "\n".join(shown))


def load_wording(
    kind: Kind, variant: str, language: str, instrument: Instrument, one: bool
) -> Wording:
    """Return the wording of a prompt variant, for example ``"plain-v1"``.

    Args:
        kind: what is asked.
        variant: name and version of the prompt.
        language: of the items and the prompt.
        instrument: whose labels are used where interests are asked for.
        one: whether an item is asked at a time.

    Raises:
        AdvisorError: there is no such prompt in this language.
    """
    named = re.fullmatch(r"([a-z]+)-(v\d+)", variant)
    if named is None:
        raise AdvisorError(f"expected the name of a prompt like plain-v1, got {variant!r}")
    text = _file(f"{kind}-{named[1]}-{language}-{named[2]}")
    labels = instrument.scales[language]
    if kind == "competence":
        labels = tuple(_file(f"scale-competence-{language}-{_FIXED_VERSION}").splitlines())
    scale = "\n".join(f"{point} = {label}" for point, label in enumerate(labels, 1))
    form = _file(f"form-{'one' if one else 'many'}-{language}-{_FIXED_VERSION}")
    template = text.replace("$scale", scale).replace("$form", form)
    return Wording(template, labels, hashlib.sha256(template.encode()).hexdigest())


def _file(name: str) -> str:
    path = resources.files("advisor.study") / "prompts" / f"{name}.txt"
    if not path.is_file():
        raise AdvisorError(f"expected a prompt {name}.txt in advisor/study/prompts, found none")
    return path.read_text("utf-8").strip()
