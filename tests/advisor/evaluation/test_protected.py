"""Sex, race, age, family, origin and health never reach what predicts: its types cannot hold them.

The panels hold some of them; the one module that reads them is ``advisor.evaluation.subgroups``.
"""

import ast
import gzip
import inspect
import re
import typing
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from io import StringIO
from pathlib import Path
from types import UnionType
from typing import Any

import numpy as np
import pandas as pd
import pytest

from advisor.career import CareerHistory
from advisor.evaluation.people import people
from advisor.evaluation.protocols import Evaluated, Fitted, ServedModel
from advisor.evaluation.registry import Sources, count_model
from advisor.evaluation.running import Request, evaluate
from advisor.interests import InterestProfile
from advisor.model.career_probabilities import CareerProbabilities
from advisor.model.prediction import Predictor
from advisor.model.situation import Situation
from advisor.model.work_years import WorkYear, YearFacts
from advisor.model.year_inputs import SIZES
from advisor.panels.codes import OccupationCodes
from advisor.panels.examples import CareerText
from advisor.panels.observed import ObservedCareer
from advisor.panels.reading import PanelFiles
from advisor.person import Person
from advisor.settings import Settings

ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.parent / "shared" / "careers"
PROTECTED = re.compile(
    r"\b(?:sex|gender|race|racial|ethnic\w*|age|aged|birth\w*|born|dob|famil\w+|marital|married"
    r"|spouse|parents?|child\w*|kids?|origin|nation\w*|citizen\w*|country|immig\w+|religio\w+"
    r"|faith|health\w*|disab\w+|illness|orientation|pronouns?|wage)\b"
)


def types_in(hint: Any) -> Iterator[type]:
    """Yield the classes that a type hint names."""
    if isinstance(hint, UnionType) or typing.get_origin(hint) is not None:
        for part in typing.get_args(hint):
            yield from types_in(part)
    elif isinstance(hint, type):
        yield hint


def reachable(start: Any, seen: dict[type, set[str]] | None = None) -> dict[type, set[str]]:
    """Return the data classes that values of a type can hold, with the names of their fields."""
    seen = {} if seen is None else seen
    for kind in types_in(start):
        if kind in seen or not is_dataclass(kind):
            continue
        seen[kind] = {field.name for field in fields(kind)}
        for hint in typing.get_type_hints(kind).values():
            reachable(hint, seen)
    return seen


def given(call: Callable[..., Any]) -> list[Any]:
    """Return the types of what a function is given."""
    hints = typing.get_type_hints(call)
    return [hints[name] for name in inspect.signature(call).parameters if name != "self"]


def protected(kinds: dict[type, set[str]]) -> list[str]:
    return [
        f"{kind.__name__}.{name}"
        for kind, names in kinds.items()
        for name in names
        if PROTECTED.search(name.replace("_", " "))
    ]


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (Predictor.predict, {CareerHistory, InterestProfile}),
        (CareerProbabilities.log_probabilities, {WorkYear}),
        (ServedModel.log_probabilities, {CareerText, WorkYear}),
        (Evaluated.log_probabilities, {CareerText, WorkYear}),
        (Fitted.fit, {CareerText, WorkYear}),
    ],
)
def test_nothing_that_predicts_can_be_given_them(
    call: Callable[..., Any], expected: set[type]
) -> None:
    found: dict[type, set[str]] = {}
    for hint in given(call):
        reachable(hint, found)
    assert expected <= set(found)
    assert protected(found) == []


@pytest.mark.parametrize("kind", [ObservedCareer, Situation, YearFacts, Person])
def test_nor_do_the_values_between_hold_them(kind: type) -> None:
    found = reachable(kind)
    assert kind in found
    assert protected(found) == []


def test_the_facts_of_a_year_are_the_eleven_that_are_named() -> None:
    told = {"title", "times", "employer", "full_time", "education"}
    assert {field.name for field in fields(WorkYear)} == told
    assert len(SIZES) == 11, "a new fact of a year is to be looked at: is it about who one is?"


