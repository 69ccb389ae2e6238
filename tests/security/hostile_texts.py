"""Finds our compiled patterns, and writes texts on which a careless one takes forever."""

import gc
import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from random import Random
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import FunctionType, ModuleType
from typing import Any

PACKAGES = ("graph", "advisor.redaction", "advisor.documents", "views", "web", "retrieval")
"""Where patterns meet what strangers write; with the modules of ``advisor`` itself."""
_LOOKED_INTO = (dict, tuple, list, set, frozenset, type)
_MOST_SEEDS = 24


def patterns() -> Mapping[str, re.Pattern[str]]:
    """Return the text patterns that our modules hold, by the first place they were found in."""
    found: dict[re.Pattern[str], str] = {}
    for name, module in _modules():
        for where, pattern in _held(name, module):
            found.setdefault(pattern, where)
    return {where: pattern for pattern, where in found.items()}


def _modules() -> Iterator[tuple[str, ModuleType]]:
    names = ["advisor"]
    for package in PACKAGES:
        loaded = importlib.import_module(package)
        names += [m.name for m in pkgutil.walk_packages(loaded.__path__, f"{package}.")]
    advisor = importlib.import_module("advisor")
    names += [f"advisor.{m.name}" for m in pkgutil.iter_modules(advisor.__path__)]
    for name in sorted(set(names)):
        if ".migrations" not in name and not name.endswith("__main__"):
            yield name, importlib.import_module(name)


def _held(name: str, module: ModuleType) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the patterns in a module's globals, inside containers and objects of ours too."""
    seen: set[int] = set()
    waiting: list[tuple[str, Any]] = [(f"{name}.{key}", x) for key, x in vars(module).items()]
    while waiting:
        where, thing = waiting.pop()
        if id(thing) in seen:
            continue
        seen.add(id(thing))
        if isinstance(thing, re.Pattern):
            if isinstance(thing.pattern, str):
                yield where, thing
        elif isinstance(thing, FunctionType):
            waiting += [(where, cell.cell_contents) for cell in thing.__closure__ or ()]
            waiting += [(where, default) for default in thing.__defaults__ or ()]
        elif isinstance(thing, _LOOKED_INTO) or type(thing).__module__.startswith(
            ("graph", "advisor", "views", "web", "retrieval")
        ):
            if isinstance(thing, type) and not thing.__module__.startswith(
                ("graph", "advisor", "views", "web", "retrieval")
            ):
                continue
            waiting += [(where, inner) for inner in gc.get_referents(thing)]


def hostile(pattern: re.Pattern[str], size: int, chance: Random) -> Iterator[str]:
    """Yield texts of ``size`` characters that a pattern has to try again and again on.

    Long runs of what the pattern repeats and of what its parts begin with, alone and mixed, and a
    near miss behind.
    """
    seeds = list(dict.fromkeys(_seeds(parser.parse(pattern.pattern, pattern.flags))))[:_MOST_SEEDS]
    for seed in seeds:
        yield (seed * (size // len(seed) + 1))[:size] + "\0"
    for several in (2, 4, len(seeds)):
        if seeds:
            some = chance.sample(seeds, min(several, len(seeds)))
            yield "".join(chance.choices(some, k=size // 2))[:size] + "\0"


def _seeds(parsed: Any) -> Iterator[str]:
    """Yield an example of each repeated part, then one of each whole sequence."""
    for kind, value in parsed:
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            inner = value[2]
            example = _example(inner)
            if value[1] > 1 and example:
                yield example
            yield from _seeds(inner)
        elif kind is op.SUBPATTERN:
            yield from _seeds(value[3])
        elif kind is op.BRANCH:
            for branch in value[1][:6]:
                yield from _seeds(branch)
        elif kind in (op.ASSERT, op.ASSERT_NOT):
            yield from _seeds(value[1])
        elif kind is op.ATOMIC_GROUP:
            yield from _seeds(value)
    whole = _example(parsed)
    if whole:
        yield whole
        if len(whole) > 1:
            yield whole[:-1]


def _example(parsed: Any) -> str:
    """Return a short text that the parsed pattern matches, as far as that is simple."""
    text = ""
    for kind, value in parsed:
        if kind is op.LITERAL:
            text += chr(value)
        elif kind is op.NOT_LITERAL:
            text += "b" if value == ord("a") else "a"
        elif kind is op.ANY:
            text += "a"
        elif kind is op.IN:
            text += _member(value)
        elif kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            text += _example(value[2]) * max(1, min(value[0], 3))
        elif kind is op.SUBPATTERN:
            text += _example(value[3])
        elif kind is op.BRANCH:
            text += _example(value[1][0])
        elif kind is op.ATOMIC_GROUP:
            text += _example(value)
    return text


def _member(choices: Any) -> str:
    kinds = {
        op.CATEGORY_DIGIT: "1",
        op.CATEGORY_SPACE: " ",
        op.CATEGORY_WORD: "a",
        op.CATEGORY_NOT_SPACE: "a",
        op.CATEGORY_NOT_DIGIT: "a",
        op.CATEGORY_NOT_WORD: "-",
    }
    if choices[0][0] is op.NEGATE:
        refused = {chr(v) for k, v in choices[1:] if k is op.LITERAL}
        return next(c for c in "a1 -." if c not in refused)
    kind, value = choices[0]
    if kind is op.RANGE:
        return chr(value[0])
    if kind is op.CATEGORY:
        return kinds[value]
    return chr(value)
