"""Which requests a study consists of: every combination of its settings, in a balanced order."""

import hashlib
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from advisor.instruments.instrument import Instrument, Item
from advisor.study.config import Kind, StudyConfig
from advisor.study.wording import Wording, load_wording
from retrieval.errors import AdvisorError
from retrieval.frozen import Frozen


@dataclass(frozen=True, slots=True)
class Call(Frozen):
    """One request.

    Attributes:
        model: name of the model.
        kind: what is asked.
        language, prompt: how it is worded.
        order: 0 for that of the questionnaire, else the number of a shuffle.
        repeat: counts up from 1.
        block: place of these items among the requests of one questionnaire, from 1.
        items: their indices, in the order they are asked.
    """

    model: str
    kind: Kind
    language: str
    prompt: str
    order: int
    repeat: int
    block: int
    items: tuple[int, ...]

    @property
    def key(self) -> str:
        """What tells this request from every other of the study."""
        return json.dumps(
            [
                *(self.model, self.kind, self.language, self.prompt),
                *(self.order, self.repeat, self.block),
            ],
            ensure_ascii=False,
        )


@dataclass(frozen=True, slots=True)
class Plan(Frozen):
    """A study that can be run.

    Attributes:
        config: its settings.
        instruments: by what is asked.
        wordings: by what is asked, language and prompt variant.
    """

    config: StudyConfig
    instruments: Mapping[Kind, Instrument]
    wordings: Mapping[tuple[Kind, str, str], Wording]

    def calls(self, model: str) -> Iterator[Call]:
        """Yield a model's requests; a study that is cut short has whole repeats of everything."""
        config = self.config
        for repeat in range(1, config.repeats + 1):
            for order in range(config.shuffles + 1):
                for kind, instrument in self.instruments.items():
                    items = _ordered(instrument, config.seed, order)
                    blocks = range(0, len(items), config.items_per_call)
                    for language in config.languages:
                        for prompt in config.prompts:
                            for block, start in enumerate(blocks, 1):
                                asked = tuple(items[start : start + config.items_per_call])
                                yield Call(
                                    *(model, kind, language, prompt, order, repeat, block, asked)
                                )

    def text(self, call: Call) -> str:
        """Return what is sent for a request."""
        wording = self.wordings[call.kind, call.language, call.prompt]
        return wording.text(self.items(call), call.language)

    def items(self, call: Call) -> Sequence[Item]:
        """Return the items of a request."""
        by_index = {item.index: item for item in self.instruments[call.kind].items}
        return [by_index[index] for index in call.items]

    def meaning(self) -> dict[str, Any]:
        """Return what answers depend on: a run whose answers came of something else is another."""
        config = self.config
        return {
            "models": {
                model.name: model.model_dump(
                    mode="json",
                    include={"base_url", "model", "api", "temperature", "max_tokens", "extra"},
                )
                for model in config.models
            },
            "instruments": {kind: _digest(one) for kind, one in self.instruments.items()},
            "prompts": {"/".join(key): one.sha256 for key, one in self.wordings.items()},
            "asking": {"seed": config.seed, "items_per_call": config.items_per_call},
        }


def make_plan(config: StudyConfig, instruments: Mapping[str, Instrument]) -> Plan:
    """Put the settings together with what they name.

    Raises:
        AdvisorError: an instrument, a language or a prompt is not there.
    """
    chosen: dict[Kind, Instrument] = {}
    wordings: dict[tuple[Kind, str, str], Wording] = {}
    for section in config.questionnaires:
        instrument = instruments.get(section.instrument)
        if instrument is None:
            raise AdvisorError(
                f"expected an instrument that there is ({', '.join(instruments)}),"
                f" got {section.instrument!r}"
            )
        chosen[section.kind] = instrument
        for language in config.languages:
            if language not in instrument.languages:
                raise AdvisorError(
                    f"expected a language of {instrument.key}"
                    f" ({', '.join(instrument.languages)}), got {language!r}"
                )
            for prompt in config.prompts:
                wordings[section.kind, language, prompt] = load_wording(
                    section.kind, prompt, language, instrument, config.items_per_call == 1
                )
    return Plan(config, chosen, wordings)


def _ordered(instrument: Instrument, seed: int, order: int) -> list[int]:
    indices = [item.index for item in instrument.items]
    if order:
        random.Random(f"{seed}-{order}").shuffle(indices)  # nosec B311  # noqa: S311  # not a secret
    return indices


def _digest(instrument: Instrument) -> str:
    told = [[item.index, item.area.value, dict(item.texts)] for item in instrument.items]
    scales = {language: list(labels) for language, labels in instrument.scales.items()}
    text = json.dumps([told, scales], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