def test_a_field_of_the_kind_would_be_found() -> None:
    names = {"birth_year", "sex", "parent_education", "country_of_origin", "hourly_wage"}
    assert len(protected({Person: names})) == len(names)
    assert protected({Person: {"percentage", "average", "page", "language", "start_year"}}) == []


def test_one_module_reads_those_columns() -> None:
    columns = {"sex", "race", "birth_year", "parent_education"}
    readers = {
        str(file.relative_to(ROOT))
        for package in ("advisor", "advisor_cli", "graph", "retrieval", "views", "benchmarks")
        for file in (ROOT / package).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if (isinstance(node, ast.Constant) and node.value in columns)
        or (isinstance(node, ast.Attribute) and node.attr in columns)
    }
    assert readers == {"advisor/evaluation/subgroups.py"}


def test_only_the_evaluation_imports_it() -> None:
    importers = {
        str(file.relative_to(ROOT))
        for package in ("advisor", "advisor_cli", "graph", "retrieval", "views", "benchmarks")
        for file in (ROOT / package).rglob("*.py")
        if "evaluation.subgroups" in file.read_text("utf-8")
    }
    assert importers == {"advisor/evaluation/running.py"}


def changed(persons: Path, how: str) -> bytes:
    """Return a persons file with sex, race, birth and parents taken out or given to others."""
    raw = persons.read_bytes()
    table = pd.read_csv(StringIO(gzip.decompress(raw).decode()), dtype=str)
    about = ["sex", "race", "birth_year", "parent_education"]
    if how == "removed":
        table = table.drop(columns=about)
    else:
        order = np.random.default_rng(0).permutation(len(table))
        table[about] = table[about].to_numpy()[order]
    return gzip.compress(table.to_csv(index=False).encode())


@pytest.mark.parametrize("how", ["removed", "permuted"])
def test_predictions_are_the_same_bytes_without_them(
    tmp_path: Path, how: str, panel: PanelFiles, codes: OccupationCodes
) -> None:
    sources = Sources(
        Settings(model_dir=tmp_path / "none"), "nlsy97", 0, sampled=False, progress=lambda *_: None
    )
    before = people(panel, "nlsy97", "test", codes)
    said = count_model(sources).log_probabilities(before.careers).tobytes()
    folder = panel.persons.parent
    request = Request("test", folder, models=("served", "markov1", "markov2"))
    whole = evaluate(request, sources, count_model)
    mixed = changed(panel.persons, how)
    assert mixed != panel.persons.read_bytes()
    panel.persons.write_bytes(mixed)
    after = people(panel, "nlsy97", "test", codes)
    assert after.careers == before.careers
    assert count_model(sources).log_probabilities(after.careers).tobytes() == said
    again = evaluate(request, sources, count_model)
    for name, result in whole.models.items():
        # Written out, as some figures are no number and so not equal to themselves.
        assert repr(again.models[name].point) == repr(result.point)
        assert repr(again.models[name].intervals) == repr(result.intervals)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the survey panel is not here")
@pytest.mark.parametrize("how", ["removed", "permuted"])
def test_so_are_those_of_the_real_people(tmp_path: Path, how: str, codes: OccupationCodes) -> None:
    real = PanelFiles.of(SHARED, "nlsy97")
    persons = tmp_path / "persons.csv.gz"
    persons.write_bytes(changed(real.persons, how))
    before = people(real, "nlsy97", "valid", codes)
    after = people(PanelFiles(persons, real.person_years), "nlsy97", "valid", codes)
    assert after.careers == before.careers
    sources = Sources(
        Settings(model_dir=tmp_path / "none"), "nlsy97", 0, sampled=False, progress=lambda *_: None
    )
    model, some = count_model(sources), slice(0, 100)
    said = model.log_probabilities(before.careers[some])
    assert said.tobytes() == model.log_probabilities(after.careers[some]).tobytes()
