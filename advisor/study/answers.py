"""The folder of a study: what was asked how, and every reply, a line each, safe from a kill."""

import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from advisor.study.plan import Call, Plan
from advisor.study.replies import Answer, Outcome
from advisor.study.server import Reply
from advisor.training.json_lines import Journal
from retrieval.errors import AdvisorError

SETTINGS = "study.json"
ANSWERS = "answers.jsonl"
_LOCK = ".lock"
_SETTINGS_FIELDS = {"name", "meaning", "families", "prices", "items", "instruments", "unofficial"}
_FIELDS = frozenset(
    {
        *("call", "model", "kind", "language", "prompt", "order", "repeat", "block"),
        *("items", "outcomes", "ratings"),
    }
)


class AnswerFile:
    """The replies of a study; rows are only added. Use ``open_answers``."""

    def __init__(self, folder: Path) -> None:
        """Read what is there; what a kill left of a last line is cut off."""
        self._journal = Journal(folder / ANSWERS)
        self.rows = checked_rows(folder)

    def done(self) -> set[str]:
        """Return the keys of the requests that were answered, by whatever reply."""
        return {row["call"] for row in self.rows if Outcome.FAILED not in row["outcomes"]}

    def add(
        self, call: Call, reply: Reply, answers: tuple[Answer, ...], sha256: str, at: datetime
    ) -> None:
        """Write a reply down, with what it was asked and what was read from it."""
        told = {
            "content": reply.content,
            "finish_reason": reply.finish_reason,
            "form": reply.form,
            "tokens_in": reply.tokens_in,
            "tokens_out": reply.tokens_out,
            "sent": reply.sent,
            "seconds": round(reply.seconds, 3),
            "said_by": reply.said_by,
        }
        self._write(call, answers, told, sha256, at)

    def add_failure(self, call: Call, why: str, sha256: str, at: datetime) -> None:
        """Write down that a request got no reply."""
        answers = (Answer(Outcome.FAILED),) * len(call.items)
        self._write(call, answers, {"why": why}, sha256, at)

    def _write(
        self,
        call: Call,
        answers: tuple[Answer, ...],
        told: Mapping[str, Any],
        sha256: str,
        at: datetime,
    ) -> None:
        row = {
            "call": call.key,
            "at": at.isoformat(timespec="seconds"),
            "model": call.model,
            "kind": call.kind,
            "language": call.language,
            "prompt": call.prompt,
            "order": call.order,
            "repeat": call.repeat,
            "block": call.block,
            "items": list(call.items),
            "outcomes": [answer.outcome.value for answer in answers],
            "ratings": [answer.rating for answer in answers],
            **told,
            "prompt_sha256": sha256,
        }
        self._journal.add(row)
        self.rows.append(row)


@contextmanager
def open_answers(plan: Plan) -> Iterator[AnswerFile]:
    """Open the folder of a study, a new one or one to go on with.

    Raises:
        AdvisorError: another run writes it, or its answers came of other models, items or prompts.
    """
    folder = plan.config.run
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / _LOCK, timeout=0):
            _check_meaning(plan, folder / SETTINGS)
            yield AnswerFile(folder)
    except Timeout as error:
        raise AdvisorError(f"another run is writing {folder}") from error
    except OSError as error:
        raise AdvisorError(f"{error.filename or folder}: {error.strerror or error}") from error


def checked_rows(folder: Path) -> list[dict[str, Any]]:
    """Return the rows of a study's folder; raise ``AdvisorError`` for rows of something else."""
    rows = Journal(folder / ANSWERS).rows()
    for place, row in enumerate(rows, 1):
        missing = _FIELDS - row.keys()
        if missing:
            raise AdvisorError(
                f"{folder / ANSWERS}, line {place}: expected a reply with {min(missing)}"
            )
    return rows


def read_settings(folder: Path) -> dict[str, Any]:
    """Return what a study's folder says of the study; raise ``AdvisorError`` if it is none."""
    path = folder / SETTINGS
    try:
        found = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise AdvisorError(f"expected the folder of a study at {folder}: no {SETTINGS}") from error
    except ValueError as error:
        raise AdvisorError(f"expected JSON in {path}: {error}") from error
    if not isinstance(found, dict) or not found.keys() >= _SETTINGS_FIELDS:
        raise AdvisorError(f"expected what a run of a study wrote in {path}, got something else")
    return found


def _check_meaning(plan: Plan, path: Path) -> None:
    """Compare with what the folder holds; add what is new (models, languages, prompts)."""
    told = _told(plan)
    if path.exists():
        before = read_settings(path.parent)
        for part, values in told["meaning"].items():
            for name in values.keys() & before["meaning"][part].keys():
                if values[name] != before["meaning"][part][name]:
                    raise AdvisorError(
                        f"{path.parent} holds answers with another setting of {part}.{name}:"
                        " name another folder in `run`"
                    )
        told = _with_earlier(told, before, {model.name for model in plan.config.models})
    written = path.with_suffix(".part")
    written.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    written.replace(path)


def _told(plan: Plan) -> dict[str, Any]:
    models, instruments = plan.config.models, plan.instruments
    return {
        "name": plan.config.name,
        "meaning": plan.meaning(),
        "families": {model.name: model.family for model in models if model.family},
        "prices": {
            model.name: [model.price_in, model.price_out]
            for model in models
            if model.price_in is not None and model.price_out is not None
        },
        "items": {
            kind: [
                {"index": item.index, "area": item.area.value, "texts": dict(item.texts)}
                for item in instrument.items
            ]
            for kind, instrument in instruments.items()
        },
        "instruments": {kind: one.key for kind, one in instruments.items()},
        "unofficial": sorted({lang for one in instruments.values() for lang in one.unofficial}),
    }


def _with_earlier(
    told: Mapping[str, Any], before: Mapping[str, Any], models: Collection[str]
) -> dict[str, Any]:
    """Add what answers of earlier runs need: models and questionnaires no longer asked."""
    meaning = {part: before["meaning"][part] | values for part, values in told["meaning"].items()}
    merged = {**told, "meaning": meaning}
    for part in ("items", "instruments"):
        merged[part] = before[part] | told[part]
    for part in ("families", "prices"):
        earlier = {name: value for name, value in before[part].items() if name not in models}
        merged[part] = earlier | told[part]
    merged["unofficial"] = sorted({*before["unofficial"], *told["unofficial"]})
    return merged
